"""A person's inbox."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from lockstep.domain.access.policies import may_read
from lockstep.domain.records.models import Notification
from lockstep.domain.records.registry import register_for
from lockstep.domain.records.vocabulary import InboxPart


@dataclass(frozen=True, slots=True)
class NewsRow:
    """One thing to know; `url` leads to the record."""

    id: int
    at: datetime
    kind: str
    record_type: str
    record_id: int
    node_id: int | None
    label: str
    sentence: str
    actor: str
    url: str
    is_read: bool
    snoozed_until: datetime | None


def inbox(
    user: Any, *, part: InboxPart = InboxPart.ALL, kind: str = "", before: int | None = None, limit: int = 50
) -> tuple[NewsRow, ...]:
    """Return the news of a person, the newest first; what is snoozed, or no longer readable, is left out."""
    rows = visible_news(user)
    if part is InboxPart.UNREAD:
        rows = rows.filter(read_at__isnull=True)
    if kind:
        rows = rows.filter(kind=kind)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return tuple(news_row(row) for row in rows.select_related("actor").order_by("-pk")[:limit])


def unread_count(user: Any) -> int:
    """Return how many news a person has not read."""
    return visible_news(user).filter(read_at__isnull=True).count()


def visible_news(user: Any) -> QuerySet[Notification]:
    """Return the news of a person that are neither snoozed nor of what may no longer be read."""
    is_awake = Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=timezone.now())
    is_readable = Q(node__isnull=True) | may_read.readable(user, "node")
    return Notification.objects.filter(is_awake, is_readable, user_id=user.pk)


def news_row(row: Notification) -> NewsRow:
    """Return a line of the inbox as people read it; its actor is loaded."""
    register = register_for(row.record_type)
    return NewsRow(
        row.pk,
        row.at,
        row.kind,
        row.record_type,
        row.record_id,
        row.node_id,
        row.label,
        row.sentence,
        str(row.actor) if row.actor else "Lockstep",
        f"/r/{register.name}/{row.record_id}/" if register else "",
        row.read_at is not None,
        row.snoozed_until,
    )
