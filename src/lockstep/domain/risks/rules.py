"""Expected values of risks and what their responses are worth, from plain values."""

from collections.abc import Sequence
from datetime import date
from math import sqrt

from lockstep.domain.risks.vocabulary import Confidence


def confidence_of(review_on: date | None, today: date) -> Confidence:
    """Return gray once the review is overdue: how bad it is counts as not known then."""
    return Confidence.GRAY if review_on is not None and review_on < today else Confidence.CURRENT


def expected_value(probability: float | None, impact: float | None, is_opportunity: bool) -> float | None:
    """Return probability times impact: a cost is positive, a gain negative."""
    if probability is None or impact is None:
        return None
    return -probability * impact if is_opportunity else probability * impact


def response_worth(before: float | None, after: float | None, cost: float | None) -> float | None:
    """Return what a response is worth: the expected value that it takes away, less what it costs."""
    return None if before is None or after is None else before - after - (cost or 0.0)


def sum_deviation(risks: Sequence[tuple[float, float]]) -> float:
    """Return the standard deviation of a sum of independent events, each (probability, impact)."""
    return sqrt(sum(p * (1.0 - p) * impact * impact for p, impact in risks))
