"""From what was counted to a check with its outcome and its words."""

from collections.abc import Sequence

from lockstep.engine.health.catalog import CHECKS
from lockstep.engine.health.result import HealthCheck, Offense, Outcome

ROUNDING = 1e-9
"""A value this close to its limit is at its limit."""


def at_most(value: float | None, threshold: float | None) -> Outcome:
    """Return the outcome of a value that should not pass its limit."""
    if value is None:
        return Outcome.NOT_APPLICABLE
    if threshold is None:
        return Outcome.SHOWN
    return Outcome.PASSED if value <= threshold + ROUNDING else Outcome.FAILED


def at_least(value: float | None, threshold: float | None) -> Outcome:
    """Return the outcome of a value that should reach its limit."""
    if value is None:
        return Outcome.NOT_APPLICABLE
    if threshold is None:
        return Outcome.SHOWN
    return Outcome.PASSED if value >= threshold - ROUNDING else Outcome.FAILED


def share_of(counted: float, out_of: float) -> float | None:
    """Return a ratio, or None where there is nothing to divide by."""
    return counted / out_of if out_of > 0 else None


def check_of(
    code: str,
    value: float | None,
    counted: float,
    out_of: float,
    threshold: float | None,
    outcome: Outcome,
    offenses: Sequence[Offense],
    sentence: str,
) -> HealthCheck:
    """Return a check with its title and suggestion."""
    entry = CHECKS[code]
    return HealthCheck(
        code=code,
        title=entry.title,
        value=value,
        counted=counted,
        out_of=out_of,
        threshold=threshold,
        outcome=outcome,
        offenses=tuple(offenses),
        sentence=sentence,
        suggestion=entry.suggestion,
    )


def share_check(
    code: str, offenses: Sequence[Offense], out_of: int, threshold: float | None, what: str, nothing: str
) -> HealthCheck:
    """Return a check that should keep the share of offenses at or below its limit.

    `what` says of what they are a share ("incomplete activities lack logic"), `nothing` why there is no share.
    """
    value = share_of(len(offenses), out_of)
    sentence = nothing
    if value is not None:
        sentence = f"{len(offenses):,} of {out_of:,} {what} ({value:.2%})."
    return check_of(
        code, value, len(offenses), out_of, threshold, at_most(value, threshold), offenses, sentence
    )
