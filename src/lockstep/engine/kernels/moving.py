"""Moving between the start and the finish of one activity.

Kernels pass numbers and single arrays here, never records: that is what keeps an activity at some tens of
nanoseconds. `drivers` holds a row for each assignment that decides a finish (see `records.DRIVER_` columns), of
which the activity has those from `first` up to `last`, mostly none.
"""

from lockstep.engine.kernels.codes import DRIVER_CALENDAR, DRIVER_DELAY, DRIVER_SPAN, DRIVER_WAIT, FF, FS
from lockstep.engine.kernels.compiled import inlined
from lockstep.engine.kernels.lookup import (
    finish_at,
    last_finish,
    next_start,
    start_at,
    touches_work,
    work_at,
)


@inlined
def settled_start(work, drivers, first, last, calendar, is_point, at):
    """Return the first moment from `at` on at which the activity can start; a point stays at the end of work."""
    if first < last:
        best = next_start(work, drivers[first, DRIVER_CALENDAR], at)
        for driver in range(first + 1, last):
            best = min(best, next_start(work, drivers[driver, DRIVER_CALENDAR], at))
        return best
    if is_point and touches_work(work, calendar, at):
        return at
    return next_start(work, calendar, at)


@inlined
def settled_finish(work, drivers, first, last, calendar, is_point, at):
    """Return the last moment up to `at` at which the activity can finish; a point stays at the start of work."""
    if first < last:
        best = last_finish(work, drivers[first, DRIVER_CALENDAR], at)
        for driver in range(first + 1, last):
            best = max(best, last_finish(work, drivers[driver, DRIVER_CALENDAR], at))
        return best
    if is_point and touches_work(work, calendar, at):
        return at
    return last_finish(work, calendar, at)


@inlined
def finish_from(work, drivers, first, last, calendar, span, start):
    """Return the finish of an activity, or of its remaining work, that goes on from `start`."""
    if first == last:
        if span == 0:
            return start
        return finish_at(work, calendar, work_at(work, calendar, start) + span)
    latest = start
    for driver in range(first, last):
        own = drivers[driver, DRIVER_CALENDAR]
        begins = start
        if drivers[driver, DRIVER_WAIT] > 0:
            begins = next_start(work, own, begins) + drivers[driver, DRIVER_WAIT]
        done = work_at(work, own, begins) + drivers[driver, DRIVER_DELAY] + drivers[driver, DRIVER_SPAN]
        latest = max(latest, finish_at(work, own, done))
    return latest


@inlined
def start_for(work, drivers, first, last, calendar, span, finish):
    """Return the latest start with which the activity, or its remaining work, is done by `finish`."""
    if first == last:
        if span == 0:
            return finish
        return start_at(work, calendar, work_at(work, calendar, finish) - span)
    earliest = finish
    for driver in range(first, last):
        own = drivers[driver, DRIVER_CALENDAR]
        before = drivers[driver, DRIVER_DELAY] + drivers[driver, DRIVER_SPAN]
        begins = start_at(work, own, work_at(work, own, finish) - before)
        if drivers[driver, DRIVER_WAIT] > 0:
            begins = start_at(work, own, work_at(work, own, begins - drivers[driver, DRIVER_WAIT]))
        earliest = min(earliest, begins)
    return earliest


@inlined
def used_lag(work, calendar, lag, actual_start, remaining_start):
    """Return what is left of a start-to-start lag when the predecessor started and its lag runs since."""
    used = work_at(work, calendar, remaining_start) - work_at(work, calendar, actual_start)
    return max(0, lag - max(0, used))


@inlined
def is_from_finish(kind):
    """Return True for links that start from their predecessor's finish."""
    return kind == FS or kind == FF


@inlined
def is_to_start(kind):
    """Return True for links that hold their successor's start."""
    return kind == FS or kind == 1
