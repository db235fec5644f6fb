"""The days that the schedule gives deliverables: computed, so they have no version and no history."""

from collections.abc import Mapping
from datetime import date

from lockstep.domain.strategy.models import Deliverable


def keep_planned_days(days: Mapping[int, date | None]) -> int:
    """Store the days of some deliverables; return how many differ from what was stored."""
    rows = Deliverable.objects.filter(pk__in=list(days)).only("pk", "planned_on")
    stale = [row for row in rows if row.planned_on != days[row.pk]]
    for row in stale:
        row.planned_on = days[row.pk]
    Deliverable.objects.bulk_update(stale, ["planned_on"], batch_size=200)
    return len(stale)
