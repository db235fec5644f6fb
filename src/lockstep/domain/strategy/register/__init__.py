"""The registers of the app."""

from lockstep.domain.strategy.register.acknowledgments import ACKNOWLEDGMENTS
from lockstep.domain.strategy.register.alignments import ALIGNMENTS
from lockstep.domain.strategy.register.changes import STRATEGY_CHANGES
from lockstep.domain.strategy.register.charters import CHARTERS
from lockstep.domain.strategy.register.deliverables import DELIVERABLES
from lockstep.domain.strategy.register.demands import DEMANDS
from lockstep.domain.strategy.register.objectives import OBJECTIVES
from lockstep.domain.strategy.register.requirements import REQUIREMENTS
from lockstep.domain.strategy.register.results import CAPABILITIES, OUTCOMES
from lockstep.domain.strategy.register.scope import SCOPE_STATEMENTS

REGISTERS = (
    OBJECTIVES,
    ALIGNMENTS,
    STRATEGY_CHANGES,
    ACKNOWLEDGMENTS,
    OUTCOMES,
    CAPABILITIES,
    DELIVERABLES,
    DEMANDS,
    SCOPE_STATEMENTS,
    REQUIREMENTS,
    CHARTERS,
)
