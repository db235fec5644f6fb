"""The registers of the project office: standards, classes of projects, checks, and retention."""

from datetime import timedelta
from typing import Any

from django.db.models import Q

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.governance.conforming import PLAN_WORDS, PROFILE_WORDS, ProjectLevel
from lockstep.domain.governance.models import ProjectCheck, ProjectClass, RetentionRule, Standard
from lockstep.domain.governance.standing import link_standards_to, link_to_projects
from lockstep.domain.ledger import Refused
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
from lockstep.domain.records.registry import registers
from lockstep.domain.records.vocabulary import today
from lockstep.foundation.findings import Severity

LEVEL_CHOICES = tuple(Choice(level.value, level.value.capitalize()) for level in ProjectLevel)
GROUPS = ("Strategy", "Scope", "Risk", "Hand-offs", "Governance", "People")
ALL_GROUPS = "all"


def _level(name: str, label: str, help_text: str) -> Field:
    return Field(
        name,
        label,
        help_text,
        FieldKind.CHOICE,
        choices=LEVEL_CHOICES,
        is_list_default=True,
        is_filterable=True,
        is_groupable=True,
        is_bulk=True,
    )


def _published(work: Any, row: Any, changes: dict[str, Any]) -> None:
    if changes.get("state") == "in_force":
        link_to_projects(work, row)


def _classified(work: Any, row: Any, changes: dict[str, Any]) -> None:
    if row.state == "agreed" and {"state", "level"} & changes.keys():
        link_standards_to(work, row.node_id, ProjectLevel(row.level))


STANDARDS = Register(
    name="standards",
    record_type="governance.standard",
    key_prefix="ST",
    singular="standard",
    plural="standards",
    purpose="Standards, templates and guides that projects work by; the file hangs on the entry.",
    example="Template of a project charter, edition 3, for major projects and up.",
    icon="file",
    group="Governance",
    model=Standard,
    fields=(
        Field(
            "kind",
            "Kind",
            "What it is.",
            FieldKind.CHOICE,
            choices=(
                Choice("standard", "Standard"),
                Choice("template", "Template"),
                Choice("guide", "Guide"),
                Choice("checklist", "Checklist"),
            ),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field("text", "Text", "What it says, or what the file is for.", FieldKind.LONG_TEXT),
        Field("edition", "Edition", "Which edition it is.", FieldKind.TEXT, is_list_default=True),
        _level("applies_from", "From class", "The smallest class of project that it is meant for."),
        Field("review_on", "Look at again", "When it is read again.", FieldKind.DATE, is_filterable=True),
    ),
    sections=(
        Section("Standard", ("title", "kind", "edition", "applies_from", "owner", "review_on", "text")),
    ),
    states=(
        State("draft", "Draft", Shape.NONE),
        State("in_force", "In force", Shape.GOOD),
        State("superseded", "Superseded", Shape.NONE, is_closed=True),
    ),
    initial_state="draft",
    moves=(
        Move(
            "publish",
            "Put in force",
            ("draft",),
            "in_force",
            needs=Permission.DECIDE,
            help="It applies to every project here of its class from then on.",
        ),
        Move("supersede", "Supersede", ("in_force",), "superseded", needs=Permission.DECIDE),
        Move("redraft", "Back to draft", ("superseded",), "draft"),
    ),
    flags=(
        Flag(
            "unread",
            "To be read again",
            Severity.WARNING,
            lambda: Q(review_on__lt=today(), state="in_force"),
            lambda row: "Nobody has looked whether it still holds.",
        ),
    ),
    card=Card(("kind", "edition")),
    default_sort="title",
    search_fields=("text",),
    link_kinds=("applies_to", "supersedes"),
    calendar_field="review_on",
    stale_days=None,
    after_write=_published,
)
CLASSES = Register(
    name="project-classes",
    record_type="governance.projectclass",
    key_prefix="PC",
    singular="project class",
    plural="project classes",
    purpose="How much is asked of a project, and why: its size, its risk, who is watching.",
    example="Critical: the line cannot open without it, and the authority examines it.",
    icon="project",
    group="Governance",
    model=ProjectClass,
    fields=(
        _level("level", "Class", "How much is asked."),
        Field("reason", "Reason", "Why this class.", FieldKind.LONG_TEXT),
    ),
    sections=(Section("Class", ("title", "level", "reason", "owner")),),
    states=(
        State("proposed", "Proposed", Shape.NONE),
        State("agreed", "Agreed", Shape.GOOD),
        State("past", "Past", Shape.NONE, is_closed=True),
    ),
    initial_state="proposed",
    moves=(
        Move(
            "agree",
            "Agree",
            ("proposed",),
            "agreed",
            rule=lambda row, standing: _only_one(row),
            needs=Permission.DECIDE,
            help="The standards meant for the class apply to the project.",
        ),
        Move("end", "Is past", ("agreed",), "past", needs=Permission.DECIDE),
    ),
    card=Card(("level",)),
    default_sort="-raised_on",
    search_fields=("reason",),
    calendar_field="",
    stale_days=None,
    after_write=_classified,
)


def _only_one(row: Any) -> str:
    others = ProjectClass.objects.filter(node_id=row.node_id, state="agreed").exclude(pk=row.pk)
    return f"{others[0].key} is agreed here; end it first." if others else ""


def _known(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Refuse to ask for what nobody can look up."""
    asks = changes.get("asks")
    if asks is None:
        return changes
    name, _, column = (part.strip().lower() for part in asks.replace(":", ".", 1).partition("."))
    detail = name.replace(" ", "_")
    if not column and detail in (*PROFILE_WORDS, *PLAN_WORDS):
        return changes | {"asks": detail}
    found = next(
        (register for register in registers() if name in (register.name, register.plural.lower())), None
    )
    if found is None:
        words = ", ".join(map(_said, (*PROFILE_WORDS, *PLAN_WORDS)))
        raise Refused("asks", f"Ask for one of {words}, for a register such as risks, or for a field of one.")
    if not column:
        return changes | {"asks": found.name}
    fields = [item for item in found.all_fields.values() if not item.is_computed and item.secrecy is None]
    asked = next((item for item in fields if column in (item.name, item.label.lower())), None)
    if asked is None:
        labels = ", ".join(item.label.lower() for item in fields)
        raise Refused("asks", f"{found.plural.capitalize()} have no field {column}; they have {labels}.")
    return changes | {"asks": f"{found.name}.{asked.name}"}


def _said(asks: str) -> str:
    """Return what is asked for as people say it: data date, or risks: owner."""
    name, _, column = asks.partition(".")
    found = next((register for register in registers() if register.name == name), None)
    if found is None:
        return asks.replace("_", " ")
    field = found.all_fields.get(column)
    return f"{found.plural}: {field.label.lower()}" if field else found.plural


CHECKS = Register(
    name="project-checks",
    record_type="governance.projectcheck",
    key_prefix="PK",
    singular="project check",
    plural="project checks",
    purpose="What each project of a class must have, looked up in live data and added up to a score.",
    example="From standard projects on, each risk has an owner: asks for risks: owner.",
    icon="check",
    group="Governance",
    model=ProjectCheck,
    fields=(
        Field(
            "asks",
            "Asks for",
            "A detail such as sponsor, baseline or data date, a register such as risks, or a field: risks: owner.",
            FieldKind.TEXT,
            said=_said,
            is_required=True,
            is_list_default=True,
            is_filterable=True,
        ),
        _level("applies_from", "From class", "The smallest class of project that must have it."),
        Field(
            "weight",
            "Weight",
            "How much it counts in the score.",
            FieldKind.NUMBER,
            is_list_default=True,
            minimum=0.1,
            maximum=100,
        ),
        Field(
            "standard",
            "Standard",
            "The standard that says so.",
            FieldKind.RECORD,
            target="governance.standard",
            is_filterable=True,
        ),
    ),
    sections=(Section("Check", ("title", "asks", "applies_from", "weight", "standard", "owner")),),
    states=(
        State("in_force", "In force", Shape.GOOD),
        State("lifted", "Lifted", Shape.NONE, is_closed=True),
    ),
    initial_state="in_force",
    moves=(
        Move("lift", "Lift", ("in_force",), "lifted", needs=Permission.DECIDE),
        Move("restore", "Put in force", ("lifted",), "in_force", needs=Permission.DECIDE),
    ),
    card=Card(("asks", "applies_from")),
    default_sort="key",
    search_fields=("asks",),
    calendar_field="",
    pages=(Page("conformance", "Projects", "web:conformance"),),
    stale_days=None,
    before_write=_known,
)
RETENTION = Register(
    name="retention-rules",
    record_type="governance.retentionrule",
    key_prefix="RR",
    singular="retention rule",
    plural="retention rules",
    purpose="How long which records are kept after their project was closed; nothing goes without a person.",
    example="Records of people: 3 years, by the law on personal data.",
    icon="calendar",
    group="Governance",
    model=RetentionRule,
    fields=(
        Field(
            "covers",
            "Covers",
            "Which registers.",
            FieldKind.CHOICE,
            choices=(Choice(ALL_GROUPS, "All registers"), *(Choice(group, group) for group in GROUPS)),
            is_required=True,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "years",
            "Years",
            "How long they are kept after the closure.",
            FieldKind.INTEGER,
            is_list_default=True,
            is_filterable=True,
            minimum=0,
            maximum=200,
        ),
        Field("basis", "Basis", "By which law or rule.", FieldKind.LONG_TEXT),
    ),
    sections=(Section("Rule", ("title", "covers", "years", "basis", "owner")),),
    states=(
        State("in_force", "In force", Shape.GOOD),
        State("lifted", "Lifted", Shape.NONE, is_closed=True),
    ),
    initial_state="in_force",
    moves=(
        Move("lift", "Lift", ("in_force",), "lifted", needs=Permission.DECIDE),
        Move("restore", "Put in force", ("lifted",), "in_force", needs=Permission.DECIDE),
    ),
    card=Card(("covers", "years")),
    default_sort="key",
    search_fields=("basis",),
    calendar_field="",
    pages=(Page("due", "Due", "web:retention"),),
    stale_days=None,
)


def years_after(day: Any, years: int) -> Any:
    """Return the day that lies some years after another; the 29th of February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return (day - timedelta(days=1)).replace(year=day.year + years)
