"""The pool of calendars that one computation uses: interned, intersected, numbered for the kernels.

A calendar asked for is one of the plan's, or the intersection of several (an activity's own and a resource's).
Number 0 is the continuous calendar. Calendars that work the same days alike get the same number, whatever they
are called, so that a hundred people with the standard week cost one table.
"""

from collections.abc import Iterable
from itertools import product

import numpy as np

from lockstep.engine.calendars.tables import Horizon, laid_out
from lockstep.foundation.findings import Finding, Severity
from lockstep.foundation.ticks import EPOCH_WEEKDAY
from lockstep.plan.calendars import DAY_OFF, Calendar, DayShifts, Shift
from lockstep.plan.columns import Int32

CONTINUOUS = 0
"""Number of the calendar on which every tick is worked."""


class CalendarPool:
    """Calendars of a plan over one horizon, numbered on demand."""

    def __init__(self, calendars: tuple[Calendar, ...], horizon: Horizon) -> None:
        self._calendars = calendars
        self.horizon = horizon
        self._patterns: list[DayShifts] = [DAY_OFF]
        self._pattern_numbers: dict[DayShifts, int] = {DAY_OFF: 0}
        self._own: dict[int, Int32] = {}
        self._own_by_content: dict[object, Int32] = {}
        self._numbers: dict[tuple[int, ...], int] = {}
        self._rows: list[Int32] = []
        self._row_numbers: dict[bytes, int] = {}
        self.idle: dict[int, str] = {}
        """Names of what has no working time, by one of its plan calendars."""

    def number(self, wanted: Iterable[int]) -> int:
        """Return the number of the intersection of plan calendars; of none at all it is the continuous one."""
        key = tuple(sorted({calendar for calendar in wanted if calendar >= 0}))
        if key not in self._numbers:
            self._numbers[key] = self._new_number(key)
        return self._numbers[key]

    def tables(self) -> Int32:
        """Return the tables of every calendar numbered so far."""
        return laid_out(self.horizon, self._patterns, self._rows)

    def findings(self) -> list[Finding]:
        """Return a finding for each calendar that was asked for and has no working time."""
        return [
            Finding(
                "calendar.no_working_time",
                Severity.WARNING,
                f"calendar {name}",
                "It has no working time at all; work on it is scheduled around the clock until shifts are added.",
            )
            for name in self.idle.values()
        ]

    def _new_number(self, key: tuple[int, ...]) -> int:
        if not key:
            return CONTINUOUS
        days = self._days(key[0])
        for calendar in key[1:]:
            days = self._intersection(days, self._days(calendar))
        if not self._works(days):
            self.idle[key[0]] = " with ".join(f"'{self._calendars[calendar].name}'" for calendar in key)
            return CONTINUOUS
        content = days.tobytes()
        if content not in self._row_numbers:
            self._rows.append(days)
            self._row_numbers[content] = len(self._rows)
        return self._row_numbers[content]

    def _works(self, days: Int32) -> bool:
        return any(self._patterns[pattern] for pattern in np.unique(days))

    def _pattern(self, shifts: DayShifts) -> int:
        known = self._pattern_numbers.get(shifts)
        if known is not None:
            return known
        self._patterns.append(_merged(shifts))
        self._pattern_numbers[shifts] = len(self._patterns) - 1
        return len(self._patterns) - 1

    def _days(self, index: int) -> Int32:
        """Return the pattern number of each day of the horizon for one plan calendar, bases resolved."""
        chain: list[int] = []
        while index >= 0 and index not in chain and index not in self._own:
            chain.append(index)
            index = self._calendars[index].base
        days = self._own.get(index)
        for link in reversed(chain):
            days = self._resolved(self._calendars[link], days)
            self._own[link] = days
        if days is None:
            days = np.zeros(self.horizon.days, np.int32)
        return days

    def _resolved(self, calendar: Calendar, base: Int32 | None) -> Int32:
        is_plain = not calendar.exceptions and not calendar.work_weeks
        if base is not None and is_plain and all(shifts is None for shifts in calendar.week):
            return base
        # By identity: hashing hundreds of exceptions takes longer than laying them out once more.
        content = (id(calendar.week), id(calendar.exceptions), id(calendar.work_weeks), id(base))
        if content in self._own_by_content:
            return self._own_by_content[content]
        days = np.zeros(self.horizon.days, np.int32) if base is None else base.copy()
        self._lay_week(days, calendar.week, 0, self.horizon.days)
        for work_week in reversed(calendar.work_weeks):
            first, after = self._cut(work_week.first_day, work_week.last_day)
            self._lay_week(days, work_week.week, first, after)
        first_day, after_day = self.horizon.first_day, self.horizon.first_day + self.horizon.days
        for exception in reversed(calendar.exceptions):
            if exception.first_day < after_day and exception.last_day >= first_day:
                first = max(exception.first_day - first_day, 0)
                days[first : exception.last_day + 1 - first_day] = self._pattern(exception.shifts)
        self._own_by_content[content] = days
        return days

    def _lay_week(self, days: Int32, week: tuple[DayShifts | None, ...], first: int, after: int) -> None:
        for weekday, shifts in enumerate(week):
            if shifts is not None:
                offset = (weekday - (self.horizon.first_day + first + EPOCH_WEEKDAY)) % 7
                days[first + offset : after : 7] = self._pattern(shifts)

    def _cut(self, first_day: int, last_day: int) -> tuple[int, int]:
        """Return the part of a range of days that lies in the horizon, as offsets with the end excluded."""
        first = min(max(0, first_day - self.horizon.first_day), self.horizon.days)
        after = min(max(0, last_day + 1 - self.horizon.first_day), self.horizon.days)
        return first, max(first, after)

    def _intersection(self, one: Int32, other: Int32) -> Int32:
        width = len(self._patterns)
        pairs = one.astype(np.int64) * width + other
        unique, place = np.unique(pairs, return_inverse=True)
        numbers = [
            self._pattern(_common(self._patterns[pair // width], self._patterns[pair % width]))
            for pair in unique.tolist()
        ]
        return np.array(numbers, np.int32)[place]


def _merged(shifts: DayShifts) -> DayShifts:
    """Return shifts in order with overlapping and touching ones joined and empty ones dropped."""
    joined: list[Shift] = []
    for start, finish in sorted(shifts):
        if finish <= start:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(finish, joined[-1][1]))
        else:
            joined.append((start, finish))
    return tuple(joined)


def _common(one: DayShifts, other: DayShifts) -> DayShifts:
    """Return the time that is worked in both."""
    return tuple(
        sorted((max(a, c), min(b, d)) for (a, b), (c, d) in product(one, other) if max(a, c) < min(b, d))
    )
