"""The period before: which activity is which, and what was said then."""

from dataclasses import dataclass

import numpy as np

from lockstep.engine.health.facts import Facts
from lockstep.engine.result import Schedule
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY
from lockstep.plan import Plan
from lockstep.plan.columns import Int64


@dataclass(frozen=True, slots=True, eq=False)
class PreviousPeriod:
    """The plan as it was one period before, and its schedule; activities are matched by project and identity.

    Attributes:
        plan: the plan then.
        schedule: its schedule.
    """

    plan: Plan
    schedule: Schedule


@dataclass(frozen=True, slots=True, eq=False)
class DatesBefore:
    """What each activity was one period before; arrays by activity (A) of today.

    Attributes:
        row: its row then, or -1.
        finish_ticks: its finish then, or missing.
        float_ticks: its total float then, or missing.
        data_date_ticks: data date of its project then, or missing.
    """

    row: Int64
    finish_ticks: Int64
    float_ticks: Int64
    data_date_ticks: Int64


def before_of(plan: Plan, previous: PreviousPeriod) -> DatesBefore:
    """Return what each activity was one period before."""
    then = previous.plan
    keys = {key: row for row, key in enumerate(_keys(then))}
    row = np.array([keys.get(key, -1) for key in _keys(plan)], np.int64)
    dates = {project.uid: project.data_date_ticks for project in then.projects}
    by_project = np.array(
        [dates.get(project.uid, NO_TICKS) for project in plan.projects] or [NO_TICKS], np.int64
    )
    data_date = by_project[plan.activities.project]
    return DatesBefore(
        row=row,
        finish_ticks=_taken(previous.schedule.finish_ticks, row),
        float_ticks=_taken(previous.schedule.total_float_ticks, row),
        data_date_ticks=data_date,
    )


def _keys(plan: Plan) -> list[tuple[str, int]]:
    uids = [project.uid for project in plan.projects]
    projects = plan.activities.project.tolist()
    return [
        (uids[project], uid) for project, uid in zip(projects, plan.activities.uids.tolist(), strict=True)
    ]


def _taken(column: Int64, rows: Int64) -> Int64:
    if len(column) == 0:
        return np.full(len(rows), NO_TICKS, np.int64)
    return np.where(rows >= 0, column[rows], NO_TICKS)


def period_starts(facts: Facts, before: DatesBefore | None) -> Int64:
    """Return where the period of each activity began: its data date then, or so many days before today's."""
    length = facts.rules.period_days * TICKS_PER_DAY
    starts = np.where(facts.data_date == NO_TICKS, NO_TICKS, facts.data_date - length)
    if before is None:
        return starts
    return np.where(before.data_date_ticks != NO_TICKS, before.data_date_ticks, starts)
