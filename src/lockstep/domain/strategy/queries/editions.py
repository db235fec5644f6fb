"""Editions of a paper: the chain of those before, and two of them side by side."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lockstep.domain.ledger import NotFound
from lockstep.domain.records.declarations import FieldKind
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.registry import register_of
from lockstep.domain.strategy.differences import TextDifference, word_difference

PAPERS = ("charters", "scope-statements")


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition of a paper."""

    id: int
    version: int
    key: str
    title: str
    edition: int
    state: str
    state_label: str
    signed_on: date | None
    node: int


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of both editions."""

    name: str
    label: str
    difference: TextDifference


@dataclass(frozen=True, slots=True)
class ComparedEditions:
    """Two editions field by field; `editions` are all of the chain, the newest first."""

    before: EditionRow
    after: EditionRow
    fields: tuple[ComparedField, ...]
    editions: tuple[EditionRow, ...]


def newest_edition(user: Any, register: str, node: int) -> EditionRow | None:
    """Return the newest edition of a paper at home at a node, None where there is none."""
    rows = _rows(user, register).filter(node_id=node).exclude(state="superseded").order_by("-edition", "-pk")
    row = rows.first()
    return _edition(register, row) if row else None


def editions_of(user: Any, register: str, record: int) -> tuple[EditionRow, ...]:
    """Return all readable editions of the paper that a record is one of, the newest first."""
    rows = {row.pk: row for row in _rows(user, register).filter(node__in=_home(user, register, record))}
    after = {row.previous_id: row.pk for row in rows.values() if row.previous_id}
    newest = record
    while newest in after:
        newest = after[newest]
    chain = []
    at: int | None = newest
    while at in rows:
        chain.append(_edition(register, rows[at]))
        at = rows[at].previous_id
    return tuple(chain)


def compared_editions(user: Any, register: str, record: int, other: int | None = None) -> ComparedEditions:
    """Return a record beside another edition of the same paper, a neighbor in time where none is named."""
    chain = editions_of(user, register, record)
    known = {row.id: row for row in chain}
    place = [row.id for row in chain].index(record)
    nearest = chain[place + 1] if place + 1 < len(chain) else chain[max(place - 1, 0)]
    beside = nearest.id if other is None else other
    if beside not in known:
        raise NotFound(f"edition {beside}", "It is no edition of this paper.")
    one, two = sorted((known[record], known[beside]), key=lambda row: (row.edition, row.id))
    rows = {row.pk: row for row in _rows(user, register).filter(pk__in=(one.id, two.id))}
    found = register_of(register)
    fields = tuple(
        ComparedField(
            field.name,
            field.label,
            word_difference(getattr(rows[one.id], field.name), getattr(rows[two.id], field.name)),
        )
        for field in found.fields
        if field.kind is FieldKind.LONG_TEXT
    )
    return ComparedEditions(one, two, fields, chain)


def _home(user: Any, register: str, record: int) -> list[int]:
    home = _rows(user, register).filter(pk=record).values_list("node_id", flat=True).first()
    if home is None:
        raise NotFound(f"{register} {record}", "There is no such paper, or you may not see it.")
    return [home]


def _rows(user: Any, register: str) -> Any:
    if register not in PAPERS:
        raise NotFound(register, "Its records have no editions.")
    found = register_of(register)
    return found.model._default_manager.filter(policy_for(found.read).readable(user, "node"))


def _edition(register: str, row: Any) -> EditionRow:
    label = register_of(register).states_by_name[row.state].label
    return EditionRow(
        row.pk, row.version, row.key, row.title, row.edition, row.state, label, row.signed_on, row.node_id
    )
