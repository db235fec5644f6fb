"""Models of the app."""

from lockstep.domain.strategy.models.cases import BusinessCase, NeedsAnalysis, Option
from lockstep.domain.strategy.models.changes import Acknowledgment, StrategyChange
from lockstep.domain.strategy.models.demands import Demand, DemandWeights
from lockstep.domain.strategy.models.objectives import Alignment, Objective
from lockstep.domain.strategy.models.processes import BusinessProcess, EvidenceSource
from lockstep.domain.strategy.models.proposals import ObjectiveProposal, ProposalVote
from lockstep.domain.strategy.models.results import Capability, Deliverable, Outcome
from lockstep.domain.strategy.models.roadmaps import PlanningPackage, Roadmap, Tranche, Workstream
from lockstep.domain.strategy.models.scope import Charter, Requirement, ScopeStatement
from lockstep.domain.strategy.models.visions import TargetState, Vision

__all__ = [
    "Acknowledgment",
    "Alignment",
    "BusinessCase",
    "BusinessProcess",
    "Capability",
    "Charter",
    "Deliverable",
    "Demand",
    "DemandWeights",
    "EvidenceSource",
    "NeedsAnalysis",
    "Objective",
    "ObjectiveProposal",
    "Option",
    "Outcome",
    "PlanningPackage",
    "ProposalVote",
    "Requirement",
    "Roadmap",
    "ScopeStatement",
    "StrategyChange",
    "TargetState",
    "Tranche",
    "Vision",
    "Workstream",
]
