"""The schedule's figures of a node, where planning knows them."""

from dataclasses import dataclass
from typing import Any

from lockstep.domain.portfolio.queries import TreeRow


@dataclass(frozen=True, slots=True)
class Figures:
    """Dates, progress and slip of one node; None where there is no schedule yet."""

    start_ticks: int | None = None
    finish_ticks: int | None = None
    progress: float | None = None
    slip_days: float | None = None
    baseline_name: str = ""
    data_date_ticks: int | None = None
    is_stale: bool = False
    activity_count: int = 0
    critical_count: int = 0
    mastered: str = ""


def figures_of(row: TreeRow) -> Figures:
    """Return the figures that a row of the tree carries."""
    slot: Any = row.slots.get("schedule")
    if slot is None:
        return Figures()
    return Figures(**{name: getattr(slot, name, None) for name in Figures.__slots__})
