"""One serial pass over a plan: each activity goes to the first moment at which links and capacities allow it.

Dates are ticks on the activities' own calendars, as in the forward pass; capacities lie on a grid of slots.
"""

from typing import Final

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
from lockstep.engine.kernels.compiled import inlined, kernel
from lockstep.engine.kernels.demands import DEMANDS, last_blocked, taken
from lockstep.engine.kernels.forward import held_start
from lockstep.engine.kernels.lookup import WORK, finish_at, shifted, work_at
from lockstep.engine.kernels.moving import (
    finish_from,
    is_from_finish,
    is_to_start,
    settled_start,
    start_for,
)
from lockstep.engine.kernels.records import NET
from lockstep.engine.kernels.splitting import split_from, taken_in_pieces

EXTERNAL: Final = 6
START_MILESTONE: Final = 1
PLACED: Final = 0
UNRESOLVED: Final = 1
"""No moment in time fits: the activity stays where its links put it."""


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
        types.int64[:, ::1],
        types.int64[::1],
    )
)
def leveled(
    work, net, demands, free, holder, start, finish, asked, wait, blocking, waited_for, outcome, gaps, used
):
    """Place every movable activity; return how many could not be placed in time.

    `start` and `finish` come with the dates of what is not moved, whose demand is taken first; `wait` gets the
    ticks of delay on the clock, `blocking` the last resource that was missing and `waited_for` who had it. `gaps`
    gets a row for each gap in the work (activity, working ticks before it, its length), and `used` their number.
    """
    count = len(net.parent)
    for row in range(count):
        if demands.is_moved[row] == 0 and net.state[row] != SUMMARY:
            taken(demands, free, holder, row, start[row], finish[row])
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
            if net.constraint[row] >= 0:
                limits = net.constraints[net.constraint[row]]
                logic = held_start(work, net.drivers, first, last, calendar, span, is_point, limits, logic)
            at, ends, slot, entry = logic, logic, np.int64(0), np.int64(-1)
            while slot >= 0:
                ends = finish_from(work, net.drivers, first, last, calendar, span, at)
                slot = np.int64(-1)
                if span > 0:
                    slot, entry = last_blocked(demands, free, row, at, ends)
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
            rows = np.int64(-1)
            if at > logic and demands.may_split[row] != 0:
                limit = ends - 1
                if demands.latest[row] != FAR:
                    until = work_at(work, calendar, demands.latest[row]) + span
                    limit = min(limit, finish_at(work, calendar, until))
                begins, early, rows = split_from(
                    work, demands, free, row, calendar, span, logic, limit, gaps, used[0]
                )
            if rows > used[0]:
                start[row], finish[row], wait[row] = begins, early, begins - logic
                taken_in_pieces(work, demands, free, holder, row, calendar, span, begins, gaps, used[0], rows)
                used[0] = rows
            else:
                start[row], finish[row], wait[row] = at, ends, at - logic
                taken(demands, free, holder, row, at, ends)
        if parent >= 0 and net.state[row] != INACTIVE and net.kind[row] != EXTERNAL:
            start[parent] = min(start[parent], start[row])
            finish[parent] = max(finish[parent], finish[row])
    return unresolved
