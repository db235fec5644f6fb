"""The calendar that a feed's secret opens, as RFC 5545 wants it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from lockstep.domain.access.actions.accounts import hash_of
from lockstep.domain.ledger import NotFound
from lockstep.domain.records.models import FeedToken
from lockstep.domain.records.queries.calendars import CalendarEvent, calendar_events
from lockstep.domain.records.vocabulary import today

LONGEST_LINE_BYTES = 75
PAST_DAYS = 90


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A link that its owner made; never with its secret."""

    id: int
    version: int
    node_id: int
    node: str
    made_at: datetime


def feeds(user: Any) -> tuple[FeedRow, ...]:
    """Return one's own feeds that are in force."""
    rows = FeedToken.objects.filter(user_id=user.pk, revoked_at__isnull=True).select_related("node")
    return tuple(
        FeedRow(row.pk, row.version, row.node_id, row.node.name, row.made_at) for row in rows.order_by("-pk")
    )


def feed_calendar(secret: str, node: int) -> str:
    """Return the calendar behind a secret: what its owner may read now, from some months back."""
    held = FeedToken.objects.filter(token_hash=hash_of(secret), node_id=node, revoked_at__isnull=True)
    row = held.filter(user__is_active=True).select_related("user", "node").first()
    if row is None:
        raise NotFound("feed", "This link was revoked or never made. Make a new one.")
    events = calendar_events(row.user, row.node_id, start=today() - timedelta(days=PAST_DAYS))
    return calendar_text(row.node.name, events)


def calendar_text(name: str, events: Iterable[CalendarEvent], base_url: str = "") -> str:
    """Return events as an iCalendar document; each lasts a day."""
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lockstep//Registers//EN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.record_type}-{event.record_id}@lockstep",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(f'{event.key} {event.title}')}",
            f"CATEGORIES:{_text(event.kind)}",
            "TRANSP:TRANSPARENT",
            *([f"URL:{base_url}{event.url}"] if base_url else []),
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _text(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterable[str]:
    """Cut a line into parts of at most 75 bytes, never within a letter."""
    part, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LONGEST_LINE_BYTES:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + width
    yield part
