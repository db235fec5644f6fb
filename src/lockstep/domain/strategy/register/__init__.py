"""The registers of the app."""

from lockstep.domain.strategy.register.acknowledgments import ACKNOWLEDGMENTS
from lockstep.domain.strategy.register.alignments import ALIGNMENTS
from lockstep.domain.strategy.register.cases import BUSINESS_CASES, NEEDS_ANALYSES
from lockstep.domain.strategy.register.changes import STRATEGY_CHANGES
from lockstep.domain.strategy.register.charters import CHARTERS
from lockstep.domain.strategy.register.deliverables import DELIVERABLES
from lockstep.domain.strategy.register.demands import DEMANDS
from lockstep.domain.strategy.register.objectives import OBJECTIVES
from lockstep.domain.strategy.register.options import OPTIONS
from lockstep.domain.strategy.register.packages import PACKAGES
from lockstep.domain.strategy.register.processes import BUSINESS_PROCESSES, EVIDENCE_SOURCES
from lockstep.domain.strategy.register.proposals import PROPOSALS
from lockstep.domain.strategy.register.requirements import REQUIREMENTS
from lockstep.domain.strategy.register.results import CAPABILITIES, OUTCOMES
from lockstep.domain.strategy.register.roadmaps import ROADMAPS, WORKSTREAMS
from lockstep.domain.strategy.register.scope import SCOPE_STATEMENTS
from lockstep.domain.strategy.register.target_states import TARGET_STATES
from lockstep.domain.strategy.register.tranches import TRANCHES
from lockstep.domain.strategy.register.visions import VISIONS
from lockstep.domain.strategy.register.votes import VOTES

REGISTERS = (
    VISIONS,
    TARGET_STATES,
    OBJECTIVES,
    ALIGNMENTS,
    STRATEGY_CHANGES,
    ACKNOWLEDGMENTS,
    PROPOSALS,
    VOTES,
    OPTIONS,
    BUSINESS_CASES,
    NEEDS_ANALYSES,
    BUSINESS_PROCESSES,
    EVIDENCE_SOURCES,
    ROADMAPS,
    WORKSTREAMS,
    TRANCHES,
    PACKAGES,
    OUTCOMES,
    CAPABILITIES,
    DELIVERABLES,
    DEMANDS,
    SCOPE_STATEMENTS,
    REQUIREMENTS,
    CHARTERS,
)
