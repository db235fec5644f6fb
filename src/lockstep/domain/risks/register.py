"""The registers of the app."""

from typing import Any

from django.db.models import F

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
from lockstep.domain.risks.models import Risk
from lockstep.domain.risks.vocabulary import Response
from lockstep.foundation.findings import Severity


def _exposure_days(row: Any) -> float | None:
    if row.probability is None or row.impact_days is None:
        return None
    return row.probability * row.impact_days


def _may_be_analyzed(row: Any, standing: Any) -> str:
    if row.probability is None:
        return "Give the probability first; an analysis without one says nothing."
    if row.impact_days is None and row.impact_cost is None:
        return "Give the impact in days or in money first."
    return ""


def _may_be_treated(row: Any, standing: Any) -> str:
    if not row.response:
        return "Choose a response first."
    return "" if row.owner_id else "Name the one person who owns it first."


def _has_come_near() -> Any:
    from django.db.models import Q

    return Q(proximity_on__lt=today(), state__in=("identified", "analyzed"))


RISKS = Register(
    name="risks",
    record_type="risks.risk",
    key_prefix="R",
    singular="risk",
    plural="risks",
    purpose="What may happen to the program, what it would do, and what is done about it.",
    example="Because the vendor has one test bench, it may be taken when we need it, and acceptance slips.",
    icon="triangle-alert",
    group="Risk",
    model=Risk,
    fields=(
        Field("cause", "Cause", "What is true today and makes it possible.", FieldKind.LONG_TEXT),
        Field("event", "Event", "What may happen.", FieldKind.LONG_TEXT),
        Field("effect", "Effect", "What it would do to dates, money or benefits.", FieldKind.LONG_TEXT),
        Field(
            "probability",
            "Probability",
            "How likely it is to happen, from 0 % to 100 %.",
            FieldKind.SHARE,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
        ),
        Field(
            "impact_days",
            "Impact, days",
            "Working days that it would cost if it happened.",
            FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
            minimum=0,
            unit="d",
        ),
        Field(
            "impact_cost",
            "Impact, money",
            "What it would cost if it happened.",
            FieldKind.MONEY,
            is_filterable=True,
        ),
        Field(
            "exposure_days",
            "Exposure, days",
            "Probability times the days that it would cost.",
            FieldKind.COMPUTED,
            compute=_exposure_days,
            annotate=lambda: F("probability") * F("impact_days"),
            shown_as=FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
            unit="d",
        ),
        Field(
            "response",
            "Response",
            "What is done about it in principle.",
            FieldKind.CHOICE,
            choices=tuple(Choice(kind.value, kind.value.capitalize()) for kind in Response),
            is_filterable=True,
            is_bulk=True,
            is_groupable=True,
        ),
        Field("response_plan", "Response plan", "Who does what by when.", FieldKind.LONG_TEXT),
        Field(
            "proximity_on",
            "Expected from",
            "The day from which it may happen.",
            FieldKind.DATE,
            is_filterable=True,
        ),
        Field(
            "tags",
            "Tags",
            "Words to find it by.",
            FieldKind.TAGS,
            is_filterable=True,
            is_bulk=True,
        ),
    ),
    sections=(
        Section("What may happen", ("title", "cause", "event", "effect", "tags")),
        Section("How bad", ("probability", "impact_days", "impact_cost", "exposure_days", "proximity_on")),
        Section("What is done", ("response", "response_plan", "owner", "due_on")),
    ),
    states=(
        State("identified", "Identified", Shape.INFO, help="Written down, not yet weighed."),
        State("analyzed", "Analyzed", Shape.WARN, help="Its probability and impact are known."),
        State("treated", "Treated", Shape.BUSY, help="A response is under way."),
        State("occurred", "Occurred", Shape.BAD, is_closed=True, help="It has happened and is an issue now."),
        State("closed", "Closed", Shape.GOOD, is_closed=True, help="It can no longer happen."),
    ),
    initial_state="identified",
    moves=(
        Move(
            "analyze",
            "Analyze",
            ("identified",),
            "analyzed",
            rule=_may_be_analyzed,
            asks=("probability", "impact_days", "impact_cost"),
        ),
        Move(
            "treat",
            "Treat",
            ("analyzed",),
            "treated",
            rule=_may_be_treated,
            asks=("response", "response_plan", "owner"),
        ),
        Move("occur", "It has happened", ("identified", "analyzed", "treated"), "occurred"),
        Move("close", "Close", ("identified", "analyzed", "treated"), "closed"),
        Move("reopen", "Open again", ("occurred", "closed"), "identified"),
    ),
    flags=(
        Flag(
            "near",
            "May happen now",
            Severity.WARNING,
            _has_come_near,
            lambda row: "It may happen from now on, and nothing is done about it.",
        ),
    ),
    card=Card(("owner", "exposure_days", "due_on")),
    default_sort="-exposure_days",
    search_fields=("cause", "event", "effect", "tags"),
    link_kinds=("threatens",),
)

REGISTERS = (RISKS,)
