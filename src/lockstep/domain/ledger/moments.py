"""When a change counts as made: now, or the moment of a history that is being told."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("lockstep_told_moment", default=None)


def moment() -> datetime:
    """Return the moment, in UTC, at which a change made now is recorded."""
    return _told.get() or timezone.now()


@contextmanager
def told_at(at: datetime) -> Iterator[None]:
    """Record the changes made within as made at an earlier moment: for a history that is told, such as the demo's.

    Raises ValueError for a moment in the future, since nothing is recorded before it happens.
    """
    if at > timezone.now():
        raise ValueError(f"{at.isoformat()} has not come yet; tell only what has happened")
    before = _told.set(at)
    try:
        yield
    finally:
        _told.reset(before)
