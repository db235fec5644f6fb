"""The registers of business cases and needs analyses."""

from datetime import timedelta
from typing import Any

from django.db.models import ExpressionWrapper, F, FloatField, Q

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.records.declarations import (
    Card,
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
from lockstep.domain.strategy.models import BusinessCase, NeedsAnalysis, Option
from lockstep.domain.strategy.register import editions
from lockstep.domain.strategy.register.options import is_ready, recommended_from
from lockstep.foundation.findings import Severity

CONTENT = ("reasons", "benefits_text", "risks_text", "funding", "recommendation")
_COPIED = ("title", "what", "pros", "cons", "cost", "benefit", "currency", "risk")
_signing = editions.signing((*CONTENT, "recommended_id"))
_next_edition = editions.next_edition("business-cases", CONTENT)


def _is_whole(row: Any, standing: Any) -> str:
    if not row.reasons.strip():
        return "Say what it is for first."
    return is_ready(row, "case")


def _signed(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Note who signs, and when the case is to be looked at again."""
    if row is not None and row.state == "signed" and changes.get("state") == "signed":
        return {**changes, "reviewed_on": work.at.date(), "due_on": _next(work, row, changes)}
    changes = _signing(work, row, changes)
    if changes.get("state") == "signed" and row is not None:
        changes = {**changes, "due_on": _next(work, row, changes)}
    return changes


def _next(work: Any, row: Any, changes: dict[str, Any]) -> Any:
    return work.at.date() + timedelta(days=changes.get("review_days", row.review_days))


def _with_options(work: Any, row: Any, changes: dict[str, Any]) -> None:
    """Begin the next edition with the options of the one before."""
    _next_edition(work, row, changes)
    if changes.get("state") != "superseded":
        return
    made = BusinessCase.objects.filter(previous_id=row.pk).order_by("-pk").first()
    if made is not None:
        from lockstep.domain.records.actions import raise_record

        for option in Option.objects.filter(case_id=row.pk).order_by("pk"):
            fields = {name: getattr(option, name) for name in _COPIED if name != "currency"}
            copy = raise_record(
                work, register="options", node=made.node_id, fields={**fields, "case": made.pk}
            )
            if option.pk == row.recommended_id:
                made = work.change(made, version=made.version, recommended_id=copy.pk)


def _money(name: str, label: str, help_words: str) -> Field:
    return Field(
        name,
        label,
        help_words,
        FieldKind.COMPUTED,
        annotate=lambda: F(f"recommended__{name}"),
        shown_as=FieldKind.MONEY,
        is_list_default=True,
        is_filterable=True,
    )


BUSINESS_CASES = Register(
    name="business-cases",
    record_type="strategy.businesscase",
    key_prefix="BC",
    singular="business case",
    plural="business cases",
    purpose="Whether it is worth doing, and still is: options, cost, benefit, risk, looked at again and again.",
    example="Eastern Line: 435 million for 610 million in 30 years; looked at every quarter.",
    icon="decision",
    group="Strategy",
    model=BusinessCase,
    label_words={"due_on": "Next review"},
    fields=(
        Field("reasons", "Reasons", "What it is for.", FieldKind.LONG_TEXT),
        Field("benefits_text", "Benefits", "Who gets what from it, and by when.", FieldKind.LONG_TEXT),
        Field("risks_text", "Major risks", "What could make it not worth it.", FieldKind.LONG_TEXT),
        Field("funding", "Funding", "Who pays, from which budget.", FieldKind.LONG_TEXT),
        recommended_from("the case"),
        Field("recommendation", "Recommendation", "Why that one.", FieldKind.LONG_TEXT),
        _money("cost", "Cost", "What the recommended option costs."),
        _money("benefit", "Benefit in money", "What the recommended option brings."),
        Field(
            "review_days",
            "Looked at every",
            "After how many days it is looked at again.",
            FieldKind.INTEGER,
            minimum=1,
            maximum=3_660,
            unit="d",
            is_filterable=True,
            is_bulk=True,
        ),
        Field(
            "reviewed_on",
            "Looked at on",
            "The day on which it was last found to be still true.",
            FieldKind.DATE,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
        ),
        editions.EDITION,
        editions.previous("strategy.businesscase"),
        editions.SIGNED_BY,
        editions.SIGNED_ON,
    ),
    sections=(
        Section("Business case", ("title", "reasons", "benefits_text", "risks_text", "funding", "owner")),
        Section("Recommendation", ("recommended", "recommendation", "cost", "benefit")),
        Section("Looked at again", ("due_on", "review_days", "reviewed_on")),
        Section("Edition", ("edition", "previous", "signed_by", "signed_on")),
    ),
    states=editions.STATES,
    initial_state="draft",
    moves=(
        *editions.moves(_is_whole, Permission.DECIDE),
        Move(
            "review",
            "Still true",
            ("signed",),
            "signed",
            asks=("review_days",),
            needs=Permission.DECIDE,
            help="Looked at again and found to be true; the next review is set.",
        ),
    ),
    flags=(
        Flag(
            "review_due",
            "Review is due",
            Severity.WARNING,
            lambda: Q(state="signed", due_on__lte=today()),
            lambda row: "Look at it again: is it still worth doing?",
        ),
    ),
    card=Card(("recommended", "cost", "due_on")),
    default_sort="due_on",
    search_fields=CONTENT,
    link_kinds=("contributes_to", "supersedes", "concerns"),
    pages=(Page("paper", "Options compared", "web:strategy-cases"),),
    stale_days=None,
    before_write=_signed,
    after_write=_with_options,
)


def _is_measured(row: Any, standing: Any) -> str:
    if not row.problem.strip():
        return "Say what is wrong today first."
    if not row.measure or row.current_value is None or row.wanted_value is None:
        return "Say what is measured, its value today and the one wanted, first."
    return ""


def _is_compared(row: Any, standing: Any) -> str:
    return _is_measured(row, standing) or is_ready(row, "analysis")


def _concluded(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    if "state" in changes:
        day = work.at.date() if changes["state"] == "concluded" else None
        changes = {**changes, "concluded_on": day}
    return changes


def _gap_sql() -> Any:
    return ExpressionWrapper(F("wanted_value") - F("current_value"), output_field=FloatField())


def _gap(row: Any) -> float | None:
    if row.current_value is None or row.wanted_value is None:
        return None
    return float(row.wanted_value - row.current_value)


NEEDS_ANALYSES = Register(
    name="needs-analyses",
    record_type="strategy.needsanalysis",
    key_prefix="NA",
    singular="needs analysis",
    plural="needs analyses",
    purpose="What a process lacks, measured, the ways to close the gap, and the demand that follows.",
    example="A lost card is blocked after two days; riders want an hour. Three ways, the app wins.",
    icon="search",
    group="Strategy",
    model=NeedsAnalysis,
    fields=(
        Field(
            "process",
            "Process",
            "Which process is looked at.",
            FieldKind.RECORD,
            target="strategy.businessprocess",
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field("problem", "Problem", "What is wrong today, before any solution.", FieldKind.LONG_TEXT),
        Field("causes", "Causes", "Why it is so.", FieldKind.LONG_TEXT),
        Field("measure", "Measure", "What is measured, and how.", FieldKind.TEXT),
        Field("unit", "Unit", "What the values are in.", FieldKind.TEXT),
        Field("current_value", "Today", "The value today.", FieldKind.NUMBER, is_filterable=True),
        Field("wanted_value", "Wanted", "The value wanted.", FieldKind.NUMBER, is_filterable=True),
        Field(
            "gap",
            "Gap",
            "The value wanted less the value today.",
            FieldKind.COMPUTED,
            compute=_gap,
            annotate=_gap_sql,
            shown_as=FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
        ),
        recommended_from("the analysis"),
        Field("recommendation", "Recommendation", "Why that one.", FieldKind.LONG_TEXT),
        Field(
            "concluded_on",
            "Concluded on",
            "The day of its conclusion.",
            FieldKind.DATE,
            is_read_only=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("Need", ("title", "process", "problem", "causes", "owner", "due_on")),
        Section("Gap", ("measure", "unit", "current_value", "wanted_value", "gap")),
        Section("Recommendation", ("recommended", "recommendation", "concluded_on")),
    ),
    states=(
        State("draft", "Draft", Shape.NONE),
        State("measured", "Gap measured", Shape.BUSY),
        State("concluded", "Concluded", Shape.GOOD, is_closed=True, help="A demand follows, or nothing."),
        State("dropped", "Dropped", Shape.BAD, is_closed=True),
    ),
    initial_state="draft",
    moves=(
        Move("measure", "Gap measured", ("draft",), "measured", rule=_is_measured),
        Move(
            "conclude",
            "Conclude",
            ("measured",),
            "concluded",
            rule=_is_compared,
            asks=("recommended", "recommendation"),
        ),
        Move("drop", "Drop", ("draft", "measured"), "dropped"),
        Move("reopen", "Open again", ("concluded", "dropped"), "draft"),
    ),
    card=Card(("process", "gap", "owner")),
    default_sort="due_on",
    search_fields=("problem", "causes", "measure", "recommendation"),
    link_kinds=("became", "concerns", "contributes_to"),
    converts_to=("demands",),
    pages=(Page("paper", "Options compared", "web:strategy-needs"),),
    stale_days=90,
    before_write=_concluded,
)
