"""Words of strategy: strengths of alignment, scales of demands, and the results of the app's queries."""

from dataclasses import dataclass
from typing import Final

STRENGTH_WORDS: Final = {
    0: "does not serve it",
    1: "serves it a little",
    2: "serves it well",
    3: "exists for it",
}
MOST_STRENGTH: Final = 3
"""A project that exists for an objective."""

SCORE_WEIGHTS: Final = {"fit": 0.35, "value_level": 0.30, "risk_level": -0.15, "technical_fit": 0.20}
"""Weights of the weighted score where neither a node nor one above it has its own; risk counts against a demand."""
SCORE_LEVELS: Final = 5
"""Levels of each criterion of the weighted score, from 1 on."""
MOSCOW: Final = {
    "must": "Must have",
    "should": "Should have",
    "could": "Could have",
    "wont": "Won't have now",
}
ANSWERED: Final = ("acknowledged",)
LIVE_ALIGNMENTS: Final = ("stated", "confirmed")
NODE: Final = "access.node"


@dataclass(frozen=True, slots=True)
class Goal:
    """One objective as the head of a column of the coverage."""

    id: int
    key: str
    title: str
    weight: float
    serving: int
    """How many projects in view serve it."""


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """How strongly a project serves an objective; None where nobody has said it."""

    objective: int
    strength: int | None
    alignment: int | None
    reason: str
    is_inherited: bool


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One project with its cells, in the order of the objectives, and its score from 0 to 1."""

    node: int
    name: str
    cells: tuple[CoverageCell, ...]
    score: float | None
    is_orphan: bool
    may_say: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which project serves which objective. The score is that of all projects, each counted alike."""

    goals: tuple[Goal, ...]
    lines: tuple[CoverageLine, ...]
    score: float | None

    @property
    def unserved(self) -> tuple[Goal, ...]:
        """Return the objectives that no project in view serves."""
        return tuple(goal for goal in self.goals if not goal.serving)

    @property
    def orphans(self) -> tuple[CoverageLine, ...]:
        """Return the projects that serve nothing."""
        return tuple(line for line in self.lines if line.is_orphan)


@dataclass(frozen=True, slots=True)
class RankedDemand:
    """One demand in its place, with what it and all above it cost and take."""

    place: int
    id: int
    version: int
    key: str
    title: str
    state: str
    moscow: str
    rank: int | None
    wsjf: float | None
    score: float | None
    cost: int | None
    cost_so_far: int
    effort_days: float | None
    effort_so_far: float
    is_above_cut: bool
    may_edit: bool


@dataclass(frozen=True, slots=True)
class RankedList:
    """Open demands of one currency in order, with the cut line that budget or capacity draws, whichever ends first.

    `cut_by` is "budget" or "capacity", "" where all of them stand above the line.
    """

    rows: tuple[RankedDemand, ...]
    currency: str
    currencies: tuple[str, ...]
    budget: int | None
    cost_above_cut: int
    without_cost: int
    capacity_days: float | None = None
    effort_above_cut: float = 0.0
    without_effort: int = 0
    cut_by: str = ""
