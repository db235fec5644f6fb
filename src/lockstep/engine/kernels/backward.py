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
from lockstep.engine.kernels.lookup import WORK, shifted, work_at
from lockstep.engine.kernels.moving import (
    finish_from,
    is_from_finish,
    is_to_start,
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


@kernel(types.void(WORK, NET, _IN, _IN, _IN, _IN, _OUT, _OUT, _OUT))
def backward(work, net, ends, start, early_start, early_finish, late_start, late_finish, held_start):
    """Fill late dates, and the late start of what remains (`held_start`), by which successors hold predecessors.

    `ends` holds the late finish of open ends by project.
    """
    order, parents, states, kinds, projects = net.order, net.parent, net.state, net.kind, net.project
    calendars, spans = net.calendar, net.span_ticks
    constraint_of, constraints, policies = net.constraint, net.constraints, net.policy
    out_first, out_link, target = net.out_first, net.out_link, net.target
    in_first, in_link = net.in_first, net.in_link
    link_kind, lags, lag_calendar = net.link_kind, net.lag_ticks, net.lag_calendar
    driver_first, drivers = net.driver_first, net.drivers
    count = len(parents)
    allowed = np.full(count, FAR, np.int64)
    late_start[:] = FAR
    late_finish[:] = NEVER
    held_start[:] = FAR
    # By summary: working ticks of the activities below, how many of them remain, the earliest late start among its
    # unfinished children that nothing within holds, and whether something below has started.
    total, left, open_start = (
        np.zeros(count, np.int64),
        np.zeros(count, np.int64),
        np.full(count, FAR, np.int64),
    )
    unfinished, is_begun = np.zeros(count, np.int64), np.zeros(count, np.bool_)
    has_progress = np.any((states == STARTED) | (states == FINISHED))
    for position in range(len(order) - 1, -1, -1):
        node = order[position]
        row = node if node < count else node - count
        parent = parents[row]
        state = states[row]
        project = projects[row]
        is_leaf = state != SUMMARY
        if is_leaf and (state == INACTIVE or state == SPANNING):
            late_start[row], late_finish[row], held_start[row] = start[row], early_finish[row], start[row]
            continue
        start_cap, finish_cap, is_held = FAR, FAR, False
        if is_leaf or node >= count:
            for entry in range(out_first[row], out_first[row + 1]):
                link = out_link[entry]
                other = target[link]
                other_state = states[other]
                if other_state == SPANNING:
                    continue
                is_held = True
                if other_state == FINISHED:
                    continue
                if other_state == STARTED and policies[projects[other], KEEPS_LOGIC] == 0:
                    continue
                kind = link_kind[link]
                if state == STARTED and not is_from_finish(kind):
                    continue
                moment = held_start[other] if is_to_start(kind) else late_finish[other]
                if moment == FAR:
                    continue
                if lags[link] != 0:
                    moment = shifted(work, lag_calendar[link], moment, -lags[link])
                if is_from_finish(kind):
                    finish_cap = min(finish_cap, moment)
                else:
                    start_cap = min(start_cap, moment)
        from_above = allowed[parent] if parent >= 0 else FAR
        limited = constraint_of[row]
        if not is_leaf:
            if node >= count:
                allowed[row] = min(from_above, finish_cap)
                if limited >= 0:
                    allowed[row] = min(allowed[row], constraints[limited, CAP_FINISH])
                continue
            if late_finish[row] == NEVER:
                late_start[row], late_finish[row], held_start[row] = start[row], start[row], FAR
                continue
            if is_begun[row] and policies[project, REPORTS_REMAINING] == 0:
                held_start[row] = open_start[row]
                if unfinished[row] > 0 and total[row] > 0:
                    calendar = calendars[row]
                    span = work_at(work, calendar, early_finish[row]) - work_at(work, calendar, start[row])
                    remaining = np.int64(np.rint(span * (left[row] / total[row])))
                    held = shifted(work, calendar, late_finish[row], -remaining)
                    held_start[row] = min(held_start[row], held)
        else:
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
        if parent >= 0 and kinds[row] != EXTERNAL:
            if policies[project, REPORTS_REMAINING] == 0:
                held_start[parent] = min(held_start[parent], late_start[row])
                is_free = has_progress and state != FINISHED
                if is_free:
                    for entry in range(in_first[row], in_first[row + 1]):
                        if _is_below(parents, net.source[in_link[entry]], parent):
                            is_free = False
                            break
                if is_leaf:
                    done = net.done_ticks[row] if state == STARTED else 0
                    total[parent] += spans[row] + done
                    if state != FINISHED:
                        left[parent] += spans[row]
                        unfinished[parent] += 1
                    is_begun[parent] |= state == STARTED or state == FINISHED
                    if is_free:
                        open_start[parent] = min(open_start[parent], late_start[row])
                else:
                    total[parent] += total[row]
                    left[parent] += left[row]
                    unfinished[parent] += unfinished[row]
                    is_begun[parent] |= is_begun[row]
                    if is_free and unfinished[row] > 0:
                        free = open_start[row] if is_begun[row] else late_start[row]
                        open_start[parent] = min(open_start[parent], free)
            elif state != FINISHED:
                held_start[parent] = min(held_start[parent], held_start[row])
            late_start[parent] = min(late_start[parent], late_start[row])
            late_finish[parent] = max(late_finish[parent], late_finish[row])
