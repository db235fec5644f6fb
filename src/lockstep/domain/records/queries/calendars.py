"""Dates of records, for a calendar on a page and for the feed that calendar programs fetch."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.registry import registers


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One record on one day."""

    register: str
    record_type: str
    record_id: int
    key: str
    title: str
    kind: str
    day: date
    node_id: int
    owner_id: int | None
    is_closed: bool
    url: str


def calendar_events(
    user: Any, node: int, *, start: date | None = None, end: date | None = None, owner: int | None = None
) -> tuple[CalendarEvent, ...]:
    """Return the dated records at and below a node, by day; `owner` keeps those of one person."""
    place = readable_node(user, node)
    found: list[CalendarEvent] = []
    for register in registers():
        if register.calendar_field:
            found.extend(_events(user, register, place.path, start, end, owner))
    return tuple(sorted(found, key=lambda event: (event.day, event.key)))


def _events(
    user: Any, register: Register, path: str, start: date | None, end: date | None, owner: int | None
) -> list[CalendarEvent]:
    column = register.all_fields[register.calendar_field].column
    rows = register.model.objects.filter(
        policy_for(register.read).readable(user, "node"),
        node__path__startswith=path,
        **{f"{column}__isnull": False},
    )
    if start is not None:
        rows = rows.filter(**{f"{column}__gte": start})
    if end is not None:
        rows = rows.filter(**{f"{column}__lte": end})
    if owner is not None:
        rows = rows.filter(owner_id=owner)
    values = rows.values_list("pk", "key", "title", column, "node_id", "owner_id", "state")
    return [
        CalendarEvent(
            register.name,
            register.record_type,
            pk,
            key,
            title,
            register.singular,
            day.date() if hasattr(day, "hour") else day,
            node_id,
            owner_id,
            state in register.closed_states,
            f"/r/{register.name}/{pk}/",
        )
        for pk, key, title, day, node_id, owner_id, state in values
    ]
