"""The register of responses: what each project that a change hits says of it."""

from typing import Any

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.governance.models import ChangeResponse
from lockstep.domain.records.declarations import Card, Field, FieldKind, Move, Register, Section, Shape, State
from lockstep.domain.records.vocabulary import today


def _with_words(row: Any, standing: Any) -> str:
    return "" if row.answer.strip() else "Say on which conditions, or what stands against it."


def _before_write(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Date the answer."""
    if "state" not in changes or row is None:
        return changes
    answered = changes["state"] in ("agrees", "conditional", "objects")
    return {**changes, "answered_on": today() if answered else None}


_ANSWERS = ("asked", "agrees", "conditional", "objects")
CHANGE_RESPONSES = Register(
    name="change-responses",
    record_type="governance.changeresponse",
    key_prefix="CE",
    singular="change response",
    plural="change responses",
    purpose="What each project that a change hits says of it: agreed, on conditions, or against it.",
    example="Vehicles agrees to the two stops, if the second test track is free in May.",
    icon="change",
    group="Governance",
    model=ChangeResponse,
    label_words={"owner": "Asked", "due_on": "Answer by"},
    fields=(
        Field(
            "request",
            "Change request",
            "The change that hits the project.",
            FieldKind.RECORD,
            target="governance.changerequest",
            is_required=True,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field("answer", "Answer", "What the project says of it, and its conditions.", FieldKind.LONG_TEXT),
        Field(
            "answered_on",
            "Answered on",
            "The day of the answer.",
            FieldKind.DATE,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "moved",
            "Activities moved",
            "How many activities of the project get other dates.",
            FieldKind.INTEGER,
            is_read_only=True,
            is_list_default=True,
        ),
        Field(
            "finish_days",
            "Finish",
            "Working days by which the project finishes later.",
            FieldKind.NUMBER,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
            unit="d",
        ),
    ),
    sections=(
        Section(
            "Response",
            ("title", "request", "moved", "finish_days", "owner", "due_on", "answer", "answered_on"),
        ),
    ),
    states=(
        State("asked", "Asked", Shape.BUSY),
        State("agrees", "Agrees", Shape.GOOD, is_closed=True),
        State("conditional", "Agrees on conditions", Shape.WARN, is_closed=True),
        State("objects", "Objects", Shape.BAD, is_closed=True),
        State("lifted", "Not needed", Shape.NONE, is_closed=True, help="Whoever decides does without it."),
    ),
    initial_state="asked",
    moves=(
        Move("agree", "Agree", ("asked", "conditional", "objects"), "agrees", asks=("answer",)),
        Move(
            "condition",
            "Agree on conditions",
            ("asked", "agrees", "objects"),
            "conditional",
            rule=_with_words,
            asks=("answer",),
        ),
        Move(
            "object",
            "Object",
            ("asked", "agrees", "conditional"),
            "objects",
            rule=_with_words,
            asks=("answer",),
        ),
        Move("lift", "Do without", ("asked",), "lifted", needs=Permission.DECIDE),
        Move("ask", "Ask again", (*_ANSWERS[1:], "lifted"), "asked"),
    ),
    card=Card(("request", "finish_days", "owner")),
    default_sort="due_on",
    search_fields=("answer",),
    link_kinds=("concerns",),
    stale_days=None,
    before_write=_before_write,
)
