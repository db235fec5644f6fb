"""The forward pass of 64 iterations at once: the rules of `forward`, moment by moment the same.

Rows that no iteration moves (finished, fixed, inactive ones) come filled in. What is not carried here (driving
assignments, lags used up since an actual start, work as late as possible) is not asked of this kernel.
"""

import numpy as np
from numba.core import types

from lockstep.engine.kernels.codes import (
    FINISHED,
    FIXED,
    FLOOR_FINISH,
    FLOOR_START,
    HOLD_FINISH,
    HOLD_START,
    INACTIVE,
    KEEPS_LOGIC,
    LEADS_START,
    MILESTONES_BY_KIND,
    NEVER,
    PIN_FINISH,
    PIN_START,
    REMAINS_FROM,
    SPANNING,
    STARTED,
    STARTS_AT,
    SUMMARY,
)
from lockstep.engine.kernels.compiled import bare, bare_kernel
from lockstep.engine.kernels.grids import (
    GRID,
    begun_for,
    done_from,
    finish_of,
    lagged,
    settled_at_start,
    start_of,
    worked,
)
from lockstep.engine.kernels.lookup import WORK, shifted
from lockstep.engine.kernels.moving import is_from_finish, is_to_start
from lockstep.engine.kernels.records import NET
from lockstep.engine.kernels.sampling import LANES
from lockstep.engine.kernels.ways import (
    FROM_FINISH,
    HOW,
    IS_ASKED_ABOVE,
    NEEDS_START,
    OTHER,
    SAME,
    THEIRS,
    TO_FINISH,
    WAYS,
)

NONE = np.int32(-(2**31))
"""No floor."""
OPEN = np.int32(2**31 - 1)
"""No cap."""
EXTERNAL = 6
START_MILESTONE = 1

MOMENTS = types.int32[:, ::1]


@bare
def ask(grid, in_first, in_link, source, link_kind, lags, lag_calendar, row, start, finish,
        to_start, to_finish):  # fmt: skip
    """Fill what the links into a row ask of its start and of its finish."""
    for lane in range(LANES):
        to_start[lane] = NONE
        to_finish[lane] = NONE
    for entry in range(in_first[row], in_first[row + 1]):
        link = in_link[entry]
        kind, lag, calendar = link_kind[link], lags[link], lag_calendar[link]
        other = finish[source[link]] if is_from_finish(kind) else start[source[link]]
        wanted = to_start if is_to_start(kind) else to_finish
        if lag == 0:
            for lane in range(LANES):
                wanted[lane] = max(wanted[lane], other[lane])
        else:
            for lane in range(LANES):
                moment = lagged(grid, calendar, other[lane], lag)
                wanted[lane] = max(wanted[lane], moment)


@bare
def relative(moment, origin):
    """Return a moment from the horizon's first tick on, or no floor."""
    return NONE if moment == NEVER else np.int32(moment - origin)


@bare
def place_started(grid, work, net, origin, row, keeps_logic, to_start, to_finish, spans,
                  start, finish, begun):  # fmt: skip
    """Fill a started row: what remains goes on after resume, done work and data date, held by links."""
    calendar = net.calendar[row]
    at = net.resume[row]
    if at == NEVER:
        at = shifted(work, calendar, net.actual_start[row], net.done_ticks[row])
    earliest = net.policy[net.project[row], REMAINS_FROM]
    if earliest != NEVER and (net.resume[row] == NEVER or earliest > at):
        at = earliest
    first = np.int32(at - origin)
    own = np.int32(net.actual_start[row] - origin)
    for lane in range(LANES):
        moment, span = first, spans[lane]
        if keeps_logic:
            moment = max(moment, to_start[lane])
            if to_finish[lane] != NONE and span > 0:
                moment = max(moment, begun_for(grid, calendar, span, to_finish[lane]))
        if span > 0:
            moment = settled_at_start(grid, calendar, False, moment)
        begun[row, lane] = worked(grid, calendar, moment)
        start[row, lane] = own
        finish[row, lane] = done_from(grid, calendar, span, moment)


@bare
def place_plain(grid, calendar, base, stays, row, is_by_kind, to_start, spans,
                start, finish, begun):  # fmt: skip
    """Fill an unstarted row that only links to its start and its project hold.

    A point that `stays` is not moved from the project's start to working time.
    """
    for lane in range(LANES):
        span = spans[lane]
        at = max(base, to_start[lane])
        if span > 0 or is_by_kind:
            done = worked(grid, calendar, at)
            begun[row, lane] = done
            if span > 0:
                start[row, lane] = start_of(grid, calendar, done)
                finish[row, lane] = finish_of(grid, calendar, done + span)
            else:
                at = settled_at_start(grid, calendar, False, at)
                start[row, lane] = at
                finish[row, lane] = at
        else:
            if to_start[lane] >= base or not stays:
                at = settled_at_start(grid, calendar, True, at)
            begun[row, lane] = worked(grid, calendar, at)
            start[row, lane] = at
            finish[row, lane] = at


@bare
def place_limited(grid, calendar, limits, origin, from_project, stays, leads, delay, row,
                  is_by_kind, from_above, to_start, to_finish, spans, start, finish, begun):  # fmt: skip
    """Fill an unstarted row with constraints, a leveling delay, or links to its finish."""
    floor, floor_finish = relative(limits[FLOOR_START], origin), relative(limits[FLOOR_FINISH], origin)
    for lane in range(LANES):
        span = spans[lane]
        is_point = span == 0 and not is_by_kind
        at, is_by_project = from_project, stays
        if from_above[lane] > at:
            at, is_by_project = from_above[lane], False
        if to_start[lane] != NONE and to_start[lane] >= at:
            at, is_by_project = to_start[lane], False
        if floor != NONE and (floor > at or (is_by_project and leads)):
            at, is_by_project = floor, False
        if not (is_by_project and is_point):
            at = settled_at_start(grid, calendar, is_point, at)
        asked = max(to_finish[lane], floor_finish)
        if asked != NONE:
            at = max(at, begun_for(grid, calendar, span, asked))
        if delay > 0:
            at = settled_at_start(grid, calendar, is_point, at) + delay
            at = settled_at_start(grid, calendar, is_point, at)
        if limits[PIN_START] != NEVER:
            pin = np.int32(limits[PIN_START] - origin)
            at = settled_at_start(grid, calendar, is_point, pin)
        elif limits[PIN_FINISH] != NEVER:
            at = begun_for(grid, calendar, span, np.int32(limits[PIN_FINISH] - origin))
        else:
            if limits[HOLD_START] - origin < at:
                hold = np.int32(limits[HOLD_START] - origin)
                at = settled_at_start(grid, calendar, is_point, hold)
            if limits[HOLD_FINISH] - origin < OPEN:
                hold = np.int32(limits[HOLD_FINISH] - origin)
                at = min(at, begun_for(grid, calendar, span, hold))
        begun[row, lane] = worked(grid, calendar, at)
        start[row, lane] = at
        finish[row, lane] = done_from(grid, calendar, span, at)


@bare
def place_spanning(grid, net, origin, row, from_above, spans, start, finish):
    """Fill a level of effort: from the earliest to the latest moment that its links name."""
    project, calendar = net.project[row], net.calendar[row]
    from_project = np.int32(net.policy[project, STARTS_AT] - origin)
    is_by_kind = net.policy[project, MILESTONES_BY_KIND] == 1 and net.kind[row] == START_MILESTONE
    for lane in range(LANES):
        first, last = OPEN, NONE
        for entry in range(net.in_first[row], net.in_first[row + 1]):
            link = net.in_link[entry]
            other, kind = net.source[link], net.link_kind[link]
            if net.predecessor[link] == row:
                bounds_start, is_start = kind == 1 or kind == 3, kind == 0 or kind == 1
            else:
                bounds_start, is_start = kind == 0 or kind == 1, kind == 1 or kind == 3
            moment = start[other, lane] if is_start else finish[other, lane]
            if bounds_start:
                first = min(first, moment)
            else:
                last = max(last, moment)
        if first == OPEN:
            is_point = spans[lane] == 0 and not is_by_kind
            at = max(from_project, from_above[lane])
            first = settled_at_start(grid, calendar, is_point, at)
        if net.actual_start[row] != NEVER:
            first = np.int32(net.actual_start[row] - origin)
        if net.actual_finish[row] != NEVER:
            last = np.int32(net.actual_finish[row] - origin)
        elif last == NONE:
            last = done_from(grid, calendar, spans[lane], first)
        start[row, lane] = first
        finish[row, lane] = max(first, last)


@bare
def ask_children(net, origin, row, from_above, to_start, asked):
    """Fill what a summary asks of its children's starts."""
    limited = net.constraint[row]
    floor = NONE
    if limited >= 0:
        wanted = max(net.constraints[limited, FLOOR_START], net.constraints[limited, PIN_START])
        floor = relative(wanted, origin)
    for lane in range(LANES):
        asked[row, lane] = max(max(from_above[lane], to_start[lane]), floor)


@bare
def close_summary(net, origin, row, start, finish):
    """Give a summary without children, or with dates of its own, these."""
    given, given_finish = net.given_start[row], net.given_finish[row]
    if finish[row, 0] == NONE:
        at = given if given != NEVER else net.policy[net.project[row], STARTS_AT]
        for lane in range(LANES):
            start[row, lane] = np.int32(at - origin)
            finish[row, lane] = np.int32(at - origin)
        return False
    if given != NEVER:
        for lane in range(LANES):
            start[row, lane] = np.int32(given - origin)
            if given_finish != NEVER:
                finish[row, lane] = np.int32(given_finish - origin)
    return True


@bare
def place_by_work(grid, net, ways, row, needs, above, finish_moments, start_moments, spans, begun, room):
    """Fill a plain row in working ticks of its own calendar, which every link and floor is turned into.

    A link asks for `worked(moment) + lag` at the start, or at the finish and then a span less at the start; moments
    and working ticks grow together, so that the largest of these is the moment that the rules of `forward` find.
    """
    calendar = np.uint64(net.calendar[row])
    own, length = begun[row], spans[row]
    first, last = np.int32(ways.first_done[row]), np.int32(ways.finish_done[row])
    for lane in range(LANES):
        late = np.int32(last - length[lane])
        own[lane] = first if first > late else late
    if needs & IS_ASKED_ABOVE:
        asked = above[net.parent[row]]
        for lane in range(LANES):
            moment = worked(grid, calendar, asked[lane])
            own[lane] = moment if moment > own[lane] else own[lane]
    for entry in range(ways.in_first[row], ways.in_first[row + 1]):
        code, other, lag = ways.in_code[entry], ways.in_row[entry], np.int32(ways.in_lag[entry])
        how = code >> HOW
        if how == SAME:
            moments, more = begun[other], spans[other]
            if code & FROM_FINISH:
                for lane in range(LANES):
                    room[lane] = np.int32(moments[lane] + more[lane] + lag)
            else:
                for lane in range(LANES):
                    room[lane] = np.int32(moments[lane] + lag)
        elif how == THEIRS:
            moments, more, by = begun[other], spans[other], np.uint64(ways.in_calendar[entry])
            if code & FROM_FINISH:
                for lane in range(LANES):
                    room[lane] = np.int32(np.int32(moments[lane] + more[lane]) + lag)
            else:
                for lane in range(LANES):
                    room[lane] = np.int32(moments[lane] + lag)
            if lag > 0:
                for lane in range(LANES):
                    room[lane] = worked(grid, calendar, finish_of(grid, by, room[lane]))
            else:
                for lane in range(LANES):
                    room[lane] = worked(grid, calendar, start_of(grid, by, room[lane]))
        else:
            moments = finish_moments[other] if code & FROM_FINISH else start_moments[other]
            if how == OTHER:
                for lane in range(LANES):
                    room[lane] = np.int32(worked(grid, calendar, moments[lane]) + lag)
            else:
                by = np.uint64(ways.in_calendar[entry])
                if lag > 0:
                    for lane in range(LANES):
                        done = np.int32(worked(grid, by, moments[lane]) + lag)
                        room[lane] = worked(grid, calendar, finish_of(grid, by, done))
                else:
                    for lane in range(LANES):
                        done = np.int32(worked(grid, by, moments[lane]) + lag)
                        room[lane] = worked(grid, calendar, start_of(grid, by, done))
        if code & TO_FINISH:
            for lane in range(LANES):
                asked_done = np.int32(room[lane] - length[lane])
                own[lane] = asked_done if asked_done > own[lane] else own[lane]
        else:
            for lane in range(LANES):
                own[lane] = room[lane] if room[lane] > own[lane] else own[lane]
    moments = finish_moments[row]
    for lane in range(LANES):
        done = np.int32(own[lane] + length[lane] - np.int32(1))
        moments[lane] = np.int32(start_of(grid, calendar, done) + np.int32(1))
    if needs & NEEDS_START:
        moments = start_moments[row]
        for lane in range(LANES):
            moments[lane] = start_of(grid, calendar, own[lane])


@bare
def place_general(
    grid, work, net, origin, row, spans, start, finish, begun, asked, to_start, to_finish, nothing
):
    """Fill a row with moments, by every rule."""
    parent, state, project = net.parent[row], net.state[row], net.project[row]
    from_above = asked[parent] if parent >= 0 else nothing
    if state == SPANNING:
        place_spanning(grid, net, origin, row, from_above, spans[row], start, finish)
        return
    if state == FINISHED or state == FIXED:
        return
    ask(grid, net.in_first, net.in_link, net.source, net.link_kind, net.lag_ticks,
        net.lag_calendar, row, start, finish, to_start, to_finish)  # fmt: skip
    if state == SUMMARY:
        ask_children(net, origin, row, from_above, to_start, asked)
        return
    calendar = net.calendar[row]
    is_by_kind = net.policy[project, MILESTONES_BY_KIND] == 1 and net.kind[row] == START_MILESTONE
    limited, delay = net.constraint[row], net.delay_ticks[row]
    leads = net.policy[project, LEADS_START] == 1
    base = np.int32(net.policy[project, STARTS_AT] - origin)
    stays = net.policy[project, REMAINS_FROM] == NEVER
    if state == STARTED:
        keeps_logic = net.policy[project, KEEPS_LOGIC] == 1
        place_started(grid, work, net, origin, row, keeps_logic, to_start, to_finish, spans[row],
                      start, finish, begun)  # fmt: skip
    elif limited < 0 and delay == 0 and to_finish[0] == NONE and from_above[0] == NONE:
        place_plain(grid, calendar, base, stays, row, is_by_kind, to_start, spans[row], start, finish, begun)
    else:
        limits = net.constraints[limited] if limited >= 0 else net.constraints[len(net.constraints) - 1]
        place_limited(grid, calendar, limits, origin, base, stays, leads, delay, row, is_by_kind, from_above,
                      to_start, to_finish, spans[row], start, finish, begun)  # fmt: skip


@bare_kernel(types.void(GRID, WORK, NET, WAYS, types.int64, types.boolean, types.int32[:, ::1],
                   MOMENTS, MOMENTS, MOMENTS, MOMENTS, MOMENTS))  # fmt: skip
def forward_lanes(grid, work, net, ways, origin, is_by_work, spans, start, finish, begun, asked, room):
    """Fill start, finish and the working ticks before (remaining) work begins, (A, 64), from the origin on.

    Rows of finished, fixed and inactive activities hold their dates already. `asked` is room for summaries, and
    `room`, (4, 64), for one row. Where `is_by_work`, plain rows are computed in working ticks, and starts only
    where something reads them.
    """
    count = len(net.parent)
    to_start, to_finish, nothing = room[0], room[1], room[2]
    for lane in range(LANES):
        nothing[lane] = NONE
    for row in range(count):
        if net.state[row] == SUMMARY:
            for lane in range(LANES):
                start[row, lane] = OPEN
                finish[row, lane] = NONE
    for position in range(len(net.order)):
        node = net.order[position]
        row = node if node < count else node - count
        parent, is_rolled = net.parent[row], True
        if node >= count:
            is_rolled = close_summary(net, origin, row, start, finish)
        elif net.state[row] == INACTIVE:
            continue
        elif is_by_work and ways.is_plain[row]:
            place_by_work(grid, net, ways, row, ways.needs[row], asked, finish, start, spans, begun, to_start)
        else:
            place_general(grid, work, net, origin, row, spans, start, finish, begun, asked, to_start, to_finish,
                          nothing)  # fmt: skip
            if net.state[row] == SUMMARY:
                continue
        if is_rolled and parent >= 0 and net.kind[row] != EXTERNAL:
            if not is_by_work or ways.needs[parent] & NEEDS_START:
                for lane in range(LANES):
                    start[parent, lane] = min(start[parent, lane], start[row, lane])
            for lane in range(LANES):
                finish[parent, lane] = max(finish[parent, lane], finish[row, lane])
