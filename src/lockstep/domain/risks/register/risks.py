"""The register of risks."""

from typing import Any

from django.db.models import Q

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
from lockstep.domain.risks.models import Risk
from lockstep.domain.risks.register.risk_fields import (
    ANSWER,
    COMPUTED_EFFECT,
    INCREMENT,
    LOOK,
    NUMBERS,
    PLACE,
    WHAT,
)
from lockstep.domain.risks.register.risk_rules import checked
from lockstep.domain.risks.scoring import STANDING, place_risks
from lockstep.domain.risks.vocabulary import Band
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


RISKS = Register(
    name="risks",
    record_type="risks.risk",
    key_prefix="R",
    singular="risk",
    plural="risks",
    purpose="What may happen to the program, what it would do, and what is done about it.",
    example="Because the vendor has one test bench, it may be taken when we need it, and acceptance slips.",
    icon="risk",
    group="Risk",
    model=Risk,
    fields=(*WHAT, *PLACE, *NUMBERS, *ANSWER, *COMPUTED_EFFECT, *INCREMENT, *LOOK),
    sections=(
        Section("What may happen", ("title", *(item.name for item in WHAT), "tags")),
        Section("How bad it is", tuple(item.name for item in PLACE)),
        Section("In numbers", (*(item.name for item in NUMBERS), *(item.name for item in COMPUTED_EFFECT))),
        Section("What is done", (*(item.name for item in ANSWER), "owner", "due_on")),
        Section("Looking at it again", ("review_on", "confidence", *(item.name for item in INCREMENT))),
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
            "no_likely_days",
            "Likely days missing",
            Severity.WARNING,
            lambda: (
                Q(impact_days__isnull=True, state__in=OPEN)
                & (Q(days_low__isnull=False) | Q(days_high__isnull=False))
            ),
            lambda row: (
                "It has days at best or at worst, but not the likely ones: the risk analysis leaves them out."
            ),
        ),
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
            lambda: Q(is_beyond=True, node__kind="project", state__in=OPEN),
            lambda row: "Its score or its money passes what a project may bear; its program should own it.",
        ),
        Flag(
            "unanswered",
            "Extreme, no response",
            Severity.ERROR,
            lambda: Q(band=Band.EXTREME.value, response="", state__in=OPEN),
            lambda row: f"It is {Band.EXTREME.value}, and no response is chosen.",
        ),
    ),
    card=Card(("owner", "score", "due_on")),
    default_sort="-score",
    search_fields=("cause", "event", "effect", "common_cause", "tags"),
    link_kinds=("threatens",),
    converts_to=("issues",),
    convert_move="occur",
    pages=(
        Page("matrix", "Matrix", "web:risk-matrix"),
        Page("causes", "Causes and exposure", "web:risk-causes"),
        Page("scales", "Scales", "web:risk-scales"),
    ),
    before_write=checked,
    derived=STANDING,
    derive=place_risks,
)
