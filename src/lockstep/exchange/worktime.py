"""Counting working time on the plan's calendars, for readers that must turn moments into amounts of work."""

from lockstep.foundation.ticks import TICKS_PER_DAY
from lockstep.plan import Calendar
from lockstep.plan.calendars import DayShifts, shifts_on

LONGEST_SEARCH_DAYS = 200_000


class WorkTime:
    """Working ticks between two moments, with the shifts of each day looked up once."""

    def __init__(self, calendars: tuple[Calendar, ...]) -> None:
        self._calendars = calendars
        self._days: dict[tuple[int, int], DayShifts] = {}

    def shifts(self, calendar: int, day: int) -> DayShifts:
        """Return the shifts of a day."""
        key = (calendar, day)
        found = self._days.get(key)
        if found is None:
            found = self._days[key] = shifts_on(self._calendars, calendar, day)
        return found

    def between(self, calendar: int, start_ticks: int, finish_ticks: int) -> int:
        """Return the working ticks in `[start, finish)`; negative where the finish is earlier."""
        if finish_ticks < start_ticks:
            return -self.between(calendar, finish_ticks, start_ticks)
        first, last = start_ticks // TICKS_PER_DAY, finish_ticks // TICKS_PER_DAY
        if last - first > LONGEST_SEARCH_DAYS:
            return finish_ticks - start_ticks
        total = 0
        for day in range(first, last + 1):
            low, high = start_ticks - day * TICKS_PER_DAY, finish_ticks - day * TICKS_PER_DAY
            for begin, end in self.shifts(calendar, day):
                total += max(0, min(end, high) - max(begin, low))
        return total

    def after(self, calendar: int, start_ticks: int, work_ticks: int) -> int:
        """Return the first moment by which `work_ticks` of working time have passed since `start_ticks`."""
        first = start_ticks // TICKS_PER_DAY
        left = work_ticks
        for day in range(first, first + LONGEST_SEARCH_DAYS):
            low = start_ticks - day * TICKS_PER_DAY
            for begin, end in self.shifts(calendar, day):
                worked = max(0, end - max(begin, low))
                if worked and left <= worked:
                    return day * TICKS_PER_DAY + max(begin, low) + left
                left -= worked
        return start_ticks + work_ticks

    def next_start(self, calendar: int, moment_ticks: int) -> int:
        """Return the first moment from `moment_ticks` on at which work can go on."""
        return self.after(calendar, moment_ticks, 1) - 1
