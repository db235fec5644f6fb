"""The register of options: the ways to go that a proposal, a business case or a needs analysis weighs."""

from typing import Any

from django.db.models import Case, ExpressionWrapper, F, FloatField, Q, Value, When
from django.db.models.functions import Cast, Coalesce

from lockstep.domain.ledger import Refused
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
from lockstep.domain.strategy.models import Option
from lockstep.domain.strategy.weighing import expected_value
from lockstep.foundation.findings import Severity

PAPERS = ("proposal", "case", "analysis")


def recommended_from(way: str) -> Field:
    """Return the field that leads to the option that a paper recommends."""
    return Field(
        "recommended",
        "Recommended option",
        f"Which of its options {way} recommends.",
        FieldKind.RECORD,
        target="strategy.option",
        is_list_default=True,
        is_filterable=True,
    )


def is_ready(row: Any, way: str) -> str:
    """Refuse a paper that does not let people choose: `way` is the column of options that leads to it."""
    options = Option.objects.filter(**{f"{way}_id": row.pk}).exclude(state="discarded")
    if options.count() < 2:
        return "Add at least two options first; doing nothing is one."
    unpriced = options.filter(Q(cost__isnull=True) | Q(benefit__isnull=True)).order_by("pk").first()
    if unpriced is not None:
        return f"Say what {unpriced.key} “{unpriced.title}” costs and brings first; nothing is 0."
    if row.recommended_id is None:
        return "Say which option is recommended first."
    if not options.filter(pk=row.recommended_id).exists():
        return "The option that is recommended is none of its own; choose one of them."
    return "" if row.recommendation.strip() else "Write down why that one is recommended."


def _expected_sql() -> Any:
    is_known = Q(cost__isnull=False, benefit__isnull=False)
    safe = Value(1.0) - Coalesce(F("risk"), Value(0.0))
    found = ExpressionWrapper(
        Cast("benefit", FloatField()) * safe - Cast("cost", FloatField()), output_field=FloatField()
    )
    return Case(When(is_known, then=found), default=Value(None), output_field=FloatField())


def _of_one_paper(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    papers = [
        name
        for name in PAPERS
        if (changes[f"{name}_id"] if f"{name}_id" in changes else getattr(row, f"{name}_id", None))
    ]
    if len(papers) > 1:
        raise Refused("option", "It belongs to one paper: a proposal, a business case or a needs analysis.")
    return changes


def _paper(name: str, label: str, target: str) -> Field:
    return Field(
        name,
        label,
        f"Of which {label.lower()} it is an option.",
        FieldKind.RECORD,
        target=target,
        is_filterable=True,
        is_groupable=True,
    )


OPTIONS = Register(
    name="options",
    record_type="strategy.option",
    key_prefix="OPT",
    singular="option",
    plural="options",
    purpose="Ways to go that a proposal, a business case or a needs analysis weighs against each other.",
    example="Lease the buses for a year: 400,000, brings 700,000, and a fifth of that is not sure.",
    icon="columns",
    group="Strategy",
    model=Option,
    fields=(
        _paper("proposal", "Objective proposal", "strategy.objectiveproposal"),
        _paper("case", "Business case", "strategy.businesscase"),
        _paper("analysis", "Needs analysis", "strategy.needsanalysis"),
        Field("what", "What", "What would be done.", FieldKind.LONG_TEXT),
        Field("pros", "For it", "What speaks for it, one line each.", FieldKind.LONG_TEXT),
        Field("cons", "Against it", "What speaks against it, one line each.", FieldKind.LONG_TEXT),
        Field(
            "cost",
            "Cost",
            "What it costs over the years looked at.",
            FieldKind.MONEY,
            minimum=0,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "benefit",
            "Benefit",
            "What it brings over the same years, in money.",
            FieldKind.MONEY,
            minimum=0,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "risk",
            "Risk",
            "Which share of the benefit may not come.",
            FieldKind.SHARE,
            minimum=0,
            maximum=1,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "expected",
            "Expected value",
            "The benefit less its risk, less the cost.",
            FieldKind.COMPUTED,
            compute=lambda row: expected_value(row.cost, row.benefit, row.risk),
            annotate=_expected_sql,
            shown_as=FieldKind.MONEY,
            is_list_default=True,
        ),
    ),
    sections=(
        Section("Option", ("title", *PAPERS, "what", "owner")),
        Section("What speaks for and against it", ("pros", "cons")),
        Section("In money", ("cost", "benefit", "risk", "expected")),
    ),
    states=(
        State("considered", "Considered", Shape.BUSY),
        State("chosen", "Chosen", Shape.GOOD, is_closed=True),
        State("discarded", "Discarded", Shape.NONE, is_closed=True),
    ),
    initial_state="considered",
    moves=(
        Move("choose", "Chosen", ("considered",), "chosen"),
        Move("discard", "Discard", ("considered",), "discarded"),
        Move("reopen", "Consider again", ("chosen", "discarded"), "considered"),
    ),
    flags=(
        Flag(
            "loose",
            "Of no paper",
            Severity.NOTE,
            lambda: Q(proposal__isnull=True, case__isnull=True, analysis__isnull=True),
            lambda row: "Nothing weighs it: say of which proposal, business case or needs analysis it is.",
        ),
    ),
    card=Card(("cost", "benefit", "expected")),
    default_sort="-expected",
    search_fields=("what", "pros", "cons"),
    link_kinds=("depends_on", "threatens"),
    calendar_field="",
    stale_days=None,
    before_write=_of_one_paper,
)
