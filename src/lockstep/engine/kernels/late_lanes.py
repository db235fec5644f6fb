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
from lockstep.engine.kernels.compiled import bare, bare_kernel
from lockstep.engine.kernels.floats import BY_SMALLEST, BY_START
from lockstep.engine.kernels.grids import (
    GRID,
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
from lockstep.engine.kernels.ways import (
    FROM_FINISH,
    GUARDED,
    HOW,
    IS_HELD_ABOVE,
    IS_OPEN_CRITICAL,
    NEEDS_LATE_FINISH,
    NEEDS_LATE_START,
    OTHER,
    SAME,
    THEIRS,
    TO_FINISH,
    WAYS,
)


@bare
def cap(grid, net, row, held, late_finish, start_cap, finish_cap):
    """Fill what the links out of a row allow; return whether any successor holds it."""
    for lane in range(LANES):
        start_cap[lane] = OPEN
        finish_cap[lane] = OPEN
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
                    moment = lagged(grid, calendar, moments[lane], -lag)
                    allowed[lane] = min(allowed[lane], moment)
    return is_held


@bare
def limit(grid, net, origin, row, spans, start_cap, finish_cap):
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
                at = settled_at_start(grid, calendar, is_point, pin)
                finish_cap[lane] = done_from(grid, calendar, spans[lane], at)
            if limits[CAP_START] != FAR and limits[CAP_START] - origin < start_cap[lane]:
                start_cap[lane] = np.int32(limits[CAP_START] - origin)


@bare
def place_late(grid, calendar, is_by_kind, spans, begun, start_cap, finish_cap,
               held, late_finish, late_done, by_start, by_finish):  # fmt: skip
    """Fill late dates of what remains of a row and its floats, from caps that hold everything."""
    for lane in range(LANES):
        span, at = spans[lane], finish_cap[lane]
        if span > 0:
            end = worked(grid, calendar, at)
            done = end - span
            at = finish_of(grid, calendar, end)
            begins_at = start_of(grid, calendar, done)
            if start_cap[lane] < begins_at:
                done = worked(grid, calendar, start_cap[lane])
                begins_at = start_of(grid, calendar, done)
                end = min(end, done + span)
                at = min(at, finish_of(grid, calendar, done + span))
        else:
            at = settled_at_finish(grid, calendar, not is_by_kind, at)
            begins_at = begun_for(grid, calendar, span, at)
            if start_cap[lane] < begins_at:
                begins_at = settled_at_start(grid, calendar, not is_by_kind, start_cap[lane])
                at = min(at, begins_at)
            done = worked(grid, calendar, begins_at)
            end = worked(grid, calendar, at)
        held[lane] = begins_at
        late_finish[lane] = at
        late_done[lane] = done
        by_start[lane] = done - begun[lane]
        by_finish[lane] = end - begun[lane] - span


@bare
def place_fixed(grid, calendar, start, finish, finish_cap, is_point, held, late_finish,
                by_start, by_finish):  # fmt: skip
    """Fill late dates and floats of a row whose dates are given."""
    for lane in range(LANES):
        at = settled_at_finish(grid, calendar, is_point, finish_cap[lane])
        first = worked(grid, calendar, start[lane])
        last = worked(grid, calendar, finish[lane])
        late_finish[lane] = at
        held[lane] = lagged(grid, calendar, at, first - last)
        by_start[lane] = worked(grid, calendar, held[lane]) - first
        by_finish[lane] = worked(grid, calendar, at) - last


@bare
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


@bare
def place_late_by_work(grid, net, ways, row, needs, open_end, allowed, spans, held, late_finish, late_done, begun, room,
                       is_critical):  # fmt: skip
    """Fill a plain row in working ticks of its own calendar; its float is the same at start and finish."""
    calendar = np.uint64(net.calendar[row])
    own, length, early = late_done[row], spans[row], begun[row]
    start_cap, finish_cap = np.int32(ways.start_cap[row]), np.int32(ways.finish_cap[row])
    if needs & IS_OPEN_CRITICAL:
        for lane in range(LANES):
            own[lane] = early[lane]
    else:
        for lane in range(LANES):
            own[lane] = np.int32(open_end[lane] - length[lane])
    for lane in range(LANES):
        done = np.int32(finish_cap - length[lane])
        done = done if done < start_cap else start_cap
        own[lane] = done if done < own[lane] else own[lane]
    if needs & IS_HELD_ABOVE:
        most = allowed[net.parent[row]]
        for lane in range(LANES):
            done = np.int32(worked(grid, calendar, most[lane]) - length[lane])
            own[lane] = done if done < own[lane] else own[lane]
    for entry in range(ways.out_first[row], ways.out_first[row + 1]):
        code, other, lag = ways.out_code[entry], ways.out_row[entry], np.int32(ways.out_lag[entry])
        how = code >> HOW
        if how == SAME:
            moments, more = late_done[other], spans[other]
            if code & TO_FINISH:
                for lane in range(LANES):
                    room[lane] = np.int32(moments[lane] + more[lane] - lag)
            else:
                for lane in range(LANES):
                    room[lane] = np.int32(moments[lane] - lag)
        elif how == THEIRS:
            moments, more, by = late_done[other], spans[other], np.uint64(ways.out_calendar[entry])
            if code & TO_FINISH:
                for lane in range(LANES):
                    room[lane] = np.int32(np.int32(moments[lane] + more[lane]) - lag)
            else:
                for lane in range(LANES):
                    room[lane] = np.int32(moments[lane] - lag)
            for lane in range(LANES):
                back = start_of(grid, by, room[lane]) if lag > 0 else finish_of(grid, by, room[lane])
                room[lane] = worked(grid, calendar, back)
        else:
            moments = late_finish[other] if code & TO_FINISH else held[other]
            by = np.uint64(ways.out_calendar[entry])
            if how == OTHER:
                for lane in range(LANES):
                    room[lane] = np.int32(worked(grid, calendar, moments[lane]) - lag)
            elif how == GUARDED:
                for lane in range(LANES):
                    back = lagged(grid, by, moments[lane], -lag)
                    room[lane] = OPEN if moments[lane] == OPEN else worked(grid, calendar, back)
            elif lag > 0:
                for lane in range(LANES):
                    done = np.int32(worked(grid, by, moments[lane]) - lag)
                    room[lane] = worked(grid, calendar, start_of(grid, by, done))
            else:
                for lane in range(LANES):
                    done = np.int32(worked(grid, by, moments[lane]) - lag)
                    room[lane] = worked(grid, calendar, finish_of(grid, by, done))
        if code & FROM_FINISH:
            for lane in range(LANES):
                done = np.int32(room[lane] - length[lane])
                own[lane] = done if done < own[lane] else own[lane]
        else:
            for lane in range(LANES):
                own[lane] = room[lane] if room[lane] < own[lane] else own[lane]
    limit_ticks = np.int32(net.policy[net.project[row], CRITICAL_LIMIT])
    flags = is_critical[row]
    for lane in range(LANES):
        flags[lane] = np.int8(np.int32(own[lane] - early[lane]) <= limit_ticks)
    if needs & NEEDS_LATE_START:
        moments = held[row]
        for lane in range(LANES):
            moments[lane] = start_of(grid, calendar, own[lane])
    if needs & NEEDS_LATE_FINISH:
        moments = late_finish[row]
        for lane in range(LANES):
            moments[lane] = finish_of(grid, calendar, np.int32(own[lane] + length[lane]))


@bare
def place_late_general(grid, net, origin, row, spans, ends, start, finish, begun, held, late_finish, late_done, allowed,
                       is_critical, start_cap, finish_cap, by_start, by_finish):  # fmt: skip
    """Fill a row with moments, by every rule."""
    parent, state, project = net.parent[row], net.state[row], net.project[row]
    policy = net.policy[project]
    is_held = cap(grid, net, row, held, late_finish, start_cap, finish_cap)
    is_open = not is_held and policy[OPEN_ENDS_CRITICAL] == 1
    for lane in range(LANES):
        at = finish[row, lane] if is_open else ends[project, lane]
        if parent >= 0:
            at = min(at, allowed[parent, lane])
        finish_cap[lane] = min(finish_cap[lane], at)
    if net.constraint[row] >= 0:
        limit(grid, net, origin, row, spans[row], start_cap, finish_cap)
    calendar = net.calendar[row]
    is_by_kind = policy[MILESTONES_BY_KIND] == 1 and net.kind[row] == START_MILESTONE
    if state == FIXED:
        is_point = spans[row, 0] == 0 and not is_by_kind
        place_fixed(grid, calendar, start[row], finish[row], finish_cap, is_point,
                    held[row], late_finish[row], by_start, by_finish)  # fmt: skip
    else:
        place_late(grid, calendar, is_by_kind, spans[row], begun[row], start_cap, finish_cap, held[row],
                   late_finish[row], late_done[row], by_start, by_finish)  # fmt: skip
    judge(net, row, by_start, by_finish, is_critical[row])


@bare
def allow_children(grid, net, origin, row, held, late_finish, allowed, start_cap, finish_cap):
    """Fill up to when the children of a summary may finish."""
    parent = net.parent[row]
    cap(grid, net, row, held, late_finish, start_cap, finish_cap)
    for lane in range(LANES):
        above = allowed[parent, lane] if parent >= 0 else OPEN
        allowed[row, lane] = min(above, finish_cap[lane])
        if net.constraint[row] >= 0:
            most = net.constraints[net.constraint[row], CAP_FINISH] - origin
            if most < allowed[row, lane]:
                allowed[row, lane] = np.int32(most)


@bare
def roll_held(net, ways, is_by_work, row, parent, shows_actual, spans, start, held):
    """Let the summary above start late no later than the row."""
    if (
        parent >= 0
        and net.kind[row] != EXTERNAL
        and (not is_by_work or ways.needs[parent] & NEEDS_LATE_START)
    ):
        for lane in range(LANES):
            at = start[row, lane] if shows_actual else held[row, lane]
            held[parent, lane] = min(held[parent, lane], at)
    if shows_actual:
        for lane in range(LANES):
            if spans[row, lane] == 0:
                held[row, lane] = start[row, lane]


@bare_kernel(types.int64(GRID, NET, WAYS, types.int64, types.boolean, types.int32[:, ::1], types.int32[:, ::1],
                   types.int32[:, :, ::1], MOMENTS, MOMENTS, MOMENTS, MOMENTS, MOMENTS, MOMENTS, MOMENTS,
                   types.int8[:, ::1], MOMENTS))  # fmt: skip
def backward_lanes(grid, net, ways, origin, is_by_work, spans, ends, ends_done, start, finish, begun, held, late_finish,
                   late_done, allowed, is_critical, room):  # fmt: skip
    """Fill late starts of what remains, late finishes and criticality, (A, 64).

    `ends` holds the late finish of open ends by project, (P, 64), and `ends_done` the same in working ticks of each
    calendar. Summaries and levels of effort are never critical here. Returns the lowest late moment, at most 0.
    """
    count, lowest = len(net.parent), np.int32(0)
    for project in range(len(ends)):
        for calendar in range(ends_done.shape[1]):
            for lane in range(LANES):
                ends_done[project, calendar, lane] = worked(grid, calendar, ends[project, lane])
    for row in range(count):
        if net.state[row] == SUMMARY or net.state[row] == FINISHED or net.state[row] == SPANNING:
            for lane in range(LANES):
                held[row, lane] = OPEN
    for position in range(len(net.order) - 1, -1, -1):
        node = net.order[position]
        row = node if node < count else node - count
        parent, state, project = net.parent[row], net.state[row], net.project[row]
        shows_whole = net.policy[project, REPORTS_REMAINING] == 0
        if state == INACTIVE or state == SPANNING:
            continue
        if node >= count:
            allow_children(grid, net, origin, row, held, late_finish, allowed, room[0], room[1])
            continue
        if state == SUMMARY:
            if held[row, 0] == OPEN:
                continue
        elif state == FINISHED:
            if not shows_whole:
                continue
            for lane in range(LANES):
                held[row, lane] = start[row, lane]
        elif is_by_work and ways.is_plain[row]:
            place_late_by_work(grid, net, ways, row, ways.needs[row], ends_done[project, net.calendar[row]], allowed,
                               spans, held, late_finish, late_done, begun, room[0], is_critical)  # fmt: skip
            for lane in range(LANES):
                lowest = late_done[row, lane] if late_done[row, lane] < lowest else lowest
        else:
            place_late_general(grid, net, origin, row, spans, ends, start, finish, begun, held, late_finish, late_done,
                               allowed, is_critical, room[0], room[1], room[2], room[3])  # fmt: skip
            for lane in range(LANES):
                lowest = held[row, lane] if held[row, lane] < lowest else lowest
        roll_held(net, ways, is_by_work, row, parent, state == STARTED and shows_whole, spans, start, held)
    return lowest
