"""Papers in editions: what was signed is not changed; a new edition supersedes it."""

from collections.abc import Callable
from typing import Any

from lockstep.domain.ledger import Refused
from lockstep.domain.records.actions import ThingRef, Tie, raise_record, tie_records
from lockstep.domain.records.declarations import Field, FieldKind, Move, Shape, State

STATES = (
    State("draft", "Draft", Shape.NONE),
    State("review", "In review", Shape.BUSY, help="Its owners read it."),
    State("signed", "Signed off", Shape.GOOD, help="In force; changes need a new edition."),
    State("superseded", "Superseded", Shape.NONE, is_closed=True, help="A newer edition is in force."),
)
EDITION = Field(
    "edition",
    "Edition",
    "Which edition it is, from 1 on.",
    FieldKind.INTEGER,
    is_read_only=True,
    is_list_default=True,
    is_filterable=True,
)
SIGNED_BY = Field(
    "signed_by", "Signed off by", "Who agreed to it.", FieldKind.PERSON, is_read_only=True, is_filterable=True
)
SIGNED_ON = Field(
    "signed_on",
    "Signed off on",
    "The day of it.",
    FieldKind.DATE,
    is_read_only=True,
    is_list_default=True,
    is_filterable=True,
)


def previous(record_type: str) -> Field:
    """Return the field that leads to the edition before."""
    return Field(
        "previous",
        "Edition before",
        "What it supersedes.",
        FieldKind.RECORD,
        target=record_type,
        is_read_only=True,
        is_filterable=True,
    )


def moves(rule: Callable[[Any, Any], str], needs: Any) -> tuple[Move, ...]:
    """Return the way from a draft to its signature, and to the edition after it."""
    return (
        Move("send", "Send for review", ("draft",), "review", rule=rule),
        Move("back", "Back to draft", ("review",), "draft"),
        Move("sign", "Sign off", ("review",), "signed", rule=rule, needs=needs),
        Move(
            "revise",
            "New edition",
            ("signed",),
            "superseded",
            help="Begins the next edition as a draft; it supersedes this one.",
        ),
    )


def signing(kept: tuple[str, ...]) -> Callable[[Any, Any, dict[str, Any]], dict[str, Any]]:
    """Return the rule that notes who signs, and refuses to change the content of what was signed."""

    def before_write(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
        if row is not None and row.state in ("signed", "superseded"):
            changed = [name for name in kept if name in changes and changes[name] != getattr(row, name)]
            if changed:
                raise Refused(row.key, "It was signed off; make a new edition and change that one.")
        if changes.get("state") == "signed" and row is not None:
            return {**changes, "signed_by_id": work.user_id, "signed_on": work.at.date()}
        return changes

    return before_write


def next_edition(name: str, content: tuple[str, ...]) -> Callable[[Any, Any, dict[str, Any]], None]:
    """Return the rule that begins the next edition, with the same content, when one is superseded."""

    def after_write(work: Any, row: Any, changes: dict[str, Any]) -> None:
        if changes.get("state") != "superseded" or row.signed_on is None:
            return
        fields = {"title": row.title, **{column: getattr(row, column) for column in content}}
        if row.owner_id is not None:
            fields["owner"] = row.owner_id
        made = raise_record(work, register=name, node=row.node_id, fields=fields)
        following = {"edition": row.edition + 1, "previous_id": row.pk, "changed_at": work.at}
        made = work.change(made, version=made.version, **following)
        record_type = made._meta.label_lower
        older = ThingRef(type=record_type, id=row.pk)
        newer = ThingRef(type=record_type, id=made.pk)
        tie_records(work, [Tie("supersedes", newer, older)])

    return after_write
