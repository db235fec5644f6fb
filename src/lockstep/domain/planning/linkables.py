"""Activities as things that links of records lead to."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from lockstep.domain.access.actions.nodes import folded
from lockstep.domain.access.policies import may_read
from lockstep.domain.planning.models import Activity, CurrentDates
from lockstep.domain.planning.vocabulary import RowState
from lockstep.domain.records.registry import Linkable, LinkEnd
from lockstep.foundation.ticks import NO_TICKS, datetime_of
from lockstep.plan import ActivityKind

ACTIVITY = "planning.activity"
FOUND = 20


def resolve(ids: Iterable[int], user: Any) -> Mapping[int, LinkEnd]:
    """Return readable activities as ends of links, with the dates of the newest result."""
    rows = Activity.objects.filter(may_read.readable(user, "project"), pk__in=list(ids))
    return {row.pk: _end(row) for row in rows.select_related("project", "dates")}


def search(user: Any, words: str, node: int | None) -> list[LinkEnd]:
    """Return activities that a person may mean."""
    rows = Activity.objects.filter(may_read.readable(user, "project")).exclude(state=RowState.WITHDRAWN.value)
    for word in folded(words).split():
        rows = rows.filter(Q(folded__contains=word) | Q(code__icontains=word))
    if node is not None:
        rows = rows.filter(project__path__contains=f"/{node}/")
    return [_end(row) for row in rows.select_related("project", "dates").order_by("name", "pk")[:FOUND]]


def homes(ids: Iterable[int]) -> Mapping[int, int]:
    """Return the projects of activities, whoever asks."""
    return dict(Activity.objects.filter(pk__in=list(ids)).values_list("pk", "project_id"))


def days(ids: Iterable[int]) -> Mapping[int, tuple[date | None, date | None]]:
    """Return start and finish of activities by the newest result, whoever asks."""
    rows = CurrentDates.objects.filter(activity_id__in=list(ids))
    found = rows.values_list("activity_id", "start_ticks", "finish_ticks")
    return {activity: (_day(start), _day(finish)) for activity, start, finish in found}


def _end(row: Activity) -> LinkEnd:
    dates = getattr(row, "dates", None)
    return LinkEnd(
        ACTIVITY,
        row.pk,
        row.code,
        row.name,
        node_id=row.project_id,
        node=row.project.name,
        url=f"/activities/{row.pk}/",
        start=_day(dates.start_ticks) if dates else None,
        finish=_day(dates.finish_ticks) if dates else None,
        icon="gantt-chart",
        kind="milestone" if _is_milestone(row) else "activity",
    )


def _is_milestone(row: Activity) -> bool:
    return ActivityKind(row.kind).is_milestone or (row.kind == 0 and row.duration_ticks == 0)


def _day(ticks: int | None) -> date | None:
    return None if ticks is None or ticks == NO_TICKS else datetime_of(ticks).date()


ACTIVITIES = Linkable(ACTIVITY, "activity", "gantt-chart", resolve, search, homes, days)
