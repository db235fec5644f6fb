"""From day patterns to the array in which the kernels look up working time."""

from dataclasses import dataclass

import numpy as np

from lockstep.engine.kernels.laying import laid_tables
from lockstep.engine.kernels.lookup import CALENDARS, HEAD_LENGTH, HEAD_SHIFTS, HEAD_SHIFTS_END, HEAD_TOTAL
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


def laid_out(horizon: Horizon, patterns: list[DayShifts], days_of: list[Int32]) -> Int32:
    """Return the tables of the continuous calendar (0) and one for each row of pattern numbers by day.

    The layout is that of `kernels.lookup`; the array is read-only.
    """
    rows = np.array(days_of, np.int32).reshape(len(days_of), horizon.days)
    sizes = np.array([len(pattern) for pattern in patterns], np.int32)
    shifts = np.array([tick for pattern in patterns for shift in pattern for tick in shift], np.int32)
    tables = laid_tables(horizon.first_day, rows, sizes, shifts)
    tables.flags.writeable = False
    return tables


def calendar_count(tables: Int32) -> int:
    """Return how many calendars the tables hold beside the continuous one."""
    return int(tables[CALENDARS])


def shifts_of(tables: Int32, calendar: int) -> Int64:
    """Return the shifts of a calendar as rows of start and finish, in ticks from the first of the horizon."""
    head = HEAD_LENGTH * (1 + calendar)
    first, last = int(tables[head + HEAD_SHIFTS]), int(tables[head + HEAD_SHIFTS_END])
    starts, done = tables[first:last].reshape(-1, 2).astype(np.int64).T
    lengths = np.diff(done, append=int(tables[head + HEAD_TOTAL]))
    return np.stack([starts, starts + lengths], axis=1)
