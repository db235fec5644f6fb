"""From day patterns to the array in which the kernels look up working time."""

from dataclasses import dataclass

import numpy as np

from lockstep.engine.kernels.lookup import HEAD_LENGTH
from lockstep.foundation.ticks import TICKS_PER_DAY
from lockstep.plan.calendars import DayShifts
from lockstep.plan.columns import Int32, Int64


@dataclass(frozen=True, slots=True)
class Horizon:
    """The days for which tables are laid out: `first_day` and `days` of them."""

    first_day: int
    days: int

    @property
    def start_ticks(self) -> int:
        """First tick inside."""
        return self.first_day * TICKS_PER_DAY

    @property
    def finish_ticks(self) -> int:
        """First tick after it."""
        return (self.first_day + self.days) * TICKS_PER_DAY


def laid_out(horizon: Horizon, patterns: list[DayShifts], days_of: list[Int32]) -> Int64:
    """Return the tables of the continuous calendar (0) and one for each row of pattern numbers by day.

    The layout is that of `kernels.lookup`; the array is read-only.
    """
    head = np.zeros((2 + len(days_of), HEAD_LENGTH), np.int64)
    head[0, :2] = horizon.start_ticks, horizon.days
    parts: list[Int64] = [head.ravel()]
    place = head.size
    for row, days in enumerate(days_of, start=2):
        shifts, of_day, of_slot, slot_length, total = _shifts(horizon, patterns, days)
        first_day = place + shifts.size
        first_slot = first_day + of_day.size
        head[row] = place, first_day, first_day, first_slot, slot_length, total
        parts += [shifts.ravel(), place + 3 * of_day, place + 3 * of_slot]
        place = first_slot + of_slot.size
    parts[0] = head.ravel()
    tables = np.concatenate(parts)
    tables.flags.writeable = False
    return tables


def _shifts(
    horizon: Horizon, patterns: list[DayShifts], pattern_of_day: Int32
) -> tuple[Int64, Int64, Int64, int, int]:
    """Return one calendar's shifts, first shifts by day and by slot, the length of a slot, and all its work."""
    sizes = np.array([len(pattern) for pattern in patterns], np.int64)
    flat = np.array([shift for pattern in patterns for shift in pattern], np.int64).reshape(-1, 2)
    pattern_first = np.cumsum(sizes) - sizes
    count_of_day = sizes[pattern_of_day]
    after_day = np.cumsum(count_of_day)
    of_day = after_day - count_of_day
    count = int(after_day[-1])
    row = np.repeat(pattern_first[pattern_of_day] - of_day, count_of_day) + np.arange(count)
    day_start = horizon.start_ticks + TICKS_PER_DAY * np.arange(horizon.days, dtype=np.int64)
    shifts = np.empty((count, 3), np.int64)
    shifts[:, :2] = flat[row]
    shifts[:, :2] += np.repeat(day_start, count_of_day)[:, None]
    lengths = shifts[:, 1] - shifts[:, 0]
    done = np.cumsum(lengths)
    shifts[:, 2] = done - lengths
    total = int(done[-1])
    slot_length = max(1, total // count)
    of_slot = np.searchsorted(done, np.arange(0, total + 1, slot_length), side="right")
    return shifts, of_day, np.minimum(of_slot, count - 1), slot_length, total
