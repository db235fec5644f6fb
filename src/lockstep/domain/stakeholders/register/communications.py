"""The communication plan, and the log of what was sent."""

from datetime import timedelta
from typing import Any

from django.db.models import F, Q

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
from lockstep.domain.stakeholders.models import Communication, PlannedMessage
from lockstep.domain.stakeholders.vocabulary import CADENCE_DAYS, Around, Cadence, Channel
from lockstep.foundation.findings import Severity

CHANNELS = tuple(Choice(kind.value, kind.value.capitalize()) for kind in Channel)


def _has_a_first_day(row: Any, standing: Any) -> str:
    if not row.message:
        return "Say what the message is first."
    if row.due_on is None:
        return "Say when it goes out first."
    return "" if row.owner_id else "Name who sends it first."


def _next_due(work: Any, row: Any, changes: dict[str, Any]) -> None:
    """Set the plan's next day after the last message that was sent for it."""
    if row.plan_id is None or row.sent_on is None or row.state == "draft":
        return
    plan: PlannedMessage = work.lock(PlannedMessage, row.plan_id)
    if plan.last_sent_on is not None and plan.last_sent_on >= row.sent_on:
        return
    days = CADENCE_DAYS.get(Cadence(plan.cadence)) if plan.cadence else None
    following = None
    if days:
        following = plan.due_on or row.sent_on
        while following <= row.sent_on:
            following += timedelta(days=days)
    state = plan.state if days else "ended"
    work.change(
        plan,
        version=plan.version,
        last_sent_on=row.sent_on,
        due_on=following if days else plan.due_on,
        state=state,
        closed_on=None if days else row.sent_on,
        changed_at=work.at,
    )


def _acknowledged_share(row: Any) -> float | None:
    return row.acknowledged / row.recipients if row.recipients and row.acknowledged is not None else None


COMMUNICATION_PLAN = Register(
    name="communication-plan",
    record_type="stakeholders.plannedmessage",
    key_prefix="CP",
    singular="planned message",
    plural="communication plan",
    purpose="Who is told what, by which channel, how often, and by whom.",
    example="Every month: state of the program to the steering board, as a report of one page.",
    icon="communication",
    group="People",
    model=PlannedMessage,
    label_words={"title": "Subject", "due_on": "Next due", "owner": "Sent by"},
    fields=(
        Field(
            "audience",
            "Audience",
            "Who is to know.",
            FieldKind.TEXT,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
            is_groupable=True,
        ),
        Field(
            "stakeholder",
            "Stakeholder",
            "The one it is for, where it is for one.",
            FieldKind.RECORD,
            target="stakeholders.stakeholder",
            is_filterable=True,
        ),
        Field(
            "milestone",
            "Milestone",
            "The milestone that it is about; messages around milestones are proposed on the page Milestones.",
            FieldKind.RECORD,
            target="planning.activity",
            is_filterable=True,
        ),
        Field(
            "around",
            "Before or after it",
            "On which side of the milestone it goes out.",
            FieldKind.CHOICE,
            choices=tuple(Choice(kind.value, kind.value.capitalize()) for kind in Around),
            is_filterable=True,
            is_groupable=True,
        ),
        Field("message", "Message", "What they are to know, in two sentences.", FieldKind.LONG_TEXT),
        Field("purpose", "Purpose", "What they are to do or feel after it.", FieldKind.LONG_TEXT),
        Field(
            "channel",
            "Channel",
            "What carries it.",
            FieldKind.CHOICE,
            choices=CHANNELS,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
            is_groupable=True,
        ),
        Field(
            "cadence",
            "How often",
            "After each message the next day follows from it.",
            FieldKind.CHOICE,
            choices=tuple(Choice(kind.value, kind.value.capitalize()) for kind in Cadence),
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
            is_groupable=True,
        ),
        Field(
            "last_sent_on",
            "Last sent",
            "Comes from the log of what was sent.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
            is_read_only=True,
        ),
        Field(
            "wants_acknowledgment",
            "Wants an answer",
            "Whether readers are asked to say that they read it.",
            FieldKind.BOOLEAN,
            is_filterable=True,
        ),
    ),
    sections=(
        Section(
            "What and to whom",
            ("title", "audience", "stakeholder", "message", "purpose", "milestone", "around"),
        ),
        Section(
            "How and when", ("channel", "cadence", "due_on", "owner", "wants_acknowledgment", "last_sent_on")
        ),
    ),
    states=(
        State("draft", "Draft", Shape.NONE, help="Proposed or being thought about."),
        State("active", "Active", Shape.BUSY, help="Goes out on its days."),
        State("ended", "Ended", Shape.GOOD, is_closed=True, help="Nothing more goes out."),
    ),
    initial_state="draft",
    moves=(
        Move(
            "start",
            "Start",
            ("draft",),
            "active",
            rule=_has_a_first_day,
            asks=("message", "channel", "cadence", "due_on", "owner"),
        ),
        Move("end", "End", ("draft", "active"), "ended"),
        Move("resume", "Take up again", ("ended",), "active", rule=_has_a_first_day, asks=("due_on",)),
    ),
    flags=(
        Flag(
            "never_sent",
            "Never sent",
            Severity.NOTE,
            lambda: Q(state="active", last_sent_on__isnull=True, due_on__lt=today()),
            lambda row: "Its day has passed and nothing was ever sent.",
        ),
    ),
    card=Card(("audience", "due_on", "owner")),
    default_sort="due_on",
    search_fields=("audience", "message"),
    link_kinds=("concerns", "supersedes"),
    pages=(
        Page("milestones", "Milestones", "web:milestone-messages"),
        Page("trend", "Milestone trend", "web:milestone-trend"),
    ),
    stale_days=None,
)

COMMUNICATIONS = Register(
    name="communications",
    record_type="stakeholders.communication",
    key_prefix="CM",
    singular="message sent",
    plural="messages sent",
    purpose="What was told to whom on which day, and who is known to have read it.",
    example="State of the program in May, mailed to the board on the 3rd, read by five of six.",
    icon="export",
    group="People",
    model=Communication,
    label_words={"title": "Subject", "owner": "Sent by"},
    fields=(
        Field(
            "plan",
            "Planned message",
            "The entry of the plan that it answers.",
            FieldKind.RECORD,
            target="stakeholders.plannedmessage",
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "sent_on",
            "Sent on",
            "The day it went out.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "channel",
            "Channel",
            "What carried it.",
            FieldKind.CHOICE,
            choices=CHANNELS,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
            is_groupable=True,
        ),
        Field(
            "audience", "Audience", "Who got it.", FieldKind.TEXT, is_list_default=True, is_filterable=True
        ),
        Field("content", "Content", "What it said, or where it lies.", FieldKind.LONG_TEXT),
        Field("recipients", "Recipients", "How many got it.", FieldKind.INTEGER, minimum=0),
        Field("acknowledged", "Read by", "How many said that they read it.", FieldKind.INTEGER, minimum=0),
        Field(
            "acknowledged_share",
            "Read, share",
            "Readers among the recipients.",
            FieldKind.COMPUTED,
            compute=_acknowledged_share,
            annotate=lambda: F("acknowledged") * 1.0 / F("recipients"),
            shown_as=FieldKind.SHARE,
            is_list_default=True,
        ),
    ),
    sections=(
        Section("Message", ("title", "plan", "sent_on", "channel", "audience", "content", "owner")),
        Section("Readers", ("recipients", "acknowledged", "acknowledged_share")),
    ),
    states=(
        State("draft", "Draft", Shape.NONE),
        State("sent", "Sent", Shape.BUSY),
        State("settled", "Settled", Shape.GOOD, is_closed=True, help="Read by those who had to."),
    ),
    initial_state="draft",
    moves=(
        Move(
            "send",
            "It was sent",
            ("draft",),
            "sent",
            rule=lambda row, standing: "" if row.sent_on else "Say on which day it went out.",
            asks=("sent_on", "channel", "audience", "recipients"),
        ),
        Move("settle", "Settle", ("sent",), "settled", asks=("acknowledged",)),
        Move("reopen", "Open again", ("settled",), "sent"),
    ),
    card=Card(("audience", "sent_on")),
    default_sort="-sent_on",
    search_fields=("audience", "content"),
    calendar_field="sent_on",
    link_kinds=("concerns",),
    stale_days=None,
    after_write=_next_due,
)
