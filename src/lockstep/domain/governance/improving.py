"""What an improvement came to, from plain values."""

from typing import Final

NEARLY_ALL: Final = 0.999
"""Share of the way from which on a target counts as reached."""


def effect_of(baseline: float | None, after: float | None) -> float | None:
    """Return the change of the measure, in its unit; None until both were measured."""
    return None if baseline is None or after is None else after - baseline


def reached_share(baseline: float | None, target: float | None, after: float | None) -> float | None:
    """Return the share of the way from baseline to target that was gone; negative when it went the other way.

    The target says which direction is better; None while something is not measured, or the target is the baseline.
    """
    if baseline is None or target is None or after is None or baseline == target:
        return None
    return (after - baseline) / (target - baseline)


def verdict(share: float | None) -> str:
    """Return what the measurement says, in words."""
    if share is None:
        return ""
    if share >= NEARLY_ALL:
        return "target reached"
    if share > 0:
        return "better, target not reached"
    return "no change" if share == 0 else "worse than before"
