"""What is late: activities past their deadline or their baseline, or overdue at their project's data date."""

from dataclasses import dataclass
from typing import Any

from lockstep.domain.access.policies import Standing, may_read
from lockstep.domain.access.queries.nodes import nodes_by_id
from lockstep.domain.planning.bridge.compiled import Compiled, compiled_network
from lockstep.domain.planning.bridge.impact import days_between
from lockstep.domain.planning.bridge.networks import network_of
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind, ActivityMode


@dataclass(frozen=True, slots=True)
class LateActivity:
    """An activity that is late, and against what: its deadline, or negative float."""

    activity: int
    project: int
    project_name: str
    code: str
    name: str
    finish_ticks: int
    due_ticks: int
    days: float
    is_milestone: bool
    is_critical: bool


def late_activities(user: Any, nodes: list[int], *, limit: int = 20) -> tuple[LateActivity, ...]:
    """Return unfinished activities below some nodes that miss their deadline or latest finish, the latest first."""
    standing = Standing.of(user)
    places = [node for node in nodes_by_id(nodes).values() if standing.may(may_read.permission, node.path)]
    found: dict[int, LateActivity] = {}
    for place in places:
        compiled = compiled_network(network_of(place.path).pk)
        for row in _late_rows(compiled, place.path).tolist():
            late = _late(compiled, row)
            found[late.activity] = late
    return tuple(sorted(found.values(), key=lambda late: (-late.days, late.activity))[:limit])


def _late_rows(compiled: Compiled, path: str) -> Any:
    rows = compiled.rows_of_projects([n.id for n in compiled.tables.nodes if n.path.startswith(path)])
    plan, schedule = compiled.plan.activities, compiled.schedule
    deadline = compiled.assembled.activities["deadline_ticks"][rows]
    finish = schedule.finish_ticks[rows]
    is_open = (plan.actual_finish_ticks[rows] == NO_TICKS) & (plan.kind[rows] != ActivityKind.SUMMARY)
    is_open &= (plan.mode[rows] != ActivityMode.INACTIVE) & (finish != NO_TICKS)
    misses = (deadline != NO_TICKS) & (finish > deadline)
    float_ticks = schedule.total_float_ticks[rows]
    misses |= (float_ticks != NO_TICKS) & (float_ticks < 0)
    return rows[is_open & misses]


def _late(compiled: Compiled, row: int) -> LateActivity:
    plan, schedule = compiled.plan, compiled.schedule
    deadline = int(compiled.assembled.activities["deadline_ticks"][row])
    finish = int(schedule.finish_ticks[row])
    is_past = deadline != NO_TICKS and finish > deadline
    due = deadline if is_past else int(schedule.late_finish_ticks[row])
    project = int(plan.activities.project[row])
    kind = ActivityKind(int(plan.activities.kind[row]))
    return LateActivity(
        activity=int(plan.activities.uids[row]),
        project=int(compiled.assembled.project_ids[project]),
        project_name=plan.projects[project].name,
        code=plan.activities.codes[row],
        name=plan.activities.names[row],
        finish_ticks=finish,
        due_ticks=due,
        days=days_between(due, finish),
        is_milestone=kind.is_milestone,
        is_critical=bool(schedule.is_critical[row]),
    )
