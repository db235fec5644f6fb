"""Words of steering: colors, dimensions, levels, and what a matrix of options says."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Color(StrEnum):
    """How something stands against its tolerance; gray says that nobody knows."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GRAY = "gray"


RANK: Final = {Color.GREEN: 0, Color.AMBER: 1, Color.RED: 2}
"""The rank of each color that is known."""


class Dimension(StrEnum):
    """What a tolerance is set for."""

    TIME = "time"
    COST = "cost"
    BENEFIT = "benefit"
    SCOPE = "scope"
    QUALITY = "quality"
    RISK = "risk"
    RESOURCE = "resource"


class Reads(StrEnum):
    """Where the reading of a tolerance comes from."""

    TYPED = "typed"
    """People write it down."""
    LIVE = "live"
    """The plan, the newest risk analysis and the registers say it."""


class Level(StrEnum):
    """Who holds the authority up to a limit."""

    PORTFOLIO = "portfolio"
    PROGRAM = "program"
    PROJECT = "project"
    STAGE = "stage"


NO_TIME_RED_BELOW: Final = 20.0
"""Working days of slip up to which time is never red, however little was delegated."""
NO_TIME_AMBER_SHARE: Final = 0.05
"""Share of the remaining duration up to which a slip is never amber."""
UNDERRUN: Final = 0.10
"""Share of the budget from which on an underrun says that funds may lapse."""
CYCLE_DAYS: Final = 30
"""Days after which a reading is stale, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond which deviation a dimension is amber, and red; None: never."""

    amber: float | None
    red: float | None


DEFAULT_LIMITS: Final = {
    Dimension.TIME: Limits(5.0, 20.0),
    Dimension.COST: Limits(0.05, 0.10),
    Dimension.BENEFIT: Limits(0.05, 0.15),
    Dimension.SCOPE: Limits(0.0, None),
    Dimension.QUALITY: Limits(None, 0.0),
    Dimension.RISK: Limits(0.0, 0.5),
    Dimension.RESOURCE: Limits(0.10, 0.25),
}
"""What holds where a tolerance says nothing else."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a dimension.

    `agreed` is the budget, the agreed benefit or probability; `forecast` what is expected now; `remaining` the working
    days that are left. Scope, quality and resource have a forecast alone: a count, or a share.
    """

    agreed: float | None
    forecast: float | None
    remaining: float | None = None


@dataclass(frozen=True, slots=True)
class Judgment:
    """A color and why."""

    color: Color
    reason: str
    deviation: float | None = None


@dataclass(frozen=True, slots=True)
class Overall:
    """The color of several dimensions: how many have which, and which one drives it."""

    color: Color
    driver: str
    counts: dict[Color, int]


@dataclass(frozen=True, slots=True)
class Criterion:
    """What options are compared by."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Option:
    """One of the ways that are open, with a score by criterion; None where it is not scored."""

    name: str
    scores: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Options by criteria."""

    criteria: tuple[Criterion, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """An option with its weighted mean, None while a score is missing, and its rank from 1."""

    option: Option
    total: float | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Flip:
    """By how much the weight of a criterion must change until another option wins; None where none ever does."""

    criterion: Criterion
    change: float | None
    winner: str

    @property
    def beyond(self) -> float | None:
        """Return the weight at which the options are level."""
        return None if self.change is None else max(0.0, self.criterion.weight + self.change)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a matrix says: options from best to worst, the winner, its lead, and what would change it."""

    ranked: tuple[Ranked, ...]
    winner: str
    lead: float | None
    flips: tuple[Flip, ...]
    closest: Flip | None


@dataclass(frozen=True, slots=True)
class ToleranceState:
    """One tolerance as the board of colors shows it."""

    id: int
    key: str
    title: str
    node: int
    node_name: str
    dimension: Dimension
    is_advisory: bool
    judgment: Judgment
    reported: Color | None
    gap: int | None
    is_unsupported: bool
    measured_on: date | None
    evidence: str
    """Where a live reading comes from; "" for a typed one."""


@dataclass(frozen=True, slots=True)
class NodeColors:
    """The tolerances of one node and what they come to."""

    node: int
    name: str
    states: tuple[ToleranceState, ...]
    overall: Overall


class GateKind(StrEnum):
    """What a gate is passed into."""

    MANDATE = "mandate"
    DEFINITION = "definition"
    INCREMENT = "increment"
    COMPONENT = "component"
    DELIVERY = "delivery"
    READINESS = "readiness"
    BENEFITS = "benefits"
    CLOSURE = "closure"


class Measure(StrEnum):
    """What a criterion may ask of live data: nothing else is ever evaluated."""

    SLIP_DAYS = "slip_days"
    ACTIVITIES_LATE = "activities_late"
    RISKS_OPEN = "risks_open"
    RISKS_EXTREME = "risks_extreme"
    ISSUES_OPEN = "issues_open"
    BLOCKERS_OPEN = "blockers_open"
    DECISIONS_OVERDUE = "decisions_overdue"
    CONDITIONS_OPEN = "conditions_open"
    TOLERANCES_RED = "tolerances_red"
    TOLERANCES_GRAY = "tolerances_gray"
    FINDINGS_OPEN = "findings_open"
    FINDINGS_CRITICAL = "findings_critical"
    FINDINGS_OVERDUE = "findings_overdue"
    QUALITY_VERIFIED = "quality_verified"
    """Share of agreed quality requirements that are verified, in percent."""
    MANDATORY_FAILED = "mandatory_failed"
    DEFECTS_OPEN = "defects_open"


class Comparator(StrEnum):
    """How a measure is held against a number."""

    AT_MOST = "<="
    AT_LEAST = ">="
    BELOW = "<"
    ABOVE = ">"
    EQUAL = "="


@dataclass(frozen=True, slots=True)
class CriterionState:
    """One criterion of a gate as it stands now; `value` is what its measure says, None where people judge."""

    id: int
    key: str
    title: str
    is_mandatory: bool
    weight: float
    measure: Measure | None
    value: float | None
    asked: str
    is_met: bool | None


@dataclass(frozen=True, slots=True)
class GateState:
    """A gate and whether it could be passed today."""

    criteria: tuple[CriterionState, ...]
    conditions_open: int
    met_share: float | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GateStanding:
    """One gate on the page of readiness."""

    id: int
    key: str
    title: str
    node_name: str
    state: str
    due_on: date | None
    owner_name: str
    found: GateState


class ChangeKind(StrEnum):
    """What a change request changes first of all."""

    SCOPE = "scope"
    SCHEDULE = "schedule"
    COST = "cost"
    QUALITY = "quality"
    BENEFIT = "benefit"
    RESOURCE = "resource"


class Matter(StrEnum):
    """What authority is given for."""

    ALL = "all"
    CHANGES = "changes"
    DECISIONS = "decisions"
    EXCEPTIONS = "exceptions"


class Band(StrEnum):
    """How much risk is at stake, from low to extreme."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    EXTREME = "extreme"

    @property
    def rank(self) -> int:
        """Return its place from the lowest on."""
        return list(Band).index(self)


@dataclass(frozen=True, slots=True)
class Stake:
    """What a decision is about: working days, money in minor units, a band of risk; None is nothing."""

    days: float | None = None
    money: int | None = None
    currency: str = "EUR"
    risk: Band | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """Up to which stake somebody may decide; None is no limit."""

    days: float | None = None
    money: int | None = None
    currency: str = "EUR"
    risk: Band | None = None


@dataclass(frozen=True, slots=True)
class TolerancesWritten:
    """Announced after commit: tolerances or delegated work were written, or what they are read from."""

    tolerances: tuple[int, ...]
    packages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TrialKept:
    """Announced after commit: the edits of a change request were kept, and what they do was computed."""

    request: int
    node: int
    revision: int


class RollUp(StrEnum):
    """How colors are rolled up."""

    WORST = "worst"
    """The worst of all."""
    MATERIAL = "material"
    """The worst of those that are material: of enough weight, on the critical path, or mandatory."""
    WEIGHTED = "weighted"
    """By weight: red from 20 % red on or with one critical red, amber from 30 % amber and red on."""
    COUNTED = "counted"
    """The same by count: each weighs alike."""


class Step(StrEnum):
    """The five steps of delivery confidence, the best first."""

    GREEN = "green"
    AMBER_GREEN = "amber-green"
    AMBER = "amber"
    AMBER_RED = "amber-red"
    RED = "red"


GUIDANCE: Final = {
    Step.GREEN: "Success is highly likely; nothing threatens it that is not in hand.",
    Step.AMBER_GREEN: "Success is probable, as long as the open issues keep their attention.",
    Step.AMBER: "Success is feasible; significant issues are open and can be resolved.",
    Step.AMBER_RED: "Success is in doubt; major issues are open in key areas.",
    Step.RED: "Success appears unachievable as it stands; a new baseline may be needed.",
}
