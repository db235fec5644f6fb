"""Cost and finish of a node together, where a run has cost lines: scatter, frontier, confidence of both."""

from typing import Any, Final

import numpy as np

from lockstep.domain.outlook.bridge.simulating import Simulated
from lockstep.engine.simulation import frontier, joint_confidence, scatter
from lockstep.engine.simulation.reading import quantiles

POINTS: Final = 400
LEVEL: Final = 0.7
"""Joint confidence of the frontier."""


def money_columns(found: Simulated) -> dict[str, Any]:
    """Return what is kept of cost, nothing for a run without cost lines."""
    if found.simulation.cost is None:
        return {}
    cost = found.simulation.cost.project_samples_minor[found.projects].sum(axis=0)
    finish = found.finishes
    p80_cost, p80_finish = (int(quantiles(samples, np.array([0.8]))[0]) for samples in (cost, finish))
    both = joint_confidence(cost, finish, p80_cost, p80_finish)
    at, price = frontier(cost, finish, LEVEL)
    point_finish, point_cost = scatter(cost, finish, POINTS)
    return {
        "cost_curve": quantiles(cost, np.linspace(0.0, 1.0, 101)),
        "point_finish": point_finish,
        "point_cost": point_cost,
        "frontier_finish": at,
        "frontier_cost": price,
        "joint": np.asarray([both.joint, both.cost_alone, both.finish_alone, both.neither]),
    }
