"""Working times of a day, from clock times."""

from lockstep.exchange.texts import minute_of_day
from lockstep.foundation.ticks import TICKS_PER_DAY, TICKS_PER_MINUTE
from lockstep.plan.calendars import DayShifts


def disjoint(shifts: list[tuple[int, int]]) -> DayShifts:
    """Return shifts in order, with overlaps and touching ends joined."""
    joined: list[tuple[int, int]] = []
    for start, finish in sorted(shifts):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(finish, joined[-1][1]))
        else:
            joined.append((start, finish))
    return tuple(joined)


def clock_minute(text: str) -> int:
    """Return the minute of day of `13:00`, `13:00:00` or `1:00 PM`. Raises ValueError."""
    words = text.strip().upper().split()
    if not words:
        raise ValueError("no time of day")
    minute = minute_of_day(words[0])
    if words[-1] in ("AM", "PM"):
        minute = minute % 720 + (720 if words[-1] == "PM" else 0)
    return minute


def shift(start_minute: int, finish_minute: int) -> list[tuple[int, int]]:
    """Return the shift between two minutes of day, none where it is empty; a finish at midnight ends the day.

    A shift that would run past midnight is cut there.
    """
    start = start_minute * TICKS_PER_MINUTE
    finish = finish_minute * TICKS_PER_MINUTE or TICKS_PER_DAY
    if start < finish:
        return [(start, finish)]
    return [(start, TICKS_PER_DAY)] if finish < start < TICKS_PER_DAY else []
