"""The scheduled work of a node with what each row is held against, for numbers that other apps compute."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from lockstep.domain.planning.bridge.baselines import baseline_column
from lockstep.domain.planning.bridge.compiled import Compiled
from lockstep.domain.planning.bridge.daycount import working_days_late
from lockstep.domain.planning.bridge.rollups import rows_below
from lockstep.domain.planning.models import Baseline
from lockstep.domain.planning.queries.baseline_choice import baselines_for, choice_by_project
from lockstep.domain.planning.queries.figures import baseline_finish, last_calendar
from lockstep.domain.planning.queries.looking import Look, look_at, nodes_of, projects_of
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind, ActivityMode

_LEFT_OUT = (ActivityKind.SUMMARY, ActivityKind.LEVEL_OF_EFFORT)
_MILESTONES = (ActivityKind.START_MILESTONE, ActivityKind.FINISH_MILESTONE)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """Unfinished work or a milestone still to come: its finish now, its deadline and its baseline."""

    activity: int
    project: int
    project_name: str
    code: str
    name: str
    is_milestone: bool
    finish_ticks: int
    deadline_ticks: int | None
    baseline_ticks: int | None
    minutes_per_day: int


@dataclass(frozen=True, slots=True)
class PlanRows:
    """The open rows of a node in outline order; `known` names rows that were asked for from elsewhere."""

    network: int
    revision: int
    name: str
    rows: tuple[PlanRow, ...]
    known: Mapping[int, PlanRow]
    project_names: Mapping[int, str]
    agreed_ticks: int | None
    baseline_name: str
    calendar: int
    _compiled: Compiled

    def working_days(self, earlier_ticks: int, later_ticks: int) -> float | None:
        """Return the working days between two moments on the calendar of the project that finishes last."""
        return working_days_late(self._compiled, self.calendar, earlier_ticks, later_ticks)


def plan_rows(user: Any, node: int, also: Iterable[int] = ()) -> PlanRows:
    """Return the open rows of a node that the user may read, and those of `also` wherever they may be read."""
    look = look_at(user, node)
    compiled, nodes = look.compiled, nodes_of(look)
    known = baselines_for(look.top, nodes)
    chosen = choice_by_project(known, projects_of(nodes), None)
    inside = rows_below(compiled, look.top.path)
    agreed, name = baseline_finish(compiled, look.top, inside, known) if len(inside) else (NO_TICKS, "")
    is_open = _is_open(compiled)
    asked = [row for activity in also if (row := compiled.row(activity)) is not None and look.sees_row(row)]
    wanted = inside[is_open[inside]]
    base = _baseline(compiled, chosen)
    return PlanRows(
        network=compiled.network,
        revision=compiled.revision,
        name=look.top.name,
        rows=tuple(_row(look, row, base) for row in wanted.tolist()),
        known={int(compiled.plan.activities.uids[row]): _row(look, row, base) for row in asked},
        project_names=_names(look),
        agreed_ticks=None if agreed == NO_TICKS else int(agreed),
        baseline_name=name,
        calendar=last_calendar(compiled, inside) if len(inside) else 0,
        _compiled=compiled,
    )


def _is_open(compiled: Compiled) -> Any:
    activities = compiled.plan.activities
    found = ~np.isin(activities.kind, _LEFT_OUT) & (activities.mode != ActivityMode.INACTIVE)
    found &= activities.actual_finish_ticks == NO_TICKS
    return found & (compiled.schedule.finish_ticks != NO_TICKS)


def _names(look: Look) -> dict[int, str]:
    ids = look.compiled.assembled.project_ids.tolist()
    pairs = zip(ids, look.compiled.plan.projects, strict=True)
    return {node: project.name for node, project in pairs if node in look.readable}


def _baseline(compiled: Compiled, chosen: Mapping[int, Baseline]) -> Any:
    ids = compiled.assembled.activities["id"]
    found = np.full(len(ids), NO_TICKS)
    for baseline in {row.pk: row for row in chosen.values()}.values():
        rows = compiled.rows_of_projects([node for node, row in chosen.items() if row.pk == baseline.pk])
        found[rows] = baseline_column(baseline.pk, baseline.version, "finish_ticks", ids[rows])
    return found


def _row(look: Look, row: int, base: Any) -> PlanRow:
    compiled = look.compiled
    activities = compiled.plan.activities
    project = compiled.plan.projects[int(activities.project[row])]
    deadline = int(compiled.assembled.activities["deadline_ticks"][row])
    return PlanRow(
        activity=int(activities.uids[row]),
        project=look.project_of_row(row),
        project_name=project.name,
        code=activities.codes[row],
        name=activities.names[row],
        is_milestone=int(activities.kind[row]) in _MILESTONES,
        finish_ticks=int(compiled.schedule.finish_ticks[row]),
        deadline_ticks=None if deadline == NO_TICKS else deadline,
        baseline_ticks=None if base[row] == NO_TICKS else int(base[row]),
        minutes_per_day=int(project.minutes_per_day),
    )
