"""The register of tolerance exceptions: what went beyond what was delegated, and what was decided on it."""

from typing import Any

from lockstep.domain.governance.authority import require_authority, route
from lockstep.domain.governance.models import ToleranceException
from lockstep.domain.governance.register.stakes import STAKE_FIELDS, stake_of
from lockstep.domain.governance.vocabulary import Dimension, Matter
from lockstep.domain.records.declarations import (
    Card,
    Choice,
    Field,
    FieldKind,
    Move,
    Page,
    Register,
    Section,
    Shape,
    State,
)
from lockstep.domain.records.vocabulary import today

LEAST_OPTIONS = 2


def options_of(text: str) -> list[str]:
    """Return the options, one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _is_complete(row: Any, standing: Any) -> str:
    if not row.cause.strip():
        return "Say what caused it first."
    if not row.consequence.strip():
        return "Say what follows if nothing is done."
    if len(options_of(row.options)) < LEAST_OPTIONS:
        return "Write down at least two ways out, one a line; bearing it is one."
    if not row.recommendation.strip():
        return "Recommend one of the ways first."
    return "" if row.due_on is not None else "Say until when it is to be decided."


def _is_decided(row: Any, standing: Any) -> str:
    if not row.chosen.strip():
        return "Say which way was chosen."
    names = [option.partition(":")[0].strip().casefold() for option in options_of(row.options)]
    if row.chosen.strip().casefold() in (*names, *(o.casefold() for o in options_of(row.options))):
        return ""
    return (
        "What was chosen is none of the options; add it to them, so that the record shows what was weighed."
    )


def _before_write(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Route a report to who holds the authority; refuse a decision of somebody whose authority does not reach it."""
    if row is not None and changes.get("state") == "raised" and row.state != "raised":
        return {**changes, **route(work.path_of(row.node_id), stake_of(row, changes))}
    if row is None or changes.get("state") != "decided" or row.state == "decided":
        return changes
    forum = changes.get("forum_id", row.forum_id)
    require_authority(work, row.key, row.node_id, Matter.EXCEPTIONS, stake_of(row, changes), forum)
    return {**changes, "decided_on": today(), "decided_by_id": work.user_id}


EXCEPTIONS = Register(
    name="exceptions",
    record_type="governance.toleranceexception",
    key_prefix="EX",
    singular="tolerance exception",
    plural="tolerance exceptions",
    purpose="Forecasts beyond what was delegated: why, what follows, which ways are open, and what was decided.",
    example="Signaling is 24 days late and 20 were delegated: add a shift, open in two stages, or bear it.",
    icon="exception",
    group="Governance",
    model=ToleranceException,
    label_words={"owner": "Prepared by", "due_on": "Decide by"},
    fields=(
        Field(
            "tolerance",
            "Tolerance",
            "The tolerance that the forecast left.",
            FieldKind.RECORD,
            target="governance.tolerance",
            is_filterable=True,
        ),
        Field(
            "package",
            "Delegated work",
            "The delegated work that left its limits.",
            FieldKind.RECORD,
            target="governance.workpackage",
            is_filterable=True,
        ),
        Field(
            "dimension",
            "Dimension",
            "What deviates.",
            FieldKind.CHOICE,
            choices=tuple(Choice(kind.value, kind.value.capitalize()) for kind in Dimension),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "found",
            "Found",
            "What the figures said when it was proposed.",
            FieldKind.TEXT,
            is_read_only=True,
            is_list_default=True,
        ),
        Field("cause", "Cause", "Why the forecast left its tolerance.", FieldKind.LONG_TEXT),
        Field("consequence", "Consequence", "What follows if nothing is done.", FieldKind.LONG_TEXT),
        Field(
            "options",
            "Options",
            "The ways out, one a line, each with what it costs: Add a shift: 12 days, 80,000.",
            FieldKind.LONG_TEXT,
        ),
        Field("recommendation", "Recommendation", "Which way, and why that one.", FieldKind.LONG_TEXT),
        *STAKE_FIELDS,
        Field(
            "routed_to",
            "Goes to",
            "Who holds the authority for it: the narrowest limit that covers it.",
            FieldKind.TEXT,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "forum",
            "Forum",
            "The body that decides on it.",
            FieldKind.RECORD,
            target="governance.forum",
            is_filterable=True,
        ),
        Field("chosen", "Chosen", "The way that was chosen.", FieldKind.TEXT),
        Field("verdict", "Why so", "Why this way, and what is to be watched.", FieldKind.LONG_TEXT),
        Field("decided_by", "Decided by", "Who recorded the decision.", FieldKind.PERSON, is_read_only=True),
        Field(
            "decided_on",
            "Decided on",
            "The day of the decision.",
            FieldKind.DATE,
            is_read_only=True,
            is_filterable=True,
        ),
        Field(
            "days_open",
            "Days open",
            "Days from being found until it was decided.",
            FieldKind.COMPUTED,
            compute=lambda row: ((row.closed_on or today()) - row.raised_on).days,
            shown_as=FieldKind.INTEGER,
        ),
    ),
    sections=(
        Section("What was found", ("title", "dimension", "found", "tolerance", "package", "owner", "due_on")),
        Section("Report", ("cause", "consequence", "options", "recommendation")),
        Section("Authority", ("stake_days", "stake_money", "stake_risk", "routed_to", "forum")),
        Section("Decision", ("chosen", "verdict", "decided_by", "decided_on", "days_open")),
    ),
    states=(
        State("proposed", "Found", Shape.WARN, help="The figures found it; nobody has reported on it yet."),
        State("raised", "Reported", Shape.BAD, help="Whoever holds the authority decides."),
        State("decided", "Decided", Shape.GOOD, is_closed=True),
        State("withdrawn", "Withdrawn", Shape.NONE, is_closed=True, help="Within tolerance again."),
    ),
    initial_state="proposed",
    moves=(
        Move(
            "raise",
            "Report it",
            ("proposed",),
            "raised",
            rule=_is_complete,
            asks=("cause", "consequence", "options", "recommendation", "due_on"),
        ),
        Move(
            "decide",
            "Record the decision",
            ("raised",),
            "decided",
            rule=_is_decided,
            asks=("chosen", "verdict", "forum"),
        ),
        Move("withdraw", "Withdraw", ("proposed", "raised"), "withdrawn"),
        Move("reopen", "Open again", ("decided", "withdrawn"), "proposed"),
    ),
    card=Card(("dimension", "stake_days", "routed_to")),
    default_sort="due_on",
    search_fields=("cause", "consequence", "options", "recommendation", "verdict"),
    link_kinds=("concerns", "affects", "decides"),
    pages=(Page("steering", "By exception", "web:by-exception"),),
    stale_days=None,
    before_write=_before_write,
)
