"""Words of the machine that are not declarations: which day it is, what came of a file, kinds of news."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from enum import StrEnum

from lockstep.domain.ledger import moment

_day: ContextVar[date | None] = ContextVar("lockstep_records_day", default=None)


def today() -> date:
    """Return the day that flags and computed columns speak of: today, or the day that is looked back at."""
    return _day.get() or moment().date()


@contextmanager
def looking_at(day: date) -> Iterator[None]:
    """Let flags and computed columns speak of another day."""
    before = _day.set(day)
    try:
        yield
    finally:
        _day.reset(before)


class InboxPart(StrEnum):
    """Which news are shown."""

    ALL = "all"
    UNREAD = "unread"


class NewsKind(StrEnum):
    """Why something stands in a person's inbox."""

    ASSIGNED = "assigned"
    MENTIONED = "mentioned"
    COMMENTED = "commented"
    MOVED = "moved"
    CHANGED = "changed"
    ALERT = "alert"
