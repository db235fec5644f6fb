"""The register of stakeholders. What one thinks of people is secret unless one may read secrets."""

from datetime import date
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
    Page,
    Register,
    Section,
    Shape,
    State,
)
from lockstep.domain.records.vocabulary import today
from lockstep.domain.stakeholders import rules
from lockstep.domain.stakeholders.cutting import CUTS, cut_stakeholders
from lockstep.domain.stakeholders.models import Stakeholder
from lockstep.domain.stakeholders.register import sql
from lockstep.domain.stakeholders.vocabulary import Attitude, Cut
from lockstep.foundation.findings import Severity

SECRET = Permission.READ_SECRETS
ATTITUDES = tuple(Choice(step.word, step.word.capitalize()) for step in Attitude)


def _cut(row: Any) -> Cut:
    return Cut(row.high_power, row.high_interest)


def _quadrant(row: Any) -> str | None:
    found = rules.quadrant_of(row.power, row.interest, _cut(row))
    return found.value if found else None


def _gap(row: Any) -> int | None:
    return rules.gap_of(Attitude.of(row.current), Attitude.of(row.desired))


def _priority(row: Any) -> int | None:
    now, wanted = Attitude.of(row.current), Attitude.of(row.desired)
    return rules.priority_of(row.power, row.interest, now, wanted, _cut(row))


def _salience(row: Any) -> str:
    return rules.salience_of(row.power, row.is_legitimate, row.is_urgent, _cut(row)).value


def _days_since_contact(row: Any) -> int | None:
    return None if row.last_contact_on is None else (today() - row.last_contact_on).days


def _may_be_engaged(row: Any, standing: Any) -> str:
    return "" if row.owner_id else "Name who keeps in touch first."


def _with_neglect(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Keep the day from which contact counts as neglected, so that the database can look for it."""

    def value(name: str) -> Any:
        return changes[name] if name in changes else getattr(row, name, None)

    since: date = value("raised_on") or work.at.date()
    after = rules.neglected_after(value("last_contact_on"), value("cadence_days"), since)
    return {**changes, "neglected_after": after}


STAKEHOLDERS = Register(
    name="stakeholders",
    record_type="stakeholders.stakeholder",
    key_prefix="SH",
    singular="stakeholder",
    plural="stakeholders",
    purpose="Who can help or hinder the program, how they stand to it, and who keeps in touch with them.",
    example="Head of network operations: high power, high interest, resistant; wanted supportive before cut-over.",
    icon="stakeholder",
    group="People",
    model=Stakeholder,
    label_words={"title": "Name", "owner": "Kept in touch by"},
    fields=(
        Field(
            "kind",
            "Kind",
            "Whether it is one person, a group or an organization.",
            FieldKind.CHOICE,
            choices=(
                Choice("person", "Person"),
                Choice("group", "Group"),
                Choice("organization", "Organization"),
            ),
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "organization",
            "Organization",
            "Where they belong.",
            FieldKind.TEXT,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
            is_groupable=True,
        ),
        Field("role", "Role", "What they do there.", FieldKind.TEXT, is_list_default=True),
        Field("contact", "Reached at", "Mail address or telephone.", FieldKind.TEXT),
        Field(
            "power",
            "Power",
            "How far they can help or stop the program, from 1 to 5; the page Scales says from where on it is high.",
            FieldKind.INTEGER,
            minimum=1,
            maximum=5,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
            secrecy=SECRET,
        ),
        Field(
            "interest",
            "Interest",
            "How much the program matters to them, from 1 to 5; the page Scales says from where on it is high.",
            FieldKind.INTEGER,
            minimum=1,
            maximum=5,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
            secrecy=SECRET,
        ),
        Field(
            "quadrant",
            "What it asks for",
            "Follows from power and interest: manage closely, keep satisfied, keep informed or monitor.",
            FieldKind.COMPUTED,
            compute=_quadrant,
            annotate=sql.quadrant,
            is_filterable=True,
            is_groupable=True,
            secrecy=SECRET,
        ),
        Field(
            "current",
            "Attitude now",
            "How they stand to the program today.",
            FieldKind.CHOICE,
            choices=ATTITUDES,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
            is_groupable=True,
            secrecy=SECRET,
        ),
        Field(
            "desired",
            "Attitude wanted",
            "How the program needs them to stand.",
            FieldKind.CHOICE,
            choices=ATTITUDES,
            is_filterable=True,
            is_bulk=True,
            secrecy=SECRET,
        ),
        Field(
            "gap",
            "Engagement gap",
            "Steps of attitude from now to wanted.",
            FieldKind.COMPUTED,
            compute=_gap,
            annotate=sql.gap,
            shown_as=FieldKind.INTEGER,
            is_filterable=True,
            secrecy=SECRET,
        ),
        Field(
            "priority",
            "Priority",
            "Power times interest times the missing steps; who resists with high power stands on top.",
            FieldKind.COMPUTED,
            compute=_priority,
            annotate=sql.priority,
            shown_as=FieldKind.INTEGER,
            is_list_default=True,
            is_filterable=True,
            secrecy=SECRET,
        ),
        Field(
            "is_legitimate",
            "Has a legitimate claim",
            "Law, contract or custom gives them a say.",
            FieldKind.BOOLEAN,
            is_filterable=True,
            is_bulk=True,
            secrecy=SECRET,
        ),
        Field(
            "is_urgent",
            "Their claim is urgent",
            "It cannot wait, in their own eyes.",
            FieldKind.BOOLEAN,
            is_filterable=True,
            is_bulk=True,
            secrecy=SECRET,
        ),
        Field(
            "salience",
            "Salience",
            "The class by power, legitimacy and urgency: one is latent, two expectant, all three definitive.",
            FieldKind.COMPUTED,
            compute=_salience,
            secrecy=SECRET,
        ),
        Field("wants", "What they want", "What they hope for and fear.", FieldKind.LONG_TEXT, secrecy=SECRET),
        Field(
            "approach", "Approach", "What is done to win or keep them.", FieldKind.LONG_TEXT, secrecy=SECRET
        ),
        Field(
            "private_note",
            "Private note",
            "Not for everyone; the person may ask to read it.",
            FieldKind.LONG_TEXT,
            secrecy=SECRET,
        ),
        Field(
            "cadence_days",
            "Contact every",
            "Days between contacts as planned.",
            FieldKind.INTEGER,
            minimum=1,
            maximum=730,
            unit="d",
            is_filterable=True,
            is_bulk=True,
        ),
        Field(
            "last_contact_on",
            "Last contact",
            "Comes from the touchpoints.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
            is_read_only=True,
        ),
        Field(
            "days_since_contact",
            "Days since contact",
            "How fresh the contact is.",
            FieldKind.COMPUTED,
            compute=_days_since_contact,
            shown_as=FieldKind.INTEGER,
            unit="d",
        ),
        Field(
            "next_contact_on",
            "Next contact",
            "When they hear from us next.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
        ),
        Field(
            "neglected_after",
            "Contact at the latest",
            "The last day before contact counts as neglected: one and a half intervals after the last one.",
            FieldKind.DATE,
            is_filterable=True,
            is_read_only=True,
        ),
        Field(
            "may_be_contacted",
            "May be contacted",
            "Off when they asked not to be.",
            FieldKind.BOOLEAN,
            is_filterable=True,
        ),
        Field("tags", "Tags", "Words to find them by.", FieldKind.TAGS, is_filterable=True, is_bulk=True),
    ),
    sections=(
        Section("Who", ("title", "kind", "organization", "role", "contact", "may_be_contacted", "tags")),
        Section("Place", ("power", "interest", "quadrant", "is_legitimate", "is_urgent", "salience")),
        Section("Attitude", ("current", "desired", "gap", "priority", "wants", "approach", "private_note")),
        Section(
            "Contact",
            (
                "owner",
                "cadence_days",
                "last_contact_on",
                "days_since_contact",
                "next_contact_on",
                "neglected_after",
            ),
        ),
    ),
    states=(
        State("identified", "Identified", Shape.INFO, help="Known, not yet talked to."),
        State("engaged", "Engaged", Shape.BUSY, help="Somebody keeps in touch."),
        State("left", "No longer concerned", Shape.NONE, is_closed=True, help="Has no stake any more."),
    ),
    initial_state="identified",
    moves=(
        Move(
            "engage",
            "Engage",
            ("identified",),
            "engaged",
            rule=_may_be_engaged,
            asks=("owner", "cadence_days", "next_contact_on"),
        ),
        Move("leave", "No longer concerned", ("identified", "engaged"), "left"),
        Move("return", "Concerned again", ("left",), "identified"),
    ),
    flags=(
        Flag(
            "neglected",
            "Neglected",
            Severity.WARNING,
            lambda: Q(neglected_after__lt=today(), state__in=("identified", "engaged")),
            lambda row: "The last contact is more than one and a half intervals ago.",
        ),
    ),
    card=Card(("organization", "owner", "next_contact_on")),
    default_sort="title",
    search_fields=("organization", "role", "tags"),
    calendar_field="next_contact_on",
    link_kinds=("influences", "concerns", "affects"),
    pages=(
        Page("grid", "Grid", "web:stakeholder-grid"),
        Page("influence", "Influence", "web:stakeholder-influence"),
        Page("scales", "Scales", "web:stakeholder-scales"),
    ),
    stale_days=180,
    before_write=_with_neglect,
    derived=CUTS,
    derive=cut_stakeholders,
)
