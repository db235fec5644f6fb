"""The register of risks."""

from typing import Any

from django.db.models import Q

from lockstep.domain.ledger import Refused
from lockstep.domain.records.declarations import (
    Card,
    Flag,
    Move,
    Page,
    Register,
    Section,
    Shape,
    State,
)
from lockstep.domain.records.vocabulary import today
from lockstep.domain.risks import rules
from lockstep.domain.risks.models import Risk
from lockstep.domain.risks.register import sql
from lockstep.domain.risks.register.risk_fields import ANSWER, COMPUTED_EFFECT, NUMBERS, PLACE, WHAT
from lockstep.domain.risks.vocabulary import ESCALATION_SCORE, Band
from lockstep.foundation.findings import Severity

OPEN = ("identified", "analyzed", "treated")


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


def _ordered_days(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Refuse a range of days that does not run from low over likely to high."""

    names = ("days_low", "impact_days", "days_high")
    values = [changes[name] if name in changes else getattr(row, name, None) for name in names]
    known = [value for value in values if value is not None]
    if known != sorted(known):
        raise Refused("Impact, days", "The days must run from at best over likely to at worst.")
    return changes


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
    fields=(*WHAT, *PLACE, *NUMBERS, *ANSWER, *COMPUTED_EFFECT),
    sections=(
        Section("What may happen", ("title", *(item.name for item in WHAT), "tags")),
        Section("How bad it is", tuple(item.name for item in PLACE)),
        Section("In numbers", (*(item.name for item in NUMBERS), "p80_days", "p80_days_saved")),
        Section("What is done", (*(item.name for item in ANSWER), "owner", "due_on", "review_on")),
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
        Move("occur", "It has happened", OPEN, "occurred"),
        Move("close", "Close", OPEN, "closed"),
        Move("reopen", "Open again", ("occurred", "closed"), "identified"),
    ),
    flags=(
        Flag(
            "near",
            "May happen now",
            Severity.WARNING,
            lambda: Q(proximity_on__lt=today(), state__in=("identified", "analyzed")),
            lambda row: "It may happen from now on, and nothing is done about it.",
        ),
        Flag(
            "unreviewed",
            "Review overdue",
            Severity.WARNING,
            lambda: Q(review_on__lt=today(), state__in=OPEN),
            lambda row: "Nobody has looked at it again, so how bad it is counts as not known.",
        ),
        Flag(
            "escalate",
            "Belongs higher",
            Severity.ERROR,
            lambda: Q(sql.at_least(sql.score(), ESCALATION_SCORE), node__kind="project", state__in=OPEN),
            lambda row: f"Its score is {ESCALATION_SCORE} or more; its program should own it.",
        ),
        Flag(
            "unanswered",
            "Extreme, no response",
            Severity.ERROR,
            lambda: Q(sql.at_least(sql.score(), rules.BANDS[0][0]), response="", state__in=OPEN),
            lambda row: f"It is {Band.EXTREME.value}, and no response is chosen.",
        ),
    ),
    card=Card(("owner", "score", "due_on")),
    default_sort="-score",
    search_fields=("cause", "event", "effect", "common_cause", "tags"),
    link_kinds=("threatens",),
    converts_to=("issues",),
    convert_move="occur",
    pages=(Page("matrix", "Matrix", "web:risk-matrix"),),
    before_write=_ordered_days,
)
