"""The registers of gates and of their criteria."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.governance.models import Gate, GateCondition, GateCriterion
from lockstep.domain.governance.vocabulary import Comparator, GateKind, Measure
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

KINDS = {
    GateKind.MANDATE: "Mandate",
    GateKind.DEFINITION: "Definition",
    GateKind.INCREMENT: "Start of an increment",
    GateKind.COMPONENT: "Release of a component",
    GateKind.DELIVERY: "Delivery",
    GateKind.READINESS: "Readiness",
    GateKind.BENEFITS: "Benefits",
    GateKind.CLOSURE: "Closure",
}


def gate_field(help_text: str) -> Field:
    """Return the field that leads to a gate."""
    return Field(
        "gate",
        "Gate",
        help_text,
        FieldKind.RECORD,
        target="governance.gate",
        is_required=True,
        is_list_default=True,
        is_filterable=True,
        is_groupable=True,
    )


def _after(outcome: str) -> Any:
    """Return the rule that a review ended so: a gate is moved by its reviews."""

    def rule(row: Any, standing: Any) -> str:
        if row.last_outcome == outcome:
            return ""
        return "Record the outcome on a review of this gate; the gate follows it."

    return rule


def _late_conditions() -> Q:
    late = GateCondition.objects.filter(gate=OuterRef("pk"), state="open", due_on__lt=today())
    return Q(state="conditional") & Q(Exists(late))


GATES = Register(
    name="gates",
    record_type="governance.gate",
    key_prefix="G",
    singular="gate",
    plural="gates",
    purpose="Points that work may pass only after a review against criteria agreed beforehand.",
    example="Start of test running: passed on the 4th on two conditions, both closed since.",
    icon="gate",
    group="Governance",
    model=Gate,
    label_words={"owner": "Decided by", "due_on": "Review on"},
    fields=(
        Field(
            "kind",
            "Kind",
            "What the gate is passed into.",
            FieldKind.CHOICE,
            choices=tuple(Choice(kind.value, KINDS[kind]) for kind in GateKind),
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
            is_groupable=True,
        ),
        Field("question", "Question", "What the review has to answer.", FieldKind.LONG_TEXT),
        Field(
            "last_outcome",
            "Last outcome",
            "Comes from the last review.",
            FieldKind.TEXT,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "last_review_on",
            "Last review",
            "The day of the last review.",
            FieldKind.DATE,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("Gate", ("title", "kind", "question", "owner", "due_on", "last_outcome", "last_review_on")),
    ),
    states=(
        State("planned", "Planned", Shape.INFO, help="Nobody has reviewed it yet."),
        State("conditional", "Passed on conditions", Shape.WARN, help="Open again when a condition is late."),
        State("held", "On hold", Shape.BAD, help="Nothing goes on until it is reviewed again."),
        State("recycled", "Sent back", Shape.WARN, help="The work is to be redone and reviewed again."),
        State("passed", "Passed", Shape.GOOD, is_closed=True),
        State("stopped", "Stopped", Shape.BAD, is_closed=True, help="The work ends here."),
    ),
    initial_state="planned",
    moves=(
        Move("pass", "Passed", ("planned", "conditional"), "passed", rule=_after("go")),
        Move("condition", "Passed on conditions", ("planned",), "conditional", rule=_after("conditional")),
        Move("hold", "Hold", ("planned",), "held", rule=_after("hold")),
        Move("recycle", "Send back", ("planned",), "recycled", rule=_after("recycle")),
        Move("stop", "Stop", ("planned",), "stopped", rule=_after("stop")),
        Move(
            "reopen",
            "Open again",
            ("conditional", "held", "recycled", "passed", "stopped"),
            "planned",
            needs=Permission.DECIDE,
        ),
    ),
    flags=(
        Flag(
            "conditions_late",
            "Open again: conditions late",
            Severity.ERROR,
            _late_conditions,
            lambda row: "A condition was not met in time; the gate counts as open.",
        ),
    ),
    card=Card(("kind", "due_on", "owner")),
    default_sort="due_on",
    search_fields=("question",),
    link_kinds=("concerns", "depends_on"),
    pages=(
        Page("readiness", "Readiness", "web:gate-readiness"),
        Page("calendar", "Calendar", "web:gate-calendar"),
    ),
    stale_days=None,
)

CRITERIA = Register(
    name="gate-criteria",
    record_type="governance.gatecriterion",
    key_prefix="GC",
    singular="gate criterion",
    plural="gate criteria",
    purpose="What must be true to pass a gate, judged by people or measured from live data.",
    example="No extreme risk is open: risks extreme at most 0, mandatory.",
    icon="check",
    group="Governance",
    model=GateCriterion,
    fields=(
        gate_field("The gate that it belongs to."),
        Field(
            "is_mandatory",
            "Mandatory",
            "Without it the gate is not passed without conditions.",
            FieldKind.BOOLEAN,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "weight", "Weight", "How much it counts in the share that is met.", FieldKind.NUMBER, minimum=0
        ),
        Field(
            "measure",
            "Measure",
            "What is counted at and below the node of the gate; empty where people judge.",
            FieldKind.CHOICE,
            choices=tuple(Choice(kind.value, kind.value.replace("_", " ").capitalize()) for kind in Measure),
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "comparator",
            "Must be",
            "How the measure is held against the number.",
            FieldKind.CHOICE,
            choices=tuple(Choice(kind.value, kind.value) for kind in Comparator),
            is_list_default=True,
        ),
        Field(
            "threshold", "Number", "What the measure is held against.", FieldKind.NUMBER, is_list_default=True
        ),
        Field("evidence", "Evidence", "What shows that it is met, or why it is waived.", FieldKind.LONG_TEXT),
    ),
    sections=(
        Section("Criterion", ("title", "gate", "is_mandatory", "weight", "owner", "evidence")),
        Section("Measured", ("measure", "comparator", "threshold")),
    ),
    states=(
        State("open", "Open", Shape.INFO, help="Not judged yet, or measured."),
        State("met", "Met", Shape.GOOD, is_closed=True),
        State("failed", "Not met", Shape.BAD),
        State("waived", "Waived", Shape.WARN, is_closed=True, help="Whoever decides does without it."),
        State("dropped", "Dropped", Shape.NONE, is_closed=True),
    ),
    initial_state="open",
    moves=(
        Move("meet", "Met", ("open", "failed"), "met", rule=lambda row, standing: _judged_by_people(row)),
        Move("fail", "Not met", ("open", "met"), "failed", rule=lambda row, standing: _judged_by_people(row)),
        Move(
            "waive",
            "Waive",
            ("open", "failed"),
            "waived",
            rule=lambda row, standing: "" if row.evidence else "Say why it is waived first.",
            asks=("evidence",),
            needs=Permission.DECIDE,
        ),
        Move("drop", "Drop", ("open", "failed"), "dropped"),
        Move("reopen", "Open again", ("met", "waived", "dropped"), "open"),
    ),
    card=Card(("gate", "owner")),
    default_sort="key",
    search_fields=("evidence",),
    link_kinds=("evidences", "concerns"),
    stale_days=None,
)


def _judged_by_people(row: Any) -> str:
    return (
        "It is measured from live data; only a criterion without a measure is judged." if row.measure else ""
    )
