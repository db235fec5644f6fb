"""One record with all that belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lockstep.domain.access.policies import Standing, may_comment
from lockstep.domain.access.queries.nodes import readable_nodes
from lockstep.domain.ledger import NotFound
from lockstep.domain.ledger.queries import ChangeSetRow, history
from lockstep.domain.records.declarations import Choice, Field, Register
from lockstep.domain.records.list_query import ListQuery, Scope
from lockstep.domain.records.looking_back import as_it_was
from lockstep.domain.records.moves import refusal_of
from lockstep.domain.records.policies import policy_for, readable_fields
from lockstep.domain.records.presenting import presented
from lockstep.domain.records.queries.hanging import (
    AttachmentRow,
    CommentRow,
    LinkRow,
    attachments_of,
    comment_rows,
    followers_of,
    links_of,
)
from lockstep.domain.records.queries.listing import ordered_ids
from lockstep.domain.records.registry import register_of
from lockstep.domain.records.results import RecordRow
from lockstep.domain.records.selecting import readable_rows, with_flags, with_looked_up

SHOWN_HISTORY = 30


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of one record."""

    name: str
    label: str
    help: str
    kind: str
    value: Any
    words: str
    is_writable: bool
    is_required: bool
    is_inline: bool
    is_secret: bool
    choices: tuple[Choice, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """Fields that belong together; those that the asker may not read are not among them."""

    title: str
    fields: tuple[FieldView, ...]

    @property
    def is_secret(self) -> bool:
        """Tell whether all of it is kept from some."""
        return all(field.is_secret for field in self.fields)


@dataclass(frozen=True, slots=True)
class MoveView:
    """A way out of the present state; `refusal` says why it is closed now, "" that it is open."""

    name: str
    label: str
    help: str
    target: str
    target_label: str
    asks: tuple[str, ...]
    refusal: str
    is_allowed: bool


@dataclass(frozen=True, slots=True)
class RecordDetail:
    """One record with its fields, ways on, links, talk, files and history."""

    register: str
    row: RecordRow
    sections: tuple[SectionView, ...]
    moves: tuple[MoveView, ...]
    links: tuple[LinkRow, ...]
    comments: tuple[CommentRow, ...]
    attachments: tuple[AttachmentRow, ...]
    followers: tuple[str, ...]
    is_followed: bool
    history: tuple[ChangeSetRow, ...]
    converts_to: tuple[str, ...]
    may_edit: bool
    may_remove: bool
    may_comment: bool
    may_link: bool


def record_row(user: Any, register: str, record_id: int, *, as_of: date | None = None) -> RecordRow:
    """Return one record with all its fields; NotFound when it is absent or may not be read."""
    found = register_of(register)
    with as_it_was(found, as_of):
        row, path, standing = _stored(user, found, record_id)
        return presented(found, user, standing, readable_fields(found, standing, path), [row])[0]


def detail(user: Any, register: str, record_id: int, *, as_of: date | None = None) -> RecordDetail:
    """Return one record with all that belongs to it; of a past day its fields, to which nothing may be done."""
    found = register_of(register)
    with as_it_was(found, as_of):
        row, path, standing = _stored(user, found, record_id)
        is_open = row.node.closed_on is None and as_of is None
        fields = readable_fields(found, standing, path)
        (shown,) = presented(found, user, standing, fields, [row])
    if as_of is not None:
        shown = replace(shown, may_edit=False)
    following = followers_of(found.record_type, record_id)
    return RecordDetail(
        register=found.name,
        row=shown,
        sections=_sections(found, fields, shown),
        moves=_moves(found, row, standing, path, shown.may_edit),
        links=links_of(user, found.record_type, record_id),
        comments=comment_rows(user, found.record_type, record_id),
        attachments=attachments_of(found.record_type, record_id),
        followers=tuple(sorted(following.values())),
        is_followed=user.pk in following,
        history=history(user, record=(found.record_type, record_id), limit=SHOWN_HISTORY),
        converts_to=found.converts_to if shown.may_edit else (),
        may_edit=shown.may_edit,
        may_remove=is_open and policy_for(found.write).holds(standing, path, row),
        may_comment=is_open and may_comment.holds(standing, path, row),
        may_link=is_open and standing.may(found.raise_, path),
    )


def neighbors(
    user: Any, register: str, scope: Scope, query: ListQuery, record_id: int
) -> tuple[int | None, int | None]:
    """Return the ids before and after a record in a list: the way through a review."""
    ids = ordered_ids(user, register, scope, query)
    if record_id not in ids:
        return None, (ids[0] if ids else None)
    place = ids.index(record_id)
    return (ids[place - 1] if place else None), (ids[place + 1] if place + 1 < len(ids) else None)


def _stored(user: Any, register: Register, record_id: int) -> tuple[Any, str, Standing]:
    rows = with_flags(readable_rows(register, user, "", None), register)
    rows = with_looked_up(rows, register.all_fields.values())
    row = rows.select_related("node").filter(pk=record_id).first()
    if row is None:
        words = f"There is no such {register.singular}, or you may not see it."
        raise NotFound(f"{register.singular} {record_id}", words)
    return row, readable_nodes(user, [row.node_id])[row.node_id].path, Standing.of(user)


def _sections(register: Register, fields: Mapping[str, Field], row: RecordRow) -> tuple[SectionView, ...]:
    declared = {name for section in register.sections for name in section.fields}
    rest = tuple(name for name in fields if name not in declared and name not in ("key", "state"))
    sections = [(section.title, section.fields) for section in register.sections] + [("About it", rest)]
    shown = [
        SectionView(title, tuple(_field_view(fields[name], row) for name in names if name in fields))
        for title, names in sections
    ]
    return tuple(section for section in shown if section.fields)


def _field_view(field: Field, row: RecordRow) -> FieldView:
    return FieldView(
        name=field.name,
        label=field.label,
        help=field.help,
        kind=field.formatted_as.value,
        value=row.values[field.name],
        words=row.words[field.name],
        is_writable=field.is_writable,
        is_required=field.is_required,
        is_inline=field.is_inline and field.is_writable,
        is_secret=field.secrecy is not None,
        choices=field.choices,
        unit=field.unit,
    )


def _moves(
    register: Register, row: Any, standing: Standing, path: str, may_edit: bool
) -> tuple[MoveView, ...]:
    return tuple(
        MoveView(
            name=move.name,
            label=move.label,
            help=move.help,
            target=move.target,
            target_label=register.states_by_name[move.target].label,
            asks=move.asks,
            refusal=refusal_of(register, move, row, {}, standing),
            is_allowed=may_edit and (move.needs is None or standing.may(move.needs, path)),
        )
        for move in register.moves
        if row.state in move.sources
    )
