"""The register of forums: the operating model of a program."""

from typing import Any

from django.db.models import Q

from lockstep.domain.governance.models import Forum
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
from lockstep.domain.stakeholders.queries import has_coming, last_held
from lockstep.foundation.findings import Severity

KINDS = (
    Choice("board", "Board", "Decides and releases money."),
    Choice("design", "Design authority", "Decides how things are built."),
    Choice("change", "Change board", "Decides on changes of what was agreed."),
    Choice("delivery", "Delivery meeting", "Keeps the work moving."),
    Choice("advice", "Advisory group", "Gives advice and decides nothing."),
)


def _has_no_next() -> Q:
    """Neither the forum names a coming day nor is a meeting of it planned."""
    return Q(state="sitting") & (Q(next_on__isnull=True) | Q(next_on__lt=today())) & ~has_coming()


def _may_sit(row: Any, standing: Any) -> str:
    if not row.mandate:
        return "Say what it may decide first."
    return "" if row.owner_id else "Name who chairs it first."


FORUMS = Register(
    name="forums",
    record_type="governance.forum",
    key_prefix="FO",
    singular="forum",
    plural="forums",
    purpose="The bodies that steer: what each may decide, who sits in it, how often it meets, how fast it decides.",
    example="Steering committee: releases stages and money up to the budget, every four weeks, quorum of four.",
    icon="forum",
    group="Governance",
    model=Forum,
    label_words={"owner": "Chaired by"},
    fields=(
        Field(
            "kind",
            "Kind",
            "What the forum is for.",
            FieldKind.CHOICE,
            choices=KINDS,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
            is_groupable=True,
        ),
        Field("purpose", "Purpose", "Why it exists, in one or two sentences.", FieldKind.LONG_TEXT),
        Field("mandate", "May decide", "What it decides, and up to which limit.", FieldKind.LONG_TEXT),
        Field("members", "Members", "Who sits in it, with what role.", FieldKind.LONG_TEXT),
        Field("quorum", "Quorum", "How many must be there to decide.", FieldKind.INTEGER, minimum=1),
        Field(
            "cadence_days",
            "Every",
            "Days from one sitting to the next.",
            FieldKind.INTEGER,
            minimum=1,
            maximum=366,
            unit="d",
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "last_held_on",
            "Last held",
            "The day of the last meeting of the forum that was held.",
            FieldKind.COMPUTED,
            annotate=last_held,
            shown_as=FieldKind.DATE,
            is_filterable=True,
        ),
        Field(
            "next_on",
            "Next sitting",
            "The day of the next sitting; a planned meeting of the forum comes before it.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "target_days",
            "Decides within",
            "Days that a question should take at most from being raised to being decided.",
            FieldKind.INTEGER,
            minimum=1,
            maximum=366,
            unit="d",
            is_list_default=True,
        ),
        Field(
            "escalate_days",
            "Goes up after",
            "Days after which what is not decided here goes to the forum above.",
            FieldKind.INTEGER,
            minimum=1,
            maximum=366,
            unit="d",
        ),
        Field(
            "reports_to",
            "Reports to",
            "The forum above, which takes what this one may not decide.",
            FieldKind.RECORD,
            target="governance.forum",
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("What it is for", ("title", "kind", "purpose", "mandate", "reports_to")),
        Section(
            "Who and when",
            (
                "owner",
                "members",
                "quorum",
                "cadence_days",
                "last_held_on",
                "next_on",
                "target_days",
                "escalate_days",
            ),
        ),
    ),
    states=(
        State("planned", "Planned", Shape.INFO),
        State("sitting", "Sitting", Shape.BUSY, help="It meets and decides."),
        State("dissolved", "Dissolved", Shape.NONE, is_closed=True),
    ),
    initial_state="planned",
    moves=(
        Move("found", "Found it", ("planned",), "sitting", rule=_may_sit, asks=("mandate", "owner")),
        Move("dissolve", "Dissolve", ("planned", "sitting"), "dissolved"),
        Move("revive", "Take up again", ("dissolved",), "planned"),
    ),
    flags=(
        Flag(
            "missed",
            "No next sitting",
            Severity.WARNING,
            _has_no_next,
            lambda row: "No coming sitting is planned; questions wait meanwhile.",
        ),
    ),
    card=Card(("kind", "owner", "next_on")),
    default_sort="title",
    search_fields=("purpose", "mandate", "members"),
    calendar_field="next_on",
    link_kinds=("concerns", "relates_to"),
    pages=(Page("operating", "Operating model", "web:operating-model"),),
    stale_days=180,
)
