"""Working time for many iterations at once: one look-up each way, on cells of equal length, in int32.

All shifts of all calendars begin and end at multiples of one cell, so that a cell is worked whole or not at all.
Moments count from the first tick of the horizon. `before` holds by calendar and cell twice the working ticks before
it, and one more where it is worked; `begins` the moment at which each worked cell begins. Both carry on by one entry.
"""

from typing import Final, NamedTuple

import numpy as np

from lockstep.engine.kernels.compiled import bare, read_only, record_type
from lockstep.plan.columns import Int32

Table = np.ndarray[tuple[int, int], np.dtype[np.int32]]


class Grid(NamedTuple):
    """Working time of all calendars on cells.

    Attributes:
        before, begins: see above.
        cell: ticks of a cell.
        magic, shift: a moment times `magic`, shifted right by `shift`, is the number of its cell.
        last: number of the last entry.
    """

    before: Int32
    begins: Int32
    cell: int
    magic: int
    shift: int
    last: int


def grid_type() -> object:
    """Return numba's type of a grid."""
    plain = record_type(Grid)
    table = read_only(plain.types[0].dtype, 2)
    return type(plain)([table, table, *plain.types[2:]], Grid)


GRID: Final = grid_type()
_ZERO: Final = np.int32(0)
_ONE: Final = np.int32(1)


@bare
def cell_of(grid, value):
    """Return the number of the cell in which a value of at least 0 lies."""
    index = np.int32((np.uint64(np.uint32(value)) * np.uint64(grid.magic)) >> np.uint64(grid.shift))
    last = np.int32(grid.last)
    return index if index < last else last


@bare
def worked(grid, calendar, at):
    """Return the working ticks before a moment; beyond the horizon no more are worked."""
    at = np.int32(at)
    at = at if at > _ZERO else _ZERO
    index = cell_of(grid, at)
    value = grid.before[np.uint64(calendar), np.uint64(np.uint32(index))]
    along = np.int32(at - np.int32(index * np.int32(grid.cell)))
    return np.int32((value >> _ONE) + np.int32(along & np.int32(-np.int32(value & _ONE))))


@bare
def start_of(grid, calendar, done):
    """Return the latest moment before which `done` ticks are worked; `done` itself below 0."""
    done = np.int32(done)
    known = done if done > _ZERO else _ZERO
    index = cell_of(grid, known)
    begins = grid.begins[np.uint64(calendar), np.uint64(np.uint32(index))]
    at = np.int32(begins + np.int32(known - np.int32(index * np.int32(grid.cell))))
    return at if done >= _ZERO else done


@bare
def finish_of(grid, calendar, done):
    """Return the earliest moment before which `done` ticks are worked; `done` itself below 1."""
    done = np.int32(done)
    at = np.int32(start_of(grid, calendar, np.int32(done - _ONE)) + _ONE)
    return at if done > _ZERO else done


@bare
def lagged(grid, calendar, at, ticks):
    """Return a moment moved by working ticks: to the end of that work forward, to its start backward."""
    if ticks > 0:
        return finish_of(grid, calendar, np.int32(worked(grid, calendar, at) + np.int32(ticks)))
    if ticks < 0:
        return start_of(grid, calendar, np.int32(worked(grid, calendar, at) + np.int32(ticks)))
    return np.int32(at)


@bare
def settled_at_start(grid, calendar, is_point, at):
    """Return the first moment from `at` on at which an activity can start; a point stays at the end of work."""
    at = np.int32(at)
    done = worked(grid, calendar, at)
    begin = start_of(grid, calendar, done)
    if is_point and at == finish_of(grid, calendar, done):
        return at
    return begin


@bare
def settled_at_finish(grid, calendar, is_point, at):
    """Return the last moment up to `at` at which an activity can finish; a point stays at the start of work."""
    at = np.int32(at)
    done = worked(grid, calendar, at)
    end = finish_of(grid, calendar, done)
    if is_point and at == start_of(grid, calendar, done):
        return at
    return end


@bare
def done_from(grid, calendar, span, start):
    """Return the finish of work that goes on from `start`."""
    if span == 0:
        return np.int32(start)
    return finish_of(grid, calendar, np.int32(worked(grid, calendar, start) + np.int32(span)))


@bare
def begun_for(grid, calendar, span, finish):
    """Return the latest start with which work is done by `finish`."""
    if span == 0:
        return np.int32(finish)
    return start_of(grid, calendar, np.int32(worked(grid, calendar, finish) - np.int32(span)))
