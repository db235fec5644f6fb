"""Working time for many iterations at once: one look-up each way, on cells of equal length, in int32.

All shifts of all calendars begin and end at multiples of one cell, so that a cell is worked whole or not at all.
Moments count from the first tick of the horizon. `before` holds by calendar the working ticks before each cell,
`begins` the moment at which each worked cell begins; both carry on past the horizon by one entry.
"""

from numba.core import types

from lockstep.engine.kernels.compiled import inlined, read_only

BEFORE = read_only(types.int32, 2)
BEGINS = read_only(types.int32, 2)


@inlined
def worked(before, cell, calendar, at):
    """Return the working ticks before a moment."""
    index = int((at + 0.5) / cell)
    if at < 0:
        return at
    if index >= before.shape[1] - 1:
        return before[calendar, before.shape[1] - 1] + at - (before.shape[1] - 1) * cell
    return min(before[calendar, index] + at - index * cell, before[calendar, index + 1])


@inlined
def start_of(begins, cell, calendar, done):
    """Return the latest moment before which `done` ticks are worked."""
    index = int((done + 0.5) / cell)
    if done < 0:
        return done
    if index >= begins.shape[1]:
        index = begins.shape[1] - 1
    return begins[calendar, index] + done - index * cell


@inlined
def finish_of(begins, cell, calendar, done):
    """Return the earliest moment before which `done` ticks are worked."""
    if done <= 0:
        return done
    return start_of(begins, cell, calendar, done - 1) + 1


@inlined
def lagged(before, begins, cell, calendar, at, ticks):
    """Return a moment moved by working ticks: to the end of that work forward, to its start backward."""
    if ticks > 0:
        return finish_of(begins, cell, calendar, worked(before, cell, calendar, at) + ticks)
    if ticks < 0:
        return start_of(begins, cell, calendar, worked(before, cell, calendar, at) + ticks)
    return at


@inlined
def settled_at_start(before, begins, cell, calendar, is_point, at):
    """Return the first moment from `at` on at which an activity can start; a point stays at the end of work."""
    done = worked(before, cell, calendar, at)
    begin = start_of(begins, cell, calendar, done)
    if is_point and (at == begin or at == finish_of(begins, cell, calendar, done)):
        return at
    return begin


@inlined
def settled_at_finish(before, begins, cell, calendar, is_point, at):
    """Return the last moment up to `at` at which an activity can finish; a point stays at the start of work."""
    done = worked(before, cell, calendar, at)
    end = finish_of(begins, cell, calendar, done)
    if is_point and (at == end or at == start_of(begins, cell, calendar, done)):
        return at
    return end


@inlined
def done_from(before, begins, cell, calendar, span, start):
    """Return the finish of work that goes on from `start`."""
    if span == 0:
        return start
    return finish_of(begins, cell, calendar, worked(before, cell, calendar, start) + span)


@inlined
def begun_for(before, begins, cell, calendar, span, finish):
    """Return the latest start with which work is done by `finish`."""
    if span == 0:
        return finish
    return start_of(begins, cell, calendar, worked(before, cell, calendar, finish) - span)
