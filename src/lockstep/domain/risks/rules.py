"""Scores, bands and expected values of risks, from plain values."""

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Final

from lockstep.domain.risks.vocabulary import Band

BANDS: Final = ((15, Band.EXTREME), (10, Band.HIGH), (5, Band.MODERATE), (1, Band.LOW))
"""From which score on a band holds, on the grid of five by five."""
TOP_IMPACT: Final = 5
DECIMAL_PROBABILITIES: Final = (0.1, 0.3, 0.5, 0.7, 0.9)
DECIMAL_IMPACTS: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
DECIMAL_BANDS: Final = ((0.18, Band.HIGH), (0.06, Band.MODERATE), (0.0, Band.LOW))


def impact_of(levels: Iterable[int | None]) -> int | None:
    """Return the worst of the levels by dimension; None where none is assessed."""
    known = [level for level in levels if level is not None]
    return max(known) if known else None


def score_of(likelihood: int | None, impact: int | None) -> int | None:
    """Return likelihood times impact, both from 1 to 5."""
    return None if likelihood is None or impact is None else likelihood * impact


def band_of(likelihood: int | None, impact: int | None) -> Band | None:
    """Return the band of a place on the grid; an impact of 5 is never below high."""
    score = score_of(likelihood, impact)
    if score is None:
        return None
    band = next(band for start, band in BANDS if score >= start)
    return Band.HIGH if impact == TOP_IMPACT and band in (Band.LOW, Band.MODERATE) else band


def decimal_band(probability: float, impact: float) -> Band:
    """Return the band of a place on the decimal grid, whose intervals are closed below and open above."""
    # Products of decimals carry a rounding error; a value at a bound belongs above it.
    score = round(probability * impact, 9)
    return next(band for start, band in DECIMAL_BANDS if score >= start)


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
