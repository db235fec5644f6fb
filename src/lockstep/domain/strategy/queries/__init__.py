"""What may be asked of strategy."""

from lockstep.domain.strategy.queries.covering import coverage
from lockstep.domain.strategy.queries.ranking import RankedBy, ranked_demands
from lockstep.domain.strategy.queries.roadmap import roadmap_at
from lockstep.domain.strategy.queries.rolling import Rolled, roll_up

__all__ = ["RankedBy", "Rolled", "coverage", "ranked_demands", "roadmap_at", "roll_up"]
