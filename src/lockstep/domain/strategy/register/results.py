"""The registers of capabilities and outcomes: how deliverables lead to objectives."""

from typing import Any

from django.db.models import Q

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
from lockstep.domain.strategy.models import Capability, Outcome
from lockstep.domain.strategy.register import sql
from lockstep.domain.strategy.register.measured import MEASURED, MEASURED_NAMES, has_measure, was_reached
from lockstep.domain.strategy.register.objectives import MAP
from lockstep.foundation.findings import Severity

WEIGHT = Field(
    "weight",
    "Weight",
    "How much it counts beside the others that lead to the same.",
    FieldKind.NUMBER,
    minimum=0,
    maximum=1_000,
    is_filterable=True,
    is_bulk=True,
)
ROLL_UP = Page("roll-up", "Roll-up", "web:strategy-roll-up")


def _has_a_day(row: Any, standing: Any) -> str:
    return "" if row.available_on else "Say from which day on it can be used."


CAPABILITIES = Register(
    name="capabilities",
    record_type="strategy.capability",
    key_prefix="CAP",
    singular="capability",
    plural="capabilities",
    purpose="What can be done once its deliverables are there.",
    example="Trams every five minutes: needs the control system, twelve trams and trained drivers.",
    icon="outcome",
    group="Strategy",
    model=Capability,
    fields=(
        Field("description", "What can be done then", "And by whom.", FieldKind.LONG_TEXT),
        Field(
            "basis",
            "Progress by",
            "How the progress of its deliverables is weighed.",
            FieldKind.CHOICE,
            choices=(
                Choice("weight", "Weight", "By the weight that each deliverable was given."),
                Choice("budget", "Budget", "By the budget of each deliverable."),
                Choice("effort", "Effort", "By the effort of each deliverable."),
            ),
            is_filterable=True,
            is_bulk=True,
        ),
        Field(
            "progress",
            "Progress",
            "The mean of the deliverables that enable it; what nobody has judged counts as not begun.",
            FieldKind.COMPUTED,
            annotate=sql.capability_progress,
            shown_as=FieldKind.SHARE,
            is_list_default=True,
            is_filterable=True,
        ),
        WEIGHT,
        Field(
            "available_on",
            "Available from",
            "The first day on which it can be used.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("Capability", ("title", "description", "owner", "due_on", "available_on")),
        Section("Roll-up", ("basis", "progress", "weight")),
    ),
    states=(
        State("planned", "Planned", Shape.NONE),
        State("building", "Being built", Shape.BUSY),
        State("available", "Available", Shape.INFO, help="It could be used."),
        State("in_use", "In use", Shape.GOOD, is_closed=True),
        State("dropped", "Dropped", Shape.NONE, is_closed=True),
    ),
    initial_state="planned",
    moves=(
        Move("build", "Begin to build", ("planned",), "building"),
        Move(
            "provide",
            "Available",
            ("planned", "building"),
            "available",
            rule=_has_a_day,
            asks=("available_on",),
        ),
        Move("use", "In use", ("available",), "in_use"),
        Move("drop", "Drop", ("planned", "building", "available"), "dropped"),
        Move("reopen", "Open again", ("in_use", "dropped"), "building"),
    ),
    card=Card(("owner", "due_on", "progress")),
    default_sort="due_on",
    search_fields=("description",),
    link_kinds=("contributes_to", "enables"),
    pages=(ROLL_UP, MAP),
    stale_days=120,
)

OUTCOMES = Register(
    name="outcomes",
    record_type="strategy.outcome",
    key_prefix="OUT",
    singular="outcome",
    plural="outcomes",
    purpose="What changes once the capabilities are used, measured.",
    example="A trip from Old Harbor to Eastgate takes 24 minutes in place of 41.",
    icon="outcome",
    group="Strategy",
    model=Outcome,
    label_words={"due_on": "Expected by"},
    fields=(*MEASURED, WEIGHT),
    sections=(
        Section("Outcome", ("title", "owner", "due_on", "weight")),
        Section("Measure", MEASURED_NAMES),
    ),
    states=(
        State("expected", "Expected", Shape.NONE),
        State("emerging", "Emerging", Shape.BUSY, help="It is measured, and it moves."),
        State("reached", "Reached", Shape.GOOD, is_closed=True),
        State("missed", "Missed", Shape.BAD, is_closed=True),
    ),
    initial_state="expected",
    moves=(
        Move(
            "measure",
            "It is measured",
            ("expected",),
            "emerging",
            rule=has_measure,
            asks=("actual_value", "measured_on"),
        ),
        Move(
            "reach",
            "Reached",
            ("expected", "emerging"),
            "reached",
            rule=was_reached,
            asks=("actual_value", "measured_on"),
        ),
        Move("miss", "Missed", ("expected", "emerging"), "missed"),
        Move("reopen", "Open again", ("reached", "missed"), "emerging"),
    ),
    flags=(
        Flag(
            "unmeasured",
            "Not measured",
            Severity.WARNING,
            lambda: Q(state__in=("expected", "emerging"), due_on__lt=today(), actual_value__isnull=True),
            lambda row: "Its day has come and nobody has measured it.",
        ),
    ),
    card=Card(("owner", "due_on", "progress")),
    default_sort="due_on",
    search_fields=("measure",),
    link_kinds=("contributes_to",),
    pages=(ROLL_UP, MAP),
    stale_days=120,
)
