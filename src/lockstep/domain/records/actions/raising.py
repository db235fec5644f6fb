"""Raising records."""

from collections.abc import Mapping, Sequence
from typing import Any

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.ledger import Work, action
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.numbering import next_keys
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.reading import Incoming, missing_fields, read_fields, refuse_faults
from lockstep.domain.records.registry import register_of
from lockstep.domain.records.rows import RowView, folded_text


@action("records.raise_record", version=1)
def raise_record(work: Work, *, register: str, node: int, fields: dict[str, Any]) -> Any:
    """Add a record to a register, at home at a node."""
    found = register_of(register)
    place = load_node(work, node)
    work.require(policy_for(found.raise_), place)
    (incoming,) = read_fields(work, found, [(place.pk, fields)])
    incoming.faults.extend(missing_fields(found, incoming))
    refuse_faults(found.singular, [incoming])
    (key,) = next_keys(found, 1)
    return raise_read(work, found, place.pk, key, incoming)


def raise_by_rule(work: Work, register: str, rows: Sequence[tuple[int, Mapping[str, Any]]]) -> list[Any]:
    """Store records that a rule raises by itself, each a node and its columns; whoever acts needs no role there."""
    found = register_of(register)
    keys = next_keys(found, len(rows))
    return [
        raise_read(work, found, node, key, Incoming(changes=dict(changes)))
        for (node, changes), key in zip(rows, keys, strict=True)
    ]


def raise_read(work: Work, register: Register, node_id: int, key: str, incoming: Incoming) -> Any:
    """Store a record whose fields were read and whose place was asked for."""
    values = starting_values(work, register, node_id, key, incoming.changes)
    if register.before_write is not None:
        values = register.before_write(work, None, values)
    values["folded"] = folded_text(register, RowView(None, _with_blanks(register, values)))
    row = work.create(register.model, **values)
    if register.after_write is not None:
        register.after_write(work, row, values)
    return row


def starting_values(
    work: Work, register: Register, node_id: int, key: str, changes: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the columns of a new record: defaults, what was given, and what the machine gives."""
    defaults = {
        item.column: item.default
        for item in register.all_fields.values()
        if item.is_writable and item.default is not None
    }
    return {
        "raised_on": work.at.date(),
        "state": register.initial_state,
        **defaults,
        **changes,
        "node_id": node_id,
        "key": key,
        "changed_at": work.at,
    }


def _with_blanks(register: Register, values: Mapping[str, Any]) -> dict[str, Any]:
    return {**dict.fromkeys((item.column for item in register.all_fields.values()), ""), **values}
