"""Trying a delay out on a copy of the plan."""

from dataclasses import dataclass, replace

import numpy as np

from lockstep.engine.health.facts import Facts
from lockstep.engine.kernels.codes import DRIVER_CALENDAR
from lockstep.engine.preparing import prepared, worked
from lockstep.engine.result import Schedule
from lockstep.engine.scheduling import schedule
from lockstep.plan import Contour, Plan
from lockstep.plan.columns import frozen


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """A copy of the plan in which one activity takes longer, and its schedule.

    Attributes:
        plan: the copy.
        schedule: its schedule.
        activity: index of the activity.
        added_ticks: working ticks that were added.
    """

    plan: Plan
    schedule: Schedule
    activity: int
    added_ticks: int


def delayed(facts: Facts, row: int, days: float) -> Trial:
    """Return the plan scheduled anew with days of the activity's calendar added to its remaining duration."""
    plan = facts.plan
    added = round(days * float(facts.day_ticks[row]))
    activities = plan.activities
    longer = replace(
        activities,
        duration_ticks=_raised(activities.duration_ticks, row, added),
        remaining_ticks=_raised(activities.remaining_ticks, row, added),
    )
    scratch = replace(plan, activities=longer, assignments=_with_work(plan, row, added))
    return Trial(scratch, schedule(scratch), row, added)


def _raised(column: np.ndarray, row: int, by: int) -> np.ndarray:
    values = column.copy()
    values[row] += by
    return frozen(values, np.int64)


def _with_work(plan: Plan, row: int, added: int):  # type: ignore[no-untyped-def]
    """Return the assignments with the work that the longer duration takes, so that work never shortens it again."""
    assignments = plan.assignments
    rows = np.flatnonzero((assignments.activity == row) & (assignments.remaining_work_ticks > 0))
    if len(rows) == 0:
        return assignments
    is_even = assignments.contour[rows] == Contour.FLAT
    remaining = int(plan.activities.remaining_ticks[row]) + added
    # An uneven spread would stretch the added work, so it is laid flat over the whole of what remains.
    even = assignments.remaining_work_ticks[rows] + np.rint(assignments.units[rows] * added)
    left = np.where(is_even, even, np.rint(assignments.units[rows] * remaining)).astype(np.int64)
    work, remaining_work = assignments.work_ticks.copy(), assignments.remaining_work_ticks.copy()
    work[rows] += left - remaining_work[rows]
    remaining_work[rows] = left
    contour = assignments.contour.copy()
    contour[rows] = Contour.FLAT
    return replace(
        assignments,
        work_ticks=frozen(work, np.int64),
        remaining_work_ticks=frozen(remaining_work, np.int64),
        contour=frozen(contour, np.int8),
    )


def shift_days(facts: Facts, trial: Trial, before_ticks: int, after_ticks: int) -> float:
    """Return by how many of the delayed activity's working days a moment moved."""
    net = facts.ready.net
    row = trial.activity
    calendar = int(net.calendar[row])
    if net.driver_first[row] < net.driver_first[row + 1]:
        calendar = int(net.drivers[net.driver_first[row], DRIVER_CALENDAR])
    ready = prepared(trial.plan, trial.schedule)
    moments = np.array([before_ticks, after_ticks], np.int64)
    first, second = worked(ready, np.full(2, calendar, np.int32), moments).tolist()
    return (second - first) / float(facts.day_ticks[row])
