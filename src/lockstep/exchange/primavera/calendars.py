"""P6 calendars: a week, dated exceptions, and those that are inherited from a base calendar."""

import re
from itertools import groupby

from lockstep.exchange.noticing import Notices
from lockstep.exchange.primavera.tables import P6Tables, index_by
from lockstep.exchange.shifts import clock_minute, disjoint, shift
from lockstep.exchange.texts import between
from lockstep.plan import Calendar, CalendarException, Week
from lockstep.plan.calendars import DAY_OFF, STANDARD_WEEK, DayShifts

Exceptions = dict[int, DayShifts]
"""Shifts by day number."""

Shifts = dict[int, list[tuple[int, int]]]

_SPREADSHEET_EPOCH = -25_569
"""Day number of 1899-12-30, from which P6 counts the days of exceptions."""

_NODE = re.compile(r"\(\s*\d+\s*\|\|([^()|]*)\(([^()]*)\)\s*\(|\)[\s\x7f]*\)", re.ASCII)
"""A node opens as `(0||name(attributes)(`, and closes with two brackets."""

_MOST_EXCEPTIONS = 50_000


def map_calendars(tables: P6Tables) -> tuple[tuple[Calendar, ...], dict[str, int]]:
    """Return the calendars and the row of each id; a standard calendar where the file has none."""
    table = tables["CALENDAR"]
    ids, names, day_hours = (table.column(name) for name in ("clndr_id", "clndr_name", "day_hr_cnt"))
    if not ids:
        return (Calendar("", "Standard"),), {}
    rows = index_by(ids)
    parsed = [
        tables.calendars.get(uid) or parse_calendar(data, f"calendar '{name or uid}'", tables.notices)
        for uid, name, data in zip(ids, names, table.column("clndr_data"), strict=True)
    ]
    bases = [rows.get(uid, -1) for uid in table.column("base_clndr_id")]
    own = [exceptions for _, exceptions in parsed]
    calendars = tuple(
        Calendar(
            uid=uid,
            name=names[row] or f"Calendar {uid}",
            week=parsed[row][0],
            exceptions=ranges(_inherited(row, bases, own)),
            minutes_per_day=_number(day_hours[row]) * 60.0,
        )
        for row, uid in enumerate(ids)
    )
    return calendars, rows


def _number(text: str) -> float:
    try:
        return between(0, 10_000)(text)
    except ValueError:
        return 0.0


def _inherited(row: int, bases: list[int], own: list[Exceptions]) -> Exceptions:
    """Return the exceptions of a calendar with those of its bases; its own count first."""
    found: Exceptions = {}
    seen: set[int] = set()
    while row >= 0 and row not in seen:
        seen.add(row)
        found = {**own[row], **found}
        row = bases[row]
    return found


def ranges(exceptions: Exceptions) -> tuple[CalendarException, ...]:
    """Return dated exceptions, neighbors with the same shifts joined to one range."""
    ordered = sorted(exceptions.items())
    joined = []
    for _, run in groupby(enumerate(ordered), key=lambda pair: (pair[1][0] - pair[0], pair[1][1])):
        days = [item for _, item in run]
        joined.append(CalendarException(days[0][0], days[-1][0], days[0][1]))
    return tuple(joined)


def parse_calendar(data: str, place: str, notices: Notices) -> tuple[Week, Exceptions]:
    """Return week and exceptions of P6's nested calendar text."""
    if not data.strip():
        notices.warn(
            "exchange.calendar", place, "It has no working times; a standard week is used, correct it."
        )
        return STANDARD_WEEK, {}
    days: Shifts = {}
    dated: Shifts = {}
    path: list[tuple[str, dict[str, str]]] = []
    bad = 0
    for found in _NODE.finditer(data):
        if found.group(2) is None:
            del path[-1:]
            continue
        path.append((found.group(1).strip(), _attributes(found.group(2))))
        try:
            _take(path, days, dated)
        except (ValueError, KeyError, OverflowError):
            bad += 1
    if bad:
        notices.warn(
            "exchange.calendar", place, f"{bad} of its working times cannot be read; correct the source."
        )
    if len(dated) > _MOST_EXCEPTIONS:
        notices.warn(
            "exchange.calendar",
            place,
            "It has more exceptions than any real calendar; the last were left out.",
        )
        dated = dict(sorted(dated.items())[:_MOST_EXCEPTIONS])
    if not days:
        notices.warn(
            "exchange.calendar", place, "It has no week; a standard week is used, correct the source."
        )
    return week_of(days) if days else STANDARD_WEEK, {
        day: disjoint(shifts) if shifts else DAY_OFF for day, shifts in dated.items()
    }


def week_of(days: Shifts) -> Week:
    """Return the week, Monday first, of shifts by P6's number of the day: Sunday 1 to Saturday 7."""
    return tuple(disjoint(days.get((weekday + 1) % 7 + 1, [])) for weekday in range(7))


def _attributes(text: str) -> dict[str, str]:
    parts = text.split("|")
    return dict(zip(parts[::2], parts[1::2], strict=False))


def _take(path: list[tuple[str, dict[str, str]]], days: Shifts, dated: Shifts) -> None:
    """Take the node at the end of `path`: a day, an exception, or a shift of one of them."""
    section = next(
        (place for place, (name, _) in enumerate(path) if name in ("DaysOfWeek", "Exceptions")), None
    )
    depth = 0 if section is None else len(path) - section
    if depth not in (2, 3) or section is None:
        return
    target = days if path[section][0] == "DaysOfWeek" else dated
    name, attributes = path[section + 1]
    day = int(name) if target is days else int(attributes["d"]) + _SPREADSHEET_EPOCH
    shifts = target.setdefault(day, [])
    if depth == 3:
        times = path[-1][1]
        shifts += shift(clock_minute(times["s"]), clock_minute(times["f"]))
