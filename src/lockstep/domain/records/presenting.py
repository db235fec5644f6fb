"""Rows of the database as rows that people read."""

from collections.abc import Mapping, Sequence
from typing import Any

from lockstep.domain.access.policies import Standing
from lockstep.domain.access.queries.nodes import NodeRow
from lockstep.domain.records.declarations import Field, Register, State
from lockstep.domain.records.naming import Names
from lockstep.domain.records.plain import plain_value, words_of
from lockstep.domain.records.policies import writing_policy
from lockstep.domain.records.results import RecordRow, RowFlag
from lockstep.domain.records.selecting import FLAG


def presented(
    register: Register, user: Any, standing: Standing, fields: Mapping[str, Field], rows: Sequence[Any]
) -> tuple[RecordRow, ...]:
    """Return rows with their words; fields that are secret to the asker at a row's node are left out of it."""
    names = Names(user, fields.values(), rows)
    owner = register.all_fields["owner"]
    if "owner" not in fields:
        names.people = {**names.people, **Names(user, [owner], rows).people}
    return tuple(_row(register, user, standing, fields, names, row) for row in rows)


def _row(
    register: Register,
    user: Any,
    standing: Standing,
    fields: Mapping[str, Field],
    names: Names,
    row: Any,
) -> RecordRow:
    node = names.nodes.get(row.node_id)
    path = node.path if node else "-"
    seen = {
        name: field
        for name, field in fields.items()
        if field.secrecy is None or standing.may(field.secrecy, path)
    }
    values = {name: plain_value(field, row) for name, field in seen.items()}
    words = {name: words_of(field, values[name], register, names.of) for name, field in seen.items()}
    state = register.states_by_name.get(row.state, State(row.state, row.state))
    return RecordRow(
        id=row.pk,
        version=row.version,
        key=row.key,
        title=row.title,
        state=row.state,
        state_label=state.label,
        state_shape=state.shape.value,
        is_closed=state.is_closed,
        node_id=row.node_id,
        node_name=node.name if node else "",
        owner_id=row.owner_id,
        owner_name=names.people.get(row.owner_id, "") if row.owner_id else "",
        due_on=row.due_on,
        changed_at=row.changed_at,
        values=values,
        words=words,
        flags=_flags(register, row),
        may_edit=_may_edit(register, user, standing, node, row),
    )


def _flags(register: Register, row: Any) -> tuple[RowFlag, ...]:
    return tuple(
        RowFlag(flag.name, flag.label, flag.severity.word, flag.sentence(row))
        for flag in register.all_flags.values()
        if getattr(row, FLAG + flag.name, False)
    )


def _may_edit(register: Register, user: Any, standing: Standing, node: NodeRow | None, row: Any) -> bool:
    if node is None or node.closed_on is not None:
        return False
    return writing_policy(register, row, getattr(user, "pk", None)).holds(standing, node.path, row)
