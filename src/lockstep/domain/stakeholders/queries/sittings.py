"""Meetings as the sittings of forums: for computations and conditions of whoever keeps the forums."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import DateField, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from lockstep.domain.access.policies import may_read
from lockstep.domain.records.vocabulary import today
from lockstep.domain.stakeholders.models import Meeting


def sittings_below(user: Any, path: str) -> Iterable[tuple[int, bool, date]]:
    """Return the forum, whether it was held, and the day of each readable meeting of a forum below a path."""
    rows = Meeting.objects.filter(
        may_read.readable(user, "node"), node__path__startswith=path, forum__isnull=False
    ).exclude(state="canceled")
    for forum, state, starts_at, due_on in rows.values_list("forum_id", "state", "starts_at", "due_on"):
        day = timezone.localdate(starts_at) if starts_at else due_on
        if day is not None:
            yield forum, state == "held", day


def last_held() -> Any:
    """Return for rows of forums the day of the last meeting that was held."""
    held = Meeting.objects.filter(forum=OuterRef("pk"), state="held")
    days = held.annotate(day=Coalesce(TruncDate("starts_at"), "due_on")).filter(day__isnull=False)
    return Subquery(days.order_by("-day").values("day")[:1], output_field=DateField())


def has_coming() -> Q:
    """Return the condition on rows of forums that a meeting is planned from today on."""
    ahead = Meeting.objects.filter(
        Q(starts_at__date__gte=today()) | Q(starts_at__isnull=True, due_on__gte=today()),
        forum=OuterRef("pk"),
        state__in=("planned", "called"),
    )
    return Q(Exists(ahead))
