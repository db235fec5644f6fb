"""What became of the delays that a leveling proposal holds: nobody stores it, it is seen in the activities."""

from collections.abc import Sequence
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.planning.bridge.compiled import Compiled, compiled_network
from lockstep.domain.planning.bridge.gaps import Gaps, gaps_by_activity, has_gaps
from lockstep.domain.planning.bridge.packing import unpack_json
from lockstep.domain.planning.models import LevelingProposal
from lockstep.domain.planning.vocabulary import DelayState


def delay_state(compiled: Compiled, item: Sequence[Any], gaps: Gaps) -> DelayState:
    """Return whether a delay of a report was taken, is open, or no longer fits what the activity has now."""
    activity, earlier, delay = item[:3]
    at = compiled.row(activity)
    now = int(compiled.plan.activities.leveling_delay_ticks[at]) if at is not None else None
    if now == delay and (activity not in gaps or has_gaps(compiled, activity, gaps)):
        return DelayState.TAKEN
    return DelayState.OPEN if now in (earlier, delay) else DelayState.CHANGED


def taken_counts(user: Any, proposals: Sequence[int]) -> dict[int, int]:
    """Return by proposal how many of its delays are taken now."""
    found = LevelingProposal.objects.filter(may_read.readable(user, "node"), pk__in=proposals)
    counts = {}
    for row in found.only("report", "network_id"):
        compiled, report = compiled_network(row.network_id), unpack_json(row.report)
        gaps = gaps_by_activity(report)
        counts[row.pk] = sum(
            delay_state(compiled, item, gaps) is DelayState.TAKEN for item in report["delays"]
        )
    return counts
