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
from lockstep.engine.kernels.compiled import inlined, kernel, read_only
from lockstep.engine.kernels.lookup import WORK, laid_finish_at, laid_shifted, laid_work_at, shifted
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


@inlined
def _tight(work, net, touched, moments, early_start, remaining_start, start_work, is_driving, is_concerned):
    states, calendars, projects, policies = net.state, net.calendar, net.project, net.policy
    kinds, spans = net.kind, net.span_ticks
    in_first, in_link, in_end, in_code, in_lag = (
        net.in_first,
        net.in_link,
        net.in_end,
        net.in_code,
        net.in_lag,
    )
    driver_first, drivers = net.driver_first, net.drivers
    count = len(states)
    is_partial = len(touched) > 0
    for row in range(count):
        state = states[row]
        if is_partial and not touched[row] and state != SUMMARY:
            continue
        is_concerned[row] = True
        begin, after = in_first[row], in_first[row + 1]
        if begin == after or state == SPANNING:
            continue
        is_moved_by_links = state == UNSTARTED or (
            state == STARTED and policies[projects[row], KEEPS_LOGIC] == 1
        )
        first, last = driver_first[row], driver_first[row + 1]
        calendar, span = calendars[row], spans[row]
        is_by_kind = policies[projects[row], MILESTONES_BY_KIND] == 1
        is_point = span == 0 and not (is_by_kind and kinds[row] == START_MILESTONE)
        at, done = remaining_start[row], start_work[row]
        # A start at the beginning of work is asked for by every moment before which as much is worked; the first
        # of them is the end of the work before.
        is_plain = done != NEVER
        opens = laid_finish_at(work, calendar, done) if is_plain else at
        finish = moments[count + row]
        for entry in range(begin, after):
            end, code, lag = in_end[entry], in_code[entry], in_lag[entry]
            is_concerned[end if end < count else end - count] = True
            if not is_moved_by_links:
                is_driving[in_link[entry]] = False
                continue
            moment = moments[end]
            if lag != 0:
                if (
                    lag > 0
                    and end < count
                    and states[end] == STARTED
                    and policies[projects[end], LAG_FROM_ACTUAL] == 0
                ):
                    lag = used_lag(work, code >> 1, lag, moment, early_start[end])
                    moment = early_start[end]
                if is_plain and code >> 1 == calendar:
                    worked = laid_work_at(work, calendar, moment) + lag
                    is_driving[in_link[entry]] = worked - span * (code & 1) == done
                    continue
                moment = laid_shifted(work, code >> 1, moment, lag)
            if is_plain and code & 1 == 0:
                is_driving[in_link[entry]] = opens <= moment <= at
            elif is_plain:
                is_driving[in_link[entry]] = moment == finish or (
                    moment > finish and laid_work_at(work, calendar, moment) - span == done
                )
            elif code & 1 == 0:
                asked = settled_start(work, drivers, first, last, calendar, is_point, moment)
                is_driving[in_link[entry]] = asked == at
            else:
                asked = start_for(work, drivers, first, last, calendar, span, moment)
                is_driving[in_link[entry]] = asked == at


@kernel(
    types.void(
        WORK,
        NET,
        read_only(types.boolean),
        _IN,
        _IN,
        _IN,
        _IN,
        read_only(types.int8),
        read_only(types.int32),
        _FLAGS,
        _FLAGS,
    )
)
def tight_links(
    work,
    net,
    touched,
    moments,
    early_start,
    remaining_start,
    start_work,
    by_kind,
    by_row,
    is_driving,
    is_concerned,
):
    """Fill which links are tight after calendar rounding, and of which activities the link floats may change.

    `touched` is as in the passes: with it empty everything is computed.
    """
    _tight(work, net, touched, moments, early_start, remaining_start, start_work, is_driving, is_concerned)
    for row in range(len(by_kind)):
        if by_kind[row] == BY_SUMMARY and by_row[row] >= 0:
            is_driving[by_row[row]] = True


@inlined
def _slack(work, net, is_concerned, ends, moments, remaining_start, start_work, link_float, free_float):
    states, calendars, projects, spans = net.state, net.calendar, net.project, net.span_ticks
    out_first, out_link, out_end = net.out_first, net.out_link, net.out_end
    out_code, out_lag = net.out_code, net.out_lag
    count = len(states)
    for row in range(count):
        if not is_concerned[row]:
            continue
        calendar = calendars[row]
        by_start = start_work[row]
        is_plain = by_start != NEVER
        by_finish = by_start + spans[row] if is_plain else laid_work_at(work, calendar, moments[count + row])
        least = FAR
        for entry in range(out_first[row], out_first[row + 1]):
            end, code, lag = out_end[entry], out_code[entry], out_lag[entry]
            target = end if end < count else end - count
            state = states[target]
            if state == SPANNING:
                continue
            own = by_finish
            if code & 1 == 1:
                own = by_start if is_plain else laid_work_at(work, calendar, moments[row])
            held = remaining_start[target] if state == STARTED and end < count else moments[end]
            if lag != 0:
                if code >> 1 == calendar:
                    own += lag
                else:
                    held = laid_shifted(work, code >> 1, held, -lag)
            slack = laid_work_at(work, calendar, held) - own
            link_float[out_link[entry]] = slack
            if state != FINISHED and state != INACTIVE:
                least = min(least, slack)
        if least == FAR:
            least = laid_work_at(work, calendar, ends[projects[row]]) - by_finish
        free_float[row] = least


@kernel(types.void(WORK, NET, read_only(types.boolean), _IN, _IN, _IN, _IN, _OUT, _OUT))
def link_floats(work, net, is_concerned, ends, moments, remaining_start, start_work, link_float, free_float):
    """Fill the floats of links from the activities concerned, and the free floats of those.

    Open ends count to `ends` of their project.
    """
    _slack(work, net, is_concerned, ends, moments, remaining_start, start_work, link_float, free_float)


@kernel(types.void(NET, _FLAGS))
def open_ended(net, is_concerned):
    """Mark the activities of which no link bounds the free float, in addition to those marked."""
    states, out_first, out_end = net.state, net.out_first, net.out_end
    count = len(states)
    is_mixed = False
    for row in range(count):
        is_mixed |= states[row] == SPANNING or states[row] == FINISHED or states[row] == INACTIVE
    for row in range(count):
        if not is_mixed:
            is_concerned[row] |= out_first[row] == out_first[row + 1]
            continue
        is_bounded = False
        for entry in range(out_first[row], out_first[row + 1]):
            end = out_end[entry]
            state = states[end if end < count else end - count]
            if state != SPANNING and state != FINISHED and state != INACTIVE:
                is_bounded = True
                break
        is_concerned[row] |= not is_bounded


@inlined
def _total(
    work, net, touched, early_start, early_finish, late_start, late_finish, start_work, late_work, total_float,
    is_critical, is_begun
):  # fmt: skip
    states, calendars, projects, policies = net.state, net.calendar, net.project, net.policy
    for row in range(len(states) - 1, -1, -1):
        state, project = states[row], projects[row]
        is_begun[row] |= state == STARTED or state == FINISHED
        if is_begun[row] and net.parent[row] >= 0:
            is_begun[net.parent[row]] = True
        if len(touched) > 0 and not touched[row] and state != SUMMARY:
            continue
        if state == INACTIVE:
            total_float[row], is_critical[row] = NEVER, False
            continue
        if start_work[row] != NEVER and late_work[row] != NEVER:
            # As much is worked from early start to early finish as between the late ones, so that both floats agree.
            value = late_work[row] - start_work[row]
            total_float[row], is_critical[row] = value, value <= policies[project, CRITICAL_LIMIT]
            continue
        calendar = calendars[row]
        by_start = laid_work_at(work, calendar, late_start[row]) - laid_work_at(
            work, calendar, early_start[row]
        )
        by_finish = laid_work_at(work, calendar, late_finish[row]) - laid_work_at(
            work, calendar, early_finish[row]
        )
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
        is_critical[row] = (
            value <= policies[project, CRITICAL_LIMIT] and state != FINISHED and state != SPANNING
        )


@kernel(types.void(WORK, NET, *(_IN,) * 6, _OUT, _OUT, _FLAGS))
def total_floats(
    work, net, early_start, early_finish, late_start, late_finish, start_work, late_work, free_float,
    total_float, is_critical
):  # fmt: skip
    """Fill total floats and criticality by float, and hold free floats to at most the total ones."""
    touched, is_begun = np.zeros(0, np.bool_), np.zeros(len(net.state), np.bool_)
    _total(
        work,
        net,
        touched,
        early_start,
        early_finish,
        late_start,
        late_finish,
        start_work,
        late_work,
        total_float,
        is_critical,
        is_begun,
    )
    for row in range(len(free_float)):
        is_missing = total_float[row] == NEVER
        free_float[row] = NEVER if is_missing else max(0, min(free_float[row], total_float[row]))


@kernel(types.void(WORK, NET, read_only(types.boolean), *(_IN,) * 6, _OUT, _FLAGS))
def total_floats_of(
    work, net, touched, early_start, early_finish, late_start, late_finish, start_work, late_work,
    total_float, is_critical
):  # fmt: skip
    """Fill total floats and criticality by float, of summaries and of the activities touched only.

    `touched` is as in the passes: with it empty everything is computed. A summary of which some child has started
    counts as started itself.
    """
    is_begun = np.zeros(len(net.state), np.bool_)
    _total(
        work,
        net,
        touched,
        early_start,
        early_finish,
        late_start,
        late_finish,
        start_work,
        late_work,
        total_float,
        is_critical,
        is_begun,
    )


@inlined
def _traced(net, ends, finish, is_driving, by_kind, by_row, is_on_path, is_traced):
    order, parents, states, projects = net.order, net.parent, net.state, net.project
    in_first, in_link, source = net.in_first, net.in_link, net.source
    count = len(parents)
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


@kernel(
    types.void(NET, _IN, _IN, read_only(types.boolean), read_only(types.int8), read_only(types.int32), _FLAGS)
)
def longest_path(net, ends, finish, is_driving, by_kind, by_row, is_on_path):
    """Mark the activities on driving paths to the latest finish, and the summaries above them.

    `ends` holds by project the finish from which the path is traced back. A driving link out of a summary leads
    to those of its children that end with it.
    """
    is_traced = np.zeros(len(net.parent), np.bool_)
    _traced(net, ends, finish, is_driving, by_kind, by_row, is_on_path, is_traced)


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
