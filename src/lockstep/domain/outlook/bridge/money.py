"""Cost and finish of a node together, where a run has cost lines: curve, scatter, frontier, confidence of both."""

from typing import Any, Final

import numpy as np

from lockstep.domain.outlook.bridge.composing import Composed
from lockstep.domain.outlook.bridge.simulating import Simulated
from lockstep.engine.simulation import frontier, joint_confidence, scatter
from lockstep.engine.simulation.costing import planned_costs
from lockstep.engine.simulation.reading import quantiles
from lockstep.plan import CostBasis

POINTS: Final = 400
LEVEL: Final = 0.7
"""Joint confidence of the frontier."""
SHARES: Final = np.array([0.1, 0.5, 0.8])


def money_columns(composed: Composed, found: Simulated) -> dict[str, Any]:
    """Return what is kept of cost, nothing for a run without cost lines or a node without any."""
    if found.simulation.cost is None:
        return {}
    by_project = found.simulation.cost.project_samples_minor[found.projects]
    planned = np.rint(planned_costs(found.run)[found.projects]).astype(np.int64)
    cost, finish = by_project.sum(axis=0), found.finishes
    if not cost.any():
        return {}
    p80_cost, p80_finish = (int(quantiles(samples, np.array([0.8]))[0]) for samples in (cost, finish))
    both = joint_confidence(cost, finish, p80_cost, p80_finish)
    at, price = frontier(cost, finish, LEVEL)
    point_finish, point_cost = scatter(cost, finish, POINTS)
    return {
        "cost_curve": quantiles(cost, np.linspace(0.0, 1.0, 101)),
        "cost_planned": np.asarray([planned.sum()]),
        "cost_by_time": np.asarray([_by_time(composed, found)]),
        "cost_currency": np.asarray([composed.currency]),
        "cost_project": composed.found.project_ids[found.projects].astype(np.int64),
        "cost_project_planned": planned,
        "cost_project_shares": quantiles(by_project, SHARES),
        "point_finish": point_finish,
        "point_cost": point_cost,
        "frontier_finish": at,
        "frontier_cost": price,
        "joint": np.asarray([both.joint, both.cost_alone, both.finish_alone, both.neither]),
    }


def _by_time(composed: Composed, found: Simulated) -> int:
    """Return how much of the planned cost follows the schedule."""
    lines = composed.uncertain.cost_lines
    is_own = np.isin(composed.plan.activities.project[lines.activity], found.projects)
    is_fixed = lines.basis == CostBasis.TIME_INDEPENDENT
    fixed = lines.amount_minor[is_own & is_fixed].sum()
    return round(float(planned_costs(found.run)[found.projects].sum() - fixed))
