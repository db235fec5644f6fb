"""Words of assurance, and how old findings are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How bad a finding is, the worst first."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"


class Confidence(StrEnum):
    """How sure the reviewer is that what was promised will be delivered: five steps, the best first."""

    HIGH = "high"
    PROBABLE = "probable"
    FEASIBLE = "feasible"
    DOUBT = "doubt"
    UNACHIEVABLE = "unachievable"


CONFIDENCE_WORDS: Final = {
    Confidence.HIGH: "5 of 5: delivery is highly likely",
    Confidence.PROBABLE: "4 of 5: delivery is probable, with constant attention",
    Confidence.FEASIBLE: "3 of 5: delivery is feasible, significant issues need attention",
    Confidence.DOUBT: "2 of 5: delivery is in doubt, urgent action is needed",
    Confidence.UNACHIEVABLE: "1 of 5: delivery appears unachievable as it is",
}

OPEN_FINDING: Final = ("open", "answered", "done")
"""The states in which a finding waits for something."""
ANSWER_WITHIN_DAYS: Final = 14
"""Days within which a finding is to be answered."""


@dataclass(frozen=True, slots=True)
class AgeBand:
    """A span of ages in days, both ends within it; the last one is open."""

    label: str
    from_days: int
    to_days: int | None


AGE_BANDS: Final = (
    AgeBand("up to 2 weeks", 0, 14),
    AgeBand("2 to 6 weeks", 15, 42),
    AgeBand("6 weeks to 3 months", 43, 90),
    AgeBand("over 3 months", 91, None),
)


def age_days(raised_on: date, closed_on: date | None, today: date) -> int:
    """Return for how many days a finding is open, or was."""
    return ((closed_on or today) - raised_on).days


def band_at(days: int) -> int:
    """Return the place of the band that an age falls into."""
    for place, band in enumerate(AGE_BANDS):
        if band.to_days is None or days <= band.to_days:
            return place
    raise AssertionError("The last band is open.")


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """An open finding on the page of ages."""

    id: int
    key: str
    title: str
    node_name: str
    owner_name: str
    severity: Severity
    state: str
    age_days: int
    due_on: date | None
    is_overdue: bool

    @property
    def band(self) -> int:
        """Return the place of the band that its age falls into."""
        return band_at(self.age_days)


def counted(findings: Sequence[OpenFinding]) -> dict[Severity, tuple[int, ...]]:
    """Return how many findings of each severity fall into each band of age."""
    return {
        severity: tuple(
            sum(1 for item in findings if item.severity is severity and item.band == place)
            for place in range(len(AGE_BANDS))
        )
        for severity in Severity
    }
