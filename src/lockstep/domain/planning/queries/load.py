"""Who works on what and when: assigned work of people by week, as the workload counts it."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lockstep.domain.planning.bridge.loads import by_week, workload_between
from lockstep.domain.planning.queries.looking import look_at, nodes_of, projects_of
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY, TICKS_PER_HOUR
from lockstep.plan import ResourceKind


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """Assigned hours of one resource by week; `weeks` are the Mondays as ticks. `activities` counts assignments."""

    resource: int
    name: str
    activities: int
    projects: int
    hours: float
    weeks: tuple[int, ...]
    hours_by_week: tuple[float, ...]
    peak_units: float
    """Most units at once, as the sum of the assignments' units of the busiest week."""
    max_units: float


def people_load(user: Any, node: int) -> tuple[PersonLoad, ...]:
    """Return the load of people on activities below a node that the user may read, by name.

    Remaining work is spread as on the workload page, by its contours and by hand. Weeks without work are left out.
    """
    look = look_at(user, node)
    plan, schedule = look.compiled.plan, look.compiled.schedule
    table = plan.assignments
    wanted = {project.id for project in projects_of(nodes_of(look))}
    is_home = np.isin(look.compiled.assembled.project_ids, list(wanted))
    is_counted = (table.resource >= 0) & is_home[plan.activities.project[table.activity]]
    if len(plan.resources):
        is_counted &= plan.resources.kind[table.resource] == ResourceKind.WORK
    rows = np.flatnonzero(is_counted)
    if not len(rows):
        return ()
    known = schedule.start_ticks[table.activity[rows]]
    known = known[known != NO_TICKS]
    first, last = (
        (int(known.min()), int(schedule.finish_ticks[table.activity[rows]].max())) if len(known) else (0, 0)
    )
    weeks, hours, units = _by_week(plan, schedule, is_counted, first, last)
    found = []
    for resource in np.unique(table.resource[rows]).tolist():
        activities = table.activity[rows[table.resource[rows] == resource]]
        busy = np.flatnonzero(hours[resource] > 0)
        found.append(
            PersonLoad(
                resource=int(plan.resources.uids[resource]),
                name=plan.resources.names[resource],
                activities=len(activities),
                projects=len(np.unique(plan.activities.project[activities])),
                hours=round(float(hours[resource].sum()), 1),
                weeks=tuple(weeks[busy].tolist()),
                hours_by_week=tuple(np.round(hours[resource][busy], 1).tolist()),
                peak_units=round(float(units[resource].max(initial=0.0)), 2),
                max_units=float(plan.resources.max_units[resource]),
            )
        )
    return tuple(sorted(found, key=lambda load: (load.name.casefold(), load.resource)))


def _by_week(plan: Any, schedule: Any, is_counted: Any, first: int, last: int) -> tuple[Any, Any, Any]:
    """Return the Mondays, and the hours and the units of some assignments by resource and week."""
    load = workload_between(plan, schedule, first, last)
    shape = load.demand_ticks.shape
    is_used = is_counted[load.assignment]
    assignment, day = load.assignment[is_used].astype(np.int64), load.day[is_used]
    resource = plan.assignments.resource[assignment].astype(np.int64)
    daily = np.bincount(resource * shape[1] + day, load.ticks[is_used], minlength=shape[0] * shape[1])
    hours = by_week(daily.reshape(shape)) / TICKS_PER_HOUR
    count = hours.shape[1]
    pairs = np.unique(assignment * count + day // 7)
    assignment, week = pairs // count, pairs % count
    place = plan.assignments.resource[assignment].astype(np.int64) * count + week
    units = np.bincount(place, plan.assignments.units[assignment], minlength=hours.size).reshape(hours.shape)
    return (load.first_day + 7 * np.arange(count)) * TICKS_PER_DAY, hours, units
