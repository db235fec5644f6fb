"""Links across projects, seen from a node."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lockstep.domain.planning.bridge.wire import OUTSIDE
from lockstep.domain.planning.queries.looking import Look, look_at, nodes_of, projects_of
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import LinkKind


@dataclass(frozen=True, slots=True)
class CrossEnd:
    """One end of a link across projects; without id and project where it may not be read, with its dates only."""

    activity: int | None
    name: str
    project: int | None
    project_name: str
    start_ticks: int | None
    finish_ticks: int | None


@dataclass(frozen=True, slots=True)
class CrossLink:
    """A link across projects. `float_ticks` is by how much the predecessor may slip before it moves the successor."""

    id: int
    version: int
    kind: str
    lag_ticks: int
    is_hard: bool
    is_driving: bool
    float_ticks: int | None
    predecessor: CrossEnd
    successor: CrossEnd


def cross_links(user: Any, node: int) -> tuple[CrossLink, ...]:
    """Return the links across projects that touch a node, the tightest first."""
    look = look_at(user, node)
    compiled, plan = look.compiled, look.compiled.plan
    links, project = plan.links, plan.activities.project
    inside = np.zeros(len(plan.projects) + 1, dtype=bool)
    wanted = {found.id for found in projects_of(nodes_of(look))}
    for row, found in enumerate(compiled.assembled.project_ids.tolist()):
        inside[row] = found in wanted
    before, after = project[links.predecessor], project[links.successor]
    rows = np.flatnonzero((before != after) & (inside[before] | inside[after]))
    schedule, versions = compiled.schedule, compiled.assembled.links["version"]
    found = [
        CrossLink(
            id=int(links.uids[row]),
            version=int(versions[row]),
            kind=LinkKind(int(links.kind[row])).name,
            lag_ticks=int(links.lag_ticks[row]),
            is_hard=bool(links.is_hard[row]),
            is_driving=bool(schedule.is_driving[row]),
            float_ticks=_or_none(schedule.link_float_ticks[row]),
            predecessor=_end(look, int(links.predecessor[row])),
            successor=_end(look, int(links.successor[row])),
        )
        for row in rows.tolist()
    ]
    return tuple(sorted(found, key=lambda link: (link.float_ticks is None, link.float_ticks or 0, link.id)))


def _end(look: Look, row: int) -> CrossEnd:
    plan, schedule = look.compiled.plan, look.compiled.schedule
    start, finish = _or_none(schedule.start_ticks[row]), _or_none(schedule.finish_ticks[row])
    if not look.sees_row(row):
        return CrossEnd(None, OUTSIDE, None, "", start, finish)
    project = look.project_of_row(row)
    name = plan.projects[int(plan.activities.project[row])].name
    return CrossEnd(int(plan.activities.uids[row]), plan.activities.names[row], project, name, start, finish)


def _or_none(ticks: Any) -> int | None:
    return None if ticks == NO_TICKS else int(ticks)
