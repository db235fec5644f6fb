"""Words of risks, issues and what is done about them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class RiskKind(StrEnum):
    """Whether it would hurt or help."""

    THREAT = "threat"
    OPPORTUNITY = "opportunity"


class Response(StrEnum):
    """What is done about a risk."""

    AVOID = "avoid"
    REDUCE = "reduce"
    TRANSFER = "transfer"
    ACCEPT = "accept"
    SHARE = "share"
    ENHANCE = "enhance"
    EXPLOIT = "exploit"


class Band(StrEnum):
    """How serious a score is."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    EXTREME = "extreme"


class Roam(StrEnum):
    """What an increment has made of a risk."""

    RESOLVED = "resolved"
    OWNED = "owned"
    ACCEPTED = "accepted"
    MITIGATED = "mitigated"


class Confidence(StrEnum):
    """Whether an assessment can be believed still."""

    CURRENT = "current"
    GRAY = "gray"


class Level(StrEnum):
    """How serious an issue is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


ESCALATION_DAYS: Final = {Level.CRITICAL: 2, Level.HIGH: 5, Level.MEDIUM: 10, Level.LOW: 20}
"""Days after which an issue that nobody has solved goes to the next level."""
DIMENSIONS: Final = ("time_level", "cost_level", "scope_level", "benefit_level")


@dataclass(frozen=True, slots=True)
class Exposure:
    """Expected money of the open risks of one currency, in minor units; opportunities are gains."""

    currency: str
    gross_threat: float
    gross_opportunity: float
    net: float
    deviation: float
    """Standard deviation of the sum as if all were independent, which they seldom are."""
    count: int


@dataclass(frozen=True, slots=True)
class CommonCause:
    """A cause that risks of several projects name."""

    cause: str
    risks: tuple[tuple[int, str, str], ...]
    """Id, key and title of each risk that the asker may read."""
    projects: int


@dataclass(frozen=True, slots=True)
class MappedRisk:
    """A risk as the simulation takes it: what it would do to which activities, before and after its response."""

    id: int
    name: str
    probability: float
    probability_after: float
    activities: tuple[int, ...]
    days_low: float
    days_likely: float
    days_high: float
    share_after: float
    """The share of the impact that is left after the response."""
    is_opportunity: bool
    cost_minor: int = 0
    """What it costs where it happens, once; what an opportunity saves."""
    cost_share_after: float = 1.0
    currency: str = ""


@dataclass(frozen=True, slots=True)
class OpenTroubles:
    """How many of each are open."""

    risks: int
    extreme_risks: int
    issues: int
    blockers: int


@dataclass(frozen=True, slots=True)
class Concentration:
    """What one project, cause or owner holds of the expected money of the open threats, in minor units."""

    label: str
    expected: float
    share: float
    risks: int


@dataclass(frozen=True, slots=True)
class Concentrations:
    """Where the threats of one currency sit: by project, by shared cause and by owner, the most first."""

    currency: str
    total: float
    top_share: float
    """What the five largest threats hold of all."""
    by_project: tuple[Concentration, ...]
    by_cause: tuple[Concentration, ...]
    by_owner: tuple[Concentration, ...]


@dataclass(frozen=True, slots=True)
class ResponseWorth:
    """What the response to one risk buys, the best bargain first."""

    id: int
    key: str
    title: str
    currency: str
    worth: float | None
    cost: float | None
    days_saved: float | None
    days_per_thousand: float | None
