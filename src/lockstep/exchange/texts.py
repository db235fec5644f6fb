"""From text in a file to values of the plan: each distinct text is parsed once.

A `Parse` is a dictionary from text to value that fills itself; it remembers the texts that it could not read, so
that the reader can name their rows afterwards without paying for it in the ordinary case.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from lockstep.exchange.noticing import Notices
from lockstep.foundation.ticks import (
    EARLIEST_TICKS,
    EPOCH,
    LATEST_TICKS,
    SECONDS_PER_TICK,
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    TICKS_PER_MINUTE,
)

LONGEST_TICKS: Final = 400 * 366 * TICKS_PER_DAY
"""Durations longer than about 400 years are taken for damage in a file."""

_ISO_DURATION = re.compile(
    r"(-)?P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?\s*",
    re.ASCII,
)


class Parse(dict[str | None, Any]):
    """Text to value, remembered; `bad` holds the texts that could not be read."""

    def __init__(self, parse: Callable[[str], Any], missing: Any, what: str) -> None:
        super().__init__({None: missing, "": missing})
        self.parse = parse
        self.missing = missing
        self.what = what
        self.bad: set[str] = set()

    def __missing__(self, text: str) -> Any:
        try:
            value = self.parse(text)
        except (ValueError, OverflowError, ArithmeticError):
            self.bad.add(text)
            value = self.missing
        self[text] = value
        return value

    def column(self, texts: Iterable[str | None]) -> list[Any]:
        """Return the values of a column."""
        column = texts if isinstance(texts, list) else list(texts)
        for text in set(column).difference(self):
            self[text]
        return list(map(dict(self).__getitem__ if len(self) < len(column) else self.__getitem__, column))


def moment(text: str) -> int:
    """Return the ticks of an ISO date-time in civil time; a time zone is cut off. Raises ValueError."""
    value = datetime.fromisoformat(text.strip()[:19]).replace(tzinfo=None)
    delta = value - EPOCH
    ticks = delta.days * TICKS_PER_DAY + (delta.seconds + SECONDS_PER_TICK // 2) // SECONDS_PER_TICK
    if not EARLIEST_TICKS <= ticks <= LATEST_TICKS:
        raise ValueError(f"{text!r} is outside the years 1900 to 2200")
    return ticks


def iso_duration(text: str) -> int:
    """Return the ticks of an ISO duration such as `PT8H0M0S`; days are 24 hours. Raises ValueError."""
    found = _ISO_DURATION.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not a duration")
    sign, days, hours, minutes, seconds = found.groups()
    ticks = float(hours or 0) * TICKS_PER_HOUR + float(minutes or 0) * TICKS_PER_MINUTE
    ticks += float(seconds or 0) / SECONDS_PER_TICK + float(days or 0) * TICKS_PER_DAY
    return within(round(-ticks if sign else ticks))


def tenths(text: str) -> int:
    """Return ticks of a count of tenths of minutes. Raises ValueError."""
    return within(round(real(text)))


def within(ticks: int) -> int:
    """Return a duration, or raise ValueError where it is beyond any plan."""
    if abs(ticks) > LONGEST_TICKS:
        raise ValueError(f"{ticks} ticks is longer than any plan")
    return ticks


def real(text: str) -> float:
    """Return a finite number. Raises ValueError."""
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text!r} is not a finite number")
    return value


def between(low: float, high: float) -> Callable[[str], float]:
    """Return a parser of numbers within bounds, both included."""

    def parse(text: str) -> float:
        value = real(text)
        if not low <= value <= high:
            raise ValueError(f"{text!r} is not between {low:g} and {high:g}")
        return value

    return parse


MOST_MINOR: Final = 1e15
"""Amounts of money beyond ten trillion are taken for damage in a file."""


def minor(text: str) -> int:
    """Return minor units of an amount of minor units, written with or without decimals. Raises ValueError."""
    return round(between(-MOST_MINOR, MOST_MINOR)(text))


def minor_of_whole(text: str) -> float:
    """Return minor units of an amount of whole units of a currency. Raises ValueError."""
    return round(between(-MOST_MINOR / 100, MOST_MINOR / 100)(text) * 100, 4)


def currency(text: str) -> str:
    """Return an ISO code of a currency, "" where the text is none."""
    code = text.strip().upper()
    return code if len(code) == 3 and code.isascii() and code.isalpha() else ""


MOST_UNITS: Final = 1e6
units = between(0.0, MOST_UNITS)
"""Parser of units of a resource: zero to a million."""


def whole(text: str) -> int:
    """Return a whole number that fits 64 bits. Raises ValueError."""
    value = int(text) if text.lstrip("-").isdigit() else int(real(text))
    if abs(value) >= 2**62:
        raise ValueError(f"{text!r} is too large")
    return value


def flag(text: str) -> bool:
    """Return a yes or no as XML and P6 spell it. Raises ValueError."""
    word = text.strip().lower()
    if word in ("1", "true", "y", "yes", "-1"):
        return True
    if word in ("0", "false", "n", "no"):
        return False
    raise ValueError(f"{text!r} is neither yes nor no")


def minute_of_day(text: str) -> int:
    """Return the minute of day of `HH:MM[:SS]`. Raises ValueError."""
    hours, minutes, *_ = text.strip().split(":")
    value = int(hours) * 60 + int(minutes)
    if not 0 <= value <= 1440:
        raise ValueError(f"{text!r} is not a time of day")
    return value


def report_bad(
    parse: Parse, texts: Sequence[str | None], place_of: Callable[[int], str], name: str, notices: Notices
) -> None:
    """Add a finding for each row of a column whose text could not be read; nothing to pay where all could."""
    if not parse.bad:
        return
    for row, text in enumerate(texts):
        if text in parse.bad:
            notices.warn(
                "exchange.bad_value",
                place_of(row),
                f"{name} is {str(text)[:60]!r}, which is no {parse.what}; it was left out, correct it in the source.",
            )
