"""Who is asked for how much, week by week, against what there is of them; and the work behind each number."""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from django.utils import timezone

from lockstep.domain.ledger import NotFound
from lockstep.domain.people.queries import resource_kinds
from lockstep.domain.people.vocabulary import ResourceKind
from lockstep.domain.planning.bridge.gaps import plan_with_gaps
from lockstep.domain.planning.bridge.loads import (
    by_team,
    by_week,
    monday_of,
    ranked,
    teams_of,
    workload_between,
)
from lockstep.domain.planning.bridge.rollups import rows_below
from lockstep.domain.planning.queries.leveling import OUTSIDE_VIEW, leveled_dates
from lockstep.domain.planning.queries.looking import Look, look_at
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY, TICKS_PER_HOUR, day_number
from lockstep.plan import ResourceKind as PlanResourceKind

USUAL_WEEKS: Final = 13
MOST_WEEKS: Final = 53
_LEAST_TICKS: Final = 3.0


@dataclass(frozen=True, slots=True)
class WorkloadCell:
    """One resource in one week, in hours of effort.

    `elsewhere_hours` is the part of the demand that other nodes ask for; `overload_hours` is counted day by day, so
    that a free Friday does not hide a Monday that is too full; `absent_hours` is capacity that absences take away.
    """

    demand_hours: float
    elsewhere_hours: float
    capacity_hours: float
    overload_hours: float
    days_over: int
    absent_hours: float


@dataclass(frozen=True, slots=True)
class WorkloadRow:
    """One resource that works on what lies below a node, with a cell for each week.

    A role has the work and the capacity of its `people` too, of whom the rows name it as their `role`; `unnamed_hours`
    are those for which nobody is named yet. `bottleneck` is overload / capacity x share of the overload on work that
    cannot wait (`tight_overload_hours`), None without capacity.
    """

    id: int
    name: str
    kind: ResourceKind
    role: int | None
    role_name: str
    people: int
    unnamed_hours: float
    units: float
    demand_hours: float
    capacity_hours: float
    overload_hours: float
    tight_overload_hours: float
    bottleneck: float | None
    projects: int
    cells: tuple[WorkloadCell, ...]


@dataclass(frozen=True, slots=True)
class WorkloadPage:
    """The load of all who work below a node; `weeks` are the day numbers of the Mondays.

    `first_day` and `last_day` say from when to when there is work at all.
    """

    node: int
    weeks: tuple[int, ...]
    first_day: int
    last_day: int
    proposal: int | None
    rows: tuple[WorkloadRow, ...]


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Work of one resource on one activity within some weeks; without ids where it lies outside the user's view."""

    activity: int | None
    code: str
    name: str
    resource: int
    resource_name: str
    project: int | None
    project_name: str
    is_elsewhere: bool
    hours: float
    units: float
    start_ticks: int
    finish_ticks: int
    total_float_ticks: int | None
    is_critical: bool
    priority: int


def workload(
    user: Any,
    node: int,
    *,
    first_day: int | None = None,
    weeks: int = USUAL_WEEKS,
    proposal: int | None = None,
    threshold_ticks: int = 0,
) -> WorkloadPage:
    """Return the load by week of all who work on what lies below a node.

    Without `first_day` it begins with this week, or with the first work where none is due now. `proposal` shows the
    load as it would be with all delays of a leveling proposal. Work cannot wait where its total float is at most the
    threshold.
    """
    look = look_at(user, node)
    plan, schedule = _dated(look, proposal)
    inside = _inside(look)
    begin, end = _span(look, schedule, inside)
    first = monday_of(first_day) if first_day is not None else _usual_start(begin, end)
    count = max(1, min(weeks, MOST_WEEKS))
    load = _loaded(plan, schedule, first, count)
    teams = _teams(look, inside)
    found = ranked(plan, schedule, load, teams, threshold_ticks)
    return WorkloadPage(
        node=look.top.id,
        weeks=tuple(first + 7 * week for week in range(count)),
        first_day=begin,
        last_day=end,
        proposal=proposal,
        rows=_rows(look, load, inside, teams, found),
    )


def work_behind(
    user: Any, node: int, resource: int, *, first_day: int, weeks: int = 1, proposal: int | None = None
) -> tuple[WorkItem, ...]:
    """Return what a resource works on in some weeks, the most hours first; NotFound where it does not work there."""
    look = look_at(user, node)
    plan, schedule = _dated(look, proposal)
    inside = _inside(look)
    uids = look.compiled.plan.resources.uids
    team = next((row for row in _teams(look, inside) if int(uids[row.resource]) == resource), None)
    if team is None:
        raise NotFound(f"resource {resource}", "Nobody of this number works here, or you may not see it.")
    load = _loaded(plan, schedule, monday_of(first_day), max(1, min(weeks, MOST_WEEKS)))
    table = look.compiled.plan.assignments
    is_theirs = np.isin(table.resource[load.assignment], [team.resource, *team.people])
    hours = np.bincount(load.assignment[is_theirs], weights=load.ticks[is_theirs], minlength=len(table))
    rows = [int(row) for row in np.flatnonzero(hours > _LEAST_TICKS)]
    items = [_item(look, schedule, inside, row, float(hours[row]) / TICKS_PER_HOUR) for row in rows]
    return tuple(sorted(items, key=lambda item: (-item.hours, item.start_ticks, item.name)))


def _dated(look: Look, proposal: int | None) -> tuple[Any, Any]:
    """Return the plan and its dates, or what a leveling proposal would make of them."""
    now = look.compiled.schedule
    if proposal is None:
        return look.compiled.plan, now
    dates, gaps = leveled_dates(look.user, proposal)
    start, finish = now.start_ticks.copy(), now.finish_ticks.copy()
    for activity, begins, ends in zip(dates["id"], dates["start"], dates["finish"], strict=True):
        row = look.compiled.row(activity)
        if row is not None:
            start[row], finish[row] = begins, ends
    return plan_with_gaps(look.compiled, gaps), replace(now, start_ticks=start, finish_ticks=finish)


def _inside(look: Look) -> Any:
    """Return by activity whether it lies below the node and may be seen."""
    mask = np.zeros(len(look.compiled.plan.activities), dtype=bool)
    mask[rows_below(look.compiled, look.top.path)] = True
    return mask


def _resources(look: Look, inside: Any) -> Any:
    """Return the work resources that have work left below the node."""
    plan = look.compiled.plan
    table = plan.assignments
    counts = (table.resource >= 0) & (table.remaining_work_ticks > 0)
    counts &= inside[table.activity] & (plan.activities.actual_finish_ticks == NO_TICKS)[table.activity]
    own = np.unique(table.resource[counts])
    return own[plan.resources.kind[own] == PlanResourceKind.WORK]


def _teams(look: Look, inside: Any) -> Any:
    """Return all who work below the node, a role with those of them who fill it."""
    return teams_of(look.compiled.plan, _resources(look, inside).tolist())


def _span(look: Look, schedule: Any, inside: Any) -> tuple[int, int]:
    """Return the first and the last day of open work below the node."""
    is_open = inside & (look.compiled.plan.activities.actual_finish_ticks == NO_TICKS)
    start, finish = schedule.start_ticks[is_open], schedule.finish_ticks[is_open]
    start, finish = start[start != NO_TICKS], finish[finish != NO_TICKS]
    today = day_number(timezone.localdate())
    if not len(start) or not len(finish):
        return today, today
    return int(start.min()) // TICKS_PER_DAY, (int(finish.max()) - 1) // TICKS_PER_DAY


def _usual_start(begin: int, end: int) -> int:
    today = day_number(timezone.localdate())
    return monday_of(today if begin <= today <= end else begin)


def _loaded(plan: Any, schedule: Any, first: int, weeks: int) -> Any:
    last = (first + 7 * weeks) * TICKS_PER_DAY - 1
    return workload_between(plan, schedule, first * TICKS_PER_DAY, last)


def _rows(look: Look, load: Any, inside: Any, teams: Any, found: Any) -> tuple[WorkloadRow, ...]:
    plan, names = look.compiled.plan, look.compiled.tables.resources
    uids = [int(plan.resources.uids[team.resource]) for team in teams]
    kinds = resource_kinds(uids)
    tables = [
        by_week(table) / TICKS_PER_HOUR
        for table in (
            found.demand_ticks,
            by_team(_elsewhere(load, inside, plan), teams),
            found.capacity_ticks,
            found.overload_ticks,
            found.absent_ticks,
        )
    ]
    demand, other, capacity, overload, absent = (np.round(table, 1).tolist() for table in tables)
    days_over = by_week((found.overload_ticks > 0).astype(int)).tolist()
    projects = _projects(load, inside, plan, teams)
    rows = []
    for at, (team, uid) in enumerate(zip(teams, uids, strict=True)):
        role = names[uid].role_id
        index = float(found.index[at])
        unnamed = float(load.demand_ticks[team.resource].sum()) if team.people else 0.0
        cells = zip(demand[at], other[at], capacity[at], overload[at], days_over[at], absent[at], strict=True)
        rows.append(
            WorkloadRow(
                id=uid,
                name=plan.resources.names[team.resource],
                kind=kinds.get(uid, ResourceKind.PERSON),
                role=role,
                role_name=names[role].name if role in names else "",
                people=len(team.people),
                unnamed_hours=round(unnamed / TICKS_PER_HOUR, 1),
                units=float(plan.resources.max_units[team.resource]),
                demand_hours=round(sum(demand[at]), 1),
                capacity_hours=round(sum(capacity[at]), 1),
                overload_hours=round(sum(overload[at]), 1),
                tight_overload_hours=round(float(found.tight_ticks[at]) / TICKS_PER_HOUR, 1),
                bottleneck=None if np.isnan(index) else round(index, 4),
                projects=projects[at],
                cells=tuple(WorkloadCell(*numbers) for numbers in cells),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.id)))


def _elsewhere(load: Any, inside: Any, plan: Any) -> Any:
    """Return the demand by resource and day that does not come from below the node."""
    is_other = ~inside[plan.assignments.activity[load.assignment]]
    shape = load.demand_ticks.shape
    place = plan.assignments.resource[load.assignment[is_other]].astype(np.int64) * shape[1]
    summed = np.bincount(
        place + load.day[is_other], weights=load.ticks[is_other], minlength=shape[0] * shape[1]
    )
    return summed.reshape(shape)


def _projects(load: Any, inside: Any, plan: Any, teams: Any) -> list[int]:
    """Return for how many projects below the node each team works in these weeks."""
    used = np.unique(load.assignment)
    used = used[inside[plan.assignments.activity[used]]]
    found: dict[int, set[int]] = {}
    projects = plan.activities.project[plan.assignments.activity[used]]
    pairs = np.unique(np.stack([plan.assignments.resource[used], projects], axis=1), axis=0)
    for resource, project in pairs.tolist():
        found.setdefault(resource, set()).add(project)
    return [
        len(set().union(*(found.get(row, ()) for row in (team.resource, *team.people)))) for team in teams
    ]


def _item(look: Look, schedule: Any, inside: Any, assignment: int, hours: float) -> WorkItem:
    plan = look.compiled.plan
    row, resource = int(plan.assignments.activity[assignment]), int(plan.assignments.resource[assignment])
    is_seen, total_float = look.sees_row(row), int(schedule.total_float_ticks[row])
    project = look.project_of_row(row)
    return WorkItem(
        activity=int(plan.activities.uids[row]) if is_seen else None,
        code=plan.activities.codes[row] if is_seen else "",
        name=plan.activities.names[row] if is_seen else OUTSIDE_VIEW,
        resource=int(plan.resources.uids[resource]),
        resource_name=plan.resources.names[resource],
        project=project if is_seen else None,
        project_name=look.project_names.get(project, ""),
        is_elsewhere=not bool(inside[row]),
        hours=round(hours, 1),
        units=float(plan.assignments.units[assignment]),
        start_ticks=int(schedule.start_ticks[row]),
        finish_ticks=int(schedule.finish_ticks[row]),
        total_float_ticks=None if total_float == NO_TICKS or not is_seen else total_float,
        is_critical=bool(schedule.is_critical[row]) and is_seen,
        priority=int(plan.activities.priority[row]) if is_seen else 0,
    )
