"""Who works on what and when: assigned work of people, spread evenly over each activity's dates, by week."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from lockstep.domain.planning.queries.looking import look_at, nodes_of, projects_of
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_WEEK
from lockstep.plan import ResourceKind

MONDAY_TICKS = 4 * TICKS_PER_DAY
"""The first Monday of the axis, 1970-01-05."""


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

    Remaining work is spread evenly on the clock between start and finish. A first picture, not a leveled one.
    """
    look = look_at(user, node)
    compiled, plan = look.compiled, look.compiled.plan
    wanted = {project.id for project in projects_of(nodes_of(look))}
    table, schedule = plan.assignments, compiled.schedule
    weeks: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    units: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    rows: dict[int, list[int]] = defaultdict(list)
    for row in range(len(table)):
        resource, activity = int(table.resource[row]), int(table.activity[row])
        if resource < 0 or plan.resources.kind[resource] != ResourceKind.WORK:
            continue
        if look.project_of_row(activity) not in wanted:
            continue
        rows[resource].append(activity)
        start, finish = int(schedule.start_ticks[activity]), int(schedule.finish_ticks[activity])
        if NO_TICKS in (start, finish) or finish <= start:
            continue
        rate = int(table.remaining_work_ticks[row]) / (finish - start)
        for week, ticks in _weeks(start, finish):
            weeks[resource][week] += rate * ticks
            units[resource][week] += float(table.units[row])
    return tuple(
        sorted(
            (
                _load(plan, resource, found, weeks[resource], units[resource])
                for resource, found in rows.items()
            ),
            key=lambda load: (load.name.casefold(), load.resource),
        )
    )


def _weeks(start: int, finish: int) -> list[tuple[int, int]]:
    found = []
    week = start - (start - MONDAY_TICKS) % TICKS_PER_WEEK
    while week < finish:
        found.append((week, min(finish, week + TICKS_PER_WEEK) - max(start, week)))
        week += TICKS_PER_WEEK
    return found


def _load(
    plan: Any, resource: int, activities: list[int], weeks: dict[int, float], units: dict[int, float]
) -> PersonLoad:
    ordered = sorted(weeks)
    return PersonLoad(
        resource=int(plan.resources.uids[resource]),
        name=plan.resources.names[resource],
        activities=len(activities),
        projects=len({int(plan.activities.project[activity]) for activity in activities}),
        hours=round(sum(weeks.values()) / TICKS_PER_HOUR, 1),
        weeks=tuple(ordered),
        hours_by_week=tuple(round(weeks[week] / TICKS_PER_HOUR, 1) for week in ordered),
        peak_units=round(max(units.values(), default=0.0), 2),
        max_units=float(plan.resources.max_units[resource]),
    )
