"""Moving records from state to state."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from lockstep.domain.ledger import Forbidden, Refused, StaleVersion, Work, action
from lockstep.domain.records.actions.changing import writable_rows, write_row
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.moves import refusal_of, state_changes
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.reading import read_fields, refuse_faults
from lockstep.domain.records.refusals import SomeRefused, refusal_of_row
from lockstep.domain.records.registry import register_of
from lockstep.foundation.findings import Finding, Severity


class RecordMove(BaseModel):
    """One record to be moved; a version of None takes the current one."""

    record: int
    version: int | None = None


@action("records.move_record", version=1)
def move_record(
    work: Work,
    *,
    register: str,
    record: int,
    version: int,
    move: str,
    fields: dict[str, Any] | None = None,
) -> Any:
    """Move a record to another state; `fields` are those that the move asks for."""
    return _move(work, register_of(register), RecordMove(record=record, version=version), move, fields or {})


@action("records.move_records", version=1)
def move_records(
    work: Work, *, register: str, records: list[RecordMove], move: str, fields: dict[str, Any] | None = None
) -> list[Any]:
    """Move many records to another state, all or none; a refusal names every record that stands against it."""
    found = register_of(register)
    if not records:
        work.open_to("anyone, because nothing is moved")
    if move not in found.moves_by_name:
        raise Refused(found.plural, f"There is no move {move!r} in {found.plural}.")
    moved, refusals = [], []
    for item in records:
        try:
            moved.append(_move(work, found, item, move, fields or {}))
        except (Refused, Forbidden, StaleVersion) as error:
            if len(records) == 1:
                raise
            refusals.append(refusal_of_row(work.get(found.model, item.record), error))
    if refusals:
        target = found.states_by_name[found.moves_by_name[move].target].label.lower()
        raise SomeRefused(found, len(records), f"moved to “{target}”", refusals)
    return moved


def _move(work: Work, register: Register, item: RecordMove, name: str, fields: Mapping[str, Any]) -> Any:
    (row,) = writable_rows(work, register, [item.record])
    move = register.moves_by_name.get(name)
    if move is None:
        raise Refused(row.key, f"There is no move {name!r} in {register.plural}.")
    if move.needs is not None:
        work.require(policy_for(move.needs), row)
    (incoming,) = read_fields(work, register, [(row.node_id, fields)])
    for field_name in fields.keys() - set(move.asks):
        incoming.faults.append((field_name, f"The move {move.label!r} does not ask for it."))
    refuse_faults(register.singular, [incoming])
    refusal = refusal_of(register, move, row, incoming.changes, work.standing)
    version = row.version if item.version is None else item.version
    # A stale page is told first: the refusal may be about values that it does not show.
    if refusal and row.version == version:
        finding = Finding("records.move_refused", Severity.ERROR, f"{row.key}: {move.label}", refusal)
        raise Refused(row.key, refusal, code="records.move_refused", findings=[finding])
    changes = {**incoming.changes, **state_changes(register, row, move, work.at.date())}
    return write_row(work, register, row, version, changes)
