"""Baselines: what was agreed, by activity."""

from dataclasses import dataclass

from lockstep.plan.columns import Int64, Table


@dataclass(frozen=True, slots=True)
class BaselineColumns(Table):
    """Columns by activity, length A; missing where the activity has no value in this baseline."""

    start_ticks: Int64
    finish_ticks: Int64
    duration_ticks: Int64
    work_ticks: Int64

    def __post_init__(self) -> None:
        self._check_lengths()


@dataclass(frozen=True, slots=True)
class Baseline:
    """One named baseline of the whole plan."""

    name: str
    columns: BaselineColumns
