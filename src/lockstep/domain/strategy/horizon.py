"""When rough work comes inside the horizon of its roadmap and is to be planned in detail."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from lockstep.domain.ledger import Work
from lockstep.domain.strategy.models import PlanningPackage, Tranche

OPEN_PACKAGES = ("rough", "detailing")


def enters_on(starts_on: date | None, tranche: Tranche | None) -> date | None:
    """Return the day on which work comes inside the horizon: so many days before it, or its tranche, begins.

    None while neither has a day.
    """
    if tranche is None:
        return None
    begins = starts_on or tranche.starts_on
    return None if begins is None else begins - timedelta(days=tranche.roadmap.horizon_days)


def keep_entries(work: Work, packages: Iterable[PlanningPackage]) -> None:
    """Write anew when packages come inside the horizon, after their tranche or its roadmap has changed."""
    edits: list[tuple[int, int | None, dict[str, Any]]] = []
    for row in packages:
        day = enters_on(row.starts_on, row.tranche)
        if day != row.enters_on:
            # What was to be detailed when it enters still is.
            follows = {"due_on": day} if row.due_on == row.enters_on else {}
            edits.append((row.pk, None, {"enters_on": day, **follows, "changed_at": work.at}))
    if edits:
        work.change_many(PlanningPackage, edits)


def packages_of(**conditions: Any) -> Any:
    """Return packages with their tranches and roadmaps."""
    return PlanningPackage.objects.filter(**conditions).select_related("tranche__roadmap").order_by("pk")
