"""The axis of time: int64 ticks of a tenth of a minute since 1970-01-01T00:00, naive civil time.

Every plan date is civil time in the one zone that its network declares, and every day has 1,440 minutes.
The tick is Microsoft Project's own smallest unit, so that its lags and durations are held without rounding.
"""

from datetime import date, datetime, timedelta
from typing import Final

TICKS_PER_MINUTE: Final = 10
TICKS_PER_HOUR: Final = 600
TICKS_PER_DAY: Final = 14_400
TICKS_PER_WEEK: Final = 7 * TICKS_PER_DAY
SECONDS_PER_TICK: Final = 6

EPOCH: Final = datetime(1970, 1, 1)
EPOCH_WEEKDAY: Final = 3
"""Weekday of the epoch, Monday 0: 1970-01-01 was a Thursday."""

NO_TICKS: Final = -(2**63)
"""The missing moment or duration: the smallest int64, which no civil date reaches."""

EARLIEST_TICKS: Final = -(1970 - 1900) * 366 * TICKS_PER_DAY
"""Dates before about 1900 are taken for damage in a file."""
LATEST_TICKS: Final = (2200 - 1970) * 366 * TICKS_PER_DAY
"""Dates after about 2200 are taken for damage in a file."""


def ticks_of(moment: datetime) -> int:
    """Return the tick in which `moment` lies; seconds within a tick are rounded to the nearest tick."""
    seconds = (moment - EPOCH).total_seconds()
    return int((seconds + SECONDS_PER_TICK / 2) // SECONDS_PER_TICK)


def datetime_of(ticks: int) -> datetime:
    """Return the civil moment of `ticks`. Raises OverflowError outside the years 1 to 9999."""
    return EPOCH + timedelta(seconds=int(ticks) * SECONDS_PER_TICK)


def iso_of(ticks: int) -> str | None:
    """Return `ticks` as ISO local time to the second, or None for the missing moment."""
    return None if ticks == NO_TICKS else datetime_of(ticks).isoformat(timespec="seconds")


def ticks_of_iso(text: str) -> int:
    """Return the ticks of an ISO date or date-time; an offset is refused. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        raise ValueError(f"{text!r} carries a time zone; plan dates are civil time of the network's zone")
    return ticks_of(moment)


def day_of(ticks: int) -> int:
    """Return the day number (days since 1970-01-01) in which `ticks` lies."""
    return ticks // TICKS_PER_DAY


def day_number(day: date) -> int:
    """Return the day number (days since 1970-01-01) of a date."""
    return (day - EPOCH.date()).days


def date_of_day(day: int) -> date:
    """Return the date of a day number."""
    return EPOCH.date() + timedelta(days=int(day))


def weekday_of_day(day: int) -> int:
    """Return the weekday of a day number, Monday 0."""
    return (day + EPOCH_WEEKDAY) % 7


def minutes_of(ticks: int) -> float:
    """Return a duration in minutes with one decimal, the exact value of a tick count."""
    return ticks / TICKS_PER_MINUTE
