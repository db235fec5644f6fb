"""The register of quality requirements: measure, threshold, method, and what the newest check found."""

from typing import Any

from django.db.models import Q

from lockstep.domain.delivery.models import QualityRequirement
from lockstep.domain.delivery.register import quality_sql
from lockstep.domain.delivery.vocabulary import CheckVerdict, VerifyBy
from lockstep.domain.records.declarations import (
    Card,
    Choice,
    Field,
    FieldKind,
    Flag,
    Move,
    Page,
    Register,
    Section,
    Shape,
    State,
)
from lockstep.domain.records.vocabulary import today
from lockstep.foundation.findings import Severity

COMPARATORS = (Choice(">=", "At least"), Choice("<=", "At most"), Choice("=", "Exactly"))
VERDICTS = (Choice(CheckVerdict.PASSED.value, "Passed"), Choice(CheckVerdict.FAILED.value, "Failed"))
QUALITY_PAGE = Page("quality", "Verified", "web:quality")
LIVE = ("draft", "agreed")


def _has_measure(row: Any, standing: Any) -> str:
    if not row.measure.strip():
        return "Say what is measured first."
    return (
        "" if row.method.strip() else "Say how it is found out first; else everybody measures something else."
    )


QUALITY_REQUIREMENTS = Register(
    name="quality-requirements",
    record_type="delivery.qualityrequirement",
    key_prefix="QR",
    singular="quality requirement",
    plural="quality requirements",
    purpose="How good and reliable what is delivered must be: measure, threshold, method, and what checks found.",
    example="Availability of the control system: at least 99.9 % over 30 days of trial operation, by test.",
    icon="quality",
    group="Scope",
    model=QualityRequirement,
    fields=(
        Field(
            "deliverable",
            "Deliverable",
            "What must be that good.",
            FieldKind.RECORD,
            target="strategy.deliverable",
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
        ),
        Field("measure", "Measure", "What is counted or measured.", FieldKind.TEXT, is_list_default=True),
        Field(
            "comparator",
            "Must be",
            "On which side of the threshold it must lie.",
            FieldKind.CHOICE,
            choices=COMPARATORS,
        ),
        Field(
            "threshold",
            "Threshold",
            "The value that it must keep; empty where the check says yes or no.",
            FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
        ),
        Field("unit", "Unit", "What the values are in.", FieldKind.TEXT),
        Field(
            "verify_by",
            "Verified by",
            "By test, inspection, analysis or demonstration.",
            FieldKind.CHOICE,
            choices=tuple(Choice(kind.value, kind.value.capitalize()) for kind in VerifyBy),
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field("method", "Method", "How, where and how long it is measured.", FieldKind.LONG_TEXT),
        Field(
            "is_mandatory",
            "Mandatory",
            "Nothing is accepted while it is not verified.",
            FieldKind.BOOLEAN,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
        ),
        Field(
            "verdict",
            "Newest check",
            "What the newest check found.",
            FieldKind.COMPUTED,
            annotate=quality_sql.newest_verdict,
            shown_as=FieldKind.TEXT,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "last_value",
            "Value found",
            "What the newest check measured.",
            FieldKind.COMPUTED,
            annotate=quality_sql.newest_value,
            shown_as=FieldKind.NUMBER,
            is_filterable=True,
        ),
        Field(
            "checked_on",
            "Checked on",
            "The day of the newest check.",
            FieldKind.COMPUTED,
            annotate=quality_sql.newest_day,
            shown_as=FieldKind.DATE,
            is_filterable=True,
        ),
        Field(
            "verified",
            "Verified",
            "The newest check passed, and no defect that is more than minor is open.",
            FieldKind.COMPUTED,
            annotate=quality_sql.is_verified,
            shown_as=FieldKind.BOOLEAN,
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section(
            "Requirement",
            ("title", "deliverable", "measure", "comparator", "threshold", "unit", "is_mandatory"),
        ),
        Section("How it is verified", ("verify_by", "method", "owner", "due_on")),
        Section("What was found", ("verdict", "last_value", "checked_on", "verified")),
    ),
    states=(
        State("draft", "Draft", Shape.NONE),
        State("agreed", "Agreed", Shape.BUSY, help="It is checked from here on."),
        State("waived", "Waived", Shape.WARN, is_closed=True, help="Somebody who may has let it go."),
        State("dropped", "Dropped", Shape.NONE, is_closed=True),
    ),
    initial_state="draft",
    moves=(
        Move("agree", "Agree", ("draft",), "agreed", rule=_has_measure, asks=("measure", "method")),
        Move("waive", "Waive", ("agreed",), "waived"),
        Move("drop", "Drop", ("draft", "agreed"), "dropped"),
        Move("reopen", "Open again", ("waived", "dropped"), "draft"),
    ),
    flags=(
        Flag(
            "failed",
            "Check failed",
            Severity.ERROR,
            lambda: Q(quality_sql.ended("failed"), state="agreed", is_mandatory=True),
            lambda row: "It is mandatory, and its newest check failed.",
        ),
        Flag(
            "unchecked",
            "Not checked in time",
            Severity.WARNING,
            lambda: Q(~quality_sql.was_held(), state="agreed", due_on__lt=today()),
            lambda row: "The day by which it should be verified has passed without a check.",
        ),
    ),
    card=Card(("deliverable", "owner", "due_on")),
    default_sort="key",
    search_fields=("measure", "method"),
    link_kinds=("fulfills", "concerns"),
    pages=(QUALITY_PAGE,),
    stale_days=None,
)
