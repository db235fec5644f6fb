"""Milestones of a node: when they are expected now, and when they were expected at each earlier status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
from django.utils import timezone

from lockstep.domain.ledger.queries.revisions import revisions_of
from lockstep.domain.planning.bridge.baselines import baseline_column
from lockstep.domain.planning.bridge.results import load_columns
from lockstep.domain.planning.bridge.rollups import rows_below
from lockstep.domain.planning.queries.baseline_choice import baselines_for
from lockstep.domain.planning.queries.looking import Look, look_at, nodes_of
from lockstep.foundation.ticks import NO_TICKS, datetime_of
from lockstep.plan import ActivityKind, ActivityMode

MOST_STANDS = 12
_KINDS = (ActivityKind.START_MILESTONE, ActivityKind.FINISH_MILESTONE)


@dataclass(frozen=True, slots=True)
class MilestoneDay:
    """A milestone and the day of it: the forecast, or the day on which it was reached."""

    activity: int
    code: str
    name: str
    project: int
    project_name: str
    on: date
    is_reached: bool


@dataclass(frozen=True, slots=True)
class MilestoneStand:
    """What was expected at one time, by activity."""

    label: str
    on: date
    is_baseline: bool
    days: Mapping[int, date]


def milestone_days(user: Any, node: int) -> tuple[MilestoneDay, ...]:
    """Return the milestones at and below a node in order of their days; empty where nothing is planned."""
    look = look_at(user, node)
    return tuple(_day_of(look, row) for row in _rows(look))


def milestone_stands(user: Any, node: int, activities: Sequence[int]) -> tuple[MilestoneStand, ...]:
    """Return what was expected of milestones: at each baseline, at the end of each month of late, and now."""
    look = look_at(user, node)
    wanted = np.asarray(sorted(activities), dtype=np.int64)
    stands = [
        MilestoneStand(
            base.name,
            timezone.localtime(base.captured_at).date(),
            True,
            _days(wanted, baseline_column(base.pk, base.version, "finish_ticks", wanted)),
        )
        for base in baselines_for(look.top, nodes_of(look))
    ]
    stands += [_stand_of(look, at, revision, wanted) for at, revision in _monthly(look)]
    now = {row.activity: row.on for row in milestone_days(user, node) if row.activity in set(activities)}
    stands.append(MilestoneStand("Now", timezone.localdate(), False, now))
    kept = [stand for stand in stands if stand.days]
    return tuple(sorted(kept, key=lambda stand: (stand.on, not stand.is_baseline)))


def _rows(look: Look) -> list[int]:
    rows = rows_below(look.compiled, look.top.path)
    activities, schedule = look.compiled.plan.activities, look.compiled.schedule
    is_milestone = np.isin(activities.kind[rows], _KINDS) & (activities.mode[rows] != ActivityMode.INACTIVE)
    found = rows[is_milestone & (schedule.finish_ticks[rows] != NO_TICKS)]
    ordered: list[int] = found[np.argsort(schedule.finish_ticks[found], kind="stable")].tolist()
    return [row for row in ordered if look.sees_row(row)]


def _day_of(look: Look, row: int) -> MilestoneDay:
    compiled = look.compiled
    plan = compiled.plan
    return MilestoneDay(
        activity=int(compiled.assembled.activities["id"][row]),
        code=plan.activities.codes[row],
        name=plan.activities.names[row],
        project=look.project_of_row(row),
        project_name=plan.projects[int(plan.activities.project[row])].name,
        on=_last_day(int(compiled.schedule.finish_ticks[row])),
        is_reached=bool(plan.activities.actual_finish_ticks[row] != NO_TICKS),
    )


def _monthly(look: Look) -> list[tuple[datetime, int]]:
    """Return the last revision of each of the last months, without those of today."""
    by_month: dict[tuple[int, int], tuple[datetime, int]] = {}
    today = timezone.localdate()
    for at, revision in revisions_of(look.compiled.network):
        if timezone.localtime(at).date() < today:
            by_month[at.year, at.month] = (at, revision)
    return [by_month[month] for month in sorted(by_month)][-MOST_STANDS:]


def _stand_of(look: Look, at: datetime, revision: int, wanted: Any) -> MilestoneStand:
    on = timezone.localtime(at).date()
    columns = load_columns(look.compiled.network, revision)
    if columns is None or not len(columns["id"]):
        return MilestoneStand("", on, False, {})
    ids = columns["id"]
    order = np.argsort(ids, kind="stable")
    place = np.minimum(np.searchsorted(ids[order], wanted), len(ids) - 1)
    found = order[place]
    ticks = np.where(ids[found] == wanted, columns["finish_ticks"][found], NO_TICKS)
    return MilestoneStand(f"{on.day} {on:%b %Y}", on, False, _days(wanted, ticks))


def _days(wanted: Any, ticks: Any) -> dict[int, date]:
    pairs = zip(wanted.tolist(), ticks.tolist(), strict=True)
    return {activity: _last_day(at) for activity, at in pairs if at != NO_TICKS}


def _last_day(ticks: int) -> date:
    return datetime_of(ticks - 1).date()
