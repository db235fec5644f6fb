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


class Level(StrEnum):
    """How serious an issue is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


ESCALATION_DAYS: Final = {Level.CRITICAL: 2, Level.HIGH: 5, Level.MEDIUM: 10, Level.LOW: 20}
"""Days after which an issue that nobody has solved goes to the next level."""
DIMENSIONS: Final = ("time_level", "cost_level", "scope_level", "benefit_level")
ESCALATION_SCORE: Final = 15
"""A risk of a project with this score or more belongs to its program."""


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


@dataclass(frozen=True, slots=True)
class OpenTroubles:
    """How many of each are open."""

    risks: int
    extreme_risks: int
    issues: int
    blockers: int
