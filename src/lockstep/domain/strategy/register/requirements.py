"""The register of requirements."""

from datetime import timedelta
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
from lockstep.domain.strategy.models import Requirement
from lockstep.domain.strategy.register.demands import MOSCOW_CHOICES
from lockstep.foundation.findings import Severity

CHURN_PAGE = Page("churn", "Churn", "web:strategy-churn")
CONTENT = ("title", "text", "acceptance")
MANY_CHANGES = 3
RECENT = timedelta(days=30)


def _can_be_agreed(row: Any, standing: Any) -> str:
    if not row.text.strip():
        return "Say what is required first."
    return "" if row.acceptance.strip() else "Say how it will be checked first."


def _with_churn(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Count the changes of what was agreed."""
    day = work.at.date()
    if changes.get("state") == "agreed" and row is not None and row.agreed_on is None:
        changes = {**changes, "agreed_on": day}
    if row is None or row.agreed_on is None:
        return changes
    if any(name in changes and changes[name] != getattr(row, name) for name in CONTENT):
        return {**changes, "changes_after": row.changes_after + 1, "last_changed_on": day}
    return changes


REQUIREMENTS = Register(
    name="requirements",
    record_type="strategy.requirement",
    key_prefix="REQ",
    singular="requirement",
    plural="requirements",
    purpose="What must be true of what is delivered, and how often that has changed since it was agreed.",
    example="Doors open within three seconds of the stop; checked on the test track.",
    icon="requirement",
    group="Scope",
    model=Requirement,
    fields=(
        Field("text", "Requirement", "One thing that must be true.", FieldKind.LONG_TEXT),
        Field("acceptance", "Checked by", "How anyone can tell that it is met.", FieldKind.LONG_TEXT),
        Field(
            "source", "Source", "Who or what asks for it.", FieldKind.TEXT, is_filterable=True, is_bulk=True
        ),
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
            "agreed_on",
            "Agreed on",
            "The day from which changes are counted.",
            FieldKind.DATE,
            is_filterable=True,
            is_read_only=True,
        ),
        Field(
            "changes_after",
            "Changes since",
            "How often its words changed after it was agreed.",
            FieldKind.INTEGER,
            is_list_default=True,
            is_filterable=True,
            is_read_only=True,
        ),
        Field(
            "last_changed_on",
            "Last changed",
            "The day of the last change of what was agreed.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
            is_read_only=True,
        ),
    ),
    sections=(
        Section("Requirement", ("title", "text", "acceptance", "source", "moscow", "owner", "due_on")),
        Section("Churn", ("agreed_on", "changes_after", "last_changed_on")),
    ),
    states=(
        State("proposed", "Proposed", Shape.NONE),
        State("agreed", "Agreed", Shape.BUSY, help="Changes are counted from here on."),
        State("met", "Met", Shape.GOOD, is_closed=True),
        State("dropped", "Dropped", Shape.NONE, is_closed=True),
    ),
    initial_state="proposed",
    moves=(
        Move("agree", "Agree", ("proposed",), "agreed", rule=_can_be_agreed, asks=("text", "acceptance")),
        Move("meet", "Met", ("agreed",), "met"),
        Move("drop", "Drop", ("proposed", "agreed"), "dropped"),
        Move("reopen", "Open again", ("met", "dropped"), "proposed"),
    ),
    flags=(
        Flag(
            "churning",
            "Changes again and again",
            Severity.WARNING,
            lambda: Q(changes_after__gte=MANY_CHANGES, state="agreed"),
            lambda row: f"It was changed {row.changes_after} times since it was agreed.",
        ),
        Flag(
            "changed_lately",
            "Changed lately",
            Severity.NOTE,
            lambda: Q(last_changed_on__gte=today() - RECENT, state="agreed"),
            lambda row: "What was agreed has changed within the last 30 days.",
        ),
    ),
    card=Card(("moscow", "owner", "changes_after")),
    default_sort="key",
    search_fields=("text", "acceptance", "source"),
    link_kinds=("contributes_to", "depends_on", "supersedes"),
    pages=(CHURN_PAGE,),
    stale_days=None,
    before_write=_with_churn,
)
