"""A register as a file, and what a file would do to a register."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import Standing
from lockstep.domain.ledger import Work
from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.domain.records.importing import RowOutcome, columns_of, decided, rows_of
from lockstep.domain.records.list_query import ListQuery, Scope
from lockstep.domain.records.policies import readable_fields
from lockstep.domain.records.queries.listing import listing, scope_path
from lockstep.domain.records.registry import register_of
from lockstep.domain.records.results import RecordRow
from lockstep.domain.records.sheets import SheetFormat, read_table, written

LEFT_OUT = frozenset({"closed_on", "changed_at"})


class Secrets(StrEnum):
    """Whether a file holds secret fields. People pass files on, so only who asks for them gets them."""

    LEFT_OUT = "left_out"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class CellFinding:
    """What is wrong with, or worth knowing of, one cell."""

    row: int
    field: str
    label: str
    severity: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of a table and what importing it would do; `changes` are (label, before, after)."""

    number: int
    outcome: str
    key: str
    title: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What importing a table would do, with nothing stored."""

    register: str
    columns: tuple[tuple[str, str], ...]
    unknown_columns: tuple[str, ...]
    rows: tuple[ImportRow, ...]
    counts: dict[str, int]
    findings: tuple[CellFinding, ...]


def exported(
    user: Any,
    register: str,
    scope: Scope,
    query: ListQuery,
    format_: SheetFormat,
    secrets: Secrets = Secrets.LEFT_OUT,
) -> bytes:
    """Return the records of a list as a file that can be imported again.

    All columns are written where none are asked for; secret fields only where they are asked for by who may read them.
    """
    found = register_of(register)
    fields = {
        name: field
        for name, field in readable_fields(found, Standing.of(user), scope_path(user, scope)).items()
        if field.secrecy is None or secrets is Secrets.WRITTEN
    }
    names = query.columns or tuple(name for name in fields if name not in LEFT_OUT)
    names = tuple(dict.fromkeys(("key", *(name for name in names if name in fields))))
    page = listing(user, register, scope, replace(query, columns=names, group="", page=1, page_size=0))
    heading = [fields[name].label for name in names]
    lines = ([_cell(fields[name], row) for name in names] for row in page.rows)
    return written(format_, found.plural.capitalize(), [heading, *lines])


def _cell(field: Field, row: RecordRow) -> Any:
    value = row.values.get(field.name)
    kind = field.formatted_as
    if value is None or value == "":
        return ""
    if kind is FieldKind.MONEY:
        return value / 100
    if kind is FieldKind.DATE:
        return date.fromisoformat(str(value)[:10])
    if kind is FieldKind.DATETIME:
        return datetime.fromisoformat(str(value))
    if kind in (FieldKind.INTEGER, FieldKind.NUMBER, FieldKind.SHARE, FieldKind.BOOLEAN):
        return value
    return row.words.get(field.name, "")


def import_preview(
    user: Any,
    register: str,
    node: int,
    *,
    name: str = "",
    content: bytes = b"",
    rows: Sequence[dict[str, Any]] = (),
) -> ImportReport:
    """Return what importing a file, or rows, at a node would do."""
    found = register_of(register)
    work = Work(user)
    place = load_node(work, node)
    fields = readable_fields(found, work.standing, place.path)
    header: list[str] = []
    if content:
        table = read_table(name or "file", content)
        header = [str(cell or "") for cell in table[0]]
        rows = rows_of(found, fields, table)
    else:
        header = list(dict.fromkeys(key for row in rows for key in row))
    columns = columns_of(found, fields, header)
    items = decided(work, found, place, rows)
    findings = [
        CellFinding(item.number, column, _label(fields, column), severity, sentence)
        for item in items
        for severity, pairs in (("error", item.incoming.faults), ("note", item.notes))
        for column, sentence in pairs
    ]
    shown = tuple(_shown(found, fields, item, given) for item, given in zip(items, rows, strict=True))
    counts = {outcome.value: sum(row.outcome == outcome for row in shown) for outcome in RowOutcome}
    return ImportReport(
        register=found.name,
        columns=tuple((text, column) for text, column in zip(header, columns, strict=True) if column),
        unknown_columns=tuple(
            text for text, column in zip(header, columns, strict=True) if not column and text
        ),
        rows=shown,
        counts=counts,
        findings=tuple(findings),
    )


def _label(fields: dict[str, Field], name: str) -> str:
    return fields[name].label if name in fields else name


def _shown(register: Register, fields: dict[str, Field], item: Any, given: dict[str, Any]) -> ImportRow:
    changes = []
    if item.row is not None:
        for field in fields.values():
            value = item.incoming.changes.get(field.column, ...)
            before = getattr(item.row, field.column, None) if not field.is_computed else None
            if value is not ... and value != before:
                changes.append((field.label, _short(before), _short(value)))
    key = item.row.key if item.row is not None else ""
    title = str(given.get("title") or (item.row.title if item.row is not None else ""))
    return ImportRow(item.number, item.outcome.value, key, title, tuple(changes))


def _short(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 80 else f"{text[:80]}…"
