"""What is not certain about a plan: ranges of durations and cost, risk events, factors, and what moves together.

A value of its own, carried beside the plan: the same plan is scheduled without it and simulated with it.
"""

from dataclasses import dataclass
from enum import IntEnum

from lockstep.plan.columns import Bool, Float64, Int8, Int32, Int64, Table, Texts


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
    """Shares of the remaining duration, or of the amount of a cost line; of an impact, what is added to it."""
    TICKS = 1
    MINOR = 2
    """Minor units of money; of an impact on a cost line."""


class CostBasis(IntEnum):
    """How a cost line follows the schedule."""

    TIME_INDEPENDENT = 0
    """The amount, whenever the work is done."""
    TIME_DEPENDENT = 1
    """A rate for each working day from the start to the finish of its span."""


class ItemKind(IntEnum):
    """What a typed correlation concerns."""

    ACTIVITY = 0
    """The range of an activity's duration."""
    COST_LINE = 1
    """The range of a cost line."""


class RangeSource(IntEnum):
    """Where a range comes from."""

    POLICY_DEFAULT = 0
    EXPERT = 1
    OWN_HISTORY = 2
    REFERENCE_CLASS = 3
    FILE = 4
    QUICK = 5
    """The same shares for much work at once: better than the default, but nobody judged each activity."""

    @property
    def words(self) -> str:
        """Return what people and JSON see."""
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True, slots=True)
class Spread(Table):
    """The columns of everything that is drawn from a distribution.

    Attributes:
        shape: `Shape`.
        is_trigen: low and high are read as P10 and P90, not as the ends.
        low, likely, high: the values; `likely` is the mode, or the value of a fixed one.
    """

    shape: Int8
    is_trigen: Bool
    low: Float64
    likely: Float64
    high: Float64

    def __post_init__(self) -> None:
        self._check_lengths()


@dataclass(frozen=True, slots=True)
class Ranges(Spread):
    """Columns by range, at most one an activity.

    Attributes:
        activity: index of the activity.
        unit: `RangeUnit` of low, likely and high.
        source: `RangeSource`.
    """

    activity: Int32
    unit: Int8
    source: Int8


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
class Impacts(Spread):
    """What a risk event adds to an activity where it happens; several add up. No discrete and table ones.

    Attributes:
        risk: index of the risk event.
        activity: index of the activity.
        unit: `RangeUnit`.
        mitigated_share: share of the impact that is left after mitigation.
    """

    risk: Int32
    activity: Int32
    unit: Int8
    mitigated_share: Float64


@dataclass(frozen=True, slots=True)
class Factors(Spread):
    """One number drawn for each, by which the durations of all its activities are multiplied.

    Attributes:
        names: names, such as a team, a vendor or a kind of work.
    """

    names: Texts


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


@dataclass(frozen=True, slots=True)
class CostLines(Spread):
    """Columns by cost line; the range is a share of the amount.

    Attributes:
        names: names.
        activity: index of the activity whose start begins the span, and whose project bears the cost.
        until: index of the activity whose finish ends the span, mostly the same.
        basis: `CostBasis`.
        amount_minor: minor units of money; of a time-dependent line for each working day of its span, on the
            calendar of `activity` and by the minutes per day of its project.
        source: `RangeSource`.
    """

    names: Texts
    activity: Int32
    until: Int32
    basis: Int8
    amount_minor: Float64
    source: Int8


@dataclass(frozen=True, slots=True)
class CostImpacts(Spread):
    """What a risk event adds to a cost line where it happens; several add up. No discrete and table ones.

    Attributes:
        risk: index of the risk event.
        line: index of the cost line.
        unit: `RangeUnit`: minor units, or shares of the cost line's cost in that iteration.
        mitigated_share: share of the impact that is left after mitigation.
    """

    risk: Int32
    line: Int32
    unit: Int8
    mitigated_share: Float64


@dataclass(frozen=True, slots=True)
class Correlations(Table):
    """Typed rank correlations between two ranges; pairs that are not typed have none.

    Attributes:
        kind, other_kind: `ItemKind` of the two.
        item, other: index of the activity or cost line.
        coefficient: Spearman's, in [-1, 1].
    """

    kind: Int8
    item: Int32
    other_kind: Int8
    other: Int32
    coefficient: Float64

    def __post_init__(self) -> None:
        self._check_lengths()


@dataclass(frozen=True, slots=True)
class Targets(Table):
    """Dates that were promised, of which the probability is asked; deadlines of the plan are asked anyway.

    Attributes:
        names: names.
        activity: index of the activity, summary or milestone; -1 for the whole plan.
        at_ticks: the promised finish.
    """

    names: Texts
    activity: Int32
    at_ticks: Int64

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
    cost_lines: CostLines
    cost_impacts: CostImpacts
    correlations: Correlations
    targets: Targets
