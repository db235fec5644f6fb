"""Curves as Microsoft Project holds them: work by period in an edited contour, for it knows no shares."""

from itertools import pairwise

import numpy as np

from lockstep.exchange.dates import ScheduledDates
from lockstep.exchange.worktime import WorkTime
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import CURVE_POINTS, Contour, Plan
from lockstep.plan.columns import Float64

MOST_DONE = 0.9

Laid = dict[int, list[tuple[int, int, int]]]
"""Start, finish and work of each period, by row of the assignment."""


def laid_curves(plan: Plan, schedule: ScheduledDates | None) -> Laid:
    """Return the periods of what is left of each assignment with a curve; none for those without dates."""
    if schedule is None or not len(plan.curves):
        return {}
    by_hand = set(plan.timephased.assignment.tolist())
    worktime = WorkTime(plan.calendars)
    found = {}
    for curve, row in enumerate(plan.curves.assignment.tolist()):
        if plan.assignments.contour[row] == Contour.CURVE and row not in by_hand:
            periods = _periods(plan, schedule, worktime, row, plan.curves.shares[curve])
            if periods:
                found[row] = periods
    return found


def written_contour(plan: Plan, row: int, laid: Laid) -> int:
    """Return the number of an assignment's contour in Microsoft Project."""
    contour = int(plan.assignments.contour[row])
    if contour != Contour.CURVE:
        return contour
    return int(Contour.EDITED if row in laid else Contour.FLAT)


def _periods(
    plan: Plan, schedule: ScheduledDates, worktime: WorkTime, row: int, shares: Float64
) -> list[tuple[int, int, int]]:
    activities, left = plan.activities, int(plan.assignments.remaining_work_ticks[row])
    activity = int(plan.assignments.activity[row])
    begin, finish = int(schedule.start_ticks[activity]), int(schedule.finish_ticks[activity])
    if left <= 0 or begin == NO_TICKS or finish == NO_TICKS:
        return []
    passed = 0.0
    if activities.actual_start_ticks[activity] != NO_TICKS:
        data_date = plan.projects[int(activities.project[activity])].data_date_ticks
        begin = max(begin, data_date) if data_date < finish else begin
        duration = max(int(activities.duration_ticks[activity]), 1)
        passed = float(np.clip(1.0 - activities.remaining_ticks[activity] / duration, 0.0, MOST_DONE))
    calendar = _calendar(plan, row, activity)
    total = worktime.between(calendar, begin, finish)
    borders = np.linspace(0.0, 1.0, CURVE_POINTS)
    places = np.unique([passed, *borders[borders > passed]])
    offsets, first = np.unique(np.rint((places - passed) / (1.0 - passed) * total), return_index=True)
    if len(offsets) < 2:
        return []
    done = np.cumsum(shares)
    done[0] = 0.0
    work = _whole(np.diff(np.interp(places, borders, done)[first]), left)
    found = []
    for (low, high), amount in zip(pairwise(offsets.astype(np.int64).tolist()), work, strict=True):
        start = worktime.next_start(calendar, worktime.after(calendar, begin, low)) if low else begin
        found.append((start, worktime.after(calendar, begin, high), amount))
    return found


def _whole(shares: Float64, left: int) -> list[int]:
    """Return whole ticks that add up to what is left; a period without any would be a split, so it gets one."""
    total = float(shares.sum())
    even = np.full(len(shares), 1.0 / len(shares))
    ends = np.rint(np.cumsum(shares / total if total > 0 else even) * left).astype(np.int64)
    work = np.diff(ends, prepend=0)
    idle = work == 0
    work[idle] = 1
    work[int(np.argmax(work))] -= int(idle.sum())
    return [max(1, amount) for amount in work.tolist()]


def _calendar(plan: Plan, row: int, activity: int) -> int:
    """Return the calendar on which an assignment is worked: the resource's, where the activity heeds it."""
    activities, resource = plan.activities, int(plan.assignments.resource[row])
    own = int(plan.resources.calendar[resource]) if resource >= 0 else -1
    if own >= 0 and not activities.ignores_resource_calendars[activity]:
        return own
    own = int(activities.calendar[activity])
    return own if own >= 0 else plan.projects[int(activities.project[activity])].calendar
