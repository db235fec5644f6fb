"""Recurring calendar exceptions: which days a rule of Microsoft Project means."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from lockstep.foundation.ticks import date_of_day, day_number, weekday_of_day

DAILY: Final = 1
YEARLY_BY_DATE: Final = 2
YEARLY_BY_POSITION: Final = 3
MONTHLY_BY_DATE: Final = 4
MONTHLY_BY_POSITION: Final = 5
WEEKLY: Final = 6
BY_DAY_COUNT: Final = 7

MOST_OCCURRENCES: Final = 5_000
LAST_POSITION: Final = 4


@dataclass(frozen=True, slots=True)
class Recurrence:
    """One rule, with the numbers that the file uses.

    Attributes:
        first_day: first day of the range (day number).
        last_day: last day of the range.
        kind: `DAILY` and so on.
        every: every how many days, weeks, months.
        weekdays: bits of the week days, Sunday 1, Monday 2, up to Saturday 64.
        item: what is counted in a month: 0 day, 1 weekday, 2 weekend day, 3 Sunday up to 9 Saturday.
        position: first 0 up to fourth 3, last 4.
        month: January 0.
        month_day: day of the month.
        limit: how many occurrences at most; 0 as many as the range holds.
    """

    first_day: int
    last_day: int
    kind: int = DAILY
    every: int = 1
    weekdays: int = 0
    item: int = 0
    position: int = 0
    month: int = 0
    month_day: int = 1
    limit: int = 0

    @property
    def is_plain(self) -> bool:
        """True for an unbroken range of days."""
        return self.kind not in _DAYS and (self.kind not in (DAILY, BY_DAY_COUNT) or self.every == 1)

    @property
    def words(self) -> str:
        """The rule in words, for people."""
        first, last = date_of_day(self.first_day), date_of_day(self.last_day)
        return f"{_WORDS.get(self.kind, 'daily')}, every {self.every}, from {first} to {last}"


_WORDS = {
    YEARLY_BY_DATE: "yearly by date",
    YEARLY_BY_POSITION: "yearly by position",
    MONTHLY_BY_DATE: "monthly by date",
    MONTHLY_BY_POSITION: "monthly by position",
    WEEKLY: "weekly",
}


def occurrences(rule: Recurrence) -> list[int]:
    """Return the day numbers of a rule, ascending, at most `MOST_OCCURRENCES`."""
    limit = min(rule.limit or MOST_OCCURRENCES, MOST_OCCURRENCES)
    found: list[int] = []
    for day in _DAYS.get(rule.kind, _daily)(rule):
        if day > rule.last_day or len(found) == limit:
            break
        if day >= rule.first_day:
            found.append(day)
    return found


def _daily(rule: Recurrence) -> Iterator[int]:
    yield from range(rule.first_day, rule.last_day + 1, rule.every)


def _weekly(rule: Recurrence) -> Iterator[int]:
    """Weeks are counted from the Sunday of the first week."""
    sunday = rule.first_day - (weekday_of_day(rule.first_day) + 1) % 7
    for week in range(sunday, rule.last_day + 1, 7 * rule.every):
        for offset in range(7):
            if rule.weekdays >> offset & 1:
                yield week + offset


def _months(rule: Recurrence, step: int) -> Iterator[tuple[int, int]]:
    first, last = date_of_day(rule.first_day), date_of_day(rule.last_day)
    month = first.year * 12 + first.month - 1
    while month <= last.year * 12 + last.month - 1:
        yield divmod(month, 12)
        month += step


def _monthly_by_date(rule: Recurrence) -> Iterator[int]:
    for year, month in _months(rule, rule.every):
        yield min(_first(year, month) + rule.month_day - 1, _last(year, month))


def _monthly_by_position(rule: Recurrence) -> Iterator[int]:
    for year, month in _months(rule, rule.every):
        yield _positioned(rule, year, month)


def _yearly_by_date(rule: Recurrence) -> Iterator[int]:
    for year in _years(rule):
        yield min(_first(year, rule.month) + rule.month_day - 1, _last(year, rule.month))


def _yearly_by_position(rule: Recurrence) -> Iterator[int]:
    for year in _years(rule):
        yield _positioned(rule, year, rule.month)


def _years(rule: Recurrence) -> range:
    if not 0 <= rule.month <= 11:
        return range(0)
    return range(date_of_day(rule.first_day).year, date_of_day(rule.last_day).year + 1)


def _first(year: int, month: int) -> int:
    return day_number(date(year, month + 1, 1))


def _last(year: int, month: int) -> int:
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return day_number(following - timedelta(days=1))


def _positioned(rule: Recurrence, year: int, month: int) -> int:
    days = [day for day in range(_first(year, month), _last(year, month) + 1) if _is_item(rule.item, day)]
    return days[-1] if rule.position >= LAST_POSITION else days[max(0, rule.position)]


def _is_item(item: int, day: int) -> bool:
    weekday = weekday_of_day(day)
    if item == 0:
        return True
    if item in (1, 2):
        return (weekday < 5) == (item == 1)
    return (weekday + 1) % 7 == item - 3


_DAYS: dict[int, Callable[[Recurrence], Iterator[int]]] = {
    YEARLY_BY_DATE: _yearly_by_date,
    YEARLY_BY_POSITION: _yearly_by_position,
    MONTHLY_BY_DATE: _monthly_by_date,
    MONTHLY_BY_POSITION: _monthly_by_position,
    WEEKLY: _weekly,
}
