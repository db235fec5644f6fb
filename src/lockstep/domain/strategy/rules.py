"""What is computed of objectives, results and demands, from plain values."""

from collections.abc import Iterable, Mapping, Sequence

from lockstep.domain.strategy.vocabulary import MOST_STRENGTH, SCORE_LEVELS, SCORE_WEIGHTS


def progress_of(baseline: float | None, target: float | None, actual: float | None) -> float | None:
    """Return which share of the way from the baseline to the target is gone.

    A target below the baseline is a value to be lowered. Below 0 it went the wrong way, above 1 further than wanted.
    None while something is not known, and where the target is where it began.
    """
    if baseline is None or target is None or actual is None or baseline == target:
        return None
    return (actual - baseline) / (target - baseline)


def is_reached(baseline: float | None, target: float | None, actual: float | None) -> bool:
    """Tell whether the actual value is at the target or beyond it."""
    progress = progress_of(baseline, target, actual)
    return progress is not None and progress >= 1


def alignment_score(served: Iterable[tuple[float, int]], weight_of_all: float) -> float | None:
    """Return how well something serves the objectives, from 0 to 1: weight times strength over the most possible.

    `served` has the weight of each objective with the strength. None where no objective has a weight.
    """
    if weight_of_all <= 0:
        return None
    return sum(weight * strength for weight, strength in served) / (MOST_STRENGTH * weight_of_all)


def rolled_up(parts: Sequence[tuple[float | None, float | None]]) -> float | None:
    """Return the mean progress of parts by weight; a part whose progress is not known counts as not begun.

    Parts without a weight do not count. None where no part counts.
    """
    counted = [(progress or 0.0, weight) for progress, weight in parts if weight]
    total = sum(weight for _, weight in counted)
    return sum(progress * weight for progress, weight in counted) / total if total else None


def wsjf_of(
    value: int | None, time_criticality: int | None, risk_reduction: int | None, size: int | None
) -> float | None:
    """Return the weighted shortest job first: cost of delay by job size; None while something is not estimated."""
    if value is None or time_criticality is None or risk_reduction is None or not size:
        return None
    return (value + time_criticality + risk_reduction) / size


def weighted_score(
    levels: Mapping[str, int | None], weights: Mapping[str, float] = SCORE_WEIGHTS
) -> float | None:
    """Return the score by weights on a scale from 0 to 100; None while a criterion that counts is not judged.

    Only how the weights stand to each other matters; one below zero counts against.
    """
    counting = {name: weight for name, weight in weights.items() if weight}
    if any(levels.get(name) is None for name in counting):
        return None
    total = sum(weight * ((levels[name] or 0) - 1) for name, weight in counting.items())
    lowest = sum(min(weight, 0) for weight in counting.values())
    return 100 * (total / (SCORE_LEVELS - 1) - lowest) / sum(abs(weight) for weight in counting.values())


def cut_after(needs: Sequence[float | None], limit: float | None) -> int:
    """Return how many demands, from the top, stand above the cut line that a budget or a capacity draws.

    The line is drawn before the first demand that the limit does not cover: what is smaller further down does not
    overtake. Demands whose need is not known pass and take nothing. Without a limit all stand above.
    """
    if limit is None:
        return len(needs)
    spent = 0.0
    for place, need in enumerate(needs):
        spent += need or 0
        if spent > limit:
            return place
    return len(needs)


def scope_churn(before: str, after: str) -> float:
    """Return the share of lines that came or went, of all lines of both versions; order and blanks do not count."""
    old, new = _lines(before), _lines(after)
    return len(old ^ new) / len(old | new) if old | new else 0.0


def requirement_churn(added: int, changed: int, dropped: int, standing: int) -> float | None:
    """Return what came, changed and went as a share of what stood before; above 1 where more moved than stood.

    None where nothing stood.
    """
    return (added + changed + dropped) / standing if standing > 0 else None


def _lines(text: str) -> set[str]:
    stripped = (" ".join(line.strip(" -*•\t").split()).casefold() for line in text.splitlines())
    return {line for line in stripped if line}
