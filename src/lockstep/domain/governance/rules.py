"""What is computed of tolerances, from plain values."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from lockstep.domain.governance.vocabulary import (
    DEFAULT_LIMITS,
    NO_TIME_AMBER_SHARE,
    NO_TIME_RED_BELOW,
    RANK,
    UNDERRUN,
    Color,
    Dimension,
    Judgment,
    Limits,
    Overall,
    Reading,
)

GRAIN = 1e-9
"""A deviation this near a limit stands at it."""
STALE = "The reading is older than one cycle."
_OF_AGREED = (Dimension.COST, Dimension.BENEFIT, Dimension.RISK)


def deviation_of(dimension: Dimension, reading: Reading) -> float | None:
    """Return how much worse the forecast is than what was agreed; negative when better; None when not known.

    Days of slip for time; a share of the agreed value for cost (overrun), benefit and risk (shortfall); the forecast
    itself for scope, quality (counts) and resource (share of overload).
    """
    if reading.forecast is None:
        return None
    if dimension not in _OF_AGREED:
        return reading.forecast
    if reading.agreed is None or reading.agreed <= 0:
        return None
    missing = (reading.agreed - reading.forecast) / reading.agreed
    return -missing if dimension is Dimension.COST else missing


def limits_of(
    dimension: Dimension, amber: float | None = None, red: float | None = None, remaining: float | None = None
) -> Limits:
    """Return the limits that hold: the given ones or the defaults.

    A slip is amber beyond the larger of the limit and 5 % of the remaining duration, and red beyond the larger of
    20 working days and what was delegated.
    """
    default = DEFAULT_LIMITS[dimension]
    amber = default.amber if amber is None else amber
    red = default.red if red is None else red
    if dimension is Dimension.TIME:
        amber = max(amber or 0.0, NO_TIME_AMBER_SHARE * (remaining or 0.0))
        red = max(red or 0.0, NO_TIME_RED_BELOW)
    return Limits(amber, red)


def color_of(
    dimension: Dimension,
    reading: Reading,
    amber: float | None = None,
    red: float | None = None,
    *,
    fresh_until: date | None = None,
    today: date | None = None,
) -> Judgment:
    """Return the computed color; without a reading, or with a stale one, it is gray, never green."""
    deviation = deviation_of(dimension, reading)
    if deviation is None:
        what = "forecast" if reading.forecast is None else "agreed value"
        return Judgment(Color.GRAY, f"There is no {what}.")
    if fresh_until is not None and today is not None and fresh_until < today:
        return Judgment(Color.GRAY, STALE, deviation)
    limits = limits_of(dimension, amber, red, reading.remaining)
    if is_red(dimension, deviation, limits):
        return Judgment(Color.RED, "Beyond the red limit.", deviation)
    if limits.amber is not None and deviation > limits.amber + GRAIN:
        return Judgment(Color.AMBER, "Beyond the amber limit.", deviation)
    if dimension is Dimension.COST and deviation < -UNDERRUN - GRAIN:
        return Judgment(Color.AMBER, "Funds may lapse.", deviation)
    return Judgment(Color.GREEN, "Within tolerance.", deviation)


def is_red(dimension: Dimension, deviation: float, limits: Limits) -> bool:
    """Tell whether a deviation is red; a probability is so already at the limit, at half of what was agreed."""
    if limits.red is None:
        return False
    grain = -GRAIN if dimension is Dimension.RISK else GRAIN
    return deviation > limits.red + grain


def overall_of(dimensions: Iterable[tuple[str, Color, bool]]) -> Overall:
    """Return the worst color of (name, color, is advisory); advisory ones are counted and do not drive.

    Gray counts as amber; where both are there, amber drives, as more is known of it.
    """
    found = list(dimensions)
    counts = Counter(color for _, color, _ in found)
    driving = [(name, color) for name, color, is_advisory in found if not is_advisory]
    if not driving:
        return Overall(Color.GRAY, "", dict(counts))
    order = {Color.RED: 0, Color.AMBER: 1, Color.GRAY: 2, Color.GREEN: 3}
    name, color = min(driving, key=lambda item: order[item[1]])
    return Overall(color, name if color is not Color.GREEN else "", dict(counts))


def gap_of(computed: Color, reported: Color | None) -> int | None:
    """Return by how many steps the computed color is worse than the reported one; None where gray is among them."""
    if reported is None or computed not in RANK or reported not in RANK:
        return None
    return RANK[computed] - RANK[reported]


def is_unsupported(computed: Color, reported: Color | None) -> bool:
    """Tell whether green is reported where nothing is known."""
    return computed is Color.GRAY and reported is Color.GREEN


def may_publish(computed: Color, reported: Color | None, reason: str) -> bool:
    """Tell whether a color may go out: one that is better than computed, or unsupported, needs a reason."""
    gap = gap_of(computed, reported)
    needs_reason = is_unsupported(computed, reported) or (gap is not None and gap >= 1)
    return bool(reason.strip()) or not needs_reason
