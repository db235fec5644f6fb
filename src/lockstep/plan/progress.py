"""Rare facts of progress: splits in the work, and suspended work."""

from dataclasses import dataclass

from lockstep.plan.columns import Int32, Int64, Table


@dataclass(frozen=True, slots=True)
class Splits(Table):
    """Gaps in an activity's work.

    Attributes:
        activity: index of the activity; the gaps of one activity are ascending.
        after_ticks: working ticks of the activity's duration done before the gap.
        gap_ticks: length of the gap in working ticks of the activity's calendar.
    """

    activity: Int32
    after_ticks: Int64
    gap_ticks: Int64

    def __post_init__(self) -> None:
        self._check_lengths()


@dataclass(frozen=True, slots=True)
class Suspensions(Table):
    """Work that was stopped and goes on later (P6 suspend and resume, Project's stop and resume).

    Attributes:
        activity: index of the activity, at most one row each.
        suspend_ticks: moment when work stopped.
        resume_ticks: moment when it goes on, or missing.
    """

    activity: Int32
    suspend_ticks: Int64
    resume_ticks: Int64

    def __post_init__(self) -> None:
        self._check_lengths()
