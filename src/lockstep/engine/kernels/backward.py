"""The backward pass: late dates, in reverse order."""

import numpy as np
from numba.core import types

from lockstep.engine.kernels.codes import (
    CAP_FINISH,
    CAP_START,
    FAR,
    FINISHED,
    FIXED,
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
    SUMMARY,
    UNSTARTED,
)
from lockstep.engine.kernels.compiled import inlined, kernel, read_only
from lockstep.engine.kernels.lookup import (
    WORK,
    laid_finish_at,
    laid_shifted,
    laid_start_at,
    laid_work_at,
    shifted,
    work_at,
)
from lockstep.engine.kernels.moving import (
    finish_from,
    settled_finish,
    settled_start,
    start_for,
)
from lockstep.engine.kernels.records import NET

START_MILESTONE = 1
EXTERNAL = 6

_OUT = types.int64[::1]
_IN = read_only(types.int64)


@inlined
def _is_below(parents, row, summary):
    """Return True for rows somewhere below a summary."""
    while row >= 0:
        row = parents[row]
        if row == summary:
            return True
    return False


@inlined
def _placed_late(
    work,
    net,
    ends,
    touched,
    start,
    early_finish,
    late_start,
    late,
    late_work,
    allowed,
    place,
    room,
    is_begun,
    caps_anew,
):
    """Do the pass; the last three are room for what it notes by summary, `place` tells where in `room`.

    `room` holds its working ticks below, how many of them remain, the earliest late start among its unfinished
    children that nothing within holds, how many are unfinished, and its dates before this pass; `is_begun` whether
    something below has started, `caps_anew` whether `allowed` has changed.
    """
    order, parents, states, kinds, projects = net.order, net.parent, net.state, net.kind, net.project
    calendars, spans = net.calendar, net.span_ticks
    constraint_of, constraints, policies = net.constraint, net.constraints, net.policy
    out_first, out_end, out_code, out_lag = net.out_first, net.out_end, net.out_code, net.out_lag
    in_first, in_link, in_end = net.in_first, net.in_link, net.in_end
    driver_first, drivers = net.driver_first, net.drivers
    count = len(parents)
    held_start, late_finish = late[:count], late[count:]
    total, left, open_start, unfinished, was_held, was_late = (
        room[0],
        room[1],
        room[2],
        room[3],
        room[4],
        room[5],
    )
    is_partial = len(touched) > 0
    has_progress = False
    for row in range(count):
        has_progress |= states[row] == STARTED or states[row] == FINISHED
    for position in range(len(order) - 1, -1, -1):
        node = order[position]
        row = node if node < count else node - count
        parent = parents[row]
        state = states[row]
        project = projects[row]
        is_leaf = state != SUMMARY
        is_empty = False
        slot, above = 0 if is_leaf else place[row], place[parent] if parent >= 0 else 0
        if is_leaf and (state == INACTIVE or state == SPANNING):
            late_start[row], late_finish[row], held_start[row] = start[row], early_finish[row], start[row]
            late_work[row] = NEVER
            continue
        start_cap, finish_cap, is_held = FAR, FAR, False
        is_kept = is_partial and is_leaf and not touched[row] and not (parent >= 0 and caps_anew[parent])
        before_held, before_late = held_start[row], late_finish[row]
        if node >= count:
            was_held[slot], was_late[slot] = before_held, before_late
            late_start[row], late_finish[row], held_start[row] = FAR, NEVER, FAR
            late_work[row] = NEVER
            total[slot], left[slot], open_start[slot], unfinished[slot] = 0, 0, FAR, 0
        elif not is_leaf:
            before_held, before_late = was_held[slot], was_late[slot]
        if not is_kept and (is_leaf or node >= count):
            for entry in range(out_first[row], out_first[row + 1]):
                end, code = out_end[entry], out_code[entry]
                other = end if end < count else end - count
                other_state = states[other]
                if other_state == SPANNING:
                    continue
                is_held = True
                if other_state == FINISHED:
                    continue
                if other_state == STARTED and policies[projects[other], KEEPS_LOGIC] == 0:
                    continue
                is_from_start = code & 1 == 1
                if state == STARTED and is_from_start:
                    continue
                moment = late[end]
                if moment == FAR:
                    continue
                if out_lag[entry] != 0:
                    moment = laid_shifted(work, code >> 1, moment, -out_lag[entry])
                # Which end a link holds cannot be foreseen, so that both are compared without a branch.
                finish_cap = min(finish_cap, FAR if is_from_start else moment)
                start_cap = min(start_cap, moment if is_from_start else FAR)
        from_above = allowed[parent] if parent >= 0 else FAR
        limited = constraint_of[row]
        if not is_leaf:
            if node >= count:
                cap = min(from_above, finish_cap)
                if limited >= 0:
                    cap = min(cap, constraints[limited, CAP_FINISH])
                caps_anew[row] = is_partial and cap != allowed[row]
                allowed[row] = cap
                continue
            is_empty = late_finish[row] == NEVER
            if is_empty:
                late_start[row], late_finish[row], held_start[row] = start[row], start[row], FAR
            elif is_begun[row] and policies[project, REPORTS_REMAINING] == 0:
                held_start[row] = open_start[slot]
                if unfinished[slot] > 0 and total[slot] > 0:
                    calendar = calendars[row]
                    span = work_at(work, calendar, early_finish[row]) - work_at(work, calendar, start[row])
                    remaining = np.int64(np.rint(span * (left[slot] / total[slot])))
                    held = shifted(work, calendar, late_finish[row], -remaining)
                    held_start[row] = min(held_start[row], held)
        elif not is_kept:
            calendar, span = calendars[row], spans[row]
            first, last = driver_first[row], driver_first[row + 1]
            is_point = span == 0 and not (
                policies[project, MILESTONES_BY_KIND] == 1 and kinds[row] == START_MILESTONE
            )
            at = ends[project]
            if not is_held and policies[project, OPEN_ENDS_CRITICAL] == 1:
                at = early_finish[row]
            at = min(min(at, from_above), finish_cap)
            if limited >= 0:
                at = min(at, constraints[limited, CAP_FINISH])
                if state == UNSTARTED and constraints[limited, PIN_FINISH] != NEVER:
                    at = constraints[limited, PIN_FINISH]
                if state == UNSTARTED and constraints[limited, PIN_START] != NEVER:
                    begins = settled_start(
                        work, drivers, first, last, calendar, is_point, constraints[limited, PIN_START]
                    )
                    at = finish_from(work, drivers, first, last, calendar, span, begins)
                if state == UNSTARTED:
                    start_cap = min(start_cap, constraints[limited, CAP_START])
            before_start = NEVER
            if state == FINISHED:
                if policies[project, REPORTS_REMAINING] == 1:
                    late_finish[row] = min(at, start_cap)
                    late_start[row] = late_finish[row]
                else:
                    late_start[row], late_finish[row] = start[row], early_finish[row]
                held_start[row] = late_start[row]
            elif state == FIXED:
                at = settled_finish(work, drivers, first, last, calendar, is_point, at)
                span = work_at(work, calendar, early_finish[row]) - work_at(work, calendar, start[row])
                late_finish[row] = at
                late_start[row] = shifted(work, calendar, at, -span)
                held_start[row] = late_start[row]
            else:
                if span > 0 and first == last:
                    # What nearly every activity comes to: the same as below, with each look-up done once.
                    done = laid_work_at(work, calendar, at)
                    at = laid_finish_at(work, calendar, done)
                    before_start = done - span
                    begins = laid_start_at(work, calendar, before_start)
                    if start_cap < begins:
                        before_start = laid_work_at(work, calendar, start_cap)
                        begins = laid_start_at(work, calendar, before_start)
                        at = min(at, laid_finish_at(work, calendar, before_start + span))
                else:
                    at = settled_finish(work, drivers, first, last, calendar, is_point, at)
                    begins = start_for(work, drivers, first, last, calendar, span, at)
                    if start_cap < begins:
                        begins = settled_start(work, drivers, first, last, calendar, is_point, start_cap)
                        at = min(at, finish_from(work, drivers, first, last, calendar, span, begins))
                late_finish[row] = at
                held_start[row] = begins
                late_start[row] = begins
                if state == STARTED and policies[project, REPORTS_REMAINING] == 0:
                    late_start[row] = start[row]
                    if span == 0:
                        held_start[row] = start[row]
            late_work[row] = before_start
        if is_partial and not is_kept:
            touched[row] = True
            if before_held != held_start[row] or before_late != late_finish[row]:
                for entry in range(in_first[row], in_first[row + 1]):
                    end = in_end[entry]
                    touched[end if end < count else end - count] = True
        if is_empty:
            continue
        if parent >= 0 and kinds[row] != EXTERNAL:
            if policies[project, REPORTS_REMAINING] == 0:
                held_start[parent] = min(held_start[parent], late_start[row])
                # Only a summary of which something has started asks for what is counted here.
                if has_progress:
                    is_free = state != FINISHED
                    if is_free:
                        for entry in range(in_first[row], in_first[row + 1]):
                            if _is_below(parents, net.source[in_link[entry]], parent):
                                is_free = False
                                break
                    if is_leaf:
                        done = net.done_ticks[row] if state == STARTED else 0
                        total[above] += spans[row] + done
                        if state != FINISHED:
                            left[above] += spans[row]
                            unfinished[above] += 1
                        is_begun[parent] |= state == STARTED or state == FINISHED
                        if is_free:
                            open_start[above] = min(open_start[above], late_start[row])
                    else:
                        total[above] += total[slot]
                        left[above] += left[slot]
                        unfinished[above] += unfinished[slot]
                        is_begun[parent] |= is_begun[row]
                        if is_free and unfinished[slot] > 0:
                            free = open_start[slot] if is_begun[row] else late_start[row]
                            open_start[above] = min(open_start[above], free)
            elif state != FINISHED:
                held_start[parent] = min(held_start[parent], held_start[row])
            late_start[parent] = min(late_start[parent], late_start[row])
            late_finish[parent] = max(late_finish[parent], late_finish[row])


@kernel(types.void(WORK, NET, _IN, types.boolean[::1], _IN, _IN, _OUT, _OUT, _OUT, _OUT))
def backward(
    work, net, ends, touched, start, early_finish, late_start, late, late_work, allowed
):  # fmt: skip
    """Fill late dates, and the late start of what remains, by which successors hold predecessors.

    `ends` holds the late finish of open ends by project; `late` all late starts of what remains and then all late
    finishes; `late_work` what is worked before the late start of what remains where the calendar alone leads from it
    to the late finish, or NEVER; `allowed` what links and constraints on a summary allow the finishes below it.
    `touched` is as in the forward pass: with it empty everything is computed.
    """
    count = len(net.parent)
    # Room for summaries only: what is written for the first time is slow, and they are few.
    place = np.empty(count, np.int32)
    summaries = 0
    for row in range(count):
        if net.state[row] == SUMMARY:
            place[row] = summaries
            summaries += 1
    room = np.empty((6, summaries), np.int64)
    is_begun, caps_anew = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    _placed_late(
        work,
        net,
        ends,
        touched,
        start,
        early_finish,
        late_start,
        late,
        late_work,
        allowed,
        place,
        room,
        is_begun,
        caps_anew,
    )
