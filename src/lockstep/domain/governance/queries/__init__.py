"""What may be asked of steering beyond the registers."""

from lockstep.domain.governance.comparing import compare, read_matrix
from lockstep.domain.governance.queries.colors import colors_at
from lockstep.domain.governance.queries.gates import gates_at

__all__ = ["colors_at", "compare", "gates_at", "read_matrix"]
