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
from lockstep.engine.kernels.compiled import inlined, kernel, laid, read_only
from lockstep.engine.kernels.lookup import (
    WORK,
    laid_finish_at,
    laid_shifted,
    laid_start_at,
    laid_work_at,
    next_start,
    shifted,
)
from lockstep.engine.kernels.moving import finish_from, settled_start, start_for, used_lag
from lockstep.engine.kernels.records import NET

EXTERNAL = 6
START_MILESTONE = 1

_OUT = types.int64[::1]
_FLOOR = read_only(types.int64)


@inlined
def held_start(work, drivers, first, last, calendar, span, is_point, limits, at):
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


@laid
def _asked(work, states, projects, policies, in_end, in_code, in_lag, first, last, moments, early_start):
    """Return the moments that links ask of a start and of a finish, and the entries of the links that ask so.

    Where several ask for the same moment the first has it. An entry is -1 where there is no such link.
    """
    count = len(states)
    start_asked, finish_asked, start_entry, finish_entry = NEVER, NEVER, -1, -1
    for entry in range(first, last):
        end, code, lag = in_end[entry], in_code[entry], in_lag[entry]
        moment = moments[end]
        if lag != 0:
            calendar = code >> 1
            if (
                lag > 0
                and end < count
                and states[end] == STARTED
                and policies[projects[end], LAG_FROM_ACTUAL] == 0
            ):
                lag = used_lag(work, calendar, lag, moment, early_start[end])
                moment = early_start[end]
            moment = laid_shifted(work, calendar, moment, lag)
        # Which end a link holds cannot be foreseen, so that both are compared without a branch.
        of_start = NEVER if code & 1 else moment
        of_finish = moment if code & 1 else NEVER
        start_entry = entry if of_start > start_asked else start_entry
        start_asked = max(start_asked, of_start)
        finish_entry = entry if of_finish > finish_asked else finish_entry
        finish_asked = max(finish_asked, of_finish)
    return start_asked, finish_asked, start_entry, finish_entry


@inlined
def _placed(
    work, net, floors, touched, moments, early_start, early_finish, remaining_start, start_work, asked_of_children,
    asking_link, by_kind, by_row, was_start, was_finish, was_early, asks_anew
):  # fmt: skip
    """Do the pass; the last four are room for what it notes by summary."""
    order, parents, states, kinds, projects = net.order, net.parent, net.state, net.kind, net.project
    calendars, spans, delays = net.calendar, net.span_ticks, net.delay_ticks
    given_start, given_finish = net.given_start, net.given_finish
    actual_start, resumes = net.actual_start, net.resume
    constraint_of, constraints, policies = net.constraint, net.constraints, net.policy
    in_first, in_link, source = net.in_first, net.in_link, net.source
    in_end, in_code, in_lag = net.in_end, net.in_code, net.in_lag
    out_first, out_end = net.out_first, net.out_end
    driver_first, drivers = net.driver_first, net.drivers
    count = len(parents)
    start, finish = moments[:count], moments[count:]
    is_partial, has_floors = len(touched) > 0, len(floors) > 0
    for position in range(len(order)):
        node = order[position]
        row = node if node < count else node - count
        parent = parents[row]
        state = states[row]
        project = projects[row]
        is_counted, is_moved = True, False
        if node >= count:
            if finish[row] == NEVER:
                at = given_start[row] if given_start[row] != NEVER else policies[project, STARTS_AT]
                start[row], finish[row], early_start[row], early_finish[row] = at, at, at, at
                by_kind[row], is_counted = BY_NOTHING, False
            else:
                if given_start[row] != NEVER:
                    start[row], early_start[row] = given_start[row], given_start[row]
                    if given_finish[row] != NEVER:
                        finish[row], early_finish[row] = given_finish[row], given_finish[row]
                by_kind[row] = BY_CHILDREN
            remaining_start[row] = early_start[row]
            is_moved = was_start[row] != start[row] or was_finish[row] != finish[row]
            is_moved |= was_early[row] != early_start[row]
        elif state == SUMMARY:
            was_start[row], was_finish[row], was_early[row] = start[row], finish[row], early_start[row]
            start[row], finish[row], early_start[row], early_finish[row] = FAR, NEVER, FAR, NEVER
            start_work[row], by_row[row] = NEVER, -1
            asked, by_link = NEVER, -1
            if parent >= 0:
                asked, by_link = asked_of_children[parent], asking_link[parent]
            start_asked, _, start_entry, _ = _asked(
                work, states, projects, policies, in_end, in_code, in_lag, in_first[row], in_first[row + 1],
                moments, early_start,
            )  # fmt: skip
            if start_asked > asked:
                asked, by_link = start_asked, in_link[start_entry]
            limited = constraint_of[row]
            if limited >= 0:
                wanted = max(constraints[limited, FLOOR_START], constraints[limited, PIN_START])
                if wanted > asked:
                    asked, by_link = wanted, -1
            if is_partial:
                asks_anew[row] = asked != asked_of_children[row] or by_link != asking_link[row]
            asked_of_children[row], asking_link[row] = asked, by_link
            continue
        elif is_partial and not touched[row] and not (parent >= 0 and asks_anew[parent]):
            is_counted = state != INACTIVE
        else:
            was = start[row], finish[row], early_start[row]
            from_above, above_link = NEVER, -1
            if parent >= 0:
                from_above, above_link = asked_of_children[parent], asking_link[parent]
            calendar, span = calendars[row], spans[row]
            first, last = driver_first[row], driver_first[row + 1]
            limited = constraint_of[row]
            is_point = span == 0 and not (
                policies[project, MILESTONES_BY_KIND] == 1 and kinds[row] == START_MILESTONE
            )
            by, by_link, worked = BY_NOTHING, -1, NEVER
            if state == SPANNING:
                begins, ends = FAR, NEVER
                for entry in range(in_first[row], in_first[row + 1]):
                    link = in_link[entry]
                    other = source[link]
                    is_predecessor = net.predecessor[link] == row
                    end = _span_begin_or_end(net.link_kind[link], is_predecessor, True)
                    if end > 0:
                        moment = start[other] if end == 1 else finish[other]
                        if moment < begins:
                            begins, by_link = moment, link
                    else:
                        end = _span_begin_or_end(net.link_kind[link], is_predecessor, False)
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
                by = BY_SPAN
            elif state == INACTIVE or state == FIXED:
                begins, ends = given_start[row], given_finish[row]
                if begins == NEVER:
                    begins = next_start(work, calendar, policies[project, STARTS_AT])
                if ends == NEVER:
                    ends = finish_from(work, drivers, first, last, calendar, span, begins)
                start[row], finish[row], early_start[row], early_finish[row] = begins, ends, begins, ends
                remaining_start[row] = begins
                is_counted = state == FIXED
                if is_counted:
                    by = BY_EXTERNAL if kinds[row] == EXTERNAL else BY_MANUAL
            elif state == FINISHED:
                start[row], finish[row] = actual_start[row], net.actual_finish[row]
                early_start[row], early_finish[row] = start[row], finish[row]
                if policies[project, REPORTS_REMAINING] == 1 and policies[project, REMAINS_FROM] != NEVER:
                    early_start[row] = policies[project, REMAINS_FROM]
                    early_finish[row] = early_start[row]
                remaining_start[row] = finish[row]
                by = BY_ACTUAL
            else:
                start_asked, finish_asked, start_entry, finish_entry = _asked(
                    work, states, projects, policies, in_end, in_code, in_lag, in_first[row],
                    in_first[row + 1], moments, early_start,
                )  # fmt: skip
                if state == STARTED:
                    at, by = resumes[row], BY_SUSPENSION
                    if at == NEVER:
                        at, by = shifted(work, calendar, actual_start[row], net.done_ticks[row]), BY_ACTUAL
                    earliest = policies[project, REMAINS_FROM]
                    if earliest != NEVER and (resumes[row] == NEVER or earliest > at):
                        at, by = earliest, BY_DATA_DATE
                    if policies[project, KEEPS_LOGIC] == 1:
                        if start_entry >= 0 and start_asked > at:
                            at, by, by_link = start_asked, BY_LINK, in_link[start_entry]
                        if finish_entry >= 0 and span > 0:
                            wanted = start_for(work, drivers, first, last, calendar, span, finish_asked)
                            if wanted > at:
                                at, by, by_link = wanted, BY_LINK, in_link[finish_entry]
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
                    if start_entry >= 0 and start_asked >= at:
                        at, by, by_link = start_asked, BY_LINK, in_link[start_entry]
                    is_plain = (
                        span > 0 and limited < 0 and first == last and delays[row] == 0 and not has_floors
                    )
                    if is_plain:
                        # What nearly every activity comes to: the same as below, with each look-up done once.
                        worked = laid_work_at(work, calendar, at)
                        if finish_entry >= 0:
                            before = laid_work_at(work, calendar, finish_asked) - span
                            if before > worked:
                                worked, by, by_link = before, BY_LINK, in_link[finish_entry]
                        at = laid_start_at(work, calendar, worked)
                        ends = laid_finish_at(work, calendar, worked + span)
                    else:
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
                        if finish_entry >= 0 or floor_finish != NEVER:
                            asked = max(finish_asked, floor_finish)
                            wanted = start_for(work, drivers, first, last, calendar, span, asked)
                            if wanted > at:
                                at, by, by_link = wanted, BY_CONSTRAINT, -1
                                if finish_asked >= floor_finish:
                                    by, by_link = BY_LINK, in_link[finish_entry]
                        if has_floors and floors[row] > at:
                            at, by = (
                                settled_start(work, drivers, first, last, calendar, is_point, floors[row]),
                                BY_LATENESS,
                            )
                        if delays[row] > 0:
                            at = (
                                settled_start(work, drivers, first, last, calendar, is_point, at)
                                + delays[row]
                            )
                            at, by = (
                                settled_start(work, drivers, first, last, calendar, is_point, at),
                                BY_LEVELING,
                            )
                        if limited >= 0:
                            held = held_start(
                                work, drivers, first, last, calendar, span, is_point, constraints[limited], at
                            )
                            if held != at:
                                at, by, by_link = held, BY_CONSTRAINT, -1
                        if by == BY_PROJECT_START and first < last and at != next_start(work, calendar, at):
                            by = BY_RESOURCE
                        ends = finish_from(work, drivers, first, last, calendar, span, at)
                        if span > 0 and first == last:
                            worked = laid_work_at(work, calendar, at)
                    start[row], early_start[row], remaining_start[row] = at, at, at
                    finish[row], early_finish[row] = ends, ends
            by_kind[row], by_row[row], start_work[row] = by, by_link, worked
            if is_partial:
                touched[row] = True
                is_moved = was[0] != start[row] or was[1] != finish[row] or was[2] != early_start[row]
        if is_partial and is_moved:
            for entry in range(out_first[row], out_first[row + 1]):
                end = out_end[entry]
                touched[end if end < count else end - count] = True
        if is_counted and parent >= 0 and kinds[row] != EXTERNAL:
            start[parent] = min(start[parent], start[row])
            finish[parent] = max(finish[parent], finish[row])
            early_finish[parent] = max(early_finish[parent], early_finish[row])
            earliest = early_start[parent]
            if early_start[row] < earliest or (early_start[row] == earliest and row < by_row[parent]):
                early_start[parent] = early_start[row]
                by_row[parent] = row


@kernel(types.void(WORK, NET, _FLOOR, types.boolean[::1], *(_OUT,) * 7, types.int8[::1], types.int32[::1]))
def forward(
    work, net, floors, touched, moments, early_start, early_finish, remaining_start, start_work,
    asked_of_children, asking_link, by_kind, by_row
):  # fmt: skip
    """Fill scheduled and early dates, the start of remaining work, and what sets each start.

    `moments` holds all starts and then all finishes. `start_work` is what is worked before the start, in the
    activity's calendar, of each unstarted activity whose calendar alone leads from its start to its finish; NEVER of
    all others. `asked_of_children` is what links and constraints on a
    summary ask of the starts below it, `asking_link` the link that does. `floors` are further floors of starts (of
    activities as late as possible), NEVER for none; it may be empty.

    With `touched` empty everything is computed. Otherwise the arrays hold an earlier answer, and only the activities
    touched and what follows from them are computed anew; afterwards `touched` holds all of those. Summaries are
    gathered from below each time, because that costs less than finding out which of them have to be.
    """
    count = len(net.parent)
    # Of summaries: the dates before this pass, and whether what they ask of those below has changed.
    was_start, was_finish, was_early = (
        np.empty(count, np.int64),
        np.empty(count, np.int64),
        np.empty(count, np.int64),
    )
    asks_anew = np.zeros(count, np.bool_)
    _placed(
        work, net, floors, touched, moments, early_start, early_finish, remaining_start, start_work,
        asked_of_children, asking_link, by_kind, by_row, was_start, was_finish, was_early, asks_anew
    )  # fmt: skip
