"""What is remembered of requests, outside the ledger: repeated requests get the first answer, and floods are slowed.

These are counters and caches, not records: nothing here is a change that anybody would look for in the history.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from lockstep.domain.access.models import KeptAnswer, RequestCount, User

KEPT = timedelta(hours=24)


class Repeat(Enum):
    """What a key that comes again means."""

    FIRST = "first"
    AT_WORK = "at_work"
    ANSWERED = "answered"
    OTHER_REQUEST = "other_request"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was given."""

    status: int
    headers: dict[str, str]
    body: bytes


def begin_request(user: User, key: str, fingerprint: str) -> tuple[Repeat, Answer | None]:
    """Claim a key for a request, or say what became of the first request that had it."""
    KeptAnswer.objects.filter(at__lt=timezone.now() - KEPT).delete()
    with transaction.atomic():
        row, is_new = KeptAnswer.objects.get_or_create(
            user=user, key=key, defaults={"fingerprint": fingerprint}
        )
    if is_new:
        return Repeat.FIRST, None
    if row.fingerprint != fingerprint:
        return Repeat.OTHER_REQUEST, None
    if row.status is None:
        return Repeat.AT_WORK, None
    return Repeat.ANSWERED, Answer(row.status, row.headers, bytes(row.body))


def keep_answer(user: User, key: str, answer: Answer) -> None:
    """Remember the answer for the next request with this key."""
    KeptAnswer.objects.filter(user=user, key=key).update(
        status=answer.status, headers=answer.headers, body=answer.body
    )


def release_request(user: User, key: str) -> None:
    """Free a key whose request changed nothing."""
    KeptAnswer.objects.filter(user=user, key=key, status__isnull=True).delete()


def count_request(place: str, *, limit: int, window_seconds: int) -> int:
    """Count a request; return 0 where it is within the limit, else the seconds to wait."""
    now = int(timezone.now().timestamp())
    window = now // window_seconds
    place = f"{place}/{window_seconds}"[:200]
    rows = RequestCount.objects.filter(place=place, window=window)
    if not rows.update(count=F("count") + 1):
        RequestCount.objects.filter(place=place, window__lt=window).delete()
        RequestCount.objects.bulk_create([RequestCount(place=place, window=window)], ignore_conflicts=True)
        rows.update(count=F("count") + 1)
    count = rows.values_list("count", flat=True).first() or 0
    return 0 if count <= limit else (window + 1) * window_seconds - now
