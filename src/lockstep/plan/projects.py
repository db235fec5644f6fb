"""Projects of a plan, each with its own data date, dialect and scheduling options."""

from dataclasses import dataclass, field
from enum import IntEnum

from lockstep.foundation.ticks import NO_TICKS


class Dialect(IntEnum):
    """Whose scheduling rules hold for a project."""

    MICROSOFT = 0
    PRIMAVERA = 1


class ScheduleFrom(IntEnum):
    """Which end of the project is fixed."""

    START = 0
    FINISH = 1


class ProgressRule(IntEnum):
    """What out-of-sequence progress does to the remaining work."""

    RETAINED_LOGIC = 0
    PROGRESS_OVERRIDE = 1
    ACTUAL_DATES = 2


class LagCalendar(IntEnum):
    """The calendar on which a working lag is counted."""

    SUCCESSOR = 0
    PREDECESSOR = 1
    PROJECT = 2
    CONTINUOUS = 3


class FloatBasis(IntEnum):
    """How total float is taken."""

    SMALLEST = 0
    START = 1
    FINISH = 2


class CriticalBy(IntEnum):
    """What makes an activity critical."""

    TOTAL_FLOAT = 0
    LONGEST_PATH = 1


class StartToStartLag(IntEnum):
    """From where a start-to-start lag of a started predecessor is counted (P6)."""

    EARLY_START = 0
    ACTUAL_START = 1


@dataclass(frozen=True, slots=True)
class SchedulingOptions:
    """Scheduling options that a file carries; the defaults are those of Microsoft Project.

    Attributes:
        progress_rule: what out-of-sequence progress does.
        lag_calendar: calendar of working lags.
        float_basis: how total float is taken.
        critical_by: criticality by float limit or by longest path.
        critical_limit_ticks: critical where total float is at most this.
        constraints_win: "activities honor their constraint dates": hard constraints override links.
        is_every_open_end_critical: several critical paths: each open end has its own early finish as late finish.
        uses_expected_finish: expected finish dates set the remaining duration (P6).
        ignores_other_projects: links to other projects do not count (P6).
        start_to_start_lag: where a start-to-start lag counts from (P6).
        is_float_by_project: late dates are taken against each project's own finish, not the network's.
        updates_remaining_to_status: Project's option to move remaining work after the status date.
        moves_completed_to_status: Project's option to move completed work before the status date.
    """

    progress_rule: ProgressRule = ProgressRule.RETAINED_LOGIC
    lag_calendar: LagCalendar = LagCalendar.SUCCESSOR
    float_basis: FloatBasis = FloatBasis.SMALLEST
    critical_by: CriticalBy = CriticalBy.TOTAL_FLOAT
    critical_limit_ticks: int = 0
    constraints_win: bool = True
    is_every_open_end_critical: bool = False
    uses_expected_finish: bool = False
    ignores_other_projects: bool = False
    start_to_start_lag: StartToStartLag = StartToStartLag.EARLY_START
    is_float_by_project: bool = True
    updates_remaining_to_status: bool = False
    moves_completed_to_status: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """One project.

    Attributes:
        uid: identity in its source (GUID, id or file name), unique within the plan.
        name: what people call it.
        dialect: whose rules hold.
        start_ticks: planned start; where nothing else holds, work starts here.
        finish_ticks: the fixed finish when scheduled from the finish, else the must-finish-by date, or missing.
        data_date_ticks: status up to this moment is known, or missing.
        calendar: index of the default calendar.
        schedule_from: which end is fixed.
        options: scheduling options.
        minutes_per_day: what one "day" of duration means here, in working minutes.
        minutes_per_week: what one "week" of duration means here.
        days_per_month: what one "month" of duration means here.
        default_start_minute: minute of day that a date without a time starts at.
        default_finish_minute: minute of day that a date without a time finishes at.
        priority: 0 to 1000, larger matters more; 500 is ordinary.
        currency: ISO code of the money of its activities and resources, "" where nobody named it.
    """

    uid: str
    name: str
    dialect: Dialect = Dialect.MICROSOFT
    start_ticks: int = NO_TICKS
    finish_ticks: int = NO_TICKS
    data_date_ticks: int = NO_TICKS
    calendar: int = 0
    schedule_from: ScheduleFrom = ScheduleFrom.START
    options: SchedulingOptions = field(default_factory=SchedulingOptions)
    minutes_per_day: float = 480.0
    minutes_per_week: float = 2400.0
    days_per_month: float = 20.0
    default_start_minute: int = 480
    default_finish_minute: int = 1020
    priority: int = 500
    currency: str = ""
