"""What may be asked of stakeholders beyond their registers."""

from lockstep.domain.stakeholders.queries.cuts import CutView, cut_at
from lockstep.domain.stakeholders.queries.influence import influences
from lockstep.domain.stakeholders.queries.milestones import affecting_milestones
from lockstep.domain.stakeholders.rules import quadrant_of

__all__ = ["CutView", "affecting_milestones", "cut_at", "influences", "quadrant_of"]
