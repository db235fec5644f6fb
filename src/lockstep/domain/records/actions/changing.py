"""Changing records, one or many."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.policies import policy_for, require_reading, writing_policy
from lockstep.domain.records.reading import Incoming, read_fields, refuse_faults
from lockstep.domain.records.refusals import SomeRefused, refusal_of_row
from lockstep.domain.records.registry import register_of
from lockstep.domain.records.rows import written_changes

MOST_AT_ONCE = 5_000


class RecordEdit(BaseModel):
    """The changes of one record; a version of None takes the current one."""

    record: int
    version: int | None = None
    changes: dict[str, Any]


@action("records.change_record", version=1)
def change_record(work: Work, *, register: str, record: int, version: int, changes: dict[str, Any]) -> Any:
    """Change fields of a record."""
    found = register_of(register)
    row = work.get(found.model, record)
    require_reading(work, found, row)
    work.require(writing_policy(found, row, work.user_id), row)
    (incoming,) = read_fields(work, found, [(row.node_id, changes)])
    refuse_faults(found.singular, [incoming])
    return write_row(work, found, row, version, incoming.changes)


@action("records.change_records", version=1)
def change_records(work: Work, *, register: str, records: list[RecordEdit]) -> list[Any]:
    """Change fields of many records in one change set, all or none."""
    found = register_of(register)
    rows = writable_rows(work, found, [edit.record for edit in records])
    incoming = read_fields(
        work, found, [(row.node_id, edit.changes) for row, edit in zip(rows, records, strict=True)]
    )
    refuse_faults(found.plural, incoming)
    return write_rows(work, found, rows, [edit.version for edit in records], incoming)


def writable_rows(work: Work, register: Register, record_ids: Sequence[int]) -> list[Any]:
    """Return records that the actor may write, in the order asked for."""
    rows = work.get_many(register.model, record_ids)
    for row in rows:
        require_reading(work, register, row)
        work.require(writing_policy(register, row, work.user_id), row)
    if not rows:
        work.open_to("anyone, because nothing is changed")
    return rows


def write_row(work: Work, register: Register, row: Any, version: int, changes: Mapping[str, Any]) -> Any:
    """Write one record with its rules."""
    _require_new_home(work, register, row, changes)
    ready = _checked(work, register, row, changes)
    before = row.version
    row = work.change(row, version=version, **written_changes(register, row, ready, work.at))
    if register.after_write is not None and row.version != before:
        register.after_write(work, row, ready)
    return row


def write_rows(
    work: Work,
    register: Register,
    rows: Sequence[Any],
    versions: Sequence[int | None],
    incoming: Sequence[Incoming],
) -> list[Any]:
    """Write many records with their rules, in few statements."""
    edits, ready, refusals = [], [], []
    for row, version, item in zip(rows, versions, incoming, strict=True):
        _require_new_home(work, register, row, item.changes)
        try:
            changes = _checked(work, register, row, item.changes)
        except Refused as error:
            if len(rows) == 1:
                raise
            refusals.append(refusal_of_row(row, error))
            continue
        ready.append(changes)
        edits.append((row.pk, version, written_changes(register, row, changes, work.at)))
    if refusals:
        raise SomeRefused(register, len(rows), "changed so", refusals)
    written = work.change_many(register.model, edits)
    if register.after_write is not None:
        for row, changes, edit in zip(written, ready, edits, strict=True):
            if edit[2]:
                register.after_write(work, row, changes)
    return written


def _checked(work: Work, register: Register, row: Any, changes: Mapping[str, Any]) -> dict[str, Any]:
    if register.before_write is None:
        return dict(changes)
    return register.before_write(work, row, dict(changes))


def _require_new_home(work: Work, register: Register, row: Any, changes: Mapping[str, Any]) -> None:
    """Taking a record elsewhere needs the right to write it, and the right to raise one there."""
    node_id = changes.get("node_id", row.node_id)
    if node_id != row.node_id:
        work.require(policy_for(register.write), row)
        work.require(policy_for(register.raise_), load_node(work, node_id))
