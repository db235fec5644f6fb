"""The months of a calendar as they are drawn: each day with its working time and why it has it."""

import calendar as months_of_python
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lockstep.domain.people.vocabulary import CalendarDetail
from lockstep.foundation.ticks import day_number
from lockstep.web.shifts import Shifts, shifts_words


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the picture."""

    number: int
    is_off: bool
    is_exception: bool
    words: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks of seven cells; None before its first and after its last day."""

    label: str
    weeks: tuple[tuple[Day | None, ...], ...]
    working_days: int


def year_picture(chain: Sequence[CalendarDetail], year: int) -> tuple[Month, ...]:
    """Return the twelve months; `chain` is the calendar, then its base, and so on."""
    return tuple(_month(chain, year, month) for month in range(1, 13))


def _month(chain: Sequence[CalendarDetail], year: int, month: int) -> Month:
    weeks = []
    working = 0
    for week in months_of_python.Calendar().monthdatescalendar(year, month):
        cells: list[Day | None] = []
        for day in week:
            if day.month != month:
                cells.append(None)
                continue
            shifts, name = working_time(chain, day)
            working += bool(shifts)
            what = shifts_words(shifts) or "off"
            words = f"{day.day} {day:%B}: {what}{f' ({name})' if name else ''}"
            cells.append(Day(day.day, not shifts, name is not None, words))
        weeks.append(tuple(cells))
    return Month(f"{date(year, month, 1):%B}", tuple(weeks), working)


def working_time(chain: Sequence[CalendarDetail], day: date) -> tuple[Shifts, str | None]:
    """Return the shifts of a day, and the name of the exception that made them, None for the plain week."""
    number = day_number(day)
    for detail in chain:
        for exception in detail.exceptions:
            if exception.first_day <= number <= exception.last_day:
                return exception.shifts, exception.name or "exception"
        for dated in detail.work_weeks:
            if dated.first_day <= number <= dated.last_day and dated.week[day.weekday()] is not None:
                return dated.week[day.weekday()] or (), None
        own = detail.week[day.weekday()]
        if own is not None:
            return own, None
    return (), None
