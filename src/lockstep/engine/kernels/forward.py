"""The forward pass: early dates, in order, and what sets each start.

Records are taken apart at the top of a kernel, because reading a record's array in the loop costs more than
the arithmetic around it.
"""

import numpy as np
from numba.core import types

from lockstep.engine.kernels.codes import (
    BY_ACTUAL,
    BY_CHILDREN,
    BY_CONSTRAINT,
    BY_DATA_DATE,
    BY_EXTERNAL,
    BY_LATENESS,
    BY_LEVELING,
    BY_LINK,
    BY_MANUAL,
    BY_NOTHING,
    BY_PROJECT_START,
    BY_RESOURCE,
    BY_SPAN,
    BY_SUMMARY,
    BY_SUSPENSION,
    FAR,
    FINISHED,
    FIXED,
    FLOOR_FINISH,
    FLOOR_START,
    HOLD_FINISH,
    HOLD_START,
    INACTIVE,
    KEEPS_LOGIC,
    LAG_FROM_ACTUAL,
    LEADS_START,
    MILESTONES_BY_KIND,
    NEVER,
    PIN_FINISH,
    PIN_START,
    REMAINS_FROM,
    REPORTS_REMAINING,
    SPANNING,
    STARTED,
    STARTS_AT,
    SUMMARY,
)
from lockstep.engine.kernels.compiled import inlined, kernel, read_only
from lockstep.engine.kernels.lookup import WORK, next_start, shifted
from lockstep.engine.kernels.moving import (
    finish_from,
    is_from_finish,
    is_to_start,
    settled_start,
    start_for,
    used_lag,
)
from lockstep.engine.kernels.records import NET

EXTERNAL = 6
START_MILESTONE = 1

_OUT = types.int64[::1]
_FLOOR = read_only(types.int64)


@inlined
def _held(work, drivers, first, last, calendar, span, is_point, limits, at):
    """Return the start that constraints stronger than links ask, which is `at` where they do not change it."""
    if limits[PIN_START] != NEVER:
        return settled_start(work, drivers, first, last, calendar, is_point, limits[PIN_START])
    if limits[PIN_FINISH] != NEVER:
        return start_for(work, drivers, first, last, calendar, span, limits[PIN_FINISH])
    held = at
    if limits[HOLD_START] < held:
        held = settled_start(work, drivers, first, last, calendar, is_point, limits[HOLD_START])
    if limits[HOLD_FINISH] != FAR:
        held = min(held, start_for(work, drivers, first, last, calendar, span, limits[HOLD_FINISH]))
    return held


@inlined
def _span_begin_or_end(kind, is_predecessor, wants_start):
    """Return which end of the other activity bounds a level of effort: 1 start, 2 finish, 0 none.

    `is_predecessor` tells whether the level of effort is the predecessor of the link.
    """
    if is_predecessor:
        bounds_start = kind == 1 or kind == 3
        other_is_start = kind == 0 or kind == 1
    else:
        bounds_start = kind == 0 or kind == 1
        other_is_start = kind == 1 or kind == 3
    if bounds_start != wants_start:
        return 0
    return 1 if other_is_start else 2


@kernel(types.void(WORK, NET, _FLOOR, _OUT, _OUT, _OUT, _OUT, _OUT, types.int8[::1], types.int32[::1]))
def forward(work, net, floors, start, finish, early_start, early_finish, remaining_start, by_kind, by_row):
    """Fill scheduled and early dates, the start of remaining work, and what sets each start.

    `floors` are further floors of starts (of activities as late as possible), NEVER for none; it may be empty.
    """
    order, parents, states, kinds, projects = net.order, net.parent, net.state, net.kind, net.project
    calendars, spans, delays = net.calendar, net.span_ticks, net.delay_ticks
    given_start, given_finish = net.given_start, net.given_finish
    actual_start, resumes = net.actual_start, net.resume
    constraint_of, constraints, policies = net.constraint, net.constraints, net.policy
    in_first, in_link, source = net.in_first, net.in_link, net.source
    link_kind, lags, lag_calendar = net.link_kind, net.lag_ticks, net.lag_calendar
    driver_first, drivers = net.driver_first, net.drivers
    count = len(parents)
    asked_of_children = np.full(count, NEVER, np.int64)
    asking_link = np.full(count, -1, np.int32)
    for row in range(count):
        by_row[row] = -1
        if states[row] == SUMMARY:
            start[row], finish[row], early_start[row], early_finish[row] = FAR, NEVER, FAR, NEVER
    for position in range(len(order)):
        node = order[position]
        row = node if node < count else node - count
        parent = parents[row]
        state = states[row]
        project = projects[row]
        if node >= count:
            if finish[row] == NEVER:
                at = given_start[row] if given_start[row] != NEVER else policies[project, STARTS_AT]
                start[row], finish[row], early_start[row], early_finish[row] = at, at, at, at
                remaining_start[row] = at
                by_kind[row] = BY_NOTHING
                continue
            if given_start[row] != NEVER:
                start[row], early_start[row] = given_start[row], given_start[row]
                if given_finish[row] != NEVER:
                    finish[row], early_finish[row] = given_finish[row], given_finish[row]
            remaining_start[row] = early_start[row]
            by_kind[row] = BY_CHILDREN
        else:
            from_above, above_link = NEVER, -1
            if parent >= 0:
                from_above, above_link = asked_of_children[parent], asking_link[parent]
            calendar, span = calendars[row], spans[row]
            first, last = driver_first[row], driver_first[row + 1]
            is_point = span == 0 and not (
                policies[project, MILESTONES_BY_KIND] == 1 and kinds[row] == START_MILESTONE
            )
            if state == SPANNING:
                begins, ends, by_link = FAR, NEVER, -1
                for entry in range(in_first[row], in_first[row + 1]):
                    link = in_link[entry]
                    other = source[link]
                    is_predecessor = net.predecessor[link] == row
                    end = _span_begin_or_end(link_kind[link], is_predecessor, True)
                    if end > 0:
                        moment = start[other] if end == 1 else finish[other]
                        if moment < begins:
                            begins, by_link = moment, link
                    else:
                        end = _span_begin_or_end(link_kind[link], is_predecessor, False)
                        ends = max(ends, start[other] if end == 1 else finish[other])
                if begins == FAR:
                    at = max(policies[project, STARTS_AT], from_above)
                    begins = settled_start(work, drivers, first, last, calendar, is_point, at)
                if actual_start[row] != NEVER:
                    begins = actual_start[row]
                if net.actual_finish[row] != NEVER:
                    ends = net.actual_finish[row]
                elif ends == NEVER:
                    ends = finish_from(work, drivers, first, last, calendar, span, begins)
                ends = max(ends, begins)
                start[row], finish[row], early_start[row], early_finish[row] = begins, ends, begins, ends
                remaining_start[row] = begins
                by_kind[row], by_row[row] = BY_SPAN, by_link
            elif state == INACTIVE or state == FIXED:
                begins, ends = given_start[row], given_finish[row]
                if begins == NEVER:
                    begins = next_start(work, calendar, policies[project, STARTS_AT])
                if ends == NEVER:
                    ends = finish_from(work, drivers, first, last, calendar, span, begins)
                start[row], finish[row], early_start[row], early_finish[row] = begins, ends, begins, ends
                remaining_start[row] = begins
                by_kind[row] = BY_EXTERNAL if kinds[row] == EXTERNAL else BY_MANUAL
                if state == INACTIVE:
                    by_kind[row] = BY_NOTHING
                    continue
            elif state == FINISHED:
                start[row], finish[row] = actual_start[row], net.actual_finish[row]
                early_start[row], early_finish[row] = start[row], finish[row]
                if policies[project, REPORTS_REMAINING] == 1 and policies[project, REMAINS_FROM] != NEVER:
                    early_start[row] = policies[project, REMAINS_FROM]
                    early_finish[row] = early_start[row]
                remaining_start[row] = finish[row]
                by_kind[row] = BY_ACTUAL
            else:
                start_asked, finish_asked, start_link, finish_link = NEVER, NEVER, -1, -1
                for entry in range(in_first[row], in_first[row + 1]):
                    link = in_link[entry]
                    other = source[link]
                    kind, lag = link_kind[link], lags[link]
                    if is_from_finish(kind):
                        moment = finish[other]
                    else:
                        moment = start[other]
                        if (
                            lag > 0
                            and states[other] == STARTED
                            and policies[projects[other], LAG_FROM_ACTUAL] == 0
                        ):
                            moment = early_start[other]
                            lag = used_lag(work, lag_calendar[link], lag, start[other], moment)
                    if lag != 0:
                        moment = shifted(work, lag_calendar[link], moment, lag)
                    if is_to_start(kind):
                        if moment > start_asked:
                            start_asked, start_link = moment, link
                    elif moment > finish_asked:
                        finish_asked, finish_link = moment, link
                limited = constraint_of[row]
                if state == SUMMARY:
                    asked, by_link = from_above, above_link
                    if start_asked > asked:
                        asked, by_link = start_asked, start_link
                    if limited >= 0:
                        wanted = max(constraints[limited, FLOOR_START], constraints[limited, PIN_START])
                        if wanted > asked:
                            asked, by_link = wanted, -1
                    asked_of_children[row], asking_link[row] = asked, by_link
                    continue
                by_link = -1
                if state == STARTED:
                    at, by = resumes[row], BY_SUSPENSION
                    if at == NEVER:
                        at, by = shifted(work, calendar, actual_start[row], net.done_ticks[row]), BY_ACTUAL
                    earliest = policies[project, REMAINS_FROM]
                    if earliest != NEVER and (resumes[row] == NEVER or earliest > at):
                        at, by = earliest, BY_DATA_DATE
                    if policies[project, KEEPS_LOGIC] == 1:
                        if start_link >= 0 and start_asked > at:
                            at, by, by_link = start_asked, BY_LINK, start_link
                        if finish_link >= 0 and span > 0:
                            wanted = start_for(work, drivers, first, last, calendar, span, finish_asked)
                            if wanted > at:
                                at, by, by_link = wanted, BY_LINK, finish_link
                    if span > 0:
                        at = settled_start(work, drivers, first, last, calendar, is_point, at)
                    remaining_start[row] = at
                    start[row] = actual_start[row]
                    finish[row] = finish_from(work, drivers, first, last, calendar, span, at)
                    early_finish[row] = finish[row]
                    early_start[row] = at if policies[project, REPORTS_REMAINING] == 1 else start[row]
                else:
                    at = policies[project, STARTS_AT]
                    by = BY_PROJECT_START if policies[project, REMAINS_FROM] == NEVER else BY_DATA_DATE
                    if from_above > at:
                        at, by, by_link = from_above, BY_SUMMARY, above_link
                    if start_link >= 0 and start_asked >= at:
                        at, by, by_link = start_asked, BY_LINK, start_link
                    floor_finish = NEVER
                    if limited >= 0:
                        wanted, floor_finish = (
                            constraints[limited, FLOOR_START],
                            constraints[limited, FLOOR_FINISH],
                        )
                        may_lead = by == BY_PROJECT_START and policies[project, LEADS_START] == 1
                        if wanted > at or (may_lead and wanted != NEVER):
                            at, by, by_link = wanted, BY_CONSTRAINT, -1
                    if not (by == BY_PROJECT_START and is_point):
                        at = settled_start(work, drivers, first, last, calendar, is_point, at)
                    if finish_link >= 0 or floor_finish != NEVER:
                        asked = max(finish_asked, floor_finish)
                        wanted = start_for(work, drivers, first, last, calendar, span, asked)
                        if wanted > at:
                            at, by, by_link = wanted, BY_CONSTRAINT, -1
                            if finish_asked >= floor_finish:
                                by, by_link = BY_LINK, finish_link
                    if len(floors) > 0 and floors[row] > at:
                        at, by = (
                            settled_start(work, drivers, first, last, calendar, is_point, floors[row]),
                            BY_LATENESS,
                        )
                    if delays[row] > 0:
                        at = settled_start(work, drivers, first, last, calendar, is_point, at) + delays[row]
                        at, by = (
                            settled_start(work, drivers, first, last, calendar, is_point, at),
                            BY_LEVELING,
                        )
                    if limited >= 0:
                        held = _held(
                            work, drivers, first, last, calendar, span, is_point, constraints[limited], at
                        )
                        if held != at:
                            at, by, by_link = held, BY_CONSTRAINT, -1
                    if by == BY_PROJECT_START and first < last and at != next_start(work, calendar, at):
                        by = BY_RESOURCE
                    start[row], early_start[row], remaining_start[row] = at, at, at
                    finish[row] = finish_from(work, drivers, first, last, calendar, span, at)
                    early_finish[row] = finish[row]
                by_kind[row], by_row[row] = by, by_link
        if parent >= 0 and kinds[row] != EXTERNAL:
            start[parent] = min(start[parent], start[row])
            finish[parent] = max(finish[parent], finish[row])
            early_finish[parent] = max(early_finish[parent], early_finish[row])
            if early_start[row] < early_start[parent]:
                early_start[parent] = early_start[row]
                by_row[parent] = row
