"""The register of corrective actions: what each was to gain, and what it gained."""

from typing import Any

from django.db.models import F

from lockstep.domain.records.declarations import Card, Field, FieldKind, Move, Register, Section, Shape, State
from lockstep.domain.risks.gaining import GAINED, weigh_actions
from lockstep.domain.risks.models import CorrectiveAction


def _has_owner_and_day(row: Any, standing: Any) -> str:
    if not row.owner_id:
        return "Name who does it first."
    return "" if row.due_on else "Say by when first."


def _says_what_it_gained(row: Any, standing: Any) -> str:
    if row.actual_effect or row.actual_days is not None:
        return ""
    return "Say what it gained first, even if it is nothing; otherwise nobody learns whether it worked."


def _shortfall(row: Any) -> float | None:
    if row.expected_days is None or row.actual_days is None:
        return None
    return row.actual_days - row.expected_days


def _schedule_shortfall(row: Any) -> float | None:
    if row.expected_days is None or row.schedule_days is None:
        return None
    return row.schedule_days - row.expected_days


def _with_agreement(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Keep the day on which it is begun; opened again, it waits to be agreed anew."""
    state = changes.get("state")
    if state == "open":
        return {**changes, "agreed_on": None}
    if state in ("doing", "done") and (row is None or row.agreed_on is None):
        return {**changes, "agreed_on": work.at.date()}
    return changes


ACTIONS = Register(
    name="actions",
    record_type="risks.correctiveaction",
    key_prefix="AC",
    singular="corrective action",
    plural="corrective actions",
    purpose="What is done about a variance, a risk or an issue: what it is to gain, and what it gained.",
    example="Rent a second test bench for six weeks: expected to win 12 days on acceptance of train 3.",
    icon="action",
    group="Risk",
    model=CorrectiveAction,
    fields=(
        Field("what", "What is done", "The steps, one a line.", FieldKind.LONG_TEXT),
        Field("expected_effect", "Expected effect", "What it is to change.", FieldKind.LONG_TEXT),
        Field(
            "expected_days",
            "Expected, days",
            "Working days that it is to win.",
            FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
            unit="d",
        ),
        Field("actual_effect", "Actual effect", "What it changed.", FieldKind.LONG_TEXT),
        Field(
            "actual_days",
            "Actual, days",
            "Working days that it won.",
            FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
            unit="d",
        ),
        Field(
            "shortfall",
            "More or less",
            "Days won beyond what was expected; below zero it won less.",
            FieldKind.COMPUTED,
            compute=_shortfall,
            annotate=lambda: F("actual_days") - F("expected_days"),
            shown_as=FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
            unit="d",
        ),
        Field(
            "agreed_on",
            "Agreed on",
            "The day on which it was begun; what the schedule says is counted from there.",
            FieldKind.DATE,
            is_filterable=True,
            is_read_only=True,
        ),
        Field(
            "schedule_days",
            "By the schedule, days",
            "Working days that the last of what it affects finishes earlier than on the day of the agreement.",
            FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
            is_read_only=True,
            unit="d",
        ),
        Field(
            "schedule_shortfall",
            "By the schedule, more or less",
            "Days won by the schedule beyond what was expected; below zero it won less.",
            FieldKind.COMPUTED,
            compute=_schedule_shortfall,
            annotate=lambda: F("schedule_days") - F("expected_days"),
            shown_as=FieldKind.NUMBER,
            is_filterable=True,
            unit="d",
        ),
        Field(
            "schedule_reason",
            "How the schedule knows",
            "Which finish is held against which, or what is missing; other changes of the plan move it as well.",
            FieldKind.LONG_TEXT,
            is_read_only=True,
        ),
    ),
    sections=(
        Section("Action", ("title", "what", "owner", "due_on")),
        Section("Effect", ("expected_effect", "expected_days", "actual_effect", "actual_days", "shortfall")),
        Section(
            "Effect by the schedule", ("agreed_on", "schedule_days", "schedule_shortfall", "schedule_reason")
        ),
    ),
    states=(
        State("open", "Open", Shape.INFO),
        State("doing", "In work", Shape.BUSY),
        State("done", "Done", Shape.GOOD, is_closed=True),
        State("dropped", "Dropped", Shape.NONE, is_closed=True),
    ),
    initial_state="open",
    moves=(
        Move("begin", "Begin", ("open",), "doing", rule=_has_owner_and_day, asks=("owner", "due_on")),
        Move(
            "finish",
            "Done",
            ("open", "doing"),
            "done",
            rule=_says_what_it_gained,
            asks=("actual_effect", "actual_days"),
        ),
        Move("drop", "Drop", ("open", "doing"), "dropped"),
        Move("reopen", "Open again", ("done", "dropped"), "open"),
    ),
    card=Card(("owner", "due_on")),
    default_sort="due_on",
    search_fields=("what", "expected_effect"),
    link_kinds=("mitigates", "resolves", "affects"),
    stale_days=30,
    before_write=_with_agreement,
    derived=GAINED,
    derive=weigh_actions,
)
