"""What is not certain about a plan: ranges of durations, risk events and factors, each range with its source.

A value of its own, carried beside the plan: the same plan is scheduled without it and simulated with it.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np

from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan.activities import ActivityKind, ActivityMode
from lockstep.plan.builder import _Rows
from lockstep.plan.columns import Bool, Float64, Int8, Int32, Int64, Table, Texts
from lockstep.plan.plan import Plan

POLICY_LOW, POLICY_LIKELY, POLICY_HIGH = 0.9, 1.0, 1.25
"""The range that stands where nobody gave one, as shares of the remaining duration."""


class Shape(IntEnum):
    """The form of a distribution."""

    FIXED = 0
    UNIFORM = 1
    TRIANGULAR = 2
    PERT = 3
    """Beta with `likely` as its mode and weight 4."""
    LOGNORMAL = 4
    """Low and high are always its P10 and P90; `likely` is not read."""
    DISCRETE = 5
    """Values with probabilities."""
    TABLE = 6
    """Values with cumulative shares, linear between them."""


class RangeUnit(IntEnum):
    """What the values of a range are."""

    SHARE = 0
    """Shares of the remaining duration; of an impact, what is added to it, as such a share."""
    TICKS = 1


class RangeSource(IntEnum):
    """Where a range comes from."""

    POLICY_DEFAULT = 0
    EXPERT = 1
    OWN_HISTORY = 2
    REFERENCE_CLASS = 3
    FILE = 4

    @property
    def words(self) -> str:
        """Return what people and JSON see."""
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True, slots=True)
class Ranges(Table):
    """Columns by range, at most one an activity.

    Attributes:
        activity: index of the activity.
        shape: `Shape`.
        unit: `RangeUnit` of low, likely and high.
        is_trigen: low and high are read as P10 and P90, not as the ends.
        low, likely, high: the values; `likely` is the mode, or the value of a fixed one.
        source: `RangeSource`.
    """

    activity: Int32
    shape: Int8
    unit: Int8
    is_trigen: Bool
    low: Float64
    likely: Float64
    high: Float64
    source: Int8

    def __post_init__(self) -> None:
        self._check_lengths()


@dataclass(frozen=True, slots=True)
class Points(Table):
    """Values of discrete and table ranges, ascending within a range.

    Attributes:
        row: index of the range.
        value: value, in the range's unit.
        share: probability of the value (discrete), or share of outcomes up to it (table).
    """

    row: Int32
    value: Float64
    share: Float64

    def __post_init__(self) -> None:
        self._check_lengths()


@dataclass(frozen=True, slots=True)
class Risks(Table):
    """Columns by risk event.

    Attributes:
        uids: identity in the source.
        names: names.
        probability: before mitigation, in [0, 1].
        mitigated_probability: after mitigation.
    """

    uids: Int64
    names: Texts
    probability: Float64
    mitigated_probability: Float64

    def __post_init__(self) -> None:
        self._check_lengths()


@dataclass(frozen=True, slots=True)
class Impacts(Table):
    """What a risk event adds to an activity where it happens; several add up.

    Attributes:
        risk: index of the risk event.
        activity: index of the activity.
        shape, unit, is_trigen, low, likely, high: as of ranges, without discrete and table ones.
        mitigated_share: share of the impact that is left after mitigation.
    """

    risk: Int32
    activity: Int32
    shape: Int8
    unit: Int8
    is_trigen: Bool
    low: Float64
    likely: Float64
    high: Float64
    mitigated_share: Float64

    def __post_init__(self) -> None:
        self._check_lengths()


@dataclass(frozen=True, slots=True)
class Factors(Table):
    """One number drawn for each, by which the durations of all its activities are multiplied.

    Attributes:
        names: names, such as a team, a vendor or a kind of work.
        shape, is_trigen, low, likely, high: as of ranges.
    """

    names: Texts
    shape: Int8
    is_trigen: Bool
    low: Float64
    likely: Float64
    high: Float64

    def __post_init__(self) -> None:
        self._check_lengths()


@dataclass(frozen=True, slots=True)
class FactorMembers(Table):
    """Which activities a factor multiplies.

    Attributes:
        factor: index of the factor.
        activity: index of the activity.
    """

    factor: Int32
    activity: Int32

    def __post_init__(self) -> None:
        self._check_lengths()


@dataclass(frozen=True, slots=True, eq=False)
class Uncertainties:
    """All that is uncertain about one plan; indices are those of the plan's activities."""

    ranges: Ranges
    points: Points
    risks: Risks
    impacts: Impacts
    factors: Factors
    members: FactorMembers


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
        self._ranges = _Rows(Ranges, {"activity": None, **_SPREAD, **unit, "source": RangeSource.EXPERT})
        self._points = _Rows(Points, {"row": None, "value": None, "share": None})
        self._risks = _Rows(
            Risks, {"uids": 0, "names": "", "probability": 0.0, "mitigated_probability": None}
        )
        self._impacts = _Rows(
            Impacts, {"risk": None, "activity": None, **_SPREAD, **unit, "mitigated_share": 1.0}
        )
        self._factors = _Rows(Factors, {"names": "", **_SPREAD})
        self._members = _Rows(FactorMembers, {"factor": None, "activity": None})

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

    def build(self) -> Uncertainties:
        """Return the frozen value."""
        return Uncertainties(
            self._ranges.freeze(),
            self._points.freeze(),
            self._risks.freeze(),
            self._impacts.freeze(),
            self._factors.freeze(),
            self._members.freeze(),
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
