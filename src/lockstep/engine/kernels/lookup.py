"""Looking up working time: civil tick to cumulative working tick and back, in a few steps each.

The tables of all calendars lie in one array of int32, because a kernel passes one array to a function far more
cheaply than a record of ten, and because small tables stay in the processor's cache. `kernels.laying` lays it out:

- a head: first day of the horizon, its length in days, number of calendars;
- a head for each calendar, see the `HEAD_` constants;
- day patterns: the number of shifts beyond two, then begin and length of each shift, at least two of them;
- for each calendar: by day of the horizon the working ticks before it and the place of its pattern; shifts as
  begin and working ticks before, both counted from the horizon, ascending; by slot of cumulative work the place of
  the shift in which the slot begins.

Calendar 0 is the continuous one, on which the two axes are the same. Outside the horizon time counts around
the clock, so that every answer stays finite and ordered; the caller checks afterwards whether any result lies
outside, and asks again with a wider horizon.

Each look-up is there twice: `work_at` and its like are functions of their own; `laid_work_at` and its like are laid
into the loop that calls them, which pays only where almost every activity comes along.
"""

from typing import Final

import numpy as np
from numba.core import types

from lockstep.engine.kernels.compiled import inlined, kernel, laid, read_only

DAY: Final = 14_400

FIRST_DAY: Final = 0
DAYS: Final = 1
CALENDARS: Final = 2
HEAD_LENGTH: Final = 8
"""Length of the head, and of each calendar's head."""
HEAD_DAYS: Final = 0
"""Where the calendar's table by day begins."""
HEAD_SHIFTS: Final = 1
"""Where its shifts begin."""
HEAD_SHIFTS_END: Final = 2
HEAD_SLOTS: Final = 3
"""Where its table by slot begins."""
HEAD_SLOT_BITS: Final = 4
"""Working ticks in a slot, as a power of two."""
HEAD_TOTAL: Final = 5
"""Working ticks in the horizon."""

_U: Final = np.uint64
_ONE, _TWO, _THREE, _FOUR, _FIVE = _U(1), _U(2), _U(3), _U(4), _U(5)
_DAY = _U(DAY)
_HEAD = _U(HEAD_LENGTH)
_AT_SHIFTS, _AT_SHIFTS_END = _U(HEAD_SHIFTS), _U(HEAD_SHIFTS_END)
_AT_SLOTS, _AT_SLOT_BITS, _AT_TOTAL = _U(HEAD_SLOTS), _U(HEAD_SLOT_BITS), _U(HEAD_TOTAL)


@laid
def laid_work_at(work, calendar, at):
    """Return the working ticks before a civil tick."""
    if calendar == 0:
        return at
    head = _HEAD * (_ONE + _U(calendar))
    offset = at - np.int64(work[FIRST_DAY]) * DAY
    days = np.int64(work[DAYS])
    if _U(offset) >= _U(days * DAY):
        if offset < 0:
            return offset
        return np.int64(work[head + _AT_TOTAL]) + offset - days * DAY
    day = _U(offset) // _DAY
    rest = offset - np.int64(day * _DAY)
    entry = _U(work[head]) + _TWO * day
    pattern = _U(work[entry + _ONE])
    done = np.int64(work[entry])
    done += min(max(rest - work[pattern + _ONE], 0), np.int64(work[pattern + _TWO]))
    done += min(max(rest - work[pattern + _THREE], 0), np.int64(work[pattern + _FOUR]))
    for more in range(work[pattern]):
        shift = pattern + _FIVE + _TWO * _U(more)
        done += min(max(rest - work[shift], 0), np.int64(work[shift + _ONE]))
    return done


@laid
def laid_start_at(work, calendar, done):
    """Return the latest civil tick before which `done` ticks are worked: the moment at which more work starts."""
    if calendar == 0:
        return done
    head = _HEAD * (_ONE + _U(calendar))
    origin = np.int64(work[FIRST_DAY]) * DAY
    total = np.int64(work[head + _AT_TOTAL])
    if _U(done) >= _U(total):
        if done < 0:
            return origin + done
        return origin + work[DAYS] * DAY + done - total
    slot = _U(done) >> _U(work[head + _AT_SLOT_BITS])
    shift = _U(work[_U(work[head + _AT_SLOTS]) + slot])
    # The first step is taken without a branch: whether it is needed cannot be foreseen.
    shift += _TWO * _U(work[shift + _THREE] <= done)
    while work[shift + _THREE] <= done:
        shift += _TWO
    return origin + work[shift] + done - work[shift + _ONE]


@laid
def laid_finish_at(work, calendar, done):
    """Return the earliest civil tick before which `done` ticks are worked: the moment at which that work ends."""
    return laid_start_at(work, calendar, done - 1) + 1


@laid
def laid_shifted(work, calendar, at, ticks):
    """Return `at` moved by working ticks: to the end of that work forward, to its start backward, `at` for 0."""
    if ticks == 0:
        return at
    # Forward work ends right after its last tick; one look-up serves both ways.
    forward = np.int64(ticks > 0)
    return laid_start_at(work, calendar, laid_work_at(work, calendar, at) + ticks - forward) + forward


@inlined
def work_at(work, calendar, at):
    """Return the working ticks before a civil tick."""
    return laid_work_at(work, calendar, at)


@inlined
def start_at(work, calendar, done):
    """Return the latest civil tick before which `done` ticks are worked: the moment at which more work starts."""
    return laid_start_at(work, calendar, done)


@inlined
def finish_at(work, calendar, done):
    """Return the earliest civil tick before which `done` ticks are worked: the moment at which that work ends."""
    return laid_start_at(work, calendar, done - 1) + 1


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
    return laid_shifted(work, calendar, at, ticks)


WORK = read_only(types.int32)
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
