"""The register of alignments: which project serves which objective."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.records.actions import ThingRef, Tie, keep_ties
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
from lockstep.domain.strategy.models import Alignment
from lockstep.domain.strategy.register.objectives import COVERAGE
from lockstep.domain.strategy.vocabulary import LIVE_ALIGNMENTS, MOST_STRENGTH, NODE, STRENGTH_WORDS
from lockstep.foundation.findings import Severity

_TYPE, _GOAL = "strategy.alignment", "strategy.objective"


def _strength_words(row: Any) -> str:
    return STRENGTH_WORDS[row.strength]


def _has_a_reason(row: Any, standing: Any) -> str:
    return "" if row.reason.strip() else "Say how it serves the objective first."


def _said_twice() -> Any:
    others = Alignment.objects.filter(
        node_id=OuterRef("node_id"), objective_id=OuterRef("objective_id"), state__in=LIVE_ALIGNMENTS
    )
    return Exists(others.exclude(pk=OuterRef("pk")).order_by())


def _keep_links(work: Any, row: Any, changes: dict[str, Any]) -> None:
    """Let the trace run from the node over the alignment to the objective, as strong as it says."""
    own, share = ThingRef(type=_TYPE, id=row.pk), row.strength / MOST_STRENGTH
    wanted = []
    if row.state in LIVE_ALIGNMENTS and row.strength:
        wanted = [
            Tie("aligns_with", ThingRef(type=NODE, id=row.node_id), own, share),
            Tie("contributes_to", own, ThingRef(type=_GOAL, id=row.objective_id), share),
        ]
    keep_ties(work, own, (("aligns_with", NODE, _TYPE), ("contributes_to", _TYPE, _GOAL)), wanted)


ALIGNMENTS = Register(
    name="alignments",
    record_type=_TYPE,
    key_prefix="ALN",
    singular="alignment",
    plural="alignments",
    purpose="Which program or project serves which objective, how strongly, and why.",
    example="The ticketing project serves “one ticket for all” with strength 3: it exists for it.",
    icon="link",
    group="Strategy",
    model=Alignment,
    label_words={"title": "In short", "node": "Program or project"},
    fields=(
        Field(
            "objective",
            "Objective",
            "What is served.",
            FieldKind.RECORD,
            target=_GOAL,
            is_required=True,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "strength",
            "Strength",
            "From 0, does not serve it, to 3, exists for it.",
            FieldKind.INTEGER,
            minimum=0,
            maximum=MOST_STRENGTH,
            is_required=True,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
        ),
        Field(
            "strength_words",
            "Means",
            "The strength in words.",
            FieldKind.COMPUTED,
            compute=_strength_words,
            is_list_default=True,
        ),
        Field(
            "reason", "Reason", "How it serves the objective, and how that will show.", FieldKind.LONG_TEXT
        ),
    ),
    sections=(Section("Alignment", ("title", "node", "objective", "strength", "strength_words", "reason")),),
    states=(
        State("stated", "Stated", Shape.INFO, help="The project says so."),
        State("confirmed", "Confirmed", Shape.GOOD, help="Who steers the program agrees."),
        State("withdrawn", "Withdrawn", Shape.NONE, is_closed=True, help="It serves it no longer."),
    ),
    initial_state="stated",
    moves=(
        Move(
            "confirm",
            "Confirm",
            ("stated",),
            "confirmed",
            rule=_has_a_reason,
            asks=("strength", "reason"),
            needs=Permission.DECIDE,
        ),
        Move("withdraw", "Withdraw", ("stated", "confirmed"), "withdrawn"),
        Move("restate", "State again", ("withdrawn", "confirmed"), "stated"),
    ),
    flags=(
        Flag(
            "unreasoned",
            "Without a reason",
            Severity.NOTE,
            lambda: Q(state__in=LIVE_ALIGNMENTS, strength__gt=0, reason=""),
            lambda row: "Nobody has written how it serves the objective.",
        ),
        Flag(
            "said_twice",
            "Said twice",
            Severity.WARNING,
            lambda: Q(_said_twice(), state__in=LIVE_ALIGNMENTS),
            lambda row: "Another record says how this serves the same objective; the newer one counts.",
        ),
        Flag(
            "goal_closed",
            "Objective is closed",
            Severity.WARNING,
            lambda: Q(state__in=LIVE_ALIGNMENTS, objective__state="dropped"),
            lambda row: "The objective was dropped: say what else this is for.",
        ),
    ),
    card=Card(("objective", "strength", "owner")),
    default_sort="-strength",
    search_fields=("reason",),
    calendar_field="",
    link_kinds=("contributes_to",),
    pages=(COVERAGE,),
    stale_days=None,
    after_write=_keep_links,
)
