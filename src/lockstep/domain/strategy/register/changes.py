"""The register of changes of the strategy."""

from typing import Any

from django.db.models import Q

from lockstep.domain.access.vocabulary import Permission
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
from lockstep.domain.records.vocabulary import today
from lockstep.domain.strategy.models import StrategyChange
from lockstep.domain.strategy.register import sql
from lockstep.domain.strategy.vocabulary import ANSWERED
from lockstep.foundation.findings import Severity


def _may_be_announced(row: Any, standing: Any) -> str:
    if not row.what.strip():
        return "Say what changes first; the projects read nothing else."
    if row.due_on is None:
        return "Say until when the projects are to answer."
    return "" if row.due_on >= row.today else "The projects cannot answer in the past; choose a day to come."


def _all_have_answered(row: Any, standing: Any) -> str:
    from lockstep.domain.strategy.models import Acknowledgment

    missing = Acknowledgment.objects.filter(change_id=row.pk).exclude(state__in=ANSWERED).count()
    if not missing:
        return ""
    return f"{missing} {'project has' if missing == 1 else 'projects have'} not acknowledged it yet."


def _announce(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    if changes.get("state") != "announced" or (row is not None and row.state == "announced"):
        return changes
    from lockstep.domain.strategy.impact import projects_hit

    if row is None:
        raise Refused("strategy change", "Add it first; then link the objectives that it affects.")
    if not projects_hit(row):
        raise Refused(
            row.key,
            "It hits no project: link the objectives that it affects, and let projects say which they serve.",
        )
    return {**changes, "announced_on": work.at.date()}


def _ask_projects(work: Any, row: Any, changes: dict[str, Any]) -> None:
    from lockstep.domain.strategy.actions.announcing import ask_projects_hit

    if changes.get("announced_on") is not None and row.state == "announced":
        ask_projects_hit(work, row)


STRATEGY_CHANGES = Register(
    name="strategy-changes",
    record_type="strategy.strategychange",
    key_prefix="STR",
    singular="strategy change",
    plural="strategy changes",
    purpose="Changes of the organization's strategy, and whether every project hit has read them.",
    example="Night service is wanted from the first day: hits signaling, the depot and readiness.",
    icon="change",
    group="Strategy",
    model=StrategyChange,
    label_words={"due_on": "Acknowledge by"},
    fields=(
        Field("what", "What changes", "In words that a project team understands.", FieldKind.LONG_TEXT),
        Field("why", "Why", "What led to it.", FieldKind.LONG_TEXT),
        Field(
            "effective_on",
            "In force from",
            "The first day on which it counts.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "announced_on",
            "Announced on",
            "The day on which the projects were asked.",
            FieldKind.DATE,
            is_filterable=True,
            is_read_only=True,
        ),
        Field(
            "asked",
            "Projects asked",
            "How many projects are to acknowledge it.",
            FieldKind.COMPUTED,
            annotate=sql.asked_count,
            shown_as=FieldKind.INTEGER,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "answered",
            "Acknowledged",
            "The share of those asked who have acknowledged it.",
            FieldKind.COMPUTED,
            annotate=sql.answered_share,
            shown_as=FieldKind.SHARE,
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("Change", ("title", "what", "why", "effective_on", "owner")),
        Section("Answers", ("announced_on", "due_on", "asked", "answered")),
    ),
    states=(
        State("draft", "Draft", Shape.NONE),
        State("announced", "Announced", Shape.BUSY, help="The projects hit were asked to acknowledge it."),
        State(
            "settled", "Settled", Shape.GOOD, is_closed=True, help="All projects hit have acknowledged it."
        ),
        State("withdrawn", "Withdrawn", Shape.NONE, is_closed=True),
    ),
    initial_state="draft",
    moves=(
        Move(
            "announce",
            "Announce",
            ("draft",),
            "announced",
            rule=_may_be_announced,
            asks=("what", "due_on"),
            needs=Permission.DECIDE,
            help="Asks every project that serves one of its objectives to acknowledge it.",
        ),
        Move("settle", "Settle", ("announced",), "settled", rule=_all_have_answered),
        Move("withdraw", "Withdraw", ("draft", "announced"), "withdrawn"),
    ),
    flags=(
        Flag(
            "unanswered",
            "Answers are missing",
            Severity.WARNING,
            lambda: Q(state="announced", due_on__lt=today()),
            lambda row: "The day has passed and it is not settled.",
        ),
    ),
    card=Card(("owner", "due_on", "answered")),
    search_fields=("what", "why"),
    link_kinds=("affects", "supersedes", "caused_by"),
    before_write=_announce,
    after_write=_ask_projects,
)
