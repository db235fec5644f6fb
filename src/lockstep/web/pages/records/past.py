"""The history of a record in the words of its register: labels of fields and states, names of people."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from lockstep.domain.access.queries.accounts import account_names
from lockstep.domain.ledger.queries.history import ChangeRow, ChangeSetRow
from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.web.history_words import FieldChange, HistoryEntry, entry_of
from lockstep.web.words import iso_day, share_words

QUIET = {"id", "version", "folded", "changed_at", "key", "origin_key"}
LONGEST = 120


def past_of(register: Register, rows: Iterable[ChangeSetRow]) -> list[HistoryEntry]:
    """Return the change sets of a record as its page shows them."""
    rows = list(rows)
    names = _names(register, rows)
    return [_entry(register, row, names) for row in rows]


def _entry(register: Register, row: ChangeSetRow, names: Mapping[int, str]) -> HistoryEntry:
    entry = entry_of(row)
    records = tuple(
        replace(record, fields=_fields(register, change, names))
        if record.record_type == register.record_type and record.verb == "changed"
        else record
        for record, change in zip(entry.records, row.changes, strict=True)
    )
    return replace(entry, records=records)


def _fields(register: Register, change: ChangeRow, names: Mapping[int, str]) -> tuple[FieldChange, ...]:
    before, after = change.before or {}, change.after or {}
    fields = {field.column: field for field in register.all_fields.values()}
    return tuple(
        FieldChange(
            fields[column].label if column in fields else column.replace("_", " "),
            _words(register, fields.get(column), before.get(column), names),
            _words(register, fields.get(column), after.get(column), names),
        )
        for column in {**before, **after}
        if column not in QUIET and before.get(column) != after.get(column)
    )


def _words(register: Register, field: Field | None, value: Any, names: Mapping[int, str]) -> str:
    if value is None or value == "":
        return "nothing"
    if field is None:
        return _short(str(value))
    if field.name == "state":
        state = register.states_by_name.get(value)
        return state.label if state else str(value)
    label = next((choice.label for choice in field.choices if choice.value == value), None)
    if label is not None:
        return label
    match field.kind:
        case FieldKind.PERSON:
            return names.get(value, "somebody")
        case FieldKind.SHARE:
            return share_words(value)
        case FieldKind.MONEY:
            return f"{value / 100:,.2f}".removesuffix(".00")
        case FieldKind.TAGS:
            return ", ".join(tag for tag in str(value).split("|") if tag)
        case FieldKind.BOOLEAN:
            return "yes" if value else "no"
        case FieldKind.DATE if not isinstance(value, str):
            return iso_day(value)
    return _short(f"{value} {field.unit}".strip())


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _names(register: Register, rows: Iterable[ChangeSetRow]) -> Mapping[int, str]:
    """Return the names of all people that the changes speak of, in one statement."""
    columns = {field.column for field in register.all_fields.values() if field.kind is FieldKind.PERSON}
    ids = {
        values[column]
        for row in rows
        for change in row.changes
        for values in (change.before or {}, change.after or {})
        for column in columns & values.keys()
        if isinstance(values[column], int)
    }
    return account_names(ids) if ids else {}
