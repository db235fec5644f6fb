"""The register of demands: ideas that wait for their turn."""

from typing import Any

from django.db.models import Q

from lockstep.domain.access.vocabulary import Permission
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
from lockstep.domain.strategy import rules
from lockstep.domain.strategy.models import Demand
from lockstep.domain.strategy.register import sql
from lockstep.domain.strategy.scoring import SCORED, score_demands
from lockstep.domain.strategy.vocabulary import MOSCOW, SCORE_LEVELS, SCORE_WEIGHTS
from lockstep.foundation.findings import Severity

OPEN = ("raised", "assessed", "accepted")
MOST_POINTS = 21
MOSCOW_CHOICES = tuple(Choice(value, label) for value, label in MOSCOW.items())


def demand_wsjf(row: Any) -> float | None:
    """Return the cost of delay by job size."""
    return rules.wsjf_of(row.business_value, row.time_criticality, row.risk_reduction, row.job_size)


def _is_assessed(row: Any, standing: Any) -> str:
    if demand_wsjf(row) is None and row.score is None:
        return "Judge fit, value, risk and technical fit, or give the points of delay and size, first."
    return "" if row.cost is not None else "Say what it costs, roughly; the cut line needs it."


def _has_a_note(row: Any, standing: Any) -> str:
    return "" if row.decision_note.strip() else "Say why; who asked for it will read that."


def _level(name: str, label: str, help_words: str) -> Field:
    counts = "counts against it as" if SCORE_WEIGHTS[name] < 0 else "counts as"
    return Field(
        name,
        label,
        f"{help_words}, from 1 to 5; {counts} the page Weights says.",
        FieldKind.INTEGER,
        minimum=1,
        maximum=SCORE_LEVELS,
        is_filterable=True,
        is_bulk=True,
    )


def _points(name: str, label: str, help_words: str) -> Field:
    return Field(
        name,
        label,
        f"{help_words}, in points from 1 to 21 beside the other demands.",
        FieldKind.INTEGER,
        minimum=1,
        maximum=MOST_POINTS,
        is_filterable=True,
        is_bulk=True,
    )


DEMANDS = Register(
    name="demands",
    record_type="strategy.demand",
    key_prefix="DEM",
    singular="demand",
    plural="demands",
    purpose="Ideas and wishes, judged alike, ranked, and cut where the money ends.",
    example="Wi-Fi in the trams, asked for by the operator: high value, low risk, 400,000.",
    icon="demand",
    group="Scope",
    model=Demand,
    fields=(
        Field("problem", "Problem", "What is wrong today, before any solution.", FieldKind.LONG_TEXT),
        Field("asked_by", "Asked for by", "Who wants it.", FieldKind.TEXT, is_filterable=True, is_bulk=True),
        Field(
            "moscow",
            "Must or should",
            "How much it is needed, by MoSCoW.",
            FieldKind.CHOICE,
            choices=MOSCOW_CHOICES,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field(
            "rank",
            "Rank",
            "The place that people gave it; each change of it stands in the history.",
            FieldKind.INTEGER,
            minimum=1,
            maximum=100_000,
            is_list_default=True,
            is_filterable=True,
        ),
        _level("fit", "Fit to strategy", "How much it serves the objectives"),
        _level("value_level", "Value", "What it is worth to those who get it"),
        _level("risk_level", "Risk", "How likely it goes wrong"),
        _level("technical_fit", "Technical fit", "How well it fits what is there"),
        Field(
            "score",
            "Score",
            "By the weights of its home, from 0 to 100; they are on the page Weights.",
            FieldKind.NUMBER,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
        ),
        _points("business_value", "Value to the business", "What it is worth"),
        _points("time_criticality", "Time criticality", "How fast its worth decays"),
        _points("risk_reduction", "Risk reduction", "What it makes safe or possible"),
        _points("job_size", "Job size", "How much work it is"),
        Field(
            "wsjf",
            "WSJF",
            "Weighted shortest job first: value, time criticality and risk reduction by job size.",
            FieldKind.COMPUTED,
            compute=demand_wsjf,
            annotate=sql.wsjf,
            shown_as=FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "cost",
            "Cost",
            "What it costs, roughly.",
            FieldKind.MONEY,
            minimum=0,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "effort_days",
            "Effort",
            "Working days of people that it takes, roughly.",
            FieldKind.NUMBER,
            minimum=0,
            maximum=1_000_000,
            unit="d",
            is_filterable=True,
            is_bulk=True,
        ),
        Field("decision_note", "Decision", "Why it was accepted or rejected.", FieldKind.LONG_TEXT),
        Field("tags", "Tags", "Words to find it by.", FieldKind.TAGS, is_filterable=True, is_bulk=True),
    ),
    sections=(
        Section(
            "Demand",
            ("title", "problem", "asked_by", "owner", "moscow", "cost", "effort_days", "rank", "tags"),
        ),
        Section("Weighted score", (*SCORE_WEIGHTS, "score")),
        Section(
            "Cost of delay", ("business_value", "time_criticality", "risk_reduction", "job_size", "wsjf")
        ),
        Section("Decision", ("decision_note",)),
    ),
    states=(
        State("raised", "Raised", Shape.NONE),
        State("assessed", "Assessed", Shape.INFO, help="Judged, and waits for a decision."),
        State("accepted", "Accepted", Shape.BUSY, help="Will be done; waits for its turn."),
        State("started", "Started", Shape.GOOD, is_closed=True, help="A project or activity does it."),
        State("rejected", "Rejected", Shape.BAD, is_closed=True),
    ),
    initial_state="raised",
    moves=(
        Move("assess", "Assessed", ("raised",), "assessed", rule=_is_assessed, asks=("cost",)),
        Move(
            "accept",
            "Accept",
            ("assessed",),
            "accepted",
            rule=_has_a_note,
            asks=("decision_note",),
            needs=Permission.DECIDE,
            help="Passes gate 0: it will be done.",
        ),
        Move("start", "Started", ("accepted",), "started"),
        Move(
            "reject",
            "Reject",
            ("raised", "assessed", "accepted"),
            "rejected",
            rule=_has_a_note,
            asks=("decision_note",),
            needs=Permission.DECIDE,
        ),
        Move("reopen", "Open again", ("rejected", "started"), "raised"),
    ),
    flags=(
        Flag(
            "unjudged",
            "Not judged",
            Severity.NOTE,
            lambda: Q(state="raised", job_size__isnull=True, fit__isnull=True),
            lambda row: "Nobody has judged it yet: it stands at the end of every ranked list.",
        ),
    ),
    card=Card(("moscow", "cost", "owner")),
    default_sort="rank",
    search_fields=("problem", "asked_by", "tags"),
    link_kinds=("contributes_to", "depends_on", "became"),
    converts_to=("requirements",),
    convert_move="start",
    pages=(
        Page("ranked", "Ranked list", "web:strategy-ranked"),
        Page("weights", "Weights", "web:demand-weights"),
    ),
    derived=SCORED,
    derive=score_demands,
    stale_days=90,
)
