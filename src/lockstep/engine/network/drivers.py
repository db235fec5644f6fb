"""Driving assignments: where work on a resource's own calendar sets the finish, not the duration."""

from dataclasses import dataclass

import numpy as np

from lockstep.engine.calendars import CalendarPool
from lockstep.engine.dialects import RULES
from lockstep.engine.kernels import codes
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind, Contour, Plan, ResourceKind, WorkRule
from lockstep.plan.columns import Bool, Int8, Int32, Int64

_MEAN_UNITS = np.ones(len(Contour))
"""Mean of the shares of peak units over the ten tenths of an assignment, by contour; a curve counts in mean units."""
_MEAN_UNITS[Contour.BACK_LOADED] = _MEAN_UNITS[Contour.FRONT_LOADED] = 0.6
_MEAN_UNITS[Contour.DOUBLE_PEAK] = _MEAN_UNITS[Contour.EARLY_PEAK] = _MEAN_UNITS[Contour.LATE_PEAK] = 0.5
_MEAN_UNITS[Contour.BELL] = 0.5
_MEAN_UNITS[Contour.TURTLE] = 0.7

LEAST_UNITS = 1e-6
"""Assignments below this share of a unit count as none."""

ROUNDING_TICKS = 2
"""Work over units within this of the duration is the duration: the source rounded one of the two."""


@dataclass(frozen=True, slots=True)
class Drivers:
    """Rows of the driver tables, grouped by activity; see `kernels.records.Net`."""

    first: Int32
    rows: np.ndarray


def drivers(plan: Plan, state: Int8, pool: CalendarPool, own_calendar: Int32, calendar: Int32) -> Drivers:
    """Return the assignments that decide finishes. `own_calendar` is the plan's index, `calendar` the number."""
    count = len(plan.activities)
    rows = np.flatnonzero(_may_drive(plan, state))
    if len(rows) == 0:
        return _none(count)
    assignments = plan.assignments
    activity = assignments.activity[rows]
    number = _numbers(plan, pool, own_calendar[activity], assignments.resource[rows])
    differs = np.zeros(count, np.bool_)
    differs[activity[number != calendar[activity]]] = True
    kept = differs[activity]
    if not kept.any():
        return _none(count)
    rows, number = rows[kept], number[kept]
    grouping = np.argsort(assignments.activity[rows], kind="stable")
    rows, number = rows[grouping], number[grouping]
    is_unstarted = state[assignments.activity[rows]] == codes.UNSTARTED
    first = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(assignments.activity[rows], minlength=count), out=first[1:])
    table = np.empty((len(rows), codes.DRIVER_COLUMNS), np.int64)
    table[:, codes.DRIVER_CALENDAR] = number
    table[:, codes.DRIVER_DELAY] = np.where(is_unstarted, assignments.delay_ticks[rows], 0)
    table[:, codes.DRIVER_WAIT] = np.where(is_unstarted, assignments.leveling_delay_ticks[rows], 0)
    table[:, codes.DRIVER_SPAN] = _spans(plan, rows)
    return Drivers(first, table)


def _none(count: int) -> Drivers:
    return Drivers(np.zeros(count + 1, np.int32), np.zeros((0, codes.DRIVER_COLUMNS), np.int64))


def _may_drive(plan: Plan, state: Int8) -> Bool:
    """Return the assignments whose resource may decide the finish of its activity."""
    assignments, activities, resources = plan.assignments, plan.activities, plan.resources
    activity, resource = assignments.activity, assignments.resource
    drives = np.array([RULES[project.dialect].resources_drive for project in plan.projects], np.bool_)
    by_work = drives[activities.project] if len(activities) else np.zeros(0, np.bool_)
    by_work = by_work & (activities.work_rule != WorkRule.FIXED_DURATION)
    by_work = by_work | (activities.kind == ActivityKind.RESOURCE_DEPENDENT)
    by_work &= ~activities.ignores_resource_calendars & ~activities.is_elapsed
    by_work &= (state == codes.UNSTARTED) | (state == codes.STARTED)
    may = by_work[activity] & (resource >= 0) & (assignments.units > LEAST_UNITS)
    if len(resources) == 0:
        return np.zeros(len(assignments), np.bool_)
    may &= (resources.kind[resource] == ResourceKind.WORK) & (resources.calendar[resource] >= 0)
    has_work = np.where(
        state[activity] == codes.STARTED, assignments.remaining_work_ticks, assignments.work_ticks
    )
    is_dependent = activities.kind[activity] == ActivityKind.RESOURCE_DEPENDENT
    return may & ((has_work > 0) | is_dependent)


def _numbers(plan: Plan, pool: CalendarPool, own_calendar: Int32, resource: Int32) -> Int32:
    """Return the number of each assignment's calendar: the resource's, within the activity's own where it has one."""
    width = len(plan.calendars) + 1
    pairs = (own_calendar.astype(np.int64) + 1) * width + plan.resources.calendar[resource]
    unique, place = np.unique(pairs, return_inverse=True)
    numbers = [pool.number((pair // width - 1, pair % width)) for pair in unique.tolist()]
    return np.array(numbers, np.int32)[place]


def _spans(plan: Plan, rows: np.ndarray) -> Int64:
    """Return the working ticks that each assignment takes, or still takes."""
    assignments, activities = plan.assignments, plan.activities
    activity = assignments.activity[rows]
    is_started = activities.actual_start_ticks[activity] != NO_TICKS
    regular = assignments.work_ticks[rows] - assignments.overtime_work_ticks[rows]
    work = np.where(is_started, assignments.remaining_work_ticks[rows], regular)
    units = assignments.units[rows] * _MEAN_UNITS[assignments.contour[rows]]
    by_work = np.rint(np.maximum(work, 0) / np.maximum(units, LEAST_UNITS)).astype(np.int64)
    duration = np.where(is_started, activities.remaining_ticks[activity], activities.duration_ticks[activity])
    is_dependent = activities.kind[activity] == ActivityKind.RESOURCE_DEPENDENT
    is_rounded = np.abs(by_work - duration) <= ROUNDING_TICKS
    return np.where(is_dependent | is_rounded, duration, by_work)
