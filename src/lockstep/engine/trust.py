"""Whether the dates that a file stores can serve as a measure: does it obey its own links?"""

from dataclasses import dataclass

import numpy as np

from lockstep.engine.kernels import codes
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind, ActivityMode, LagUnit, LinkKind, Plan, StoredDates
from lockstep.plan.columns import Int8

LARGEST_BROKEN_SHARE = 0.01
LEAST_STORED_SHARE = 0.5
_SLACK_TICKS = 3


@dataclass(frozen=True, slots=True)
class Trust:
    """The rule of trust for a whole file, and what it found.

    A file is trusted when at least half of its activities hold early dates, and at most 1 % of its zero-lag
    finish-to-start links between automatic, unstarted activities are broken by those dates.

    Attributes:
        is_trusted: the rule holds.
        stored: activities (summaries left out) that hold early dates.
        activities: activities of which that could be asked.
        checked_links: links that the rule looked at.
        broken_links: those whose successor's stored early start is before its predecessor's stored early finish.
        sentence: the verdict in words.
    """

    is_trusted: bool
    stored: int
    activities: int
    checked_links: int
    broken_links: int
    sentence: str


def trust(plan: Plan, state: Int8, stored: StoredDates) -> Trust:
    """Apply the rule of trust to a plan's stored dates."""
    counts = (state != codes.SUMMARY) & (state != codes.INACTIVE)
    has_dates = (stored.early_start_ticks != NO_TICKS) & (stored.early_finish_ticks != NO_TICKS)
    activities, held = int(counts.sum()), int((counts & has_dates).sum())
    if activities == 0:
        held, activities = int(has_dates.sum()), len(state)
    links = plan.links
    before, after = links.predecessor, links.successor
    plain = (state == codes.UNSTARTED) & (plan.activities.mode == ActivityMode.AUTOMATIC) & has_dates
    plain &= plan.activities.kind != ActivityKind.EXTERNAL
    zero = (links.lag_ticks == 0) & ((links.lag_unit < LagUnit.PERCENT) | (links.lag_share == 0))
    checked = links.is_hard & (links.kind == LinkKind.FS) & zero & plain[before] & plain[after]
    broken = checked & (stored.early_start_ticks[after] + _SLACK_TICKS < stored.early_finish_ticks[before])
    checked_count, broken_count = int(np.count_nonzero(checked)), int(np.count_nonzero(broken))
    is_complete = activities > 0 and held >= LEAST_STORED_SHARE * activities
    is_obeyed = broken_count <= LARGEST_BROKEN_SHARE * checked_count
    if not is_complete:
        sentence = f"Not trusted: only {held} of {activities} activities hold early dates."
    elif not is_obeyed:
        sentence = f"Not trusted: its dates break {broken_count} of {checked_count} plain links."
    elif not checked_count:
        sentence = "Taken as it is: it has no plain link that its dates could break."
    else:
        sentence = f"Trusted: its dates obey its own links ({broken_count} of {checked_count} broken)."
    return Trust(is_complete and is_obeyed, held, activities, checked_count, broken_count, sentence)
