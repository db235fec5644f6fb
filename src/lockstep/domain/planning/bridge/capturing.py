"""From a result to what a baseline keeps."""

from typing import Any

import numpy as np

from lockstep.domain.planning.bridge.compiled import compiled_network
from lockstep.domain.planning.bridge.costs import agreed_costs
from lockstep.foundation.ticks import NO_TICKS


def captured_values(network: int, path: str) -> list[dict[str, Any]]:
    """Return dates, duration, work and cost of every activity of the projects at and below a node's path."""
    compiled = compiled_network(network)
    plan, schedule = compiled.plan, compiled.schedule
    inside = {node.id for node in compiled.tables.nodes if node.path.startswith(path)}
    projects = compiled.assembled.project_ids
    work = np.zeros(len(plan.activities), dtype=np.int64)
    np.add.at(work, plan.assignments.activity, plan.assignments.work_ticks)
    costs = agreed_costs(plan)
    ids = compiled.assembled.activities["id"]
    return [
        {
            "activity_id": int(ids[row]),
            "project_id": int(projects[plan.activities.project[row]]),
            "start_ticks": _or_none(schedule.start_ticks[row]),
            "finish_ticks": _or_none(schedule.finish_ticks[row]),
            "duration_ticks": int(plan.activities.duration_ticks[row]),
            "work_ticks": int(work[row]),
            "cost_minor": costs[row][0],
            "cost_currency": costs[row][1],
        }
        for row in range(len(plan.activities))
        if int(projects[plan.activities.project[row]]) in inside
    ]


def _or_none(ticks: Any) -> int | None:
    return None if ticks == NO_TICKS else int(ticks)
