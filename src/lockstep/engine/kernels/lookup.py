"""Looking up working time: civil tick to cumulative working tick and back, in a few steps each.

The tables of all calendars lie in one array of int64, because a kernel passes one array to a function far more
cheaply than a record of ten. `calendars.tables` lays it out:

- a head: first tick of the horizon, its length in days, number of calendars;
- a head for each calendar, see the `HEAD_` constants;
- shifts, three numbers each (start, finish, working ticks before), ascending;
- by day of the horizon, the first shift that ends after the day begins;
- by slot of cumulative work, the first shift that ends after the slot begins.

Calendar 0 is the continuous one, on which the two axes are the same. Outside the horizon time counts around
the clock, so that every answer stays finite and ordered; the caller checks afterwards whether any result lies
outside, and asks again with a wider horizon.
"""

from typing import Final

import numpy as np
from numba.core import types

from lockstep.engine.kernels.compiled import inlined, kernel, read_only

DAY: Final = 14_400

ORIGIN: Final = 0
DAYS: Final = 1
HEAD_LENGTH: Final = 6
"""Length of the head, and of each calendar's head."""
HEAD_SHIFTS: Final = 0
"""Where the calendar's shifts begin in the array."""
HEAD_SHIFTS_END: Final = 1
HEAD_DAYS: Final = 2
"""Where its table by day begins; it holds places in the array."""
HEAD_SLOTS: Final = 3
"""Where its table by slot begins; it holds places in the array."""
HEAD_SLOT_LENGTH: Final = 4
"""Working ticks in a slot."""
HEAD_TOTAL: Final = 5
"""Working ticks in the horizon."""


@inlined
def work_at(work, calendar, at):
    """Return the working ticks before a civil tick."""
    if calendar == 0:
        return at
    offset = at - work[ORIGIN]
    if offset < 0:
        return offset
    head = HEAD_LENGTH * (1 + calendar)
    day = offset // DAY
    if day >= work[DAYS]:
        return work[head + HEAD_TOTAL] + offset - work[DAYS] * DAY
    shift = work[work[head + HEAD_DAYS] + day]
    end = work[head + HEAD_SHIFTS_END]
    while shift < end and work[shift + 1] <= at:
        shift += 3
    if shift == end:
        return work[head + HEAD_TOTAL]
    start = work[shift]
    if at <= start:
        return work[shift + 2]
    return work[shift + 2] + at - start


@inlined
def start_at(work, calendar, done):
    """Return the latest civil tick before which `done` ticks are worked: the moment at which more work starts."""
    if calendar == 0:
        return done
    if done < 0:
        return work[ORIGIN] + done
    head = HEAD_LENGTH * (1 + calendar)
    total = work[head + HEAD_TOTAL]
    if done >= total:
        return work[ORIGIN] + work[DAYS] * DAY + done - total
    shift = work[work[head + HEAD_SLOTS] + done // work[head + HEAD_SLOT_LENGTH]]
    while work[shift + 2] + work[shift + 1] - work[shift] <= done:
        shift += 3
    return work[shift] + done - work[shift + 2]


@inlined
def finish_at(work, calendar, done):
    """Return the earliest civil tick before which `done` ticks are worked: the moment at which that work ends."""
    if calendar == 0:
        return done
    if done <= 0:
        return work[ORIGIN] + done
    head = HEAD_LENGTH * (1 + calendar)
    total = work[head + HEAD_TOTAL]
    if done > total:
        return work[ORIGIN] + work[DAYS] * DAY + done - total
    if done == total:
        return work[work[head + HEAD_SHIFTS_END] - 2]
    shift = work[work[head + HEAD_SLOTS] + done // work[head + HEAD_SLOT_LENGTH]]
    while work[shift + 2] + work[shift + 1] - work[shift] < done:
        shift += 3
    if done == work[shift + 2]:
        return work[shift - 2]
    return work[shift] + done - work[shift + 2]


@inlined
def touches_work(work, calendar, at):
    """Return True where a civil tick lies within a shift or at one of its two ends."""
    if calendar == 0:
        return True
    done = work_at(work, calendar, at)
    return at == start_at(work, calendar, done) or at == finish_at(work, calendar, done)


@inlined
def next_start(work, calendar, at):
    """Return the first civil tick from `at` on at which work can start."""
    if calendar == 0:
        return at
    return start_at(work, calendar, work_at(work, calendar, at))


@inlined
def last_finish(work, calendar, at):
    """Return the last civil tick up to `at` at which work can end."""
    if calendar == 0:
        return at
    return finish_at(work, calendar, work_at(work, calendar, at))


@inlined
def shifted(work, calendar, at, ticks):
    """Return `at` moved by working ticks: to the end of that work forward, to its start backward, `at` for 0."""
    if ticks > 0:
        return finish_at(work, calendar, work_at(work, calendar, at) + ticks)
    if ticks < 0:
        return start_at(work, calendar, work_at(work, calendar, at) + ticks)
    return at


WORK = read_only(types.int64)
_INT64 = read_only(types.int64)
_INT32 = read_only(types.int32)


@kernel(types.int64[::1](WORK, _INT32, _INT64))
def work_before(work, calendars, moments):
    """Return the working ticks before each moment, on the calendar beside it."""
    answer = np.empty(len(moments), np.int64)
    for row in range(len(moments)):
        answer[row] = work_at(work, calendars[row], moments[row])
    return answer


@kernel(types.int64[::1](WORK, _INT32, _INT64, _INT64))
def moments_after(work, calendars, moments, ticks):
    """Return each moment moved by working ticks on the calendar beside it."""
    answer = np.empty(len(moments), np.int64)
    for row in range(len(moments)):
        answer[row] = shifted(work, calendars[row], moments[row], ticks[row])
    return answer


@kernel(types.int64[::1](WORK, _INT32, _INT64))
def starts_from(work, calendars, moments):
    """Return the first moment from each moment on at which work can start."""
    answer = np.empty(len(moments), np.int64)
    for row in range(len(moments)):
        answer[row] = next_start(work, calendars[row], moments[row])
    return answer
