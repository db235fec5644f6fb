"""What the scheduler returns."""

from dataclasses import dataclass
from enum import IntEnum

from lockstep.foundation.findings import Finding
from lockstep.plan.columns import Bool, Int8, Int32, Int64


class DriverKind(IntEnum):
    """What sets an activity's start (or, for a link on the finish, its finish)."""

    NONE = 0
    PROJECT_START = 1
    DATA_DATE = 2
    LINK = 3
    CONSTRAINT = 4
    ACTUAL = 5
    MANUAL = 6
    LEVELING_DELAY = 7
    RESOURCE_CALENDAR = 8
    SUMMARY = 9
    """A link or constraint on a summary above it."""
    CHILDREN = 10
    """A summary: its dates are those of its children."""
    SUSPENSION = 11
    EXTERNAL = 12
    LATE_AS_POSSIBLE = 13
    SPAN = 14
    """Level of effort: it spans what it is linked to."""


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """Dates, floats and drivers of every activity of a plan; arrays of length A unless said otherwise.

    Attributes:
        start_ticks, finish_ticks: scheduled dates (as shown; differ from early ones for as-late-as-possible).
        early_start_ticks, early_finish_ticks: early dates.
        late_start_ticks, late_finish_ticks: late dates.
        total_float_ticks, free_float_ticks: working ticks of the activity's calendar, elapsed where its
            duration is; NO_TICKS only for inactive activities.
        is_critical: by the project's own rule.
        is_on_longest_path: on a driving path to the latest finish.
        driver_kind: `DriverKind` that sets the start.
        driver: index of the driving link (LINK, SUMMARY, SPAN), constraint row (CONSTRAINT), or child activity
            (CHILDREN); -1 otherwise.
        is_driving: length L; the link is tight after calendar rounding.
        link_float_ticks: length L; working ticks the predecessor may slip before this link moves the successor.
        calendar: index of the calendar in which each activity's floats are counted.
        project_finish_ticks: length P; latest early finish of each project's activities, NO_TICKS where empty.
        findings: everything noticed, worst first.
        engine_version: version of the computation; results of different versions are not compared silently.
    """

    start_ticks: Int64
    finish_ticks: Int64
    early_start_ticks: Int64
    early_finish_ticks: Int64
    late_start_ticks: Int64
    late_finish_ticks: Int64
    total_float_ticks: Int64
    free_float_ticks: Int64
    is_critical: Bool
    is_on_longest_path: Bool
    driver_kind: Int8
    driver: Int32
    is_driving: Bool
    link_float_ticks: Int64
    calendar: Int32
    project_finish_ticks: Int64
    findings: tuple[Finding, ...]
    engine_version: str
