"""One serial pass over a plan: each activity goes to the first moment at which links and capacities allow it.

Dates are ticks on the activities' own calendars, as in the forward pass; capacities lie on a grid of slots.
"""

from typing import Final, NamedTuple

import numpy as np
from numba.core import types

from lockstep.engine.kernels.codes import (
    FAR,
    FLOOR_FINISH,
    FLOOR_START,
    INACTIVE,
    NEVER,
    REMAINS_FROM,
    STARTS_AT,
    SUMMARY,
)
from lockstep.engine.kernels.compiled import inlined, kernel, record_type
from lockstep.engine.kernels.lookup import WORK, shifted
from lockstep.engine.kernels.moving import (
    finish_from,
    is_from_finish,
    is_to_start,
    settled_start,
    start_for,
)
from lockstep.engine.kernels.records import NET
from lockstep.plan.columns import Int8, Int32, Int64

EXTERNAL: Final = 6
START_MILESTONE: Final = 1
PLACED: Final = 0
UNRESOLVED: Final = 1
"""No moment in time fits: the activity stays where its links put it."""


class Demands(NamedTuple):
    """What activities need of resources; arrays are by activity (A) unless said otherwise.

    Attributes:
        order: nodes in the order of placing, as in `Net.order`, which need not be that order.
        is_moved: 1 where leveling may move the activity.
        latest: moment after which leveling may not start it.
        first: rows of `resource` and `units` of each activity (length A + 1).
        resource, units: one entry a demand, in thousandths of a unit.
        works: number of the row of `is_working` that says when the activity works.
        is_working: by row and slot, 1 where there is working time in the slot, flat.
        origin: first tick of the grid.
        slot_ticks: length of a slot.
        slots: number of slots.
    """

    order: Int32
    is_moved: Int8
    latest: Int64
    first: Int32
    resource: Int32
    units: Int64
    works: Int32
    is_working: Int8
    origin: int
    slot_ticks: int
    slots: int


DEMANDS = record_type(Demands)


@inlined
def _last_blocked(demands, free, activity, start, finish):
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
def _taken(demands, free, holder, activity, start, finish):
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
def _asked(work, net, row, start, finish):
    """Return the moments that the links ask of the start and of the finish."""
    start_asked, finish_asked = NEVER, NEVER
    for entry in range(net.in_first[row], net.in_first[row + 1]):
        link = net.in_link[entry]
        other = net.source[link]
        moment = finish[other] if is_from_finish(net.link_kind[link]) else start[other]
        if moment == NEVER:
            continue
        if net.lag_ticks[link] != 0:
            moment = shifted(work, net.lag_calendar[link], moment, net.lag_ticks[link])
        if is_to_start(net.link_kind[link]):
            start_asked = max(start_asked, moment)
        else:
            finish_asked = max(finish_asked, moment)
    return start_asked, finish_asked


@inlined
def _logic_start(work, net, row, is_point, from_above, start, finish):
    """Return the moment at which links, constraints and the project let an unstarted activity start."""
    first, last = net.driver_first[row], net.driver_first[row + 1]
    calendar, span = net.calendar[row], net.span_ticks[row]
    start_asked, finish_asked = _asked(work, net, row, start, finish)
    at = max(net.policy[net.project[row], STARTS_AT], from_above, start_asked)
    by_project = start_asked == NEVER and from_above == NEVER
    limited = net.constraint[row]
    if limited >= 0:
        wanted = net.constraints[limited, FLOOR_START]
        leads = by_project and wanted != NEVER and net.policy[net.project[row], REMAINS_FROM] == NEVER
        at = wanted if leads else max(at, wanted)
        finish_asked = max(finish_asked, net.constraints[limited, FLOOR_FINISH])
    if not (by_project and is_point):
        at = settled_start(work, net.drivers, first, last, calendar, is_point, at)
    if finish_asked != NEVER:
        at = max(at, start_for(work, net.drivers, first, last, calendar, span, finish_asked))
    return at


@kernel(
    types.int64(
        WORK,
        NET,
        DEMANDS,
        types.int64[:, ::1],
        types.int32[:, ::1],
        types.int64[::1],
        types.int64[::1],
        types.int64[::1],
        types.int64[::1],
        types.int32[::1],
        types.int32[::1],
        types.int8[::1],
    )
)
def leveled(work, net, demands, free, holder, start, finish, asked, wait, blocking, waited_for, outcome):
    """Place every movable activity; return how many could not be placed in time.

    `start` and `finish` come with the dates of what is not moved, whose demand is taken first; `wait` gets the
    ticks of delay on the clock, `blocking` the last resource that was missing and `waited_for` who had it.
    """
    count = len(net.parent)
    for row in range(count):
        if demands.is_moved[row] == 0 and net.state[row] != SUMMARY:
            _taken(demands, free, holder, row, start[row], finish[row])
    unresolved = 0
    for place in range(len(demands.order)):
        node = demands.order[place]
        row = node if node < count else node - count
        parent = net.parent[row]
        above = asked[parent] if parent >= 0 else NEVER
        if node < count and net.state[row] == SUMMARY:
            start_asked, _ = _asked(work, net, row, start, finish)
            asked[row] = max(above, start_asked)
            if net.constraint[row] >= 0:
                asked[row] = max(asked[row], net.constraints[net.constraint[row], FLOOR_START])
            start[row], finish[row] = FAR, NEVER
            continue
        if node >= count and finish[row] == NEVER:
            start[row] = NEVER
            continue
        if node >= count and net.given_start[row] != NEVER:
            start[row] = net.given_start[row]
        if node < count and demands.is_moved[row] != 0:
            first, last = net.driver_first[row], net.driver_first[row + 1]
            calendar, span = net.calendar[row], net.span_ticks[row]
            is_point = span == 0 and net.kind[row] != START_MILESTONE
            logic = _logic_start(work, net, row, is_point, above, start, finish)
            at, ends, slot, entry = logic, logic, np.int64(0), np.int64(-1)
            while slot >= 0:
                ends = finish_from(work, net.drivers, first, last, calendar, span, at)
                slot = np.int64(-1)
                if span > 0:
                    slot, entry = _last_blocked(demands, free, row, at, ends)
                if slot >= 0:
                    blocking[row] = demands.resource[entry]
                    waited_for[row] = holder[demands.resource[entry], slot]
                    at = demands.origin + (slot + 1) * demands.slot_ticks
                    at = settled_start(work, net.drivers, first, last, calendar, is_point, at)
                    if at > demands.latest[row]:
                        break
            if at > logic and at > demands.latest[row]:
                at = logic
                ends = finish_from(work, net.drivers, first, last, calendar, span, at)
                outcome[row] = UNRESOLVED
                unresolved += 1
            start[row], finish[row], wait[row] = at, ends, at - logic
            _taken(demands, free, holder, row, at, ends)
        if parent >= 0 and net.state[row] != INACTIVE and net.kind[row] != EXTERNAL:
            start[parent] = min(start[parent], start[row])
            finish[parent] = max(finish[parent], finish[row])
    return unresolved
