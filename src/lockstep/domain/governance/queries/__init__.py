"""What may be asked of steering beyond the registers."""

from lockstep.domain.governance.assuring import AGE_BANDS, Severity, counted
from lockstep.domain.governance.comparing import compare, read_matrix
from lockstep.domain.governance.conforming import LEVELS, Cell, ProjectLevel
from lockstep.domain.governance.ending import OpenThing
from lockstep.domain.governance.queries.closures import closure_at, open_things
from lockstep.domain.governance.queries.colors import colors_at
from lockstep.domain.governance.queries.conformance import checks_at, conformances
from lockstep.domain.governance.queries.findings import open_findings
from lockstep.domain.governance.queries.gates import gates_at
from lockstep.domain.governance.queries.retention import retention_at
from lockstep.domain.governance.queries.rolled import (
    ChosenRollUp,
    Rolled,
    chosen_roll_up,
    rolled,
    rolled_by_choice,
)

__all__ = [
    "AGE_BANDS",
    "LEVELS",
    "Cell",
    "ChosenRollUp",
    "OpenThing",
    "ProjectLevel",
    "Rolled",
    "Severity",
    "checks_at",
    "chosen_roll_up",
    "closure_at",
    "colors_at",
    "compare",
    "conformances",
    "counted",
    "gates_at",
    "open_findings",
    "open_things",
    "read_matrix",
    "retention_at",
    "rolled",
    "rolled_by_choice",
]
