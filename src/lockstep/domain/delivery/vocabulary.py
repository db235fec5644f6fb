"""Words of hand-offs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class HandOffColor(StrEnum):
    """How a hand-off stands by its float to need-by."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    GRAY = "gray"


class VerifyBy(StrEnum):
    """How a requirement of quality is verified, by the four usual ways."""

    TEST = "test"
    INSPECTION = "inspection"
    ANALYSIS = "analysis"
    DEMONSTRATION = "demonstration"


class CheckVerdict(StrEnum):
    """What a check found."""

    PASSED = "passed"
    FAILED = "failed"


class Severity(StrEnum):
    """How bad a defect is."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


AMBER_DAYS: Final = 5
"""Working days of float below which a hand-off is amber."""
OPEN: Final = ("proposed", "counter", "agreed", "delivered")
PENDING: Final = ("proposed", "counter", "agreed")
"""States in which what is handed over has not come yet."""


@dataclass(frozen=True, slots=True)
class HandOffsChanged:
    """Announced after commit: hand-offs were written."""

    hand_offs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DeliverablesChanged:
    """Announced after commit: work was linked to deliverables, or taken away from them."""

    deliverables: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HandOffEnd:
    """Giver or receiver; a stub, of what the asker may not read, has neither ids nor names."""

    activity: int | None
    name: str
    project: int | None
    project_name: str


@dataclass(frozen=True, slots=True)
class HandOffRow:
    """A hand-off as its two sides look at it."""

    id: int
    key: str
    title: str
    state: str
    giver: HandOffEnd
    receiver: HandOffEnd
    need_by: date | None
    promised_on: date | None
    forecast_on: date | None
    float_days: float | None
    color: HandOffColor
    may_open: bool
    increment: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Increment:
    """The open hand-offs of one increment, the tightest first.

    What names no increment stands in the quarter in which it is needed, or promised; then `is_quarter` is true.
    """

    name: str
    is_quarter: bool
    rows: tuple[HandOffRow, ...]
    first_on: date | None
    late: int


@dataclass(frozen=True, slots=True)
class Owed:
    """What the projects at and below a node give to others and get from them, the tightest first."""

    gives: tuple[HandOffRow, ...]
    receives: tuple[HandOffRow, ...]


@dataclass(frozen=True, slots=True)
class PairCell:
    """The open hand-offs from one project to another."""

    giver: int | None
    receiver: int | None
    count: int
    worst_days: float | None
    color: HandOffColor


@dataclass(frozen=True, slots=True)
class PairLine:
    """A giving project with one cell, or None, for each receiving one."""

    project: int | None
    name: str
    cells: tuple[PairCell | None, ...]


@dataclass(frozen=True, slots=True)
class PairMatrix:
    """Giving projects by receiving projects; the id of what is outside one's view is None."""

    receivers: tuple[tuple[int | None, str], ...]
    lines: tuple[PairLine, ...]
    rows: tuple[HandOffRow, ...]


@dataclass(frozen=True, slots=True)
class LikelyHandOff:
    """Two activities of two projects without any link, and why one may have to hand something to the other."""

    giver: HandOffEnd
    receiver: HandOffEnd
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A link across projects without a hand-off."""

    link: int
    giver: HandOffEnd
    receiver: HandOffEnd
    is_hard: bool
