"""After the passes: tightness of links, floats, criticality, the longest path, and where lateness leads."""

import numpy as np
from numba.core import types

from lockstep.engine.kernels.codes import (
    BY_SUMMARY,
    CRITICAL_LIMIT,
    FAR,
    FINISHED,
    FLOAT_BASIS,
    INACTIVE,
    KEEPS_LOGIC,
    LAG_FROM_ACTUAL,
    MILESTONES_BY_KIND,
    NEVER,
    SPANNING,
    STARTED,
    STARTED_BY_FINISH,
    SUMMARY,
    UNSTARTED,
)
from lockstep.engine.kernels.compiled import kernel, read_only
from lockstep.engine.kernels.lookup import WORK, shifted, work_at
from lockstep.engine.kernels.moving import (
    finish_from,
    is_from_finish,
    is_to_start,
    settled_start,
    start_for,
    used_lag,
)
from lockstep.engine.kernels.records import NET

_OUT = types.int64[::1]
_IN = read_only(types.int64)
_FLAGS = types.boolean[::1]

BY_SMALLEST = 0
BY_START = 1
START_MILESTONE = 1


@kernel(
    types.void(
        WORK,
        NET,
        read_only(types.boolean),
        _IN,
        _IN,
        _IN,
        _IN,
        _IN,
        read_only(types.int8),
        read_only(types.int32),
        _FLAGS,
        _OUT,
        _OUT,
    )
)
def link_floats(
    work,
    net,
    is_used,
    ends,
    start,
    finish,
    early_start,
    remaining_start,
    by_kind,
    by_row,
    is_driving,
    link_float,
    free_float,
):
    """Fill tightness and float of links, and free floats; open ends count to `ends` of their project."""
    states, calendars, projects, policies = net.state, net.calendar, net.project, net.policy
    kinds, spans = net.kind, net.span_ticks
    sources, targets, link_kind = net.source, net.target, net.link_kind
    lags, lag_calendar = net.lag_ticks, net.lag_calendar
    driver_first, drivers = net.driver_first, net.drivers
    free_float[:] = FAR
    for link in range(len(sources)):
        is_driving[link] = False
        link_float[link] = NEVER
        source, target = sources[link], targets[link]
        state = states[target]
        if not is_used[link] or state == SPANNING:
            continue
        kind, lag = link_kind[link], lags[link]
        own = finish[source] if is_from_finish(kind) else start[source]
        if state == UNSTARTED or (state == STARTED and policies[projects[target], KEEPS_LOGIC] == 1):
            moment = own
            if (
                lag > 0
                and not is_from_finish(kind)
                and states[source] == STARTED
                and policies[projects[source], LAG_FROM_ACTUAL] == 0
            ):
                moment = early_start[source]
                lag = used_lag(work, lag_calendar[link], lag, own, moment)
            if lag != 0:
                moment = shifted(work, lag_calendar[link], moment, lag)
            first, last = driver_first[target], driver_first[target + 1]
            calendar, span = calendars[target], spans[target]
            is_by_kind = policies[projects[target], MILESTONES_BY_KIND] == 1
            is_point = span == 0 and not (is_by_kind and kinds[target] == START_MILESTONE)
            if is_to_start(kind):
                asked = settled_start(work, drivers, first, last, calendar, is_point, moment)
            else:
                asked = start_for(work, drivers, first, last, calendar, span, moment)
            is_driving[link] = asked == remaining_start[target]
        if is_to_start(kind):
            held = remaining_start[target] if state == STARTED else start[target]
        else:
            held = finish[target]
        if lags[link] != 0:
            held = shifted(work, lag_calendar[link], held, -lags[link])
        calendar = calendars[source]
        slack = work_at(work, calendar, held) - work_at(work, calendar, own)
        link_float[link] = slack
        if state != FINISHED and state != INACTIVE:
            free_float[source] = min(free_float[source], slack)
    for row in range(len(states)):
        if by_kind[row] == BY_SUMMARY and by_row[row] >= 0:
            is_driving[by_row[row]] = True
        if free_float[row] == FAR:
            calendar = calendars[row]
            free_float[row] = work_at(work, calendar, ends[projects[row]]) - work_at(
                work, calendar, finish[row]
            )


@kernel(types.void(WORK, NET, _IN, _IN, _IN, _IN, _OUT, _OUT, _FLAGS))
def total_floats(
    work, net, early_start, early_finish, late_start, late_finish, free_float, total_float, is_critical
):
    """Fill total floats and criticality by float, and hold free floats to at most the total ones.

    A summary of which some child has started counts as started itself.
    """
    states, calendars, projects, policies = net.state, net.calendar, net.project, net.policy
    is_begun = np.zeros(len(states), np.bool_)
    for row in range(len(states) - 1, -1, -1):
        state, project = states[row], projects[row]
        is_begun[row] |= state == STARTED or state == FINISHED
        if is_begun[row] and net.parent[row] >= 0:
            is_begun[net.parent[row]] = True
        if state == INACTIVE:
            total_float[row], is_critical[row], free_float[row] = NEVER, False, NEVER
            continue
        calendar = calendars[row]
        by_start = work_at(work, calendar, late_start[row]) - work_at(work, calendar, early_start[row])
        by_finish = work_at(work, calendar, late_finish[row]) - work_at(work, calendar, early_finish[row])
        basis = policies[project, FLOAT_BASIS]
        if is_begun[row] and policies[project, STARTED_BY_FINISH] == 1:
            value = by_finish
        elif basis == BY_SMALLEST:
            value = min(by_start, by_finish)
        elif basis == BY_START:
            value = by_start
        else:
            value = by_finish
        total_float[row] = 0 if state == FINISHED else value
        free_float[row] = max(0, min(free_float[row], total_float[row]))
        is_critical[row] = (
            value <= policies[project, CRITICAL_LIMIT] and state != FINISHED and state != SPANNING
        )


@kernel(
    types.void(NET, _IN, _IN, read_only(types.boolean), read_only(types.int8), read_only(types.int32), _FLAGS)
)
def longest_path(net, ends, finish, is_driving, by_kind, by_row, is_on_path):
    """Mark the activities on driving paths to the latest finish, and the summaries above them.

    `ends` holds by project the finish from which the path is traced back. A driving link out of a summary leads
    to those of its children that end with it.
    """
    order, parents, states, projects = net.order, net.parent, net.state, net.project
    in_first, in_link, source = net.in_first, net.in_link, net.source
    count = len(parents)
    is_traced = np.zeros(count, np.bool_)
    for position in range(len(order) - 1, -1, -1):
        node = order[position]
        row = node if node < count else node - count
        parent = parents[row]
        if node >= count:
            if parent >= 0 and is_traced[parent] and finish[row] == finish[parent]:
                is_traced[row] = True
            continue
        state = states[row]
        if state == SUMMARY:
            is_on_path[row] |= is_traced[row]
        else:
            is_seed = finish[row] == ends[projects[row]] and state != INACTIVE and state != SPANNING
            is_below = parent >= 0 and is_traced[parent] and finish[row] == finish[parent]
            is_on_path[row] = is_seed or is_below or is_traced[row]
        if not is_on_path[row]:
            continue
        if parent >= 0:
            is_on_path[parent] = True
        if state != SUMMARY:
            for entry in range(in_first[row], in_first[row + 1]):
                if is_driving[in_link[entry]]:
                    is_traced[source[in_link[entry]]] = True
            if by_kind[row] == BY_SUMMARY and by_row[row] >= 0:
                is_traced[source[by_row[row]]] = True


@kernel(types.void(WORK, NET, _IN, _IN, _IN, _OUT))
def latest_without_delay(work, net, start, finish, remaining_start, floors):
    """Fill, for activities as late as possible in P6's sense, the start that uses up their free float.

    Successors first, so that a chain of such activities moves together; NEVER for all others.
    """
    states, calendars, spans = net.state, net.calendar, net.span_ticks
    targets, link_kind, lags, lag_calendar = net.target, net.link_kind, net.lag_ticks, net.lag_calendar
    count = len(states)
    moved_start = start.copy()
    moved_finish = finish.copy()
    floors[:] = NEVER
    for position in range(len(net.order) - 1, -1, -1):
        row = net.order[position]
        if row >= count or net.is_late[row] == 0 or states[row] != UNSTARTED:
            continue
        calendar, span = calendars[row], spans[row]
        first, last = net.driver_first[row], net.driver_first[row + 1]
        latest = FAR
        for entry in range(net.out_first[row], net.out_first[row + 1]):
            link = net.out_link[entry]
            target = targets[link]
            if states[target] == SPANNING or states[target] == FINISHED:
                continue
            kind = link_kind[link]
            asked = moved_start[target] if is_to_start(kind) else moved_finish[target]
            if states[target] == STARTED and is_to_start(kind):
                asked = remaining_start[target]
            back = shifted(work, lag_calendar[link], asked, -lags[link])
            if is_from_finish(kind):
                back = start_for(work, net.drivers, first, last, calendar, span, back)
            latest = min(latest, back)
        if latest != FAR and latest > start[row]:
            floors[row] = latest
            moved_start[row] = latest
            moved_finish[row] = finish_from(work, net.drivers, first, last, calendar, span, latest)
