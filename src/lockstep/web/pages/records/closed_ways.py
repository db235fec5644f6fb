"""Why ways on are closed: each reason once, with the way to what is missing where there is one place for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from lockstep.domain.records.queries import (
    OPEN_STATES,
    Filter,
    ListQuery,
    MoveView,
    RecordDetail,
    Scope,
    listing,
)
from lockstep.web.words import list_words

ROLE = "your role does not allow it."
MOST_LABELS = 8


@dataclass(frozen=True, slots=True)
class Way:
    """A place where what is missing is done."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class ClosedWays:
    """Moves that are closed for one reason."""

    labels: str
    labels_count: int
    why: str
    way: Way | None


def closed_ways(user: Any, register: str, shown: RecordDetail, moves: Sequence[MoveView]) -> list[ClosedWays]:
    """Return the reasons for which moves of a record are closed, in the order of the moves."""
    by_reason: dict[str, list[str]] = {}
    for move in moves:
        by_reason.setdefault(move.refusal if move.is_allowed else ROLE, []).append(move.label)
    return [
        ClosedWays(
            list_words(labels, MOST_LABELS),
            len(labels),
            why,
            _way(user, register, shown) if why != ROLE else None,
        )
        for why, labels in by_reason.items()
    ]


def _way(user: Any, register: str, shown: RecordDetail) -> Way | None:
    """Return where a gate is moved: on its review that is open, else on a new one."""
    if register != "gates":
        return None
    row = shown.row
    query = ListQuery(
        filters=(Filter("gate", (str(row.id),)), Filter("state", (OPEN_STATES,))), columns=(), page_size=1
    )
    found = listing(user, "gate-reviews", Scope(), query).rows
    if found:
        label = f"Open its review {found[0].key}"
        return Way(label, reverse("web:record", args=["gate-reviews", found[0].id]))
    if not shown.may_link:
        return None
    address = reverse("web:record-new", args=[row.node_id, "gate-reviews"])
    return Way("Plan a review of this gate", f"{address}?gate={row.id}")
