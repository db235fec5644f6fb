"""What activities need of resources, and what is free, slot by slot."""

from typing import NamedTuple

import numpy as np
from numba.core import types

from lockstep.engine.kernels.compiled import inlined, kernel, read_only, record_type
from lockstep.plan.columns import Int8, Int32, Int64


class Demands(NamedTuple):
    """What activities need of resources; arrays are by activity (A) unless said otherwise.

    Attributes:
        order: nodes in the order of placing, as in `Net.order`, which need not be that order.
        is_moved: 1 where leveling may move the activity.
        latest: moment after which leveling may not start it.
        may_split: 1 where its work may be taken apart.
        first: rows of `resource` and `units` of each activity (length A + 1).
        resource, units: one entry a demand, in thousandths of a unit.
        works: number of the row of `is_working` that says when the activity works.
        is_working: by row and slot, 1 where there is working time in the slot, flat.
        origin: first tick of the grid.
        slot_ticks: length of a slot.
        slots: number of slots.
        shortest_ticks: working ticks that each piece of split work lasts at least, but the last.
    """

    order: Int32
    is_moved: Int8
    latest: Int64
    may_split: Int8
    first: Int32
    resource: Int32
    units: Int64
    works: Int32
    is_working: Int8
    origin: int
    slot_ticks: int
    slots: int
    shortest_ticks: int


DEMANDS = record_type(Demands)


@inlined
def last_blocked(demands, free, activity, start, finish):
    """Return the last slot from start to finish that lacks a resource, and the demand's row; -1 where none does."""
    origin, width, slots = demands.origin, demands.slot_ticks, demands.slots
    first, last = demands.first[activity], demands.first[activity + 1]
    row = demands.works[activity] * slots
    slot = min((finish - 1 - origin) // width, slots - 1)
    lowest = max((start - origin) // width, 0)
    while slot >= lowest:
        if demands.is_working[row + slot] != 0:
            for entry in range(first, last):
                if free[demands.resource[entry], slot] < demands.units[entry]:
                    return slot, entry
        slot -= 1
    return -1, -1


@inlined
def taken(demands, free, holder, activity, start, finish):
    """Take what an activity needs from start to finish."""
    origin, width, slots = demands.origin, demands.slot_ticks, demands.slots
    first, last = demands.first[activity], demands.first[activity + 1]
    if first == last or finish <= start:
        return
    row = demands.works[activity] * slots
    highest = min((finish - 1 - origin) // width, slots - 1)
    for slot in range(max((start - origin) // width, 0), highest + 1):
        if demands.is_working[row + slot] != 0:
            for entry in range(first, last):
                resource = demands.resource[entry]
                free[resource, slot] -= demands.units[entry]
                holder[resource, slot] = activity


@inlined
def first_blocked(demands, free, activity, start, finish):
    """Return the first slot from start to finish that lacks a resource, or -1."""
    origin, width, slots = demands.origin, demands.slot_ticks, demands.slots
    first, last = demands.first[activity], demands.first[activity + 1]
    row = demands.works[activity] * slots
    highest = min((finish - 1 - origin) // width, slots - 1)
    for slot in range(max((start - origin) // width, 0), highest + 1):
        if demands.is_working[row + slot] != 0:
            for entry in range(first, last):
                if free[demands.resource[entry], slot] < demands.units[entry]:
                    return slot
    return -1


_MOMENTS = read_only(types.int64)


@kernel(types.void(DEMANDS, types.int64[:, ::1], read_only(types.int32), _MOMENTS, _MOMENTS))
def use(demands, free, activity, start, finish):
    """Take what activities need in pieces of work from start to finish; what is free may fall below zero."""
    holder = np.zeros(free.shape, np.int32)
    for piece in range(len(activity)):
        taken(demands, free, holder, activity[piece], start[piece], finish[piece])
