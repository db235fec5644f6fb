"""Working times of a day as people type and read them: "8:00-12:00, 13:00-17:00"."""

import re

from lockstep.foundation.ticks import TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE

Shifts = tuple[tuple[int, int], ...]

_SPAN = re.compile(r"^(\d{1,2})(?::?(\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?::?(\d{2}))?$")


def shifts_words(shifts: Shifts) -> str:
    """Return shifts as text; nothing for a day off."""
    if shifts == ((0, TICKS_PER_DAY),):
        return "0:00-24:00"
    return ", ".join(f"{clock_words(start)}-{clock_words(end)}" for start, end in shifts)


def clock_words(ticks: int) -> str:
    """Return ticks of a day as a clock shows them."""
    return f"{ticks // TICKS_PER_HOUR}:{ticks % TICKS_PER_HOUR // TICKS_PER_MINUTE:02d}"


def parse_shifts(text: str) -> list[list[int]]:
    """Return the shifts of typed text. Raises ValueError with a sentence."""
    shifts = []
    for part in re.split(r"[,;]", text):
        part = part.strip()
        if not part:
            continue
        found = _SPAN.match(part)
        if not found:
            raise ValueError(f"“{part}” is not a span of time. Type 8:00-12:00, and a comma between spans.")
        start = _ticks(found[1], found[2])
        end = _ticks(found[3], found[4])
        if not start < end <= TICKS_PER_DAY:
            raise ValueError(f"“{part}” must start before it ends, and end by 24:00.")
        shifts.append([start, end])
    return shifts


def _ticks(hours: str, minutes: str | None) -> int:
    if int(minutes or 0) > 59:
        raise ValueError(f"{hours}:{minutes} is not a time of day.")
    return int(hours) * TICKS_PER_HOUR + int(minutes or 0) * TICKS_PER_MINUTE
