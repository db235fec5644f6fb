"""The engine's explanation of a date, asked of a compiled network."""

from typing import TYPE_CHECKING

from lockstep.domain.planning.bridge.compiled import Compiled

if TYPE_CHECKING:
    from lockstep.engine import Explanation


def explanation_of(compiled: Compiled, row: int) -> "Explanation":
    """Return why the activity in a row of the compiled plan has its dates."""
    from lockstep.engine import explain  # loads compiled kernels

    return explain(compiled.plan, compiled.schedule, row)
