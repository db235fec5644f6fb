"""When things happen in the story: weeks after the start of the program, which lies 54 weeks before today."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from lockstep.foundation.ticks import (
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    TICKS_PER_WEEK,
    day_number,
    weekday_of_day,
)

WEEKS_TOLD: Final = 54
WORK_STARTS: Final = 8 * TICKS_PER_HOUR
WORK_ENDS: Final = 17 * TICKS_PER_HOUR
WORKDAY: Final = 8 * TICKS_PER_HOUR


@dataclass(frozen=True, slots=True)
class Timeline:
    """The calendar of the story, counted from the Monday on which the program starts."""

    first_monday: date

    @classmethod
    def until(cls, today: date) -> "Timeline":
        """Return the story whose last week is that of `today`."""
        monday = today - timedelta(days=today.weekday())
        return cls(monday - timedelta(weeks=WEEKS_TOLD))

    def start_of(self, week: int) -> int:
        """Return the start of work on the Monday of a week, in ticks."""
        return day_number(self.first_monday) * TICKS_PER_DAY + week * TICKS_PER_WEEK + WORK_STARTS

    def end_of(self, week: int) -> int:
        """Return the end of work on the Friday of a week, in ticks."""
        return self.start_of(week) + 4 * TICKS_PER_DAY + WORK_ENDS - WORK_STARTS

    def told(self, week: int, hour: int = 15) -> datetime:
        """Return the moment in which a change of a week is recorded: its Friday afternoon."""
        friday = self.first_monday + timedelta(weeks=week, days=4)
        return datetime.combine(friday, time(hour), tzinfo=UTC)


def working_ticks_between(start_ticks: int, finish_ticks: int) -> int:
    """Return the work of an eight-hour, five-day week between two moments; holidays are not looked at."""
    total = 0
    for day in range(start_ticks // TICKS_PER_DAY, finish_ticks // TICKS_PER_DAY + 1):
        if weekday_of_day(day) > 4:
            continue
        midnight = day * TICKS_PER_DAY
        for opens, closes in ((8, 12), (13, 17)):
            begin = max(start_ticks, midnight + opens * TICKS_PER_HOUR)
            end = min(finish_ticks, midnight + closes * TICKS_PER_HOUR)
            total += max(0, end - begin)
    return total
