"""The schedule of a node as columns."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.planning.bridge.networks import network_of
from lockstep.domain.planning.bridge.rows import view_rows
from lockstep.domain.planning.bridge.wire import (
    BaselineChoice,
    View,
    activity_columns,
    calendar_columns,
    link_columns,
    project_columns,
)
from lockstep.domain.planning.models import ActivityLayer, Baseline, CurrentResult, Network
from lockstep.domain.planning.queries.baseline_choice import baselines_for, choice_by_project
from lockstep.domain.planning.queries.looking import Look, look_at, nodes_of, projects_of
from lockstep.domain.planning.vocabulary import ResultState
from lockstep.foundation.ticks import TICKS_PER_DAY, ticks_of

SEVERAL_BASELINES = "the newest baseline of each project"


@dataclass(frozen=True, slots=True)
class ScheduleColumns:
    """The schedule of one node.

    `payload` is plain data, ready for JSON: the form of `GET /api/v1/nodes/{id}/schedule`.
    """

    node: int
    network: int
    revision: int
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ScheduleStamp:
    """What an ETag of a node's schedule is made of; reading it costs three small statements."""

    node: int
    network: int
    revision: int
    state: ResultState


def schedule_stamp(user: Any, node: int) -> ScheduleStamp:
    """Return the revision that a node's schedule would show; NotFound when it may not be read."""
    network = network_of(readable_node(user, node).path)
    return ScheduleStamp(node, network.pk, network.revision, result_state(network.pk, network.revision))


def schedule(user: Any, node: int, *, baseline: int | None = None) -> ScheduleColumns:
    """Return the schedule of a node with everything below it that the user may read.

    `baseline` chooses the dates to compare with; without it each project shows its approved, else newest one.
    Activities outside the view that a link leads to are stubs: dates, and a name only where it may be read.
    """
    look = look_at(user, node)
    compiled = look.compiled
    nodes = nodes_of(look)
    projects = projects_of(nodes)
    rows = view_rows(compiled, look.top, nodes)
    known = baselines_for(look.top, nodes)
    chosen = choice_by_project(known, projects, baseline)
    view = View(
        rows=rows,
        may_edit={project.id: look.may_edit(project.id) for project in projects},
        is_stale={project.id: look.is_stale(project.id) for project in projects},
        baselines={project: BaselineChoice(found.pk, found.version) for project, found in chosen.items()},
        owners=_owners([project.id for project in projects]),
        stub_names=_stub_names(look, rows.stubs.tolist()),
        profile_codes={},
    )
    payload = {
        "version": 1,
        "node": look.top.id,
        "name": look.top.name,
        "network": compiled.network,
        "revision": compiled.revision,
        "state": result_state(compiled.network, compiled.revision).value,
        "baseline": _shown(list(chosen.values())),
        "baselines": [{"id": row.pk, "name": row.name, "state": row.state} for row in known],
        "today": today_ticks(compiled.network),
        "ticksPerDay": TICKS_PER_DAY,
        "projects": project_columns(compiled, view),
        "calendars": calendar_columns(compiled),
        "activities": activity_columns(compiled, view),
        "links": link_columns(compiled, view),
    }
    return ScheduleColumns(look.top.id, compiled.network, compiled.revision, payload)


def result_state(network: int, revision: int) -> ResultState:
    """Tell whether the stored result is that of a revision."""
    stored = CurrentResult.objects.filter(network_id=network).values_list("revision", flat=True).first()
    return ResultState.CURRENT if (stored or 0) >= revision else ResultState.RECALCULATING


def today_ticks(network: int) -> int:
    """Return this moment in the civil time of a network's zone."""
    zone = Network.objects.values_list("zone", flat=True).get(pk=network)
    return ticks_of(datetime.now(ZoneInfo(zone)).replace(tzinfo=None))


def _shown(chosen: list[Baseline]) -> dict[str, Any] | None:
    ids = {found.pk for found in chosen}
    if not ids:
        return None
    if len(ids) > 1:
        return {"id": 0, "name": SEVERAL_BASELINES}
    return {"id": chosen[0].pk, "name": chosen[0].name}


def _owners(projects: list[int]) -> dict[int, str]:
    found = ActivityLayer.objects.filter(project_id__in=projects, owner__isnull=False)
    return dict(found.values_list("activity_id", "owner__name"))


def _stub_names(look: Look, rows: list[int]) -> dict[int, str]:
    plan = look.compiled.plan
    return {
        row: f"{plan.projects[plan.activities.project[row]].name} / {plan.activities.names[row]}"
        for row in rows
        if look.sees_row(row)
    }
