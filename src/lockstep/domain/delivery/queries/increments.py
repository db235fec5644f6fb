"""Hand-offs by the increment for which they are needed."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Q

from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.delivery.queries.owed import open_rows
from lockstep.domain.delivery.vocabulary import HandOffColor, HandOffRow, Increment


def increments(user: Any, node: int) -> tuple[Increment, ...]:
    """Return the open hand-offs that touch a node by increment, in the order in which they are needed first."""
    path = readable_node(user, node).path
    touches = Q(giver__project__path__startswith=path) | Q(receiver__project__path__startswith=path)
    by_place: dict[tuple[str, bool], list[HandOffRow]] = defaultdict(list)
    for row in open_rows(user, touches):
        place = (row.increment.strip(), False) if row.increment.strip() else (quarter_of(_day(row)), True)
        by_place[place].append(row)
    found = [_increment(name, is_quarter, rows) for (name, is_quarter), rows in by_place.items()]
    return tuple(
        sorted(found, key=lambda item: (item.first_on is None, item.first_on or date.max, item.name))
    )


def quarter_of(day: date | None) -> str:
    """Return the quarter of a day in words."""
    return f"{day.year} quarter {(day.month + 2) // 3}" if day is not None else "No day yet"


def _day(row: HandOffRow) -> date | None:
    return row.need_by or row.promised_on or row.forecast_on


def _increment(name: str, is_quarter: bool, rows: list[HandOffRow]) -> Increment:
    days = [day for row in rows if (day := _day(row)) is not None]
    late = sum(row.color is HandOffColor.RED for row in rows)
    return Increment(name, is_quarter, tuple(rows), min(days, default=None), late)
