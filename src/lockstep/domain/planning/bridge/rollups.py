"""What summaries and nodes show of what lies below them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lockstep.domain.planning.bridge.compiled import Compiled
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind, ActivityMode

LATEST = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Span:
    """Dates and progress of a set of activities; NO_TICKS where it has none."""

    start: int
    finish: int
    share_complete: float
    is_critical: bool
    activities: int


def summary_shares(compiled: Compiled) -> Any:
    """Return the share complete of every activity; that of a summary weighs what lies below by duration."""
    plan = compiled.plan.activities
    weight = np.where(plan.kind == ActivityKind.SUMMARY, 0, np.maximum(plan.duration_ticks, 0)).astype(float)
    weight[plan.mode == ActivityMode.INACTIVE] = 0
    done = weight * plan.share_complete
    parents, weights, dones = plan.parent.tolist(), weight.tolist(), done.tolist()
    for row in range(len(parents) - 1, -1, -1):
        parent = parents[row]
        if parent >= 0:
            weights[parent] += weights[row]
            dones[parent] += dones[row]
    total, finished = np.asarray(weights), np.asarray(dones)
    rolled = np.divide(finished, total, out=np.zeros(len(total)), where=total > 0)
    return np.where(plan.kind == ActivityKind.SUMMARY, rolled, plan.share_complete)


def span(compiled: Compiled, rows: Any) -> Span:
    """Return dates and progress of some rows of the plan."""
    plan, schedule = compiled.plan.activities, compiled.schedule
    rows = rows[(plan.mode[rows] != ActivityMode.INACTIVE) & (schedule.finish_ticks[rows] != NO_TICKS)]
    if not len(rows):
        return Span(NO_TICKS, NO_TICKS, 0.0, False, 0)
    leaves = rows[plan.kind[rows] != ActivityKind.SUMMARY]
    weight = plan.duration_ticks[leaves].astype(float)
    total = float(weight.sum())
    share = float((weight * plan.share_complete[leaves]).sum()) / total if total else 0.0
    return Span(
        int(schedule.start_ticks[rows].min()),
        int(schedule.finish_ticks[rows].max()),
        share,
        bool(schedule.is_critical[leaves].any()),
        len(leaves),
    )


def rows_below(compiled: Compiled, path: str) -> Any:
    """Return the rows of all activities of projects below a path (or of the project itself)."""
    nodes: Sequence[int] = [node.id for node in compiled.tables.nodes if node.path.startswith(path)]
    return compiled.rows_of_projects(nodes)


def finish_of(compiled: Compiled, path: str) -> int:
    """Return when everything below a path is finished, NO_TICKS where nothing is."""
    return span(compiled, rows_below(compiled, path)).finish
