"""Reading single cells: dates, durations, percentages, flags, kinds and constraints, in the ways people write them."""

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from lockstep.exchange.texts import real, within
from lockstep.foundation.ticks import (
    EARLIEST_TICKS,
    LATEST_TICKS,
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    TICKS_PER_MINUTE,
    ticks_of,
)
from lockstep.plan import ActivityKind, ActivityMode, ConstraintKind

Cell = str | int | float | bool | datetime | date | time | timedelta | None


class DateOrder(StrEnum):
    """How a date of three numbers is read."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january", "januar"),
            ("feb", "february", "februar"),
            ("mar", "march", "märz", "mär", "mrz"),
            ("apr", "april"),
            ("may", "mai"),
            ("jun", "june", "juni"),
            ("jul", "july", "juli"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october", "okt", "oktober"),
            ("nov", "november"),
            ("dec", "december", "dez", "dezember"),
        ),
        start=1,
    )
    for name in names
}
_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_NUMBERS = re.compile(r"(\d{1,4})[./\-](\d{1,2})[./\-](\d{1,4})(.*)", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})[\s.\-]*([^\W\d]{3,9})\.?[\s,.\-]*(\d{2,4})(.*)")
_NAMED_FIRST = re.compile(r"([^\W\d]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})(.*)")
_TIME = re.compile(r"[\sT,]*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?\s*\*?A?\*?", re.IGNORECASE | re.ASCII)
_SPREADSHEET_EPOCH = datetime(1899, 12, 30)


def moment(cell: Cell, order: DateOrder, default_minute: int) -> tuple[int, bool]:
    """Return the ticks of a date cell, and whether it said a time of day. Raises ValueError.

    A date without a time gets `default_minute`. A number is a day count as spreadsheets keep dates.
    """
    if isinstance(cell, str):
        value, has_time = _moment_of_text(cell.strip(), order)
    elif isinstance(cell, datetime):
        value, has_time = cell.replace(tzinfo=None), cell.time() != time(0)
    elif isinstance(cell, date):
        value, has_time = datetime.combine(cell, time(0)), False
    elif isinstance(cell, int | float) and not isinstance(cell, bool) and 10_000 < cell < 110_000:
        value = _SPREADSHEET_EPOCH + timedelta(seconds=round(cell * 86_400))
        has_time = cell != int(cell)
    else:
        raise ValueError(f"{cell!r} is no date")
    ticks = ticks_of(value) + (0 if has_time else default_minute * TICKS_PER_MINUTE)
    if not EARLIEST_TICKS <= ticks <= LATEST_TICKS:
        raise ValueError(f"{cell!r} is outside the years 1900 to 2200")
    return ticks, has_time


def _moment_of_text(text: str, order: DateOrder) -> tuple[datetime, bool]:
    text = _WEEKDAY.sub("", text)
    text = re.sub(r"\s*(\*|\bA)$", "", text)
    if found := _ISO.fullmatch(text):
        numbers = [int(number or 0) for number in found.groups()]
        return datetime(*numbers), found.group(4) is not None  # type: ignore[arg-type]
    if found := _NUMBERS.fullmatch(text):
        first, second, third = (int(number) for number in found.groups()[:3])
        if first > 31:
            year, month, day = first, second, third
        elif (order == DateOrder.MDY and first <= 12) or second > 12:
            year, month, day = third, first, second
        else:
            year, month, day = third, second, first
        return _with_time(year, month, day, found.group(4))
    if found := _NAMED.fullmatch(text):
        return _with_time(int(found.group(3)), _month(found.group(2)), int(found.group(1)), found.group(4))
    if found := _NAMED_FIRST.fullmatch(text):
        return _with_time(int(found.group(3)), _month(found.group(1)), int(found.group(2)), found.group(4))
    raise ValueError(f"{text!r} is no date")


def _month(name: str) -> int:
    if name.lower() not in _MONTHS:
        raise ValueError(f"{name!r} is no month")
    return _MONTHS[name.lower()]


def _with_time(year: int, month: int, day: int, rest: str) -> tuple[datetime, bool]:
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    if not rest.strip():
        return datetime(year, month, day), False
    found = _TIME.fullmatch(rest.rstrip())
    if found is None:
        raise ValueError(f"{rest!r} is no time")
    hour, minute, second = (int(number or 0) for number in found.groups()[:3])
    if found.group(4):
        hour = hour % 12 + (12 if found.group(4).lower() == "pm" else 0)
    return datetime(year, month, day, hour, minute, second), True


_DURATION = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(e)?\s*([^\W\d]*)\.?\s*\??", re.IGNORECASE | re.ASCII)
_UNITS: Final = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), "m"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "std"), "h"),
    **dict.fromkeys(("d", "day", "days", "dy", "dys", "t", "tag", "tage"), "d"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks", "woche", "wochen"), "w"),
    **dict.fromkeys(("mo", "mon", "mons", "month", "months"), "mo"),
}
UNIT_WORDS: Final = tuple(_UNITS)
"""The words for units of time that are understood."""

_ELAPSED_TICKS = {
    "m": TICKS_PER_MINUTE,
    "h": TICKS_PER_HOUR,
    "d": TICKS_PER_DAY,
    "w": 7 * TICKS_PER_DAY,
    "mo": 30 * TICKS_PER_DAY,
}
_WORKING_HOURS = {"h": 1.0, "d": 8.0, "w": 40.0, "mo": 160.0, "m": 1 / 60}


def duration(cell: Cell, default_unit: str = "d") -> tuple[int, bool]:
    """Return the ticks of a duration cell, and whether it runs on the clock. Raises ValueError.

    A day is eight hours of work, a week five days, a month twenty; an `e` before the unit means elapsed.
    """
    if isinstance(cell, timedelta):
        return within(round(cell.total_seconds() / 6)), True
    found = _DURATION.fullmatch(str(cell).strip())
    if cell is None or isinstance(cell, bool) or found is None:
        raise ValueError(f"{cell!r} is no duration")
    number, elapsed, word = found.groups()
    unit = _UNITS.get((word or default_unit).lower())
    if unit is None:
        raise ValueError(f"{word!r} is no unit of time")
    value = real(number.replace(",", "."))
    if elapsed:
        return within(round(value * _ELAPSED_TICKS[unit])), True
    return within(round(value * _WORKING_HOURS[unit] * TICKS_PER_HOUR)), False


def share(cell: Cell) -> float:
    """Return a percentage as a share: `50%`, `50` and `0.5` are the same; 1 is all. Raises ValueError."""
    if isinstance(cell, bool):
        return float(cell)
    text = str(cell).strip()
    value = real(text.rstrip("% ").replace(",", "."))
    if text.endswith("%") or value > 1.0:
        value /= 100.0
    if not 0.0 <= value <= 1.0:
        raise ValueError(f"{cell!r} is no percentage")
    return value


def is_yes(cell: Cell) -> bool:
    """Return a yes or no. Raises ValueError."""
    word = str(cell).strip().lower()
    if word in ("yes", "y", "true", "1", "1.0", "x", "ja", "active"):
        return True
    if word in ("no", "n", "false", "0", "0.0", "", "none", "nein", "inactive"):
        return False
    raise ValueError(f"{cell!r} is neither yes nor no")


KIND_WORDS: Final = {
    "activity": ActivityKind.ACTIVITY,
    "task": ActivityKind.ACTIVITY,
    "task dependent": ActivityKind.ACTIVITY,
    "resource dependent": ActivityKind.RESOURCE_DEPENDENT,
    "milestone": ActivityKind.FINISH_MILESTONE,
    "start milestone": ActivityKind.START_MILESTONE,
    "finish milestone": ActivityKind.FINISH_MILESTONE,
    "summary": ActivityKind.SUMMARY,
    "wbs summary": ActivityKind.LEVEL_OF_EFFORT,
    "level of effort": ActivityKind.LEVEL_OF_EFFORT,
    "margin": ActivityKind.MARGIN,
    "external": ActivityKind.EXTERNAL,
}


def kind(cell: Cell) -> ActivityKind:
    """Return the kind of an activity; a column headed "Milestone" says yes or no. Raises ValueError."""
    word = str(cell).strip().lower()
    if word in KIND_WORDS:
        return KIND_WORDS[word]
    return ActivityKind.FINISH_MILESTONE if is_yes(cell) else ActivityKind.ACTIVITY


CONSTRAINT_WORDS: Final = {
    "as late as possible": ConstraintKind.AS_LATE_AS_POSSIBLE,
    "must start on": ConstraintKind.MUST_START_ON,
    "must finish on": ConstraintKind.MUST_FINISH_ON,
    "start no earlier than": ConstraintKind.START_NO_EARLIER_THAN,
    "start no later than": ConstraintKind.START_NO_LATER_THAN,
    "finish no earlier than": ConstraintKind.FINISH_NO_EARLIER_THAN,
    "finish no later than": ConstraintKind.FINISH_NO_LATER_THAN,
    "start on": ConstraintKind.START_ON,
    "finish on": ConstraintKind.FINISH_ON,
    "start on or after": ConstraintKind.START_NO_EARLIER_THAN,
    "start on or before": ConstraintKind.START_NO_LATER_THAN,
    "finish on or after": ConstraintKind.FINISH_NO_EARLIER_THAN,
    "finish on or before": ConstraintKind.FINISH_NO_LATER_THAN,
    "mandatory start": ConstraintKind.MANDATORY_START,
    "mandatory finish": ConstraintKind.MANDATORY_FINISH,
    "expected finish": ConstraintKind.EXPECTED_FINISH,
    "external early start": ConstraintKind.EXTERNAL_EARLY_START,
    "external late finish": ConstraintKind.EXTERNAL_LATE_FINISH,
}
_CONSTRAINT_LETTERS: Final = {
    "alap": ConstraintKind.AS_LATE_AS_POSSIBLE,
    "mso": ConstraintKind.MUST_START_ON,
    "mfo": ConstraintKind.MUST_FINISH_ON,
    "snet": ConstraintKind.START_NO_EARLIER_THAN,
    "snlt": ConstraintKind.START_NO_LATER_THAN,
    "fnet": ConstraintKind.FINISH_NO_EARLIER_THAN,
    "fnlt": ConstraintKind.FINISH_NO_LATER_THAN,
}


def constraint(cell: Cell) -> ConstraintKind | None:
    """Return the constraint, None for "as soon as possible". Raises ValueError."""
    word = " ".join(str(cell).lower().replace("_", " ").split())
    if word in ("as soon as possible", "asap", "none", ""):
        return None
    found = CONSTRAINT_WORDS.get(word) or _CONSTRAINT_LETTERS.get(word)
    if found is None:
        raise ValueError(f"{cell!r} is no constraint")
    return found


def mode(cell: Cell) -> ActivityMode:
    """Return who sets the dates. Raises ValueError."""
    word = str(cell).strip().lower()
    if word.startswith("man"):
        return ActivityMode.MANUAL
    if word.startswith("auto") or not word:
        return ActivityMode.AUTOMATIC
    if word == "inactive":
        return ActivityMode.INACTIVE
    raise ValueError(f"{cell!r} is neither automatic nor manual")
