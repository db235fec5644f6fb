"""Counting working days between two moments, as people compare dates."""

from lockstep.domain.planning.bridge.compiled import Compiled
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY
from lockstep.plan.calendars import shifts_on


def working_days_late(compiled: Compiled, calendar: int, agreed_ticks: int, now_ticks: int) -> float | None:
    """Return by how many working days of a calendar a date is later than agreed; earlier is negative.

    Whole days are counted, those after the earlier date up to the later one; within one day the answer is 0. A
    calendar without any working day counts every day. None where one of the dates is missing.
    """
    if NO_TICKS in (agreed_ticks, now_ticks):
        return None
    sign = 1.0 if now_ticks >= agreed_ticks else -1.0
    first, last = sorted(((agreed_ticks - 1) // TICKS_PER_DAY, (now_ticks - 1) // TICKS_PER_DAY))
    calendars = compiled.plan.calendars
    worked = sum(1 for day in range(first + 1, last + 1) if shifts_on(calendars, calendar, day))
    is_idle = not any(shifts_on(calendars, calendar, day) for day in range(first - 6, first + 1))
    return sign * (last - first if is_idle and not worked else worked)
