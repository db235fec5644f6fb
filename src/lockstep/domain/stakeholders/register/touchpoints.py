"""The register of touchpoints: one-to-ones, coffee chats, team meetings and the like."""

from typing import Any

from django.db.models import Q

from lockstep.domain.access.vocabulary import Permission
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
from lockstep.domain.stakeholders.models import Stakeholder, Touchpoint
from lockstep.domain.stakeholders.register.stakeholders import ATTITUDES, SECRET
from lockstep.domain.stakeholders.vocabulary import TouchKind
from lockstep.foundation.findings import Severity

WORDS = {
    TouchKind.ONE_TO_ONE: "One-to-one",
    TouchKind.COFFEE: "Coffee chat",
    TouchKind.TEAM: "Team meeting",
    TouchKind.CALL: "Call",
    TouchKind.VISIT: "Visit",
    TouchKind.LETTER: "Letter or mail",
}


def _was_held(row: Any, standing: Any) -> str:
    if row.held_on is None:
        return "Say on which day it was held."
    return "" if row.held_on <= row.today else "A contact of a coming day has not been held yet."


def _keep_contact_fresh(work: Any, row: Any, changes: dict[str, Any]) -> None:
    """Write the newest contact, and what it showed, to the stakeholder."""
    if row.state != "held":
        return
    held = (
        Touchpoint.objects.filter(stakeholder_id=row.stakeholder_id, state="held", held_on__isnull=False)
        .order_by("-held_on", "-pk")
        .first()
    )
    if held is None:
        return
    known: Stakeholder = work.lock(Stakeholder, row.stakeholder_id)
    found = {"last_contact_on": held.held_on, "next_contact_on": held.next_on or known.next_contact_on}
    if held.attitude_seen:
        found["current"] = held.attitude_seen
    note_contact(work, known, found)


def note_contact(work: Any, stakeholder: Stakeholder, found: dict[str, Any]) -> None:
    """Write what a contact taught of a stakeholder, as part of that contact's own change."""
    from lockstep.domain.stakeholders.rules import neglected_after

    after = neglected_after(found["last_contact_on"], stakeholder.cadence_days, stakeholder.raised_on)
    work.change(
        stakeholder,
        version=stakeholder.version,
        **found,
        neglected_after=after,
        changed_at=work.at,
    )


TOUCHPOINTS = Register(
    name="touchpoints",
    record_type="stakeholders.touchpoint",
    key_prefix="TP",
    singular="touchpoint",
    plural="touchpoints",
    purpose="Every contact with a stakeholder or team: what was said, and when the next one is.",
    example="Coffee with the head of operations: worried about night work; next on the 14th.",
    icon="contact",
    group="People",
    model=Touchpoint,
    label_words={"title": "About", "due_on": "Planned for", "owner": "Held by"},
    fields=(
        Field(
            "stakeholder",
            "Stakeholder",
            "With whom.",
            FieldKind.RECORD,
            target="stakeholders.stakeholder",
            is_required=True,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "kind",
            "Kind",
            "How you met.",
            FieldKind.CHOICE,
            choices=tuple(Choice(kind.value, WORDS[kind]) for kind in TouchKind),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field(
            "held_on", "Held on", "The day of it.", FieldKind.DATE, is_list_default=True, is_filterable=True
        ),
        Field(
            "attitude_seen",
            "Attitude seen",
            "How they stood to the program; it becomes their attitude now.",
            FieldKind.CHOICE,
            choices=ATTITUDES,
            secrecy=SECRET,
        ),
        Field("notes", "Notes", "What was said that all may read.", FieldKind.LONG_TEXT),
        Field(
            "private_note",
            "Private note",
            "Not for everyone; the person may ask to read it.",
            FieldKind.LONG_TEXT,
            secrecy=Permission.READ_SECRETS,
        ),
        Field("next_on", "Next contact", "When you meet again.", FieldKind.DATE, is_filterable=True),
    ),
    sections=(
        Section("Contact", ("title", "stakeholder", "kind", "due_on", "held_on", "owner")),
        Section("What came of it", ("notes", "attitude_seen", "private_note", "next_on")),
    ),
    states=(
        State("planned", "Planned", Shape.INFO),
        State("held", "Held", Shape.GOOD, is_closed=True),
        State("canceled", "Canceled", Shape.NONE, is_closed=True),
    ),
    initial_state="planned",
    moves=(
        Move(
            "hold",
            "It was held",
            ("planned",),
            "held",
            rule=_was_held,
            asks=("held_on", "notes", "attitude_seen", "next_on"),
        ),
        Move("cancel", "Cancel", ("planned",), "canceled"),
        Move("replan", "Plan again", ("canceled", "held"), "planned"),
    ),
    flags=(
        Flag(
            "unnoted",
            "Held without a note",
            Severity.NOTE,
            lambda: Q(state="held", notes="", held_on__lte=today()),
            lambda row: "Nothing is written down of it.",
        ),
    ),
    card=Card(("stakeholder", "due_on", "owner")),
    default_sort="-due_on",
    search_fields=("notes",),
    link_kinds=("concerns",),
    stale_days=None,
    after_write=_keep_contact_fresh,
)
