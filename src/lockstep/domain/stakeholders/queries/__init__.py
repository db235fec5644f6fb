"""What may be asked of stakeholders beyond their registers."""

from lockstep.domain.stakeholders.queries.cuts import CutView, cut_at
from lockstep.domain.stakeholders.queries.influence import influences
from lockstep.domain.stakeholders.queries.milestones import affecting_milestones
from lockstep.domain.stakeholders.queries.sittings import has_coming, last_held, sittings_below
from lockstep.domain.stakeholders.rules import quadrant_of

__all__ = [
    "CutView",
    "affecting_milestones",
    "cut_at",
    "has_coming",
    "influences",
    "last_held",
    "quadrant_of",
    "sittings_below",
]
