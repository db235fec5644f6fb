"""What is to be mailed: the unread news of each person, once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from lockstep.domain.access.queries.accounts import user_by_id
from lockstep.domain.records.models import Notification
from lockstep.domain.records.queries.inbox import NewsRow, news_row, visible_news

OLDEST_DAYS = 14
MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class Digest:
    """The news that one person has not read and was not mailed yet."""

    email: str
    name: str
    news: tuple[NewsRow, ...]
    ids: tuple[int, ...]


def digests() -> tuple[Digest, ...]:
    """Return a digest for everyone who has unread news; what they may no longer read is left out."""
    recent = timezone.now() - timedelta(days=OLDEST_DAYS)
    waiting = Notification.objects.filter(read_at__isnull=True, mailed_at__isnull=True, at__gte=recent)
    by_person: dict[int, int] = defaultdict(int)
    for user_id in waiting.values_list("user_id", flat=True):
        by_person[user_id] += 1
    found = []
    for user_id in sorted(by_person):
        user = user_by_id(user_id)
        if user is None:
            continue
        rows = visible_news(user).filter(read_at__isnull=True, mailed_at__isnull=True, at__gte=recent)
        rows = list(rows.select_related("actor").order_by("-pk"))
        if rows:
            news = tuple(news_row(row) for row in rows[:MOST_LINES])
            found.append(Digest(user.email, user.name, news, tuple(row.pk for row in rows)))
    return tuple(found)
