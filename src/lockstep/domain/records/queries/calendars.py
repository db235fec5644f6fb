"""Dates of records, for a calendar on a page and for the feed that calendar programs fetch."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, ExpressionWrapper, F, QuerySet, Value
from django.db.models.functions import TruncDate

from lockstep.domain.access.policies import standings_read_once
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.records.declarations import FieldKind, Register
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.registry import register_of, registers

_COLUMNS = ("pk", "key", "title", "day", "node_id", "owner_id", "state")


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
    path = readable_node(user, node).path
    bounds = {"day__gte": start, "day__lte": end, "owner_id": owner}
    wanted = {name: value for name, value in bounds.items() if value is not None}
    with standings_read_once():
        arms = [
            _arm(register, user, path).filter(**wanted).values("register_name", *_COLUMNS)
            for register in registers()
            if register.calendar_field
        ]
    if not arms:
        return ()
    rows = arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]
    return tuple(sorted((_event(row) for row in rows), key=lambda event: (event.day, event.key)))


def _arm(register: Register, user: Any, path: str) -> QuerySet[Any]:
    field = register.all_fields[register.calendar_field]
    day = TruncDate(field.column) if field.kind is FieldKind.DATETIME else F(field.column)
    rows = register.model.objects.filter(
        policy_for(register.read).readable(user, "node"),
        node__path__startswith=path,
        **{f"{field.column}__isnull": False},
    )
    return rows.order_by().annotate(
        register_name=Value(register.name, output_field=CharField()),
        day=ExpressionWrapper(day, output_field=DateField()),
    )


def _event(row: dict[str, Any]) -> CalendarEvent:
    register = register_of(row["register_name"])
    return CalendarEvent(
        register=register.name,
        record_type=register.record_type,
        record_id=row["pk"],
        key=row["key"],
        title=row["title"],
        kind=register.singular,
        day=row["day"],
        node_id=row["node_id"],
        owner_id=row["owner_id"],
        is_closed=row["state"] in register.closed_states,
        url=f"/r/{register.name}/{row['pk']}/",
    )
