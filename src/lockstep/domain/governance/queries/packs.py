"""The pack of a gate: all that whoever decides reads before the sitting. And the calendar of gates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.governance.gating import states_of
from lockstep.domain.governance.models import Gate, GateCondition, GateCriterion, GateReview
from lockstep.domain.governance.vocabulary import GateState
from lockstep.domain.ledger import NotFound
from lockstep.domain.records.vocabulary import today

MOST_GATES = 200


@dataclass(frozen=True, slots=True)
class PackLine:
    """A review or a condition of a gate."""

    id: int
    key: str
    title: str
    state: str
    on: date | None
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class GatePack:
    """A gate with its criteria on live data, their evidence, the reviews so far and what was asked for."""

    id: int
    key: str
    title: str
    kind: str
    question: str
    state: str
    node: int
    node_name: str
    due_on: date | None
    who: str
    found: GateState
    evidence: dict[int, str]
    reviews: tuple[PackLine, ...]
    conditions: tuple[PackLine, ...]


@dataclass(frozen=True, slots=True)
class GateDay:
    """A gate in the calendar."""

    id: int
    key: str
    title: str
    node_name: str
    state: str
    kind: str
    due_on: date | None
    who: str
    met_share: float | None
    missing: int
    conditions_open: int
    is_overdue: bool


def gate_pack(user: Any, gate: int) -> GatePack:
    """Return the pack of a gate; NotFound when it is absent or may not be read."""
    row = (
        Gate.objects.filter(may_read.readable(user, "node"), pk=gate).select_related("node", "owner").first()
    )
    if row is None:
        raise NotFound(f"gate {gate}", "There is no such gate, or you may not see it.")
    evidence = dict(GateCriterion.objects.filter(gate=row).values_list("pk", "evidence"))
    reviews = GateReview.objects.filter(gate=row).select_related("owner").order_by("held_on", "pk")
    conditions = GateCondition.objects.filter(gate=row).select_related("owner").order_by("due_on", "pk")
    return GatePack(
        id=row.pk,
        key=row.key,
        title=row.title,
        kind=row.kind,
        question=row.question,
        state=row.state,
        node=row.node_id,
        node_name=row.node.name,
        due_on=row.due_on,
        who=row.owner.name if row.owner else "",
        found=states_of(user, [(row, row.node.path)])[row.pk],
        evidence=evidence,
        reviews=tuple(_line(item, item.held_on, item.reasons) for item in reviews),
        conditions=tuple(_line(item, item.due_on, item.evidence) for item in conditions),
    )


def gate_calendar(user: Any, node: int) -> tuple[GateDay, ...]:
    """Return the gates at and below a node by their day, those that are still to be passed held against live data."""
    path = readable_node(user, node).path
    rows = list(
        Gate.objects.filter(may_read.readable(user, "node"), node__path__startswith=path)
        .select_related("node", "owner")
        .order_by("due_on", "pk")[:MOST_GATES]
    )
    found = states_of(user, [(row, row.node.path) for row in _open(rows)])
    return tuple(_day(row, found.get(row.pk)) for row in rows)


def _open(rows: Iterable[Gate]) -> list[Gate]:
    return [row for row in rows if row.state not in ("passed", "stopped")]


def _day(row: Gate, found: GateState | None) -> GateDay:
    return GateDay(
        row.pk,
        row.key,
        row.title,
        row.node.name,
        row.state,
        row.kind,
        row.due_on,
        row.owner.name if row.owner else "",
        found.met_share if found is not None else None,
        len(found.missing) if found is not None else 0,
        found.conditions_open if found is not None else 0,
        found is not None and row.due_on is not None and row.due_on < today(),
    )


def _line(row: Any, on: date | None, words: str) -> PackLine:
    who = row.owner.name if row.owner else ""
    return PackLine(row.pk, row.key, row.title, row.state, on, who, words)
