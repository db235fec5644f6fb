"""What importing a table would do, row by row and cell by cell; nothing is written here."""

from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from lockstep.domain.access.queries.accounts import active_account_names
from lockstep.domain.access.queries.nodes import readable_nodes_below, root_of
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger import Work
from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.domain.records.policies import policy_for, readable_fields, writing_policy
from lockstep.domain.records.reading import Incoming, missing_fields, read_fields
from lockstep.domain.records.registry import linkable, register_for

SILENT = frozenset({"closed_on", "changed_at"})
"""Columns of an export that come back unread: they follow from others."""


class RowOutcome(StrEnum):
    """What importing a row does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAULTY = "faulty"


@dataclass
class DecidedRow:
    """One row of a table with what it does; `notes` and the faults are (field, sentence) pairs."""

    number: int
    outcome: RowOutcome
    row: Any
    node_id: int
    incoming: Incoming
    notes: list[tuple[str, str]] = field(default_factory=list)


def columns_of(register: Register, fields: Mapping[str, Field], header: Sequence[Any]) -> list[str | None]:
    """Return the field that each column of a table is, by its name or its label; None for an unknown one."""
    known = {item.label.casefold(): name for name, item in fields.items()}
    known |= {name.casefold(): name for name in fields}
    found = [known.get(str(cell or "").strip().casefold()) for cell in header]
    return [name if name is None or found.index(name) == place else None for place, name in enumerate(found)]


def rows_of(
    register: Register, fields: Mapping[str, Field], table: Sequence[Sequence[Any]]
) -> list[dict[str, Any]]:
    """Return the rows of a table by field."""
    columns = columns_of(register, fields, table[0])
    return [
        {name: cell for name, cell in zip(columns, line, strict=False) if name is not None}
        for line in table[1:]
    ]


def decided(work: Work, register: Register, node: Any, rows: Sequence[Mapping[str, Any]]) -> list[DecidedRow]:
    """Return what each row does: found by its key, its origin, or the fields that the register matches by."""
    fields = readable_fields(register, work.standing, node.path)
    targets = _Targets(work, register, fields, node.pk, rows)
    stored = _stored(work, register, rows)
    result, items = [], []
    for number, given in enumerate(rows, start=2):
        cells, notes, faults = _cells(register, fields, targets, given)
        row = _matching(register, stored, cells)
        home = row.node_id if row is not None else (cells.get("node") or node.pk)
        result.append(DecidedRow(number, RowOutcome.SAME, row, home, Incoming(), notes))
        items.append((home, {n: v for n, v in cells.items() if n in fields and fields[n].is_writable}))
        result[-1].notes.extend(_state_notes(register, row, cells))
        result[-1].incoming.faults.extend(faults)
    for decided_row, incoming, given in zip(result, read_fields(work, register, items), rows, strict=True):
        incoming.faults.extend(decided_row.incoming.faults)
        decided_row.incoming = incoming
        _decide(work, register, decided_row, given)
    _refuse_twins(result)
    return result


def _decide(work: Work, register: Register, item: DecidedRow, given: Mapping[str, Any]) -> None:
    if item.row is None:
        item.incoming.faults.extend(missing_fields(register, item.incoming))
        key = str(given.get("key") or "").strip()
        if key and not item.incoming.changes.get("origin_key"):
            item.incoming.changes["origin_key"] = key[:120]
        state = _state_named(register, given.get("state"))
        if state is not None and work.may_at(register.write, item.node_id):
            item.incoming.changes["state"] = state
        if not work.may_at(register.raise_, item.node_id):
            item.incoming.faults.append(("node", f"You may not raise {register.plural} there."))
        item.outcome = RowOutcome.NEW
    else:
        path = work.path_of(item.row.node_id)
        differs = any(getattr(item.row, name) != value for name, value in item.incoming.changes.items())
        item.outcome = RowOutcome.CHANGED if differs else RowOutcome.SAME
        policy = writing_policy(register, item.row, work.user_id)
        if differs and not policy.holds(work.standing, path, item.row):
            item.incoming.faults.append(("key", f"You may not change {item.row.key}."))
    if item.incoming.faults:
        item.outcome = RowOutcome.FAULTY


def _refuse_twins(rows: Sequence[DecidedRow]) -> None:
    counts = Tally(item.row.pk for item in rows if item.row is not None)
    for item in rows:
        if item.row is not None and counts[item.row.pk] > 1:
            item.incoming.faults.append(("key", f"{item.row.key} stands in several rows; keep one of them."))
            item.outcome = RowOutcome.FAULTY


def _cells(
    register: Register, fields: Mapping[str, Field], targets: "_Targets", given: Mapping[str, Any]
) -> tuple[dict[str, Any], list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the cells by field with references looked up; what is not written is noted."""
    cells: dict[str, Any] = {}
    notes, faults = [], []
    for name, value in given.items():
        item = fields.get(name)
        if item is None or name in SILENT or item.is_computed:
            continue
        if isinstance(value, str):
            value = value.strip()
        if name == "origin_key" and not value:
            continue  # an empty cell does not make a record forget where it came from
        if item.kind in (FieldKind.PERSON, FieldKind.NODE, FieldKind.RECORD) and value not in (None, ""):
            found = targets.find(item, value)
            if found is None:
                faults.append((name, f"{item.label}: {targets.advice(item, value)}"))
                continue
            value = found
        elif item.kind is FieldKind.MONEY and value not in (None, ""):
            value = _minor(value)
        cells[name] = value
    return cells, notes, faults


def _minor(value: Any) -> Any:
    """Return an amount of a sheet, which is in whole units, in the smallest ones."""
    try:
        return round(float(str(value).replace(",", "")) * 100)
    except ValueError:
        return value


def _state_named(register: Register, value: Any) -> str | None:
    said = str(value or "").strip().casefold()
    return next((s.name for s in register.states if said in (s.name, s.label.casefold())), None)


def _state_notes(register: Register, row: Any, cells: Mapping[str, Any]) -> list[tuple[str, str]]:
    said = cells.get("state")
    if not said:
        return []
    state = _state_named(register, said)
    if state is None:
        return [("state", f"There is no state {said!r}; it is left as it is.")]
    if row is not None and row.state != state:
        return [("state", f"{row.key} changes its state by moves; an import leaves it as it is.")]
    return []


def _stored(work: Work, register: Register, rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, ...], Any]:
    """Return the readable records that rows may mean, by (field, value) or the values of the matching fields."""
    readable = policy_for(register.read).readable(work.actor, "node")
    every = register.model.objects.filter(readable)
    found: dict[tuple[str, ...], Any] = {}
    keys = [str(row.get("key") or "").strip() for row in rows]
    origins = [str(row.get("origin_key") or "").strip() for row in rows]
    for column, values in (("key", keys), ("origin_key", [*origins, *keys])):
        wanted = sorted({value for value in values if value})
        for start in range(0, len(wanted), 500):
            for row in every.filter(**{f"{column}__in": wanted[start : start + 500]}):
                found[column, getattr(row, column)] = row
    if register.match_fields != ("key",):
        columns = [register.all_fields[name].column for name in register.match_fields]
        for row in every:
            found["match", *(str(getattr(row, column) or "") for column in columns)] = row
    return found


def _matching(register: Register, stored: Mapping[tuple[str, ...], Any], cells: Mapping[str, Any]) -> Any:
    key, origin = str(cells.get("key") or ""), str(cells.get("origin_key") or "")
    for place in (("key", key), ("origin_key", origin), ("origin_key", key)):
        if place[1] and place in stored:
            return stored[place]
    if register.match_fields == ("key",):
        return None
    values = tuple(str(cells.get(name) or "") for name in register.match_fields)
    return stored.get(("match", *values)) if any(values) else None


class _Targets:
    """People, nodes and records by what a sheet calls them."""

    def __init__(
        self,
        work: Work,
        register: Register,
        fields: Mapping[str, Field],
        node_id: int,
        rows: Sequence[Mapping[str, Any]],
    ) -> None:
        self.people: dict[str, int] = {}
        self.nodes: dict[str, int] = {}
        self.records: dict[str, dict[str, int]] = {}
        kinds = {fields[name].kind for row in rows for name in row if name in fields}
        if FieldKind.PERSON in kinds:
            people = active_account_names()
            names = Tally(person.name.casefold() for person in people)
            self.people = {p.name.casefold(): p.pk for p in people if names[p.name.casefold()] == 1}
            self.people |= {person.email.casefold(): person.pk for person in people}
        if FieldKind.NODE in kinds:
            below = readable_nodes_below(work.actor, _top(work, node_id))
            titles = Tally(row.name.casefold() for row in below)
            self.nodes = {row.name.casefold(): row.id for row in below if titles[row.name.casefold()] == 1}
        for item in fields.values():
            if item.kind is FieldKind.RECORD:
                self.records[item.name] = _keys_of(work, item, [row.get(item.name) for row in rows])

    def find(self, item: Field, value: Any) -> int | None:
        """Return the id of what a cell names."""
        said = str(value).strip().casefold()
        if item.kind is FieldKind.PERSON:
            return self.people.get(said)
        if item.kind is FieldKind.NODE:
            return self.nodes.get(said)
        known = self.records.get(item.name, {})
        return known.get(said) or known.get(said.split(" ")[0])

    def advice(self, item: Field, value: Any) -> str:
        """Return what to do about a cell that names nothing."""
        if item.kind is FieldKind.PERSON:
            return f"nobody, or more than one person, is called {value!r}; use the e-mail."
        if item.kind is FieldKind.NODE:
            return f"no portfolio, program or project, or more than one, is called {value!r}."
        return f"there is no record with the key {value!r}."


def _top(work: Work, node_id: int) -> int:
    """Return the highest node above one that the actor may read."""
    root = root_of(node_id)
    return root.id if work.may_at(Permission.READ, root.id) else node_id


def _keys_of(work: Work, item: Field, values: Sequence[Any]) -> dict[str, int]:
    register = register_for(item.target)
    if register is None:
        return _titles_of(work, item, values) if item.target else {}
    keys = sorted({str(value).strip().split(" ")[0].upper() for value in values if value})
    rows = register.model.objects.filter(policy_for(register.read).readable(work.actor, "node"), key__in=keys)
    return {key.casefold(): pk for key, pk in rows.values_list("key", "pk")}


def _titles_of(work: Work, item: Field, values: Sequence[Any]) -> dict[str, int]:
    """Return what is no register's, such as activities, by key and title as a list shows them; one of each name."""
    search = linkable(item.target).search
    found: dict[str, int] = {}
    for said in sorted({str(value).strip().casefold() for value in values if value}):
        # Some are searched by title only, so that the key, which comes first, is left out.
        ends = [*search(work.actor, said, None), *search(work.actor, said.partition(" ")[2], None)]
        ids = {end.id for end in ends if f"{end.key} {end.title}".strip().casefold() == said}
        if len(ids) == 1:
            found[said] = ids.pop()
    return found
