"""What a source computed itself: kept beside the plan for comparison, never seen by the scheduler."""

from dataclasses import dataclass

from lockstep.plan.columns import Int8, Int64, Table


@dataclass(frozen=True, slots=True)
class StoredDates(Table):
    """The source's own results by activity, length A; missing where it holds none.

    Attributes:
        start_ticks: scheduled start.
        finish_ticks: scheduled finish.
        early_start_ticks: early start.
        early_finish_ticks: early finish.
        late_start_ticks: late start.
        late_finish_ticks: late finish.
        total_float_ticks: total float, working ticks of the activity's calendar, elapsed where its duration is.
        free_float_ticks: free float in the same unit.
        is_critical: 1 critical, 0 not, -1 not said.
    """

    start_ticks: Int64
    finish_ticks: Int64
    early_start_ticks: Int64
    early_finish_ticks: Int64
    late_start_ticks: Int64
    late_finish_ticks: Int64
    total_float_ticks: Int64
    free_float_ticks: Int64
    is_critical: Int8

    def __post_init__(self) -> None:
        self._check_lengths()
