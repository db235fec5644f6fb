"""The flags that every open record can have: overdue, stale, unowned."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from lockstep.domain.records.declarations import Flag, Register
from lockstep.domain.records.vocabulary import today
from lockstep.foundation.findings import Severity


def standard_flags(register: Register) -> tuple[Flag, ...]:
    """Return the flags that the machine adds to a register."""
    closed = register.closed_states
    flags = [
        Flag(
            "overdue",
            "Overdue",
            Severity.ERROR,
            lambda: Q(due_on__lt=today()) & ~Q(state__in=closed),
            lambda row: f"{_days(today(), row.due_on)} past its date.",
        ),
        Flag(
            "unowned",
            "No owner",
            Severity.WARNING,
            lambda: Q(owner__isnull=True) & ~Q(state__in=closed),
            lambda row: "Nobody owns it; name one person.",
        ),
    ]
    days = register.stale_days
    if days is not None:
        flags.append(
            Flag(
                "stale",
                "Stale",
                Severity.NOTE,
                lambda: Q(changed_at__lt=_long_ago(days)) & ~Q(state__in=closed),
                lambda row: f"Untouched for {_days(today(), row.changed_at.date())}.",
            )
        )
    return tuple(flags)


def _long_ago(days: int) -> datetime:
    return datetime.combine(today() - timedelta(days=days), time(), UTC)


def _days(later: Any, earlier: Any) -> str:
    count = (later - earlier).days
    return f"{count} day" if count == 1 else f"{count} days"
