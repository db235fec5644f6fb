"""What may be asked of steering beyond the registers."""

from lockstep.domain.governance.assuring import AGE_BANDS, Severity, counted
from lockstep.domain.governance.comparing import compare, read_matrix
from lockstep.domain.governance.queries.colors import colors_at
from lockstep.domain.governance.queries.findings import open_findings
from lockstep.domain.governance.queries.gates import gates_at

__all__ = [
    "AGE_BANDS",
    "Severity",
    "colors_at",
    "compare",
    "counted",
    "gates_at",
    "open_findings",
    "read_matrix",
]
