"""The range of a duration as people give it, turned into columns that agree with each other."""

import math
from collections.abc import Mapping
from typing import Any, Final

from lockstep.domain.planning.models import ActivityLayer
from lockstep.domain.planning.vocabulary import EditError
from lockstep.plan import RangeSource, Shape

TICKS: Final = ("low_ticks", "likely_ticks", "high_ticks")
SHARES: Final = ("low_share", "likely_share", "high_share")
COST_SHARES: Final = ("cost_low_share", "cost_high_share")
RANGE_FIELDS: Final = frozenset({*TICKS, *SHARES, "range_shape", "is_trigen", "range_source"})
THREE_POINT: Final = (Shape.UNIFORM, Shape.TRIANGULAR, Shape.PERT, Shape.LOGNORMAL)
"""Shapes that low, likely and high describe."""
LARGEST_SHARE: Final = 20.0
NO_RANGE: Final[dict[str, Any]] = {
    **dict.fromkeys((*TICKS, *SHARES, "range_shape", "range_source")),
    "is_trigen": False,
}


def range_columns(place: str, layer: ActivityLayer | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns to be written for a range; one in ticks takes the place of one in shares, and back.

    Raises EditError.
    """
    if not given:
        return {}
    columns = dict(given)
    if columns.get("range_shape") is not None:
        columns["range_shape"] = shape_of(place, columns["range_shape"]).value
    if columns.get("range_source") is not None:
        columns["range_source"] = RangeSource(columns["range_source"]).value
    has_ticks = any(columns.get(name) is not None for name in TICKS)
    has_shares = any(columns.get(name) is not None for name in SHARES)
    if has_ticks and has_shares:
        raise EditError(place, "A range is given in working time or in percent, not in both.")
    if has_ticks:
        columns |= dict.fromkeys(SHARES)
    if has_shares:
        columns |= dict.fromkeys(TICKS)
    if has_ticks or has_shares:
        usual = {"range_shape": Shape.TRIANGULAR.value, "range_source": RangeSource.EXPERT.value}
        missing = {name for name in usual if columns.get(name, getattr(layer, name, None)) is None}
        columns |= {name: usual[name] for name in missing}
        if "range_source" not in columns and getattr(layer, "range_source", None) == RangeSource.QUICK:
            # Whoever changes the numbers of one activity has judged it.
            columns["range_source"] = RangeSource.EXPERT.value
    _check_order(place, [columns.get(name, getattr(layer, name, None)) for name in TICKS])
    shares = [columns.get(name, getattr(layer, name, None)) for name in SHARES]
    _check_order(place, shares)
    if any(value is not None and not (math.isfinite(value) and value <= LARGEST_SHARE) for value in shares):
        raise EditError(place, "A range in percent goes up to 2000 % of what remains.")
    return columns


def check_cost_shares(place: str, values: Mapping[str, Any]) -> None:
    """Refuse a range of a fixed cost that does not hold the cost itself. Raises EditError."""
    low, high = (values.get(name) for name in COST_SHARES)
    if (low is not None and not 0 <= low <= 1) or (high is not None and not 1 <= high <= LARGEST_SHARE):
        raise EditError(
            place, "A range of the fixed cost runs from at most 100 % to at least 100 % of it, up to 2000 %."
        )


def shape_of(place: str, value: int | str) -> Shape:
    """Return a shape that three points describe, by number or word."""
    try:
        shape = Shape[value.upper()] if isinstance(value, str) else Shape(value)
    except (KeyError, ValueError):
        shape = Shape.FIXED
    if shape not in THREE_POINT:
        words = ", ".join(known.name.lower() for known in THREE_POINT)
        raise EditError(place, f"There is no three-point range of the form {value!r}; use one of {words}.")
    return shape


def _check_order(place: str, values: list[Any]) -> None:
    given = [value for value in values if value is not None]
    if any(value < 0 for value in given) or given != sorted(given):
        raise EditError(
            place, "A range runs from the best case over the likely one to the worst, none below zero."
        )
