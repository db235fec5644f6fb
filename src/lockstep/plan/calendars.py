"""Working-time calendars: a week of shifts, dated work weeks, and dated exceptions, over an optional base.

A calendar answers one question: which shifts are worked on a day. The order of precedence is exception, work
week, own week day, base calendar. Recurring exceptions are expanded to dated ones by the reader that meets
them, with the recurrence kept as text for people.
"""

from dataclasses import dataclass
from typing import Final

from lockstep.foundation.ticks import TICKS_PER_DAY, TICKS_PER_HOUR, weekday_of_day

Shift = tuple[int, int]
"""Half-open `(start, finish)` in ticks of the day, `0 <= start < finish <= 14,400`."""

DayShifts = tuple[Shift, ...]
"""The shifts of one day, ascending and disjoint; empty for a day off."""

Week = tuple[DayShifts | None, ...]
"""Seven days, Monday first. None means: as the base calendar has it."""

DAY_OFF: Final[DayShifts] = ()
EIGHT_HOURS: Final[DayShifts] = (
    (8 * TICKS_PER_HOUR, 12 * TICKS_PER_HOUR),
    (13 * TICKS_PER_HOUR, 17 * TICKS_PER_HOUR),
)
ALL_DAY: Final[DayShifts] = ((0, TICKS_PER_DAY),)
STANDARD_WEEK: Final[Week] = (EIGHT_HOURS,) * 5 + (DAY_OFF,) * 2
FULL_WEEK: Final[Week] = (ALL_DAY,) * 7


@dataclass(frozen=True, slots=True)
class CalendarException:
    """Shifts that replace the week's on the days `first_day` to `last_day`, both included (day numbers)."""

    first_day: int
    last_day: int
    shifts: DayShifts = DAY_OFF
    name: str = ""


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """A week that holds from `first_day` to `last_day`, both included; a None day falls through."""

    first_day: int
    last_day: int
    week: Week
    name: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """One working-time calendar.

    Attributes:
        uid: identity in its source; unique within the plan together with `source`.
        name: what people call it.
        week: seven days, Monday first; None days fall through to the base.
        exceptions: dated exceptions; where several cover a day the first in the tuple holds.
        work_weeks: dated weeks; where several cover a day the first in the tuple holds.
        base: index in the plan's calendars of the calendar that None days fall through to, or -1.
        source: name of the project or file that the uid belongs to.
        minutes_per_day: how many minutes of work a "day" of this calendar stands for, for display; 0 unknown.
    """

    uid: str
    name: str
    week: Week = STANDARD_WEEK
    exceptions: tuple[CalendarException, ...] = ()
    work_weeks: tuple[WorkWeek, ...] = ()
    base: int = -1
    source: str = ""
    minutes_per_day: float = 0.0

    def own_shifts(self, day: int) -> DayShifts | None:
        """Return the shifts this calendar itself sets for a day number, or None where its base decides."""
        for exception in self.exceptions:
            if exception.first_day <= day <= exception.last_day:
                return exception.shifts
        weekday = weekday_of_day(day)
        for work_week in self.work_weeks:
            if work_week.first_day <= day <= work_week.last_day and work_week.week[weekday] is not None:
                return work_week.week[weekday]
        return self.week[weekday]


def shifts_on(calendars: tuple[Calendar, ...], index: int, day: int) -> DayShifts:
    """Return the shifts worked on a day number, following base calendars; a circle of bases ends as a day off."""
    seen: set[int] = set()
    while index >= 0 and index not in seen:
        seen.add(index)
        shifts = calendars[index].own_shifts(day)
        if shifts is not None:
            return shifts
        index = calendars[index].base
    return DAY_OFF
