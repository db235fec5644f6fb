"""Whether a forum sits as often as it should."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

GRACE = 1.25
"""A time between two sittings keeps the cadence up to this many planned intervals."""


def kept_share(days: Sequence[date], cadence_days: int | None, today: date) -> float | None:
    """Return the share of the times between sittings that kept the cadence; None where there is nothing to compare.

    The time since the last sitting counts once it is too long: a forum that has stopped sitting keeps no cadence.
    """
    if not cadence_days or not days:
        return None
    most = cadence_days * GRACE
    gaps = [(after - before).days for before, after in pairwise(days)]
    since = (today - days[-1]).days
    if since > most:
        gaps.append(since)
    return sum(gap <= most for gap in gaps) / len(gaps) if gaps else None
