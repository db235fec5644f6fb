"""Baselines with the variance of today's dates against them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from lockstep.domain.access.policies import may_set_baselines
from lockstep.domain.planning.bridge.baselines import baseline_sheet
from lockstep.domain.planning.bridge.impact import days_between
from lockstep.domain.planning.bridge.wire import KINDS
from lockstep.domain.planning.models import Baseline
from lockstep.domain.planning.queries.baseline_choice import baselines_for, choice_by_project
from lockstep.domain.planning.queries.looking import look_at, nodes_of, projects_of
from lockstep.domain.planning.vocabulary import BaselineState
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind


@dataclass(frozen=True, slots=True)
class BaselineSummary:
    """One baseline in the list of a node."""

    id: int
    version: int
    node: int
    node_name: str
    name: str
    state: BaselineState
    captured_at: datetime
    approved_at: datetime | None
    source: str
    is_here: bool
    """It is a baseline of this very node, and so may be changed here."""


@dataclass(frozen=True, slots=True)
class VarianceRow:
    """An activity against a baseline; days are calendar days, later is positive; None where one side has no value."""

    activity: int
    project: int
    code: str
    name: str
    kind: str
    base_start_ticks: int | None
    base_finish_ticks: int | None
    start_ticks: int | None
    finish_ticks: int | None
    start_days: float | None
    finish_days: float | None


@dataclass(frozen=True, slots=True)
class BaselinesPage:
    """The baselines of a node, and the variance against one of them, the latest finishes first."""

    baselines: tuple[BaselineSummary, ...]
    chosen: int | None
    rows: tuple[VarianceRow, ...]
    slipped: int
    not_in_baseline: int
    only_in_baseline: int
    may_edit: bool


def baselines_page(user: Any, node: int, *, baseline: int | None = None, limit: int = 500) -> BaselinesPage:
    """Return the baselines of a node and the variance against one, by default the one that is shown first."""
    look = look_at(user, node)
    nodes = nodes_of(look)
    known = baselines_for(look.top, nodes)
    projects = projects_of(nodes)
    chosen = baseline if baseline is not None else (known[0].pk if known else None)
    covered = choice_by_project(known, projects, chosen) if chosen is not None else {}
    rows, fresh, gone = _variance(look.compiled, covered)
    names = {found.id: found.name for found in nodes}
    return BaselinesPage(
        baselines=tuple(summary_of(row, names, look.top.id) for row in known),
        chosen=chosen,
        rows=tuple(sorted(rows, key=lambda row: -(row.finish_days or 0.0))[:limit]),
        slipped=sum(1 for row in rows if (row.finish_days or 0) > 0),
        not_in_baseline=fresh,
        only_in_baseline=gone,
        may_edit=look.standing.may(may_set_baselines.permission, look.top.path),
    )


def _variance(compiled: Any, covered: dict[int, Baseline]) -> tuple[list[VarianceRow], int, int]:
    found: list[VarianceRow] = []
    fresh = gone = 0
    plan, schedule = compiled.plan.activities, compiled.schedule
    for row_of_baseline in {row.pk: row for row in covered.values()}.values():
        rows = compiled.rows_of_projects([p for p, row in covered.items() if row.pk == row_of_baseline.pk])
        ids = compiled.assembled.activities["id"][rows]
        sheet = baseline_sheet(row_of_baseline.pk, row_of_baseline.version)
        base = {
            activity: (start, finish)
            for activity, start, finish in zip(
                sheet["activity_id"].tolist(),
                sheet["start_ticks"].tolist(),
                sheet["finish_ticks"].tolist(),
                strict=True,
            )
        }
        everything = compiled.assembled.activities["id"]
        gone += int(np.count_nonzero(~np.isin(sheet["activity_id"], everything)))
        for row, activity in zip(rows.tolist(), ids.tolist(), strict=True):
            if plan.kind[row] == ActivityKind.SUMMARY:
                continue
            if activity not in base:
                fresh += 1
                continue
            start, finish = _or_none(schedule.start_ticks[row]), _or_none(schedule.finish_ticks[row])
            base_start, base_finish = _or_none(base[activity][0]), _or_none(base[activity][1])
            found.append(
                VarianceRow(
                    activity=activity,
                    project=int(compiled.assembled.project_ids[plan.project[row]]),
                    code=plan.codes[row],
                    name=plan.names[row],
                    kind=KINDS[int(plan.kind[row])],
                    base_start_ticks=base_start,
                    base_finish_ticks=base_finish,
                    start_ticks=start,
                    finish_ticks=finish,
                    start_days=_days(base_start, start),
                    finish_days=_days(base_finish, finish),
                )
            )
    return found, fresh, gone


def summary_of(row: Baseline, names: dict[int, str], node: int) -> BaselineSummary:
    """Return a baseline as a line in the list of a node; `names` are those of the nodes that may be read."""
    return BaselineSummary(
        id=row.pk,
        version=row.version,
        node=row.node_id,
        node_name=names.get(row.node_id, ""),
        name=row.name,
        state=BaselineState(row.state),
        captured_at=row.captured_at,
        approved_at=row.approved_at,
        source=row.source,
        is_here=row.node_id == node,
    )


def _days(before: int | None, after: int | None) -> float | None:
    return None if before is None or after is None else days_between(before, after)


def _or_none(ticks: Any) -> int | None:
    return None if ticks == NO_TICKS else int(ticks)
