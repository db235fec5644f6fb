"""The register of defects."""

from typing import Any

from django.db.models import Q

from lockstep.domain.delivery.models import Defect
from lockstep.domain.delivery.register.quality import QUALITY_PAGE
from lockstep.domain.delivery.vocabulary import Severity as DefectSeverity
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
from lockstep.foundation.findings import Severity


def _was_fixed(row: Any, standing: Any) -> str:
    return "" if row.fixed_how.strip() else "Say how it was fixed."


def _noted(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    if changes.get("state") == "fixed":
        return {**changes, "fixed_on": work.at.date()}
    return {**changes, "fixed_on": None} if changes.get("state") == "open" and row is not None else changes


DEFECTS = Register(
    name="defects",
    record_type="delivery.defect",
    key_prefix="DF",
    singular="defect",
    plural="defects",
    purpose="What is not as it was asked for, until it is fixed and somebody else has seen that it is.",
    example="Door 3 reports closed while it is open: critical, found on the test track.",
    icon="issue",
    group="Scope",
    model=Defect,
    label_words={"due_on": "Fix by", "raised_on": "Found on"},
    fields=(
        Field(
            "severity",
            "Severity",
            "Minor is lived with, major is not accepted, critical endangers people or the service.",
            FieldKind.CHOICE,
            choices=tuple(Choice(kind.value, kind.value.capitalize()) for kind in DefectSeverity),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field(
            "requirement",
            "Requirement",
            "What is not kept.",
            FieldKind.RECORD,
            target="delivery.qualityrequirement",
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "deliverable",
            "Deliverable",
            "What has it.",
            FieldKind.RECORD,
            target="strategy.deliverable",
            is_filterable=True,
        ),
        Field("description", "What is wrong", "How it shows, and when.", FieldKind.LONG_TEXT),
        Field("fixed_how", "Fixed how", "What was done about it.", FieldKind.LONG_TEXT),
        Field(
            "fixed_on", "Fixed on", "The day of it.", FieldKind.DATE, is_filterable=True, is_read_only=True
        ),
    ),
    sections=(
        Section(
            "Defect", ("title", "severity", "requirement", "deliverable", "description", "owner", "due_on")
        ),
        Section("Fix", ("fixed_how", "fixed_on")),
    ),
    states=(
        State("open", "Open", Shape.BAD),
        State("fixed", "Fixed", Shape.BUSY, help="Waits for somebody who checks it."),
        State("verified", "Verified", Shape.GOOD, is_closed=True),
        State(
            "accepted", "Accepted as it is", Shape.WARN, is_closed=True, help="A deviation that was agreed."
        ),
    ),
    initial_state="open",
    moves=(
        Move("fix", "Fixed", ("open",), "fixed", rule=_was_fixed, asks=("fixed_how",)),
        Move("verify", "Verified", ("fixed",), "verified"),
        Move("accept", "Accept as it is", ("open",), "accepted"),
        Move("reopen", "Open again", ("fixed", "verified", "accepted"), "open"),
    ),
    flags=(
        Flag(
            "critical",
            "Critical",
            Severity.ERROR,
            lambda: Q(state="open", severity="critical"),
            lambda row: "It endangers people or the service, and nobody has fixed it.",
        ),
    ),
    card=Card(("severity", "owner", "due_on")),
    default_sort="due_on",
    search_fields=("description", "fixed_how"),
    link_kinds=("concerns", "affects"),
    pages=(QUALITY_PAGE,),
    before_write=_noted,
)
