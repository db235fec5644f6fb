"""Writing calendars."""

from lockstep.exchange.xmlout import XmlOut
from lockstep.foundation.ticks import TICKS_PER_DAY, TICKS_PER_MINUTE
from lockstep.plan import Calendar, Plan, Week
from lockstep.plan.calendars import DayShifts


def write_calendars(out: XmlOut, plan: Plan) -> None:
    """Write all calendars; the unique id is the row of the plan plus one."""
    with out.element("Calendars"):
        for row, calendar in enumerate(plan.calendars):
            with out.element("Calendar"):
                _write(out, row, calendar)


def _write(out: XmlOut, row: int, calendar: Calendar) -> None:
    out.leaf("UID", row + 1)
    out.leaf("Name", calendar.name)
    out.leaf("IsBaseCalendar", calendar.base < 0)
    out.leaf("BaseCalendarUID", calendar.base + 1 if calendar.base >= 0 else -1)
    _write_week(out, calendar.week, _fallback(calendar))
    if calendar.exceptions:
        with out.element("Exceptions"):
            for exception in calendar.exceptions:
                with out.element("Exception"):
                    out.leaf("EnteredByOccurrences", 0)
                    _write_period(out, exception.first_day, exception.last_day)
                    out.leaf("Occurrences", 1)
                    out.leaf("Name", exception.name)
                    out.leaf("Type", 1)
                    _write_shifts(out, exception.shifts)
    if calendar.work_weeks:
        with out.element("WorkWeeks"):
            for work_week in calendar.work_weeks:
                with out.element("WorkWeek"):
                    _write_period(out, work_week.first_day, work_week.last_day)
                    out.leaf("Name", work_week.name)
                    _write_week(out, work_week.week, None)


def _fallback(calendar: Calendar) -> DayShifts | None:
    """A day that falls through to no base is a day off, which must be written as one."""
    return () if calendar.base < 0 else None


def _write_week(out: XmlOut, week: Week, fallback: DayShifts | None) -> None:
    days = [(weekday, fallback if shifts is None else shifts) for weekday, shifts in enumerate(week)]
    if all(shifts is None for _, shifts in days):
        return
    with out.element("WeekDays"):
        for weekday, shifts in days:
            if shifts is not None:
                with out.element("WeekDay"):
                    out.leaf("DayType", (weekday + 1) % 7 + 1)
                    _write_shifts(out, shifts)


def _write_shifts(out: XmlOut, shifts: DayShifts) -> None:
    out.leaf("DayWorking", bool(shifts))
    if shifts:
        with out.element("WorkingTimes"):
            for start, finish in shifts:
                with out.element("WorkingTime"):
                    out.leaf("FromTime", _clock(start))
                    out.leaf("ToTime", _clock(finish))


def _clock(ticks: int) -> str:
    minutes = ticks % TICKS_PER_DAY // TICKS_PER_MINUTE
    return f"{minutes // 60:02d}:{minutes % 60:02d}:00"


def _write_period(out: XmlOut, first_day: int, last_day: int) -> None:
    with out.element("TimePeriod"):
        out.date("FromDate", first_day * TICKS_PER_DAY)
        out.date("ToDate", (last_day + 1) * TICKS_PER_DAY - TICKS_PER_MINUTE)
