"""Where a node stands: the answer in one sentence, the next milestones, and what drives the finish."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import numpy as np
from django.utils import timezone

from lockstep.domain.access.queries.nodes import NodeRow
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.planning.bridge.baselines import baseline_column
from lockstep.domain.planning.bridge.daycount import working_days_late
from lockstep.domain.planning.bridge.rollups import rows_below
from lockstep.domain.planning.models import Baseline
from lockstep.domain.planning.queries.baseline_choice import baselines_for
from lockstep.domain.planning.queries.explaining import OUTSIDE_VIEW, ExplainedStep, explained_steps
from lockstep.domain.planning.queries.figures import (
    NodeFigures,
    data_dates,
    figures_of,
    silent_projects,
    stale_projects,
)
from lockstep.domain.planning.queries.looking import Look, look_at, nodes_of
from lockstep.foundation.ticks import NO_TICKS, datetime_of, ticks_of
from lockstep.plan import ActivityKind, ActivityMode

MOST_MILESTONES: Final = 8
MOST_OVERDUE: Final = 20
MOST_NAMED: Final = 5
_MILESTONES: Final = (ActivityKind.START_MILESTONE, ActivityKind.FINISH_MILESTONE)


@dataclass(frozen=True, slots=True)
class NextMilestone:
    """A milestone still to come; `late_days` are working days after its deadline or, without one, its baseline."""

    activity: int
    project: int
    project_name: str
    name: str
    at_ticks: int
    baseline_ticks: int | None
    deadline_ticks: int | None
    late_days: float | None
    is_critical: bool


@dataclass(frozen=True, slots=True)
class NodeSummary:
    """Where a node stands; `figures` is None where there is no schedule yet, and the rest is empty then."""

    node: int
    name: str
    headline: str
    subline: str
    figures: NodeFigures | None
    milestones: tuple[NextMilestone, ...]
    drivers: tuple[ExplainedStep, ...]
    last_activity: int | None
    # Milestones that are not finished although their date has passed: the first of them, and how many there are.
    overdue: tuple[NextMilestone, ...] = ()
    overdue_count: int = 0


def node_summary(user: Any, node: int) -> NodeSummary:
    """Return where a node stands; NotFound when it may not be read."""
    look = look_at(user, node)
    nodes = nodes_of(look)
    known = baselines_for(look.top, nodes)
    figures = figures_of(look.compiled, look.top, known)
    if figures is None:
        empty = f"{look.top.name} has no activities yet."
        return NodeSummary(look.top.id, look.top.name, empty, "", None, (), (), None)
    rows = rows_below(look.compiled, look.top.path)
    last = last_row(look, rows)
    ahead, overdue = open_milestones(look, rows, today_ticks())
    return NodeSummary(
        node=look.top.id,
        name=look.top.name,
        headline=headline(look.top, figures),
        subline=_subline(look, nodes, rows, figures),
        figures=figures,
        milestones=next_milestones(look, ahead, known),
        drivers=tuple(explained_steps(look, last)) if last is not None else (),
        last_activity=None if last is None else int(look.compiled.assembled.activities["id"][last]),
        overdue=tuple(_milestone(look, row, known) for row in overdue[:MOST_OVERDUE].tolist()),
        overdue_count=len(overdue),
    )


def headline(top: NodeRow, figures: NodeFigures) -> str:
    """Return the answer in one sentence."""
    if figures.finish_ticks is None:
        return f"{top.name} has no computed finish."
    verb = "finished" if figures.progress >= 1 else "finishes"
    words = f"{top.name} {verb} {_day(figures.finish_ticks)}"
    if figures.slip_days is None:
        return f"{words}; there is no baseline to hold it against."
    days = round(abs(figures.slip_days))
    if not days:
        return f"{words}, as agreed in “{figures.baseline_name}”."
    side = "later" if figures.slip_days > 0 else "earlier"
    return f"{words}, {days} working {'day' if days == 1 else 'days'} {side} than “{figures.baseline_name}”."


def last_row(look: Look, rows: Any) -> int | None:
    """Return the row that finishes last among those still open; an activity goes before a milestone."""
    activities, schedule = look.compiled.plan.activities, look.compiled.schedule
    is_open = (activities.kind[rows] != ActivityKind.SUMMARY) & (
        activities.actual_finish_ticks[rows] == NO_TICKS
    )
    is_open &= (activities.mode[rows] != ActivityMode.INACTIVE) & (
        activities.kind[rows] != ActivityKind.LEVEL_OF_EFFORT
    )
    found = rows[is_open & (schedule.finish_ticks[rows] != NO_TICKS)]
    if not len(found):
        return None
    order = np.lexsort((-activities.duration_ticks[found], -schedule.finish_ticks[found]))
    return int(found[order[0]])


def today_ticks() -> int:
    """Return the start of today."""
    today = timezone.localdate()
    return ticks_of(datetime(today.year, today.month, today.day))


def open_milestones(look: Look, rows: Any, today: int) -> tuple[Any, Any]:
    """Return the rows of unfinished milestones: those still ahead, and those overdue, each in order of date.

    What lies before today, or before the data date of its project where that is later, is overdue.
    """
    compiled = look.compiled
    activities, schedule = compiled.plan.activities, compiled.schedule
    is_open = np.isin(activities.kind[rows], _MILESTONES) & (activities.actual_finish_ticks[rows] == NO_TICKS)
    is_open &= (activities.mode[rows] != ActivityMode.INACTIVE) & (schedule.finish_ticks[rows] != NO_TICKS)
    found = rows[is_open]
    found = found[np.argsort(schedule.finish_ticks[found], kind="stable")]
    since = np.asarray(
        [max(today, look.data_dates.get(look.project_of_row(row), today)) for row in found.tolist()],
        dtype=np.int64,
    )
    is_ahead = schedule.finish_ticks[found] >= since
    return found[is_ahead], found[~is_ahead]


def next_milestones(look: Look, ahead: Any, known: Sequence[Baseline]) -> tuple[NextMilestone, ...]:
    """Return the milestones that come next: those with a deadline or critical first to be kept, in order of date."""
    schedule, sheet = look.compiled.schedule, look.compiled.assembled.activities
    weight = (sheet["deadline_ticks"][ahead] == NO_TICKS) & ~schedule.is_critical[ahead]
    kept = ahead[np.lexsort((schedule.finish_ticks[ahead], weight))][:MOST_MILESTONES]
    kept = kept[np.argsort(schedule.finish_ticks[kept], kind="stable")]
    return tuple(_milestone(look, int(row), known) for row in kept)


def _milestone(look: Look, row: int, known: Sequence[Baseline]) -> NextMilestone:
    compiled = look.compiled
    ids, project = compiled.assembled.activities["id"], look.project_of_row(row)
    plan_project = compiled.plan.projects[int(compiled.plan.activities.project[row])]
    path = look.paths[project]
    covering = [found for found in known if f"/{found.node_id}/" in f"/{path.strip('/')}/"]
    agreed = NO_TICKS
    if covering:
        agreed = int(baseline_column(covering[0].pk, covering[0].version, "finish_ticks", ids[[row]])[0])
    deadline = int(compiled.assembled.activities["deadline_ticks"][row])
    at = int(compiled.schedule.finish_ticks[row])
    held_to = deadline if deadline != NO_TICKS else agreed
    return NextMilestone(
        activity=int(ids[row]),
        project=project,
        project_name=plan_project.name,
        name=compiled.plan.activities.names[row],
        at_ticks=at,
        baseline_ticks=None if agreed == NO_TICKS else agreed,
        deadline_ticks=None if deadline == NO_TICKS else deadline,
        late_days=working_days_late(compiled, plan_project.calendar, held_to, at),
        is_critical=bool(compiled.schedule.is_critical[row]),
    )


def _subline(look: Look, nodes: Sequence[NodeRow], rows: Any, figures: NodeFigures) -> str:
    """Say how far the evidence reaches: data dates and who has not reported."""
    dates = data_dates(look.compiled, look.top.path)
    if not dates:
        return f"{figures.activity_count} activities; no project has reported its status yet."
    oldest, newest = min(dates.values()), max(dates.values())
    words = f"Status of {_day(newest)}" if oldest == newest else f"Status of {_day(oldest)} to {_day(newest)}"
    names = {node.id: node.name for node in nodes if node.kind == NodeKind.PROJECT}

    def named(projects: list[int]) -> str:
        found = sorted(names.get(node, OUTSIDE_VIEW) for node in projects)
        more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
        return ", ".join(found[:MOST_NAMED]) + more

    if stale := stale_projects(look.compiled, dates):
        words += f"; not reported lately: {named(stale)}"
    if silent := silent_projects(look.compiled, rows, dates):
        words += f"; without a data date: {named(silent)}"
    return f"{words}." if stale or silent else f"{words}; every project has reported."


def _day(ticks: int) -> str:
    day = datetime_of(ticks - 1)
    return f"{day.day} {day:%b %Y}"
