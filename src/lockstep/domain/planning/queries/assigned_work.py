"""On which activities one person, role or machine works, over all time."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lockstep.domain.planning.queries.looking import Look, look_at
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_HOUR


@dataclass(frozen=True, slots=True)
class AssignedRow:
    """One activity that somebody is on; `units` is 1 for all of one, `left_hours` the effort still to be done."""

    activity: int
    code: str
    name: str
    project: int
    project_name: str
    units: float
    hours: float
    left_hours: float
    start_ticks: int | None
    finish_ticks: int | None
    total_float_ticks: int | None
    is_critical: bool
    is_done: bool


def assigned_work(user: Any, node: int, resource: int) -> tuple[AssignedRow, ...]:
    """Return what a resource of a node works on in all projects that may use it: what is open first, by start."""
    look = look_at(user, node)
    plan = look.compiled.plan
    found = np.flatnonzero(plan.resources.uids == resource)
    if not len(found):
        return ()
    mine = np.flatnonzero(plan.assignments.resource == found[0]).tolist()
    seen = [row for row in mine if look.sees_row(int(plan.assignments.activity[row]))]
    rows = (_row(look, row) for row in seen)
    return tuple(sorted(rows, key=lambda row: (row.is_done, row.start_ticks or 0, row.name)))


def _row(look: Look, assignment: int) -> AssignedRow:
    plan, schedule = look.compiled.plan, look.compiled.schedule
    table, activities = plan.assignments, plan.activities
    row = int(table.activity[assignment])
    project = look.project_of_row(row)
    return AssignedRow(
        activity=int(activities.uids[row]),
        code=activities.codes[row],
        name=activities.names[row],
        project=project,
        project_name=look.project_names.get(project, ""),
        units=float(table.units[assignment]),
        hours=round(int(table.work_ticks[assignment]) / TICKS_PER_HOUR, 1),
        left_hours=round(int(table.remaining_work_ticks[assignment]) / TICKS_PER_HOUR, 1),
        start_ticks=_or_none(schedule.start_ticks[row]),
        finish_ticks=_or_none(schedule.finish_ticks[row]),
        total_float_ticks=_or_none(schedule.total_float_ticks[row]),
        is_critical=bool(schedule.is_critical[row]),
        is_done=int(activities.actual_finish_ticks[row]) != NO_TICKS,
    )


def _or_none(ticks: Any) -> int | None:
    return None if int(ticks) == NO_TICKS else int(ticks)
