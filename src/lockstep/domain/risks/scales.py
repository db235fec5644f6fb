"""The scales by which risks are scored: a grid of five by five cells, its bands, and what each step means."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import floor
from typing import Final

from lockstep.domain.risks.vocabulary import DIMENSIONS, Band

STEPS: Final = 5
ORDER: Final = (Band.LOW, Band.MODERATE, Band.HIGH, Band.EXTREME)
"""The bands from harmless to grave."""
# Products of decimals carry a rounding error; a value at a bound belongs above it.
EXACT_DIGITS: Final = 9


class Scoring(StrEnum):
    """How the impacts by dimension become one."""

    WORST = "worst"
    WEIGHTED = "weighted"


@dataclass(frozen=True, slots=True)
class Grid:
    """How a node scores its risks.

    `cells` holds the score by likelihood (rows) and impact (columns), both from low to high. `bands` holds the score
    from which on a band applies, ascending; each runs up to the next one and leaves it out. With `top_is_high` the
    highest impact is never below high. `escalation_score` and `escalation_cost` (minor units, of the expected value)
    are what a project may bear without asking the level above; None is no limit.
    """

    likelihood_values: tuple[float, ...]
    impact_values: tuple[float, ...]
    cells: tuple[tuple[float, ...], ...]
    bands: tuple[tuple[float, Band], ...]
    scoring: Scoring = Scoring.WORST
    weights: tuple[float, ...] = (1.0, 1.0, 1.0, 1.0)
    top_is_high: bool = True
    escalation_score: float | None = None
    escalation_cost: int | None = None
    likelihood_words: tuple[str, ...] = ("very low", "low", "medium", "high", "very high")
    impact_words: tuple[str, ...] = ("very low", "low", "medium", "high", "very high")
    definitions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def impact_of(self, levels: Sequence[int | None]) -> float | None:
        """Return the impact of the levels by dimension (in the order of DIMENSIONS); None where none is assessed."""
        known = [(level, weight) for level, weight in zip(levels, self.weights, strict=True) if level]
        if not known:
            return None
        if self.scoring is Scoring.WORST:
            return float(max(level for level, _ in known))
        total = sum(weight for _, weight in known)
        # Dimensions that count nothing are all that is assessed: then they count alike.
        if not total:
            return sum(level for level, _ in known) / len(known)
        return sum(level * weight for level, weight in known) / total

    def score_of(self, likelihood: int | None, impact: float | None) -> float | None:
        """Return the score of the cell; an impact between two steps belongs to the nearer, a half to the upper."""
        if not likelihood or not impact:
            return None
        return self.cells[likelihood - 1][step_of(impact) - 1]

    def band_of(self, likelihood: int | None, impact: float | None) -> Band | None:
        """Return the band of the cell."""
        score = self.score_of(likelihood, impact)
        if score is None or impact is None:
            return None
        rounded = round(score, EXACT_DIGITS)
        found = next((band for start, band in reversed(self.bands) if rounded >= start), self.bands[0][1])
        is_top = self.top_is_high and step_of(impact) == STEPS
        return Band.HIGH if is_top and ORDER.index(found) < ORDER.index(Band.HIGH) else found

    def passes(self, score: float | None, expected_minor: float | None) -> bool:
        """Tell whether a risk passes what its level may bear, by score or by money."""
        is_grave = self.escalation_score is not None and score is not None and score >= self.escalation_score
        limit = self.escalation_cost
        return is_grave or (limit is not None and expected_minor is not None and expected_minor >= limit)


def step_of(impact: float) -> int:
    """Return the step of the scale that an impact belongs to."""
    return min(max(floor(impact + 0.5), 1), STEPS)


def products(across: Iterable[float], up: Iterable[float]) -> tuple[tuple[float, ...], ...]:
    """Return the cells of likelihood (up) times impact (across)."""
    columns = tuple(across)
    return tuple(tuple(round(row * column, EXACT_DIGITS) for column in columns) for row in up)


_WHOLE = (1.0, 2.0, 3.0, 4.0, 5.0)
_DECIMAL_UP, _DECIMAL_ACROSS = (0.1, 0.3, 0.5, 0.7, 0.9), (0.05, 0.1, 0.2, 0.4, 0.8)
_LIKELY = ("hardly", "seldom", "possibly", "probably", "almost surely")
MEANINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "time_level": (
        "within the float of its activity",
        "the activity slips, no milestone does",
        "a milestone of the project slips",
        "a milestone of the program slips",
        "the end of the program slips",
    ),
    "cost_level": (
        "within the estimate",
        "within the project's contingency",
        "takes most of that contingency",
        "asks for the program's reserve",
        "asks for new money",
    ),
    "scope_level": (
        "hardly noticed",
        "small parts are affected",
        "larger parts are affected; the owner must agree",
        "not acceptable to the owner",
        "the result is of no use",
    ),
    "benefit_level": (
        "benefits stay",
        "a benefit comes somewhat later",
        "a benefit comes smaller or much later",
        "a main benefit is in doubt",
        "what the program is for is lost",
    ),
}
assert tuple(MEANINGS) == DIMENSIONS
FIVE: Final = Grid(
    likelihood_values=_WHOLE,
    impact_values=_WHOLE,
    cells=products(_WHOLE, _WHOLE),
    bands=((1.0, Band.LOW), (5.0, Band.MODERATE), (10.0, Band.HIGH), (15.0, Band.EXTREME)),
    escalation_score=15.0,
    likelihood_words=_LIKELY,
    definitions=MEANINGS,
)
"""Whole numbers: likelihood times impact, low to 4, moderate to 9, high to 14, extreme from 15."""
DECIMAL: Final = Grid(
    likelihood_values=_DECIMAL_UP,
    impact_values=_DECIMAL_ACROSS,
    cells=products(_DECIMAL_ACROSS, _DECIMAL_UP),
    bands=((0.0, Band.LOW), (0.06, Band.MODERATE), (0.18, Band.HIGH)),
    top_is_high=False,
    escalation_score=0.18,
    likelihood_words=_LIKELY,
    definitions=MEANINGS,
)
"""Decimals, as in PMI's guide: low below .06, moderate from there, high from .18."""
SHIPPED: Final[Mapping[str, Grid]] = {"five": FIVE, "decimal": DECIMAL}
