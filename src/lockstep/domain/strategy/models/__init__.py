"""Models of the app."""

from lockstep.domain.strategy.models.changes import Acknowledgment, StrategyChange
from lockstep.domain.strategy.models.demands import Demand
from lockstep.domain.strategy.models.objectives import Alignment, Objective
from lockstep.domain.strategy.models.results import Capability, Deliverable, Outcome
from lockstep.domain.strategy.models.roadmaps import PlanningPackage, Roadmap, Tranche, Workstream
from lockstep.domain.strategy.models.scope import Charter, Requirement, ScopeStatement
from lockstep.domain.strategy.models.visions import TargetState, Vision

__all__ = [
    "Acknowledgment",
    "Alignment",
    "Capability",
    "Charter",
    "Deliverable",
    "Demand",
    "Objective",
    "Outcome",
    "PlanningPackage",
    "Requirement",
    "Roadmap",
    "ScopeStatement",
    "StrategyChange",
    "TargetState",
    "Tranche",
    "Vision",
    "Workstream",
]
