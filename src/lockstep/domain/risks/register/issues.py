"""The register of issues, with the clock after which one goes to the next level."""

from datetime import timedelta
from typing import Any

from django.db.models import Q

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
from lockstep.domain.risks.models import Issue
from lockstep.domain.risks.vocabulary import ESCALATION_DAYS, Level
from lockstep.foundation.findings import Severity

OPEN = ("open", "working", "escalated")


def _with_clock(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Set the day of escalation from the severity, unless somebody gave one."""
    if "escalate_on" in changes or (row is not None and "severity" not in changes):
        return changes
    level = Level(changes.get("severity") or getattr(row, "severity", None) or Level.MEDIUM)
    since = changes.get("raised_on") or getattr(row, "raised_on", None) or work.at.date()
    return {**changes, "escalate_on": since + timedelta(days=ESCALATION_DAYS[level])}


def _is_solved(row: Any, standing: Any) -> str:
    return "" if row.resolution else "Say how it was resolved first; the next one will ask."


def _age_days(row: Any) -> int:
    return ((row.closed_on or today()) - row.raised_on).days


ISSUES = Register(
    name="issues",
    record_type="risks.issue",
    key_prefix="I",
    singular="issue",
    plural="issues",
    purpose="What has gone wrong and needs an answer by a day; unanswered, it goes to the next level by itself.",
    example="The test bench is taken until June; acceptance of train 3 waits. Decision needed: rent one?",
    icon="issue",
    group="Risk",
    model=Issue,
    label_words={"due_on": "Resolve by"},
    fields=(
        Field(
            "severity",
            "Severity",
            "How bad it is; it sets how soon it goes to the next level.",
            FieldKind.CHOICE,
            choices=tuple(Choice(kind.value, kind.value.capitalize()) for kind in Level),
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
            is_groupable=True,
        ),
        Field("impact", "Impact", "What it does to dates, money, scope or benefits.", FieldKind.LONG_TEXT),
        Field(
            "impact_days",
            "Impact, days",
            "Working days that it costs.",
            FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
            unit="d",
        ),
        Field(
            "needs_decision",
            "Needs a decision",
            "Somebody above must decide before work can go on.",
            FieldKind.BOOLEAN,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
        ),
        Field(
            "escalate_on",
            "Goes higher on",
            "2 days after it was raised when critical, 5 when high, 10 when medium, 20 when low; or as you set it.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
        ),
        Field(
            "age_days",
            "Age",
            "Days since it was raised, or until it was closed.",
            FieldKind.COMPUTED,
            compute=_age_days,
            shown_as=FieldKind.INTEGER,
            unit="d",
        ),
        Field("resolution", "Resolution", "How it was resolved.", FieldKind.LONG_TEXT),
        Field("tags", "Tags", "Words to find it by.", FieldKind.TAGS, is_filterable=True, is_bulk=True),
    ),
    sections=(
        Section("What is wrong", ("title", "severity", "impact", "impact_days", "needs_decision", "tags")),
        Section("Answer", ("owner", "due_on", "escalate_on", "age_days", "resolution")),
    ),
    states=(
        State("open", "Open", Shape.INFO),
        State("working", "In work", Shape.BUSY),
        State("escalated", "Escalated", Shape.BAD, help="The next level has it."),
        State("resolved", "Resolved", Shape.GOOD, is_closed=True),
        State("dropped", "Dropped", Shape.NONE, is_closed=True, help="It turned out to be none."),
    ),
    initial_state="open",
    moves=(
        Move("work", "Work on it", ("open",), "working", asks=("owner", "due_on")),
        Move("escalate", "Escalate", ("open", "working"), "escalated", asks=("needs_decision",)),
        Move("resolve", "Resolve", OPEN, "resolved", rule=_is_solved, asks=("resolution",)),
        Move("drop", "Drop", OPEN, "dropped"),
        Move("reopen", "Open again", ("resolved", "dropped"), "open"),
    ),
    flags=(
        Flag(
            "escalation_due",
            "Goes higher",
            Severity.ERROR,
            lambda: Q(escalate_on__lt=today(), state__in=("open", "working")),
            lambda row: (
                f"Since {row.escalate_on:%d %B %Y} it belongs to the next level; escalate or resolve it."
            ),
        ),
    ),
    card=Card(("severity", "owner", "due_on")),
    default_sort="-severity",
    search_fields=("impact", "resolution", "tags"),
    link_kinds=("threatens", "affects", "caused_by"),
    stale_days=14,
    before_write=_with_clock,
)
