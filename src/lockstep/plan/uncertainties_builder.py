"""Collecting what is uncertain about a plan, and the policy that stands where nobody said."""

from typing import Any

import numpy as np

from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan.activities import ActivityKind, ActivityMode
from lockstep.plan.builder import Rows
from lockstep.plan.plan import Plan
from lockstep.plan.uncertainties import (
    Correlations,
    CostBasis,
    CostImpacts,
    CostLines,
    FactorMembers,
    Factors,
    Impacts,
    ItemKind,
    Points,
    Ranges,
    RangeSource,
    RangeUnit,
    Risks,
    Shape,
    Targets,
    Uncertainties,
)

POLICY_LOW, POLICY_LIKELY, POLICY_HIGH = 0.9, 1.0, 1.25
"""The range that stands where nobody gave one, as shares of the remaining duration."""

_SPREAD: dict[str, Any] = {
    "shape": Shape.TRIANGULAR,
    "is_trigen": False,
    "low": 1.0,
    "likely": 1.0,
    "high": 1.0,
}


class UncertaintiesBuilder:
    """Collects rows and returns frozen `Uncertainties`. Every `add_` method returns the index of its row."""

    def __init__(self) -> None:
        unit = {"unit": RangeUnit.SHARE}
        self._ranges = Rows(Ranges, {"activity": None, **_SPREAD, **unit, "source": RangeSource.EXPERT})
        self._points = Rows(Points, {"row": None, "value": None, "share": None})
        self._risks = Rows(Risks, {"uids": 0, "names": "", "probability": 0.0, "mitigated_probability": None})
        self._impacts = Rows(
            Impacts, {"risk": None, "activity": None, **_SPREAD, **unit, "mitigated_share": 1.0}
        )
        self._factors = Rows(Factors, {"names": "", **_SPREAD})
        self._members = Rows(FactorMembers, {"factor": None, "activity": None})
        self._cost_lines = Rows(
            CostLines,
            {
                "names": "",
                "activity": None,
                "until": None,
                "basis": CostBasis.TIME_INDEPENDENT,
                "amount_minor": None,
                "source": RangeSource.EXPERT,
                **_SPREAD,
            },
        )
        self._cost_impacts = Rows(
            CostImpacts,
            {"risk": None, "line": None, **_SPREAD, "unit": RangeUnit.MINOR, "mitigated_share": 1.0},
        )
        pair = {"kind": ItemKind.ACTIVITY, "item": None, "other_kind": ItemKind.ACTIVITY, "other": None}
        self._correlations = Rows(Correlations, {**pair, "coefficient": None})
        self._targets = Rows(Targets, {"names": "", "activity": -1, "at_ticks": None})

    def add_range(self, activity: int, **values: Any) -> int:
        """Add the range of an activity's remaining duration."""
        return self._ranges.add({"activity": activity, **values})

    def add_point(self, row: int, value: float, share: float) -> int:
        """Add a value to a discrete or table range."""
        return self._points.add({"row": row, "value": value, "share": share})

    def add_risk(self, name: str, probability: float, **values: Any) -> int:
        """Add a risk event; without `mitigated_probability` it has no mitigation."""
        given = {"mitigated_probability": probability} | values
        return self._risks.add({"names": name, "probability": probability, **given})

    def add_impact(self, risk: int, activity: int, **values: Any) -> int:
        """Add what a risk event does to an activity."""
        return self._impacts.add({"risk": risk, "activity": activity, **values})

    def add_factor(self, name: str, activities: Any, **values: Any) -> int:
        """Add a factor over activities."""
        row = self._factors.add({"names": name, **values})
        for activity in activities:
            self._members.add({"factor": row, "activity": int(activity)})
        return row

    def add_cost(self, activity: int, amount_minor: float, **values: Any) -> int:
        """Add a cost line over the span of an activity, or up to the finish of another (`until`)."""
        return self._cost_lines.add(
            {"activity": activity, "until": activity, "amount_minor": amount_minor, **values}
        )

    def add_cost_impact(self, risk: int, line: int, **values: Any) -> int:
        """Add what a risk event does to a cost line."""
        return self._cost_impacts.add({"risk": risk, "line": line, **values})

    def correlate(self, item: int, other: int, coefficient: float, **kinds: ItemKind) -> int:
        """Add a rank correlation between two ranges, of activities where `kind` and `other_kind` say nothing else."""
        return self._correlations.add({"item": item, "other": other, "coefficient": coefficient, **kinds})

    def add_target(self, at_ticks: int, activity: int = -1, name: str = "") -> int:
        """Add a promised finish, of the whole plan where no activity is given."""
        return self._targets.add({"names": name, "activity": activity, "at_ticks": at_ticks})

    def build(self) -> Uncertainties:
        """Return the frozen value."""
        return Uncertainties(
            self._ranges.freeze(),
            self._points.freeze(),
            self._risks.freeze(),
            self._impacts.freeze(),
            self._factors.freeze(),
            self._members.freeze(),
            self._cost_lines.freeze(),
            self._cost_impacts.freeze(),
            self._correlations.freeze(),
            self._targets.freeze(),
        )


def policy_defaults(plan: Plan) -> Uncertainties:
    """Return a triangular range of 90 % to 125 % of what remains for every unfinished piece of work.

    No factor is set: ranges that nobody gave say nothing about what moves together.
    """
    activities = plan.activities
    is_work = np.isin(activities.kind, (ActivityKind.ACTIVITY, ActivityKind.RESOURCE_DEPENDENT))
    is_work &= (activities.mode == ActivityMode.AUTOMATIC) & (activities.remaining_ticks > 0)
    is_work &= activities.actual_finish_ticks == NO_TICKS
    builder = UncertaintiesBuilder()
    for activity in np.flatnonzero(is_work).tolist():
        builder.add_range(
            activity,
            low=POLICY_LOW,
            likely=POLICY_LIKELY,
            high=POLICY_HIGH,
            source=RangeSource.POLICY_DEFAULT,
        )
    return builder.build()
