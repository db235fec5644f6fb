"""What the project office asks of projects, and how far each one has it: plain values, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class ProjectLevel(StrEnum):
    """Classes of projects, from those of which least is asked."""

    SMALL = "small"
    STANDARD = "standard"
    MAJOR = "major"
    CRITICAL = "critical"


LEVELS: Final = tuple(ProjectLevel)
USUAL: Final = ProjectLevel.STANDARD
"""The class of a project that nobody has classified."""
PROFILE_WORDS: Final = ("manager", "sponsor", "description", "code", "target_start", "target_finish")
PLAN_WORDS: Final = ("baseline", "data_date")
FULL: Final = 0.9999


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is asked from a class on: a detail, a word of the plan, a register, or a field of its records."""

    id: int
    key: str
    title: str
    asks: str
    applies_from: ProjectLevel
    weight: float

    def applies_to(self, level: ProjectLevel) -> bool:
        """Tell whether it is asked of projects of a class."""
        return LEVELS.index(level) >= LEVELS.index(self.applies_from)


@dataclass(frozen=True, slots=True)
class Cell:
    """How far one project meets one check: a share; None where it is not asked, or there is nothing to look at."""

    check: Check
    share: float | None

    @property
    def is_met(self) -> bool:
        """Tell whether nothing is missing."""
        return self.share is not None and self.share >= FULL


@dataclass(frozen=True, slots=True)
class Applied:
    """A standard that applies to a project."""

    id: int
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Conformance:
    """One project held against all checks; `score` is the weighted share that is met, None where nothing is asked."""

    node: int
    name: str
    level: ProjectLevel
    is_classified: bool
    cells: tuple[Cell, ...]
    score: float | None
    standards: tuple[Applied, ...] = ()
    """The standards in force that apply to it."""

    @property
    def missing(self) -> tuple[Cell, ...]:
        """Return what is asked and not wholly there."""
        return tuple(cell for cell in self.cells if cell.share is not None and not cell.is_met)


def score_of(cells: Sequence[Cell]) -> float | None:
    """Return the weighted mean of the shares that are known."""
    known = [(cell.check.weight, cell.share) for cell in cells if cell.share is not None]
    whole = sum(weight for weight, _ in known)
    return sum(weight * share for weight, share in known) / whole if whole else None


def conformance(
    node: int,
    name: str,
    level: ProjectLevel | None,
    checks: Sequence[Check],
    shares: Mapping[str, float | None],
) -> Conformance:
    """Return a project held against the checks of its class."""
    held = level or USUAL
    cells = tuple(Cell(check, shares.get(check.asks) if check.applies_to(held) else None) for check in checks)
    return Conformance(node, name, held, level is not None, cells, score_of(cells))
