"""A record that becomes one of another register: a risk that has happened is an issue."""

from typing import Any

from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.records.actions.changing import writable_rows, write_row
from lockstep.domain.records.actions.raising import raise_record
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.models import Link
from lockstep.domain.records.moves import state_changes
from lockstep.domain.records.plain import plain_value
from lockstep.domain.records.policies import readable_fields
from lockstep.domain.records.registry import register_of

BECAME = "became"


@action("records.convert_record", version=1)
def convert_record(
    work: Work, *, register: str, record: int, to: str, fields: dict[str, Any] | None = None
) -> Any:
    """Raise a record in another register from one, with what both have, and link them: the history stays."""
    found, goal = register_of(register), register_of(to)
    (row,) = writable_rows(work, found, [record])
    if to not in found.converts_to:
        raise Refused(row.key, f"A {found.singular} does not become a {goal.singular}.")
    path = work.path_of(row.node_id)
    values = {
        **_shared_values(found, goal, row, readable_fields(found, work.standing, path)),
        **(fields or {}),
    }
    made = raise_record(work, register=to, node=row.node_id, fields=values)
    work.create(
        Link,
        kind=BECAME,
        source_type=found.record_type,
        source_id=row.pk,
        target_type=goal.record_type,
        target_id=made.pk,
        node_id=row.node_id,
        target_node_id=made.node_id,
    )
    move = found.moves_by_name.get(found.convert_move)
    if move is not None and row.state in move.sources:
        write_row(work, found, row, row.version, state_changes(found, row, move, work.at.date()))
    return made


def _shared_values(source: Register, goal: Register, row: Any, readable: Any) -> dict[str, Any]:
    return {
        name: plain_value(item, row)
        for name, item in goal.all_fields.items()
        if item.is_writable and name in readable and name not in ("node", "raised_on", "origin_key")
        if name in source.all_fields
        if source.all_fields[name].kind is item.kind and getattr(row, item.column, None) not in (None, "")
    }
