"""Float that is being used up: the newest result beside the one that stood some time ago."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from lockstep.domain.ledger.queries.revisions import revisions_of
from lockstep.domain.planning.bridge.results import load_columns
from lockstep.domain.planning.bridge.rollups import rows_below
from lockstep.domain.planning.queries.looking import look_at
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_MINUTE
from lockstep.plan import ActivityKind

USUAL_MINUTES = 480


@dataclass(frozen=True, slots=True)
class ErodedFloat:
    """An unfinished activity that lost float, in working days."""

    activity: int
    project: int
    project_name: str
    code: str
    name: str
    is_milestone: bool
    float_before_days: float
    float_days: float

    @property
    def lost_days(self) -> float:
        """Return how much was lost."""
        return round(self.float_before_days - self.float_days, 1)


def eroded_float(
    user: Any, node: int, since: datetime, *, lost_days: float, below_days: float, limit: int = 20
) -> tuple[ErodedFloat, ...]:
    """Return unfinished activities that lost at least some float since a moment and have little left.

    Of each project the worst comes first; those that lost it together on one chain are told by the milestone at its
    end where there is one. () where no result of that time is kept.
    """
    look = look_at(user, node)
    compiled = look.compiled
    earlier = [revision for at, revision in revisions_of(compiled.network) if at <= since]
    columns = load_columns(compiled.network, earlier[-1]) if earlier else None
    if columns is None:
        return ()
    was = dict(zip(columns["id"].tolist(), columns["total_float_ticks"].tolist(), strict=True))
    plan, schedule = compiled.plan.activities, compiled.schedule
    rows = rows_below(compiled, look.top.path)
    is_open = (plan.actual_finish_ticks[rows] == NO_TICKS) & (plan.kind[rows] != ActivityKind.SUMMARY)
    is_open &= (schedule.total_float_ticks[rows] != NO_TICKS) & np.isin(plan.uids[rows], list(was))
    found = [_eroded(look, row, was) for row in rows[is_open].tolist() if look.sees_row(row)]
    kept = [
        item
        for item in found
        if item is not None and item.lost_days >= lost_days and item.float_days <= below_days
    ]
    return _worst_by_project(kept, limit)


def _worst_by_project(found: list[ErodedFloat], limit: int) -> tuple[ErodedFloat, ...]:
    """Return for each project and amount lost one activity: the milestone that has least left, else the activity."""
    best: dict[tuple[int, float], ErodedFloat] = {}
    for item in sorted(found, key=lambda item: (not item.is_milestone, item.float_days, item.activity)):
        best.setdefault((item.project, item.lost_days), item)
    return tuple(sorted(best.values(), key=lambda item: (item.float_days, -item.lost_days))[:limit])


def _eroded(look: Any, row: int, was: dict[int, int]) -> ErodedFloat | None:
    plan, compiled = look.compiled.plan.activities, look.compiled
    activity = int(plan.uids[row])
    before = was[activity]
    if before == NO_TICKS:
        return None
    project = compiled.plan.projects[int(plan.project[row])]
    day = (project.minutes_per_day or USUAL_MINUTES) * TICKS_PER_MINUTE
    kind = ActivityKind(int(plan.kind[row]))
    return ErodedFloat(
        activity=activity,
        project=look.project_of_row(row),
        project_name=project.name,
        code=plan.codes[row],
        name=plan.names[row],
        is_milestone=kind.is_milestone,
        float_before_days=round(before / day, 1),
        float_days=round(int(compiled.schedule.total_float_ticks[row]) / day, 1),
    )
