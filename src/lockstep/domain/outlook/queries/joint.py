"""Cost and finish of a node together, as an analysis found them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class ProjectCost:
    """What one project costs, in minor units."""

    project: int
    name: str
    planned_minor: int
    p10_minor: int
    p50_minor: int
    p80_minor: int


@dataclass(frozen=True, slots=True)
class JointOutlook:
    """Cost and finish together; money in minor units of `currency`.

    Points are iterations; on the frontier 70 % stay within both. The shares are of the two P80s: within both, within
    the cost, within the finish, within none.
    """

    p50_minor: int
    p80_minor: int
    point_finish_ticks: tuple[int, ...]
    point_cost_minor: tuple[int, ...]
    frontier_finish_ticks: tuple[int, ...]
    frontier_cost_minor: tuple[int, ...]
    joint_share: float
    cost_share: float
    finish_share: float
    neither_share: float
    currency: str
    planned_minor: int
    by_time_minor: int
    """The part of the planned cost that follows the schedule."""
    curve_minor: tuple[int, ...]
    """Evenly spaced quantiles, from the cheapest case to the dearest."""
    projects: tuple[ProjectCost, ...]
    """Those that the user may read, the dearest first."""

    @property
    def contingency_minor(self) -> int:
        """Money from the planned cost to the P80."""
        return self.p80_minor - self.planned_minor

    @property
    def planned_share(self) -> float:
        """Share of iterations that cost no more than planned."""
        return float(
            np.interp(self.planned_minor, self.curve_minor, np.linspace(0.0, 1.0, len(self.curve_minor)))
        )


def joint_outlook(found: Mapping[str, Any], names: Mapping[int, str]) -> JointOutlook | None:
    """Return cost and finish of the columns of a result; None where no cost was known."""
    if "cost_curve" not in found or "cost_planned" not in found:
        return None
    curve = found["cost_curve"]
    shares = found["joint"].tolist()
    return JointOutlook(
        p50_minor=int(curve[50]),
        p80_minor=int(curve[80]),
        point_finish_ticks=tuple(found["point_finish"].tolist()),
        point_cost_minor=tuple(found["point_cost"].tolist()),
        frontier_finish_ticks=tuple(found["frontier_finish"].tolist()),
        frontier_cost_minor=tuple(found["frontier_cost"].tolist()),
        joint_share=shares[0],
        cost_share=shares[1],
        finish_share=shares[2],
        neither_share=shares[3],
        currency=str(found["cost_currency"][0]),
        planned_minor=int(found["cost_planned"][0]),
        by_time_minor=int(found["cost_by_time"][0]),
        curve_minor=tuple(curve.tolist()),
        projects=_projects(found, names),
    )


def _projects(found: Mapping[str, Any], names: Mapping[int, str]) -> tuple[ProjectCost, ...]:
    rows = zip(
        found["cost_project"].tolist(),
        found["cost_project_planned"].tolist(),
        found["cost_project_shares"].tolist(),
        strict=True,
    )
    made = (
        ProjectCost(node, names[node], planned, *shares) for node, planned, shares in rows if node in names
    )
    return tuple(sorted(made, key=lambda row: (-row.planned_minor, row.project)))
