"""Assignments of resources to activities, and work that was spread by hand."""

from dataclasses import dataclass
from enum import IntEnum

from lockstep.plan.columns import Float64, Int8, Int32, Int64, Table


class Contour(IntEnum):
    """How an assignment's work is spread over its duration (Microsoft Project's work contours)."""

    FLAT = 0
    BACK_LOADED = 1
    FRONT_LOADED = 2
    DOUBLE_PEAK = 3
    EARLY_PEAK = 4
    LATE_PEAK = 5
    BELL = 6
    TURTLE = 7
    EDITED = 8


@dataclass(frozen=True, slots=True)
class Assignments(Table):
    """Columns by assignment, length S.

    Attributes:
        uids: identity in the source.
        activity: index of the activity.
        resource: index of the resource, or -1 where nobody is named yet.
        units: share of a full-time unit, 1.0 is full time; 0 does not drive dates.
        work_ticks: total work (effort) in ticks of effort.
        actual_work_ticks: work done.
        remaining_work_ticks: work to do.
        overtime_work_ticks: part of the work done in overtime, which does not lengthen the activity.
        delay_ticks: working ticks from the activity's start to the assignment's.
        leveling_delay_ticks: delay set by leveling, on the clock.
        contour: `Contour`.
        actual_start_ticks: actual start of the assignment, or missing.
        actual_finish_ticks: actual finish of the assignment, or missing.
        stop_ticks: moment up to which work is recorded, or missing.
        resume_ticks: moment when remaining work goes on, or missing.
        planned_start_ticks: start that the source holds, or missing; used only where the spread was edited.
        planned_finish_ticks: finish that the source holds, or missing; as above.
    """

    uids: Int64
    activity: Int32
    resource: Int32
    units: Float64
    work_ticks: Int64
    actual_work_ticks: Int64
    remaining_work_ticks: Int64
    overtime_work_ticks: Int64
    delay_ticks: Int64
    leveling_delay_ticks: Int64
    contour: Int8
    actual_start_ticks: Int64
    actual_finish_ticks: Int64
    stop_ticks: Int64
    resume_ticks: Int64
    planned_start_ticks: Int64
    planned_finish_ticks: Int64

    def __post_init__(self) -> None:
        self._check_lengths()


@dataclass(frozen=True, slots=True)
class Timephased(Table):
    """Work of an assignment by period, as edited by hand or recorded.

    Attributes:
        assignment: index of the assignment; periods of one assignment are ascending.
        start_ticks: start of the period.
        finish_ticks: end of the period, excluded.
        work_ticks: work within it; 0 marks a gap.
        is_actual: 1 where the work was done, 0 where it is planned.
    """

    assignment: Int32
    start_ticks: Int64
    finish_ticks: Int64
    work_ticks: Int64
    is_actual: Int8

    def __post_init__(self) -> None:
        self._check_lengths()
