"""Finishes of activities as days, for computations that see everything."""

from collections.abc import Iterable
from datetime import date

from lockstep.domain.planning.models import Activity
from lockstep.domain.planning.vocabulary import RowState
from lockstep.foundation.ticks import NO_TICKS, datetime_of


def finish_days(activities: Iterable[int]) -> dict[int, date]:
    """Return the day on which each of some activities finishes by the newest result, whoever asks.

    A finish at midnight belongs to the day that it ends.
    """
    rows = Activity.objects.filter(pk__in=list(activities), state=RowState.ACTIVE.value)
    found = rows.filter(dates__finish_ticks__isnull=False).values_list("pk", "dates__finish_ticks")
    return {pk: datetime_of(ticks - 1).date() for pk, ticks in found if ticks != NO_TICKS}
