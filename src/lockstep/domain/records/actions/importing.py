"""Importing a table into a register: all rows that are right, or none at all."""

from typing import Any

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.ledger import InvalidInput, NotFound, Refused, Work, action
from lockstep.domain.records.actions.changing import write_rows
from lockstep.domain.records.actions.raising import starting_values
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.importing import DecidedRow, RowOutcome, decided, rows_of
from lockstep.domain.records.models import StoredFile
from lockstep.domain.records.numbering import next_keys
from lockstep.domain.records.policies import policy_for, readable_fields, writing_policy
from lockstep.domain.records.registry import register_of
from lockstep.domain.records.rows import RowView, folded_text
from lockstep.domain.records.sheets import MOST_ROWS, read_table
from lockstep.foundation.findings import Finding, Severity


@action("records.import_records", version=1)
def import_records(
    work: Work,
    *,
    register: str,
    node: int,
    rows: list[dict[str, Any]] | None = None,
    name: str = "",
    digest: str = "",
    skips_faulty: bool = False,
) -> dict[str, int]:
    """Write a table into a register: rows as they are given, or those of a stored file.

    With `skips_faulty` the rows that cannot be used are left out; otherwise one of them stops all.
    """
    found = register_of(register)
    place = load_node(work, node)
    work.require(policy_for(found.raise_), place)
    given = rows if rows is not None else _stored_rows(work, found, place, name, digest)
    if len(given) > MOST_ROWS:
        raise Refused(name or "rows", f"There are more than {MOST_ROWS:,} rows; send them in parts.")
    items = decided(work, found, place, given)
    faulty = [item for item in items if item.outcome is RowOutcome.FAULTY]
    if faulty and not skips_faulty:
        raise InvalidInput(
            f"row {faulty[0].number}", faulty[0].incoming.faults[0][1], findings=_findings(faulty)
        )
    made = _raise_all(work, found, [item for item in items if item.outcome is RowOutcome.NEW])
    changed = _change_all(work, found, [item for item in items if item.outcome is RowOutcome.CHANGED])
    return {
        "new": made,
        "changed": changed,
        "faulty": len(faulty),
        "same": len(items) - made - changed - len(faulty),
    }


def _findings(items: list[DecidedRow]) -> list[Finding]:
    return [
        Finding("records.invalid_cell", Severity.ERROR, f"row {item.number}, {name}", sentence)
        for item in items
        for name, sentence in item.incoming.faults
    ]


def _stored_rows(work: Work, register: Register, place: Any, name: str, digest: str) -> list[dict[str, Any]]:
    stored = StoredFile.objects.filter(digest=digest).first()
    if stored is None:
        raise NotFound("file", "The file was not sent; send it first.")
    fields = readable_fields(register, work.standing, place.path)
    return rows_of(register, fields, read_table(name or "file", bytes(stored.content)))


def _raise_all(work: Work, register: Register, items: list[DecidedRow]) -> int:
    if not items:
        return 0
    keys = next_keys(register, len(items))
    blanks = dict.fromkeys((item.column for item in register.all_fields.values()), "")
    rows = []
    for node_id in sorted({item.node_id for item in items}):
        work.require(policy_for(register.raise_), load_node(work, node_id))
    for item, key in zip(items, keys, strict=True):
        values = starting_values(work, register, item.node_id, key, item.incoming.changes)
        if values["state"] in register.closed_states:
            values["closed_on"] = work.at.date()
        if register.before_write is not None:
            values = register.before_write(work, None, values)
        values["folded"] = folded_text(register, RowView(None, {**blanks, **values}))
        rows.append(values)
    made = work.create_many(register.model, rows)
    if register.after_write is not None:
        for row, values in zip(made, rows, strict=True):
            register.after_write(work, row, values)
    return len(made)


def _change_all(work: Work, register: Register, items: list[DecidedRow]) -> int:
    if not items:
        return 0
    for item in items:
        work.require(writing_policy(register, item.row, work.user_id), item.row)
    rows = [item.row for item in items]
    write_rows(work, register, rows, [row.version for row in rows], [item.incoming for item in items])
    return len(rows)
