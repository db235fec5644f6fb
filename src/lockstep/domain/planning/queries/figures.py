"""The schedule's figures of nodes, for the rows of every list of nodes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lockstep.domain.access.queries.nodes import NodeRow, nodes_below, nodes_by_id
from lockstep.domain.planning.bridge.baselines import baseline_column
from lockstep.domain.planning.bridge.compiled import Compiled, compiled_network
from lockstep.domain.planning.bridge.daycount import working_days_late
from lockstep.domain.planning.bridge.networks import network_of, root_of
from lockstep.domain.planning.bridge.rollups import rows_below, span
from lockstep.domain.planning.models import Baseline
from lockstep.domain.planning.queries.baseline_choice import baselines_for
from lockstep.domain.planning.vocabulary import STALE_TICKS
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind


@dataclass(frozen=True, slots=True)
class NodeFigures:
    """Dates, progress and slip of a node's schedule.

    `slip_days` are working days after the baseline named by `baseline_name`; `data_date_ticks` is the oldest of the
    projects below, `newest_data_date_ticks` the newest; `is_stale` where a project below has not reported for long;
    `silent_count` is how many projects with activities never did.
    """

    start_ticks: int | None
    finish_ticks: int | None
    progress: float
    slip_days: float | None
    baseline_name: str
    baseline_finish_ticks: int | None
    data_date_ticks: int | None
    newest_data_date_ticks: int | None
    is_stale: bool
    silent_count: int
    activity_count: int
    critical_count: int
    mastered: str


def node_figures(user: Any, node_ids: Sequence[int]) -> Mapping[int, NodeFigures]:
    """Return the figures of each node that has activities. Whoever may read a node may read all below it."""
    found: dict[int, NodeFigures] = {}
    by_root: dict[int, list[NodeRow]] = defaultdict(list)
    for node in nodes_by_id(node_ids).values():
        by_root[root_of(node.path)].append(node)
    for root, nodes in by_root.items():
        compiled = compiled_network(network_of(nodes[0].path).pk)
        if not len(compiled.plan.activities):
            continue
        known = _baselines(root)
        for node in nodes:
            figures = figures_of(compiled, node, known)
            if figures is not None:
                found[node.id] = figures
    return found


def figures_of(compiled: Compiled, node: NodeRow, known: Sequence[Baseline]) -> NodeFigures | None:
    """Return the figures of one node, None where it has no activities."""
    rows = rows_below(compiled, node.path)
    if not len(rows):
        return None
    total = span(compiled, rows)
    agreed, name = baseline_finish(compiled, node, rows, known)
    dates = data_dates(compiled, node.path)
    leaves = rows[compiled.plan.activities.kind[rows] != ActivityKind.SUMMARY]
    return NodeFigures(
        start_ticks=_or_none(total.start),
        finish_ticks=_or_none(total.finish),
        progress=total.share_complete,
        slip_days=working_days_late(compiled, last_calendar(compiled, rows), agreed, total.finish),
        baseline_name=name,
        baseline_finish_ticks=_or_none(agreed),
        data_date_ticks=min(dates.values(), default=None),
        newest_data_date_ticks=max(dates.values(), default=None),
        is_stale=bool(stale_projects(compiled, dates)),
        silent_count=len(silent_projects(compiled, rows, dates)),
        activity_count=total.activities,
        critical_count=int(compiled.schedule.is_critical[leaves].sum()),
        mastered=_mastered(compiled, node),
    )


def baseline_finish(
    compiled: Compiled, node: NodeRow, rows: Any, known: Sequence[Baseline]
) -> tuple[int, str]:
    """Return the finish of some rows in the baseline that covers a node, with its name; NO_TICKS without one."""
    covering = [found for found in known if found.node_id in node.ancestor_ids]
    if not covering:
        return NO_TICKS, ""
    ids = compiled.assembled.activities["id"][rows]
    values = baseline_column(covering[0].pk, covering[0].version, "finish_ticks", ids)
    values = values[values != NO_TICKS]
    return (int(values.max()) if len(values) else NO_TICKS), covering[0].name


def last_calendar(compiled: Compiled, rows: Any) -> int:
    """Return the calendar of the project that finishes last, in which slip is counted."""
    last = rows[int(np.argmax(compiled.schedule.finish_ticks[rows]))]
    return compiled.plan.projects[int(compiled.plan.activities.project[last])].calendar


def data_dates(compiled: Compiled, path: str) -> dict[int, int]:
    """Return the data date of each project below a path that has one."""
    inside = {node.id for node in compiled.tables.nodes if node.path.startswith(path)}
    return {node: date for node, date in _all_data_dates(compiled).items() if node in inside}


def stale_projects(compiled: Compiled, dates: Mapping[int, int]) -> list[int]:
    """Return those projects whose data date lies too far behind the newest of the network."""
    newest = max(_all_data_dates(compiled).values(), default=NO_TICKS)
    return [node for node, date in dates.items() if newest - date > STALE_TICKS]


def silent_projects(compiled: Compiled, rows: Any, dates: Mapping[int, int]) -> list[int]:
    """Return the projects of some rows that have no data date, so that nobody knows of when their progress is."""
    having = np.unique(compiled.plan.activities.project[rows]).tolist()
    projects = [int(compiled.assembled.project_ids[row]) for row in having]
    return [project for project in projects if project not in dates]


def _all_data_dates(compiled: Compiled) -> dict[int, int]:
    sheet = compiled.tables.projects
    pairs = zip(sheet["node_id"].tolist(), sheet["data_date_ticks"].tolist(), strict=True)
    return {node: date for node, date in pairs if date != NO_TICKS}


def _mastered(compiled: Compiled, node: NodeRow) -> str:
    sheet = compiled.tables.projects
    at = np.flatnonzero(sheet["node_id"] == node.id)
    return str(sheet["mastered"][at[0]]) if len(at) else ""


def _baselines(root: int) -> list[Baseline]:
    below = nodes_below(root)
    top = next(node for node in below if node.id == root)
    return baselines_for(top, below)


def _or_none(ticks: int) -> int | None:
    return None if ticks == NO_TICKS else int(ticks)
