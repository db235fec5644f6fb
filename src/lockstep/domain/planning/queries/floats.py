"""Floats of activities by the newest result: for computations that see everything."""

from collections.abc import Iterable, Mapping
from typing import Final

from lockstep.domain.planning.models import CurrentDates

TICKS_OF_A_WORKING_DAY: Final = 4_800


def floats_of(activities: Iterable[int]) -> Mapping[int, float]:
    """Return the total float of activities in working days of eight hours, whoever may see them."""
    rows = CurrentDates.objects.filter(activity_id__in=list(activities), total_float_ticks__isnull=False)
    return {
        activity: (ticks or 0) / TICKS_OF_A_WORKING_DAY
        for activity, ticks in rows.values_list("activity_id", "total_float_ticks")
    }
