"""The register of objectives."""

from typing import Any

from django.db.models import Q

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
from lockstep.domain.strategy.models import Objective
from lockstep.domain.strategy.register import sql
from lockstep.domain.strategy.register.measured import MEASURED, MEASURED_NAMES, has_measure, was_reached
from lockstep.foundation.findings import Severity

COVERAGE = Page("coverage", "Coverage", "web:strategy-coverage")
MAP = Page("map", "Map", "web:strategy-map")


def _may_be_set(row: Any, standing: Any) -> str:
    if row.owner_id is None:
        return "Name who answers for it first."
    return has_measure(row, standing)


OBJECTIVES = Register(
    name="objectives",
    record_type="strategy.objective",
    key_prefix="OBJ",
    singular="objective",
    plural="objectives",
    purpose="What the organization wants to reach, measured, by when, and how much it counts.",
    example="Half of the trips in the east by public transport in 2028; today it is a third.",
    icon="objective",
    group="Strategy",
    model=Objective,
    label_words={"due_on": "To be reached by"},
    fields=(
        Field("why", "Why", "What it is good for, and for whom.", FieldKind.LONG_TEXT),
        *MEASURED,
        Field(
            "weight",
            "Weight",
            "How much it counts beside the others; a score of alignment adds by it.",
            FieldKind.NUMBER,
            minimum=0,
            maximum=100,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
        ),
        Field("period_from", "Period from", "The first day that counts.", FieldKind.DATE, is_filterable=True),
        Field("period_to", "Period to", "The last day that counts.", FieldKind.DATE, is_filterable=True),
        Field(
            "serving",
            "Served by",
            "How many programs and projects say that they serve it.",
            FieldKind.COMPUTED,
            annotate=sql.serving_count,
            shown_as=FieldKind.INTEGER,
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("Objective", ("title", "why", "owner", "weight", "period_from", "period_to", "due_on")),
        Section("Measure", MEASURED_NAMES),
    ),
    states=(
        State("draft", "Draft", Shape.NONE, help="Talked about, not yet set."),
        State("active", "Active", Shape.BUSY, help="Projects are to serve it."),
        State("reached", "Reached", Shape.GOOD, is_closed=True),
        State("dropped", "Dropped", Shape.BAD, is_closed=True, help="No longer wanted."),
    ),
    initial_state="draft",
    moves=(
        Move("activate", "Set", ("draft",), "active", rule=_may_be_set, asks=("owner", "weight")),
        Move("reach", "Reached", ("active",), "reached", rule=was_reached, asks=("actual_value",)),
        Move("drop", "Drop", ("draft", "active"), "dropped"),
        Move("reopen", "Open again", ("reached", "dropped"), "active"),
    ),
    flags=(
        Flag(
            "unserved",
            "Nothing serves it",
            Severity.WARNING,
            lambda: Q(state="active") & ~Q(sql.is_served()),
            lambda row: "No program or project says that it serves this.",
        ),
        Flag(
            "period_over",
            "Period is over",
            Severity.WARNING,
            lambda: Q(state="active", period_to__lt=today()),
            lambda row: "Its period has ended: say whether it was reached.",
        ),
    ),
    card=Card(("owner", "progress", "due_on")),
    default_sort="-weight",
    search_fields=("why", "measure"),
    link_kinds=("contributes_to", "supersedes"),
    is_reason=True,
    pages=(COVERAGE, MAP),
    stale_days=120,
)
