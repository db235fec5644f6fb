"""What may be asked of strategy."""

from lockstep.domain.strategy.queries.covering import coverage
from lockstep.domain.strategy.queries.papers import Paper, paper_of, papers_at
from lockstep.domain.strategy.queries.ranking import RankedBy, ranked_demands
from lockstep.domain.strategy.queries.roadmap import roadmap_at
from lockstep.domain.strategy.queries.rolling import Rolled, roll_up
from lockstep.domain.strategy.queries.touching import EvidenceUse, TouchMap, evidence_uses, touch_map
from lockstep.domain.strategy.queries.weights import WeightsView, weights_at

__all__ = [
    "EvidenceUse",
    "Paper",
    "RankedBy",
    "Rolled",
    "TouchMap",
    "WeightsView",
    "coverage",
    "evidence_uses",
    "paper_of",
    "papers_at",
    "ranked_demands",
    "roadmap_at",
    "roll_up",
    "touch_map",
    "weights_at",
]
