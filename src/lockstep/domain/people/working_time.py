"""Working times as stored JSON: checked on the way in, turned into the plan's calendar on the way out.

Week: seven days, Monday first; a day is null (as the base has it) or a list of `[from, until]` in ticks of the
day. Exceptions: `{"first", "last", "shifts", "name"}` with day numbers since 1970-01-01, both included. Work
weeks: `{"first", "last", "week", "name"}`.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from lockstep.domain.people.vocabulary import WEEKDAYS, CalendarError
from lockstep.foundation.ticks import TICKS_PER_DAY
from lockstep.plan import Calendar, CalendarException, WorkWeek
from lockstep.plan.calendars import DayShifts, Week

JsonShifts = list[list[int]]

MOST_EXCEPTIONS = 5_000


def checked_shifts(value: Any, place: str) -> JsonShifts:
    """Return the shifts of a day, ascending. Raises CalendarError where they overlap or leave the day."""
    shifts: JsonShifts = []
    for pair in _list(value, place):
        if not (
            isinstance(pair, list | tuple) and len(pair) == 2 and all(type(tick) is int for tick in pair)
        ):
            raise CalendarError(place, "A shift is a pair of ticks of the day, such as [4800, 7200].")
        if not 0 <= pair[0] < pair[1] <= TICKS_PER_DAY:
            raise CalendarError(
                place, "A shift must start before it ends and stay within its day; correct its times."
            )
        shifts.append([pair[0], pair[1]])
    shifts.sort()
    for (_, until), (following, _) in pairwise(shifts):
        if following < until:
            raise CalendarError(place, "Two shifts of a day overlap; join them or move one.")
    return shifts


def checked_week(value: Any, place: str) -> list[JsonShifts | None]:
    """Return seven days. Raises CalendarError."""
    days = _list(value, place)
    if len(days) != 7:
        raise CalendarError(place, "A week has seven days, Monday first.")
    return [
        None if day is None else checked_shifts(day, f"{place}, {weekday}")
        for day, weekday in zip(days, WEEKDAYS, strict=True)
    ]


def checked_exceptions(value: Any, place: str) -> list[dict[str, Any]]:
    """Return the exceptions in the given order. Raises CalendarError."""
    return [
        {
            **_span(item, f"{place}, exception {number}"),
            "shifts": checked_shifts(item.get("shifts", []), place),
        }
        for number, item in enumerate(_dictionaries(value, place), 1)
    ]


def checked_work_weeks(value: Any, place: str) -> list[dict[str, Any]]:
    """Return the work weeks in the given order. Raises CalendarError."""
    return [
        {**_span(item, f"{place}, work week {number}"), "week": checked_week(item.get("week"), place)}
        for number, item in enumerate(_dictionaries(value, place), 1)
    ]


def plan_calendar(
    *, uid: str, name: str, week: Any, exceptions: Any, work_weeks: Any, base: int, minutes_per_day: int
) -> Calendar:
    """Return the plan's calendar of stored columns; `base` is an index in the plan."""
    return Calendar(
        uid=uid,
        name=name,
        week=week_of(week),
        exceptions=tuple(
            CalendarException(item["first"], item["last"], shifts_of(item["shifts"]), item["name"])
            for item in exceptions
        ),
        work_weeks=tuple(
            WorkWeek(item["first"], item["last"], week_of(item["week"]), item["name"]) for item in work_weeks
        ),
        base=base,
        minutes_per_day=float(minutes_per_day),
    )


def columns_of(calendar: Calendar) -> dict[str, Any]:
    """Return the JSON columns that store a plan's calendar, without its base."""
    return {
        "name": calendar.name[:250] or "Calendar",
        "week": json_week(calendar.week),
        "exceptions": [
            {
                "first": item.first_day,
                "last": item.last_day,
                "shifts": [list(shift) for shift in item.shifts],
                "name": item.name[:200],
            }
            for item in calendar.exceptions
        ],
        "work_weeks": [
            {
                "first": item.first_day,
                "last": item.last_day,
                "week": json_week(item.week),
                "name": item.name[:200],
            }
            for item in calendar.work_weeks
        ],
        "minutes_per_day": min(int(calendar.minutes_per_day or 480), 1440),
    }


def json_week(week: Week) -> list[JsonShifts | None]:
    """Return a week as it is stored."""
    return [None if day is None else [list(shift) for shift in day] for day in week]


def week_of(week: Sequence[Any]) -> Week:
    """Return a stored week as the plan has it."""
    return tuple(None if day is None else shifts_of(day) for day in week)


def shifts_of(shifts: Sequence[Sequence[int]]) -> DayShifts:
    """Return stored shifts as the plan has them."""
    return tuple((start, finish) for start, finish in shifts)


def _list(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise CalendarError(place, "A list was expected here.")
    return list(value)


def _dictionaries(value: Any, place: str) -> list[dict[str, Any]]:
    items = _list(value, place)
    if len(items) > MOST_EXCEPTIONS:
        raise CalendarError(
            place, f"At most {MOST_EXCEPTIONS} dated entries fit in one calendar; use a base calendar."
        )
    if not all(isinstance(item, dict) for item in items):
        raise CalendarError(place, "A dated entry has first and last day, shifts and a name.")
    return items


def _span(item: dict[str, Any], place: str) -> dict[str, Any]:
    first, last = item.get("first"), item.get("last", item.get("first"))
    if type(first) is not int or type(last) is not int or last < first:
        raise CalendarError(place, "The first day must be on or before the last day; correct the days.")
    return {"first": first, "last": last, "name": str(item.get("name", ""))[:200]}
