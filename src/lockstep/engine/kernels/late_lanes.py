"""The backward pass of 64 iterations at once: the rules of `backward`, and which rows are critical."""

import numpy as np
from numba.core import types

from lockstep.engine.kernels.codes import (
    CAP_FINISH,
    CAP_START,
    CRITICAL_LIMIT,
    FAR,
    FINISHED,
    FIXED,
    FLOAT_BASIS,
    INACTIVE,
    KEEPS_LOGIC,
    MILESTONES_BY_KIND,
    NEVER,
    OPEN_ENDS_CRITICAL,
    PIN_FINISH,
    PIN_START,
    REPORTS_REMAINING,
    SPANNING,
    STARTED,
    STARTED_BY_FINISH,
    SUMMARY,
    UNSTARTED,
)
from lockstep.engine.kernels.compiled import inlined, kernel, read_only
from lockstep.engine.kernels.floats import BY_SMALLEST, BY_START
from lockstep.engine.kernels.grids import (
    BEFORE,
    BEGINS,
    begun_for,
    done_from,
    finish_of,
    lagged,
    settled_at_finish,
    settled_at_start,
    start_of,
    worked,
)
from lockstep.engine.kernels.lanes import EXTERNAL, MOMENTS, OPEN, START_MILESTONE
from lockstep.engine.kernels.moving import is_from_finish, is_to_start
from lockstep.engine.kernels.records import NET
from lockstep.engine.kernels.sampling import LANES


@inlined
def cap(before, begins, cell, net, row, held, late_finish, start_cap, finish_cap):
    """Fill what the links out of a row allow; return whether any successor holds it."""
    start_cap[:] = OPEN
    finish_cap[:] = OPEN
    is_held = False
    for entry in range(net.out_first[row], net.out_first[row + 1]):
        link = net.out_link[entry]
        other = net.target[link]
        state = net.state[other]
        if state == SPANNING:
            continue
        is_held = True
        if state == FINISHED or (state == STARTED and net.policy[net.project[other], KEEPS_LOGIC] == 0):
            continue
        kind, lag, calendar = net.link_kind[link], net.lag_ticks[link], net.lag_calendar[link]
        if net.state[row] == STARTED and not is_from_finish(kind):
            continue
        moments = held[other] if is_to_start(kind) else late_finish[other]
        allowed = finish_cap if is_from_finish(kind) else start_cap
        if lag == 0:
            for lane in range(LANES):
                allowed[lane] = min(allowed[lane], moments[lane])
        else:
            for lane in range(LANES):
                if moments[lane] != OPEN:
                    moment = lagged(before, begins, cell, calendar, moments[lane], -lag)
                    allowed[lane] = min(allowed[lane], moment)
    return is_held


@inlined
def limit(before, begins, cell, net, origin, row, spans, start_cap, finish_cap):
    """Let the constraints of a row change its caps."""
    limits, calendar = net.constraints[net.constraint[row]], net.calendar[row]
    is_unstarted = net.state[row] == UNSTARTED
    is_by_kind = net.policy[net.project[row], MILESTONES_BY_KIND] == 1 and net.kind[row] == START_MILESTONE
    for lane in range(LANES):
        if limits[CAP_FINISH] - origin < finish_cap[lane]:
            finish_cap[lane] = np.int32(limits[CAP_FINISH] - origin)
        if is_unstarted:
            if limits[PIN_FINISH] != NEVER:
                finish_cap[lane] = np.int32(limits[PIN_FINISH] - origin)
            if limits[PIN_START] != NEVER:
                is_point = spans[lane] == 0 and not is_by_kind
                pin = np.int32(limits[PIN_START] - origin)
                at = settled_at_start(before, begins, cell, calendar, is_point, pin)
                finish_cap[lane] = done_from(before, begins, cell, calendar, spans[lane], at)
            if limits[CAP_START] != FAR and limits[CAP_START] - origin < start_cap[lane]:
                start_cap[lane] = np.int32(limits[CAP_START] - origin)


@inlined
def place_late(before, begins, cell, calendar, is_by_kind, spans, begun, start_cap, finish_cap,
               held, late_finish, by_start, by_finish):  # fmt: skip
    """Fill late dates of what remains of a row and its floats, from caps that hold everything."""
    for lane in range(LANES):
        span, at = spans[lane], finish_cap[lane]
        if span > 0:
            end = worked(before, cell, calendar, at)
            done = end - span
            at = finish_of(begins, cell, calendar, end)
            begins_at = start_of(begins, cell, calendar, done)
            if start_cap[lane] < begins_at:
                done = worked(before, cell, calendar, start_cap[lane])
                begins_at = start_of(begins, cell, calendar, done)
                end = min(end, done + span)
                at = min(at, finish_of(begins, cell, calendar, done + span))
        else:
            at = settled_at_finish(before, begins, cell, calendar, not is_by_kind, at)
            begins_at = begun_for(before, begins, cell, calendar, span, at)
            if start_cap[lane] < begins_at:
                begins_at = settled_at_start(before, begins, cell, calendar, not is_by_kind, start_cap[lane])
                at = min(at, begins_at)
            done = worked(before, cell, calendar, begins_at)
            end = worked(before, cell, calendar, at)
        held[lane] = begins_at
        late_finish[lane] = at
        by_start[lane] = done - begun[lane]
        by_finish[lane] = end - begun[lane] - span


@inlined
def place_fixed(before, begins, cell, calendar, start, finish, finish_cap, is_point, held, late_finish,
                by_start, by_finish):  # fmt: skip
    """Fill late dates and floats of a row whose dates are given."""
    for lane in range(LANES):
        at = settled_at_finish(before, begins, cell, calendar, is_point, finish_cap[lane])
        first = worked(before, cell, calendar, start[lane])
        last = worked(before, cell, calendar, finish[lane])
        late_finish[lane] = at
        held[lane] = lagged(before, begins, cell, calendar, at, first - last)
        by_start[lane] = worked(before, cell, calendar, held[lane]) - first
        by_finish[lane] = worked(before, cell, calendar, at) - last


@inlined
def judge(net, row, by_start, by_finish, is_critical):
    """Fill where a row is critical by its float, in the sense of its project."""
    policy, state = net.policy[net.project[row]], net.state[row]
    basis = policy[FLOAT_BASIS]
    if state == STARTED and policy[STARTED_BY_FINISH] == 1:
        basis = 2
    shows_actual = state == STARTED and policy[REPORTS_REMAINING] == 0
    for lane in range(LANES):
        first = np.int32(0) if shows_actual else by_start[lane]
        value = by_finish[lane]
        if basis == BY_SMALLEST:
            value = min(first, value)
        elif basis == BY_START:
            value = first
        is_critical[lane] = value <= policy[CRITICAL_LIMIT]


@kernel(types.void(BEFORE, BEGINS, types.int64, NET, types.int64, read_only(types.int32, 2),
                   read_only(types.int32, 2), MOMENTS, MOMENTS, MOMENTS, MOMENTS, MOMENTS, MOMENTS,
                   types.int8[:, ::1]))  # fmt: skip
def backward_lanes(before, begins, cell, net, origin, spans, ends, start, finish, begun, held, late_finish,
                   allowed, is_critical):  # fmt: skip
    """Fill late starts of what remains, late finishes and criticality, (A, 64).

    `ends` holds the late finish of open ends by project, (P, 64). Summaries and levels of effort are never
    critical here.
    """
    count = len(net.parent)
    start_cap, finish_cap = np.empty(LANES, np.int32), np.empty(LANES, np.int32)
    by_start, by_finish = np.empty(LANES, np.int32), np.empty(LANES, np.int32)
    held[:] = OPEN
    for position in range(len(net.order) - 1, -1, -1):
        node = net.order[position]
        row = node if node < count else node - count
        parent, state, project = net.parent[row], net.state[row], net.project[row]
        policy = net.policy[project]
        if state == INACTIVE or state == SPANNING:
            continue
        if node >= count:
            cap(before, begins, cell, net, row, held, late_finish, start_cap, finish_cap)
            for lane in range(LANES):
                above = allowed[parent, lane] if parent >= 0 else OPEN
                allowed[row, lane] = min(above, finish_cap[lane])
                if net.constraint[row] >= 0:
                    most = net.constraints[net.constraint[row], CAP_FINISH] - origin
                    if most < allowed[row, lane]:
                        allowed[row, lane] = np.int32(most)
            continue
        if state == SUMMARY:
            if held[row, 0] == OPEN:
                continue
        elif state == FINISHED:
            if policy[REPORTS_REMAINING] == 1:
                continue
            held[row] = start[row]
        else:
            is_held = cap(before, begins, cell, net, row, held, late_finish, start_cap, finish_cap)
            is_open = not is_held and policy[OPEN_ENDS_CRITICAL] == 1
            for lane in range(LANES):
                at = finish[row, lane] if is_open else ends[project, lane]
                if parent >= 0:
                    at = min(at, allowed[parent, lane])
                finish_cap[lane] = min(finish_cap[lane], at)
            if net.constraint[row] >= 0:
                limit(before, begins, cell, net, origin, row, spans[row], start_cap, finish_cap)
            calendar = net.calendar[row]
            is_by_kind = policy[MILESTONES_BY_KIND] == 1 and net.kind[row] == START_MILESTONE
            if state == FIXED:
                is_point = spans[row, 0] == 0 and not is_by_kind
                place_fixed(before, begins, cell, calendar, start[row], finish[row], finish_cap, is_point,
                            held[row], late_finish[row], by_start, by_finish)  # fmt: skip
            else:
                place_late(before, begins, cell, calendar, is_by_kind, spans[row], begun[row], start_cap,
                           finish_cap, held[row], late_finish[row], by_start, by_finish)  # fmt: skip
            judge(net, row, by_start, by_finish, is_critical[row])
        if parent >= 0 and net.kind[row] != EXTERNAL:
            if state == STARTED and policy[REPORTS_REMAINING] == 0:
                for lane in range(LANES):
                    held[parent, lane] = min(held[parent, lane], start[row, lane])
                    if spans[row, lane] == 0:
                        held[row, lane] = start[row, lane]
            else:
                for lane in range(LANES):
                    held[parent, lane] = min(held[parent, lane], held[row, lane])
        elif state == STARTED and policy[REPORTS_REMAINING] == 0:
            for lane in range(LANES):
                if spans[row, lane] == 0:
                    held[row, lane] = start[row, lane]
