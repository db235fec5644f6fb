"""The register of improvements."""

from typing import Any

from django.db.models import Case, ExpressionWrapper, F, FloatField, Q, Value, When
from django.db.models.lookups import LessThanOrEqual

from lockstep.domain.governance.improving import effect_of, reached_share, verdict
from lockstep.domain.governance.models import Improvement
from lockstep.domain.records.declarations import (
    Card,
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
from lockstep.foundation.findings import Severity


def _effect(row: Any) -> float | None:
    return effect_of(row.baseline, row.after)


def _share(row: Any) -> float | None:
    return reached_share(row.baseline, row.target, row.after)


def _share_in_sql() -> Any:
    whole = ExpressionWrapper(
        (F("after") - F("baseline")) / (F("target") - F("baseline")), output_field=FloatField()
    )
    return Case(
        When(
            Q(baseline__isnull=False, target__isnull=False, after__isnull=False) & ~Q(target=F("baseline")),
            then=whole,
        ),
        default=Value(None),
        output_field=FloatField(),
    )


def _has_a_before(row: Any, standing: Any) -> str:
    if not row.measure:
        return "Say what is measured."
    if row.baseline is None or row.target is None:
        return "Measure it before anything changes, and set the target; afterwards nobody can."
    return "" if row.baseline != row.target else "The target is what it is already."


def _has_an_after(row: Any, standing: Any) -> str:
    if row.after is None or row.after_on is None:
        return "Measure it again, and say when."
    if row.after_on > row.today:
        return "A coming day has no measurement yet."
    return ""


def _number(name: str, label: str, help_text: str) -> Field:
    return Field(name, label, help_text, FieldKind.NUMBER, is_list_default=True, is_filterable=True)


IMPROVEMENTS = Register(
    name="improvements",
    record_type="governance.improvement",
    key_prefix="IM",
    singular="improvement",
    plural="improvements",
    purpose="Changes of how work is done, measured before and after, so that one knows whether they helped.",
    example="Drawings are checked on one sheet: 9 days before, 5 aimed at, 6 measured in June.",
    icon="improvement",
    group="Governance",
    model=Improvement,
    label_words={"due_on": "Measure again on"},
    fields=(
        Field(
            "process",
            "Process",
            "Which way of working changes.",
            FieldKind.TEXT,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field("change", "Change", "What is done differently.", FieldKind.LONG_TEXT),
        Field(
            "lesson",
            "Lesson",
            "The lesson that it comes from.",
            FieldKind.RECORD,
            target="governance.lesson",
            is_filterable=True,
        ),
        Field("measure", "Measure", "What is measured, and how.", FieldKind.TEXT, is_filterable=True),
        Field("unit", "Unit", "What it is measured in.", FieldKind.TEXT),
        _number("baseline", "Before", "The measure before the change."),
        Field("baseline_on", "Measured before on", "The day of it.", FieldKind.DATE, is_filterable=True),
        _number("target", "Target", "What it should become."),
        _number("after", "After", "The measure after the change."),
        Field("after_on", "Measured after on", "The day of it.", FieldKind.DATE, is_filterable=True),
        Field(
            "effect",
            "Effect",
            "After minus before, in the unit.",
            FieldKind.COMPUTED,
            compute=_effect,
            annotate=lambda: ExpressionWrapper(F("after") - F("baseline"), output_field=FloatField()),
            shown_as=FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "reached_share",
            "Way gone",
            "The share of the way from before to the target; negative when it became worse.",
            FieldKind.COMPUTED,
            compute=_share,
            annotate=_share_in_sql,
            shown_as=FieldKind.SHARE,
            is_list_default=True,
        ),
        Field(
            "verdict",
            "Verdict",
            "What the measurement says, in words.",
            FieldKind.COMPUTED,
            compute=lambda row: verdict(_share(row)),
            shown_as=FieldKind.TEXT,
        ),
    ),
    sections=(
        Section("Improvement", ("title", "process", "change", "lesson", "owner", "due_on")),
        Section("Before", ("measure", "unit", "baseline", "baseline_on", "target")),
        Section("After", ("after", "after_on", "effect", "reached_share", "verdict")),
    ),
    states=(
        State("proposed", "Proposed", Shape.NONE),
        State("under_way", "Under way", Shape.BUSY, help="It was measured before; now work changes."),
        State("measured", "Measured", Shape.GOOD, is_closed=True, help="Before and after are known."),
        State("dropped", "Dropped", Shape.NONE, is_closed=True),
    ),
    initial_state="proposed",
    moves=(
        Move(
            "begin",
            "Begin",
            ("proposed",),
            "under_way",
            rule=_has_a_before,
            asks=("measure", "unit", "baseline", "baseline_on", "target"),
        ),
        Move(
            "measure", "Measured", ("under_way",), "measured", rule=_has_an_after, asks=("after", "after_on")
        ),
        Move("drop", "Drop", ("proposed", "under_way"), "dropped"),
        Move("reopen", "Open again", ("measured", "dropped"), "proposed"),
    ),
    flags=(
        Flag(
            "unmeasured",
            "To be measured",
            Severity.WARNING,
            lambda: Q(state="under_way", due_on__lt=today(), after__isnull=True),
            lambda row: "The day has come to measure whether it helped.",
        ),
        Flag(
            "no_better",
            "No better",
            Severity.WARNING,
            lambda: Q(LessThanOrEqual(_share_in_sql(), Value(0.0)), state="measured"),
            lambda row: "The measure is no better than before; ask whether to keep the change.",
        ),
    ),
    card=Card(("process", "effect", "owner")),
    default_sort="-raised_on",
    search_fields=("process", "change", "measure"),
    link_kinds=("applies_to", "resolves", "caused_by"),
    stale_days=60,
)
