"""Rolling colors of many up to one, by the option that a node chose, and the five steps of delivery confidence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lockstep.domain.governance.vocabulary import Color, RollUp, Step

RED_SHARE: Final = 0.20
"""From this share of red weight on the whole is red."""
AMBER_SHARE: Final = 0.30
"""From this share of amber and red weight on the whole is amber."""
_ORDER: Final = {Color.RED: 0, Color.AMBER: 1, Color.GRAY: 2, Color.GREEN: 3}


COLOR_OF_STEP: Final = {
    Step.GREEN: Color.GREEN,
    Step.AMBER_GREEN: Color.GREEN,
    Step.AMBER: Color.AMBER,
    Step.AMBER_RED: Color.AMBER,
    Step.RED: Color.RED,
}


@dataclass(frozen=True, slots=True)
class Child:
    """One of those that are rolled up."""

    name: str
    color: Color
    weight: float = 1.0
    is_critical: bool = False
    is_mandatory: bool = False


@dataclass(frozen=True, slots=True)
class Rolled:
    """The color of the whole, who drives it, how much weight has which color, and the step of confidence."""

    color: Color
    driver: str
    counts: dict[Color, int]
    shares: dict[Color, float]
    step: Step


def roll_up(children: Iterable[Child], option: RollUp, *, material_weight: float = 0.0) -> Rolled:
    """Return the color of a whole. Gray counts as amber; the driver is the heaviest of the worst that count."""
    found = list(children)
    if option is RollUp.COUNTED:
        found = [replace(child, weight=1.0) for child in found]
    counted = _material(found, material_weight) if option is RollUp.MATERIAL else found
    shares = _shares(counted)
    counts = dict(Counter(child.color for child in found))
    if not counted:
        return Rolled(Color.GRAY, "", counts, shares, Step.AMBER)
    worst = min(counted, key=lambda child: (_ORDER[child.color], not child.is_critical, -child.weight))
    is_shared = option in (RollUp.WEIGHTED, RollUp.COUNTED)
    color = _weighted(counted, shares) if is_shared else _counting(worst.color)
    driver = worst.name if color is not Color.GREEN else ""
    return Rolled(color, driver, counts, shares, _step(color, shares, counted))


def _material(children: Sequence[Child], weight: float) -> list[Child]:
    return [child for child in children if child.weight >= weight or child.is_critical or child.is_mandatory]


def _shares(children: Sequence[Child]) -> dict[Color, float]:
    whole = sum(child.weight for child in children)
    if whole <= 0:
        return {}
    return {color: sum(child.weight for child in children if child.color is color) / whole for color in Color}


def _counting(color: Color) -> Color:
    return Color.AMBER if color is Color.GRAY else color


def _weighted(children: Sequence[Child], shares: dict[Color, float]) -> Color:
    if any(child.is_critical and child.color is Color.RED for child in children):
        return Color.RED
    red = shares.get(Color.RED, 0.0)
    amber = shares.get(Color.AMBER, 0.0) + shares.get(Color.GRAY, 0.0)
    if red >= RED_SHARE:
        return Color.RED
    return Color.AMBER if red + amber >= AMBER_SHARE else Color.GREEN


def _step(color: Color, shares: dict[Color, float], children: Sequence[Child]) -> Step:
    """Return the step: the color, a step worse or better by how much of the weight is red or not green."""
    red, green = shares.get(Color.RED, 0.0), shares.get(Color.GREEN, 0.0)
    if color is Color.GREEN:
        return Step.GREEN if green == 1.0 else Step.AMBER_GREEN
    if color is Color.AMBER:
        return Step.AMBER_RED if red > 0 else Step.AMBER
    is_critical = any(child.is_critical and child.color is Color.RED for child in children)
    return Step.RED if is_critical or red >= 0.5 else Step.AMBER_RED
