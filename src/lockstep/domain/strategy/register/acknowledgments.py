"""The register of acknowledgments: what a change of the strategy means for each project."""

from typing import Any

from django.db.models import Q

from lockstep.domain.records.declarations import (
    Card,
    Choice,
    Field,
    FieldKind,
    Flag,
    Move,
    Register,
    Section,
    Shape,
    State,
)
from lockstep.domain.records.vocabulary import today
from lockstep.domain.strategy.models import Acknowledgment
from lockstep.foundation.findings import Severity


def _says_what_follows(row: Any, standing: Any) -> str:
    if not row.consequence:
        return "Say what follows for the project first, even if it is nothing."
    if row.consequence != "none" and not row.meaning.strip():
        return "Say in words what it means for the project."
    return ""


def _says_why_not(row: Any, standing: Any) -> str:
    return "" if row.meaning.strip() else "Say why the project cannot take it as it is."


def _with_day(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    if "state" in changes:
        is_read = changes["state"] == "acknowledged"
        changes = {**changes, "acknowledged_on": work.at.date() if is_read else None}
    return changes


ACKNOWLEDGMENTS = Register(
    name="acknowledgments",
    record_type="strategy.acknowledgment",
    key_prefix="ACK",
    singular="acknowledgment",
    plural="acknowledgments",
    purpose="Which project has read a change of the strategy, and what follows there.",
    example="The depot has read that night service is wanted: two more sidings, ten days later.",
    icon="action",
    group="Strategy",
    model=Acknowledgment,
    label_words={"node": "Project", "due_on": "Acknowledge by"},
    fields=(
        Field(
            "change",
            "Strategy change",
            "What is to be read.",
            FieldKind.RECORD,
            target="strategy.strategychange",
            is_required=True,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "consequence",
            "What follows",
            "What the project does about it.",
            FieldKind.CHOICE,
            choices=(
                Choice("none", "Nothing changes"),
                Choice("plan", "The plan changes"),
                Choice("scope", "The scope changes"),
                Choice("stop", "The project is in question"),
            ),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field("meaning", "What it means here", "In the words of the project.", FieldKind.LONG_TEXT),
        Field(
            "days_of_delay",
            "Costs",
            "Working days that it costs the project, as its manager sees it.",
            FieldKind.INTEGER,
            minimum=0,
            maximum=2_000,
            unit="d",
            is_filterable=True,
        ),
        Field(
            "acknowledged_on",
            "Acknowledged on",
            "The day of the answer.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
            is_read_only=True,
        ),
    ),
    sections=(
        Section("Acknowledgment", ("title", "change", "node", "owner", "due_on")),
        Section("Answer", ("consequence", "meaning", "days_of_delay", "acknowledged_on")),
    ),
    states=(
        State("asked", "Asked", Shape.INFO),
        State("questioned", "Questioned", Shape.WARN, help="The project cannot take it as it is."),
        State("acknowledged", "Acknowledged", Shape.GOOD, is_closed=True),
    ),
    initial_state="asked",
    moves=(
        Move(
            "acknowledge",
            "Acknowledge",
            ("asked", "questioned"),
            "acknowledged",
            rule=_says_what_follows,
            asks=("consequence", "meaning", "days_of_delay"),
        ),
        Move("question", "Question", ("asked",), "questioned", rule=_says_why_not, asks=("meaning",)),
        Move("ask-again", "Ask again", ("acknowledged", "questioned"), "asked"),
    ),
    flags=(
        Flag(
            "unread",
            "Not acknowledged in time",
            Severity.WARNING,
            lambda: Q(state__in=("asked", "questioned"), due_on__lt=today()),
            lambda row: "The day to answer has passed.",
        ),
    ),
    card=Card(("change", "owner", "due_on")),
    default_sort="due_on",
    search_fields=("meaning",),
    link_kinds=("concerns",),
    before_write=_with_day,
)
