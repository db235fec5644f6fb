"""Working time for many iterations at once: one look-up each way, on cells of equal length, in int32.

All shifts of all calendars begin and end at multiples of one cell, so that a cell is worked whole or not at all.
Moments count from the first tick of the horizon. `before` holds by calendar the working ticks before each cell,
`begins` the moment at which each worked cell begins; both carry on past the horizon by one entry.
"""

from typing import Final

import numba
import numpy as np
from numba.core import types

from lockstep.engine.kernels.compiled import read_only

laned = numba.njit(nogil=True, error_model="numpy", forceinline=True)
"""A function that is laid into the loop over the iterations."""
_ONE: Final = np.uint64(1)

BEFORE = read_only(types.int32, 2)
BEGINS = read_only(types.int32, 2)


@laned
def worked(before, cell, calendar, at):
    """Return the working ticks before a moment; beyond the horizon no more are worked."""
    index = min(max(np.int64((at + 0.5) * (1.0 / cell)), 0), before.shape[1] - 2)
    place = np.uint64(index)
    row = np.uint64(calendar)
    return min(before[row, place] + at - index * cell, before[row, place + _ONE])


@laned
def start_of(begins, cell, calendar, done):
    """Return the latest moment before which `done` ticks are worked."""
    index = min(max(np.int64((done + 0.5) * (1.0 / cell)), 0), begins.shape[1] - 1)
    at = begins[np.uint64(calendar), np.uint64(index)] + done - index * cell
    return at if done >= 0 else np.int64(done)


@laned
def finish_of(begins, cell, calendar, done):
    """Return the earliest moment before which `done` ticks are worked."""
    if done <= 0:
        return done
    return start_of(begins, cell, calendar, done - 1) + 1


@laned
def lagged(before, begins, cell, calendar, at, ticks):
    """Return a moment moved by working ticks: to the end of that work forward, to its start backward."""
    if ticks > 0:
        return finish_of(begins, cell, calendar, worked(before, cell, calendar, at) + ticks)
    if ticks < 0:
        return start_of(begins, cell, calendar, worked(before, cell, calendar, at) + ticks)
    return at


@laned
def settled_at_start(before, begins, cell, calendar, is_point, at):
    """Return the first moment from `at` on at which an activity can start; a point stays at the end of work."""
    done = worked(before, cell, calendar, at)
    begin = start_of(begins, cell, calendar, done)
    if is_point and (at == begin or at == finish_of(begins, cell, calendar, done)):
        return at
    return begin


@laned
def settled_at_finish(before, begins, cell, calendar, is_point, at):
    """Return the last moment up to `at` at which an activity can finish; a point stays at the start of work."""
    done = worked(before, cell, calendar, at)
    end = finish_of(begins, cell, calendar, done)
    if is_point and (at == end or at == start_of(begins, cell, calendar, done)):
        return at
    return end


@laned
def done_from(before, begins, cell, calendar, span, start):
    """Return the finish of work that goes on from `start`."""
    if span == 0:
        return start
    return finish_of(begins, cell, calendar, worked(before, cell, calendar, start) + span)


@laned
def begun_for(before, begins, cell, calendar, span, finish):
    """Return the latest start with which work is done by `finish`."""
    if span == 0:
        return finish
    return start_of(begins, cell, calendar, worked(before, cell, calendar, finish) - span)
