"""The registers of business processes and of evidence."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

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
from lockstep.domain.records.queries.graph import every_link
from lockstep.domain.strategy.models import BusinessProcess, EvidenceSource
from lockstep.foundation.findings import Severity

PROCESS, EVIDENCE = "strategy.businessprocess", "strategy.evidencesource"


def _touching() -> Any:
    """Return how many different places touch a process, as SQL."""
    rows = every_link().filter(kind="affects", target_type=PROCESS, target_id=OuterRef("pk")).order_by()
    counted = rows.values("target_id").annotate(found=Count("node_id", distinct=True)).values("found")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def _uses() -> Any:
    rows = every_link().filter(kind="evidences", source_type=EVIDENCE, source_id=OuterRef("pk")).order_by()
    counted = rows.values("source_id").annotate(found=Count("pk")).values("found")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def _used() -> Any:
    return every_link().filter(kind="evidences", source_type=EVIDENCE).values("source_id")


BUSINESS_PROCESSES = Register(
    name="business-processes",
    record_type=PROCESS,
    key_prefix="BP",
    singular="business process",
    plural="business processes",
    purpose="What the organization does again and again, and which programs and projects touch it.",
    example="Selling a ticket: the machines, the app and the inspectors' devices all change it.",
    icon="projects",
    group="Strategy",
    model=BusinessProcess,
    label_words={"owner": "Process owner"},
    fields=(
        Field("purpose", "Purpose", "What it is for.", FieldKind.LONG_TEXT),
        Field(
            "kind",
            "Kind",
            "Whether customers see it, it helps those that do, or it steers them.",
            FieldKind.CHOICE,
            choices=(Choice("core", "Core"), Choice("support", "Support"), Choice("steering", "Steering")),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field(
            "area",
            "Area",
            "Which part of the organization runs it.",
            FieldKind.TEXT,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field("customers", "Customers", "Who gets its result.", FieldKind.LONG_TEXT),
        Field("systems", "Systems", "With which systems it runs.", FieldKind.LONG_TEXT),
        Field(
            "touching",
            "Touched by",
            "How many programs and projects affect it, by their own links and those of their records.",
            FieldKind.COMPUTED,
            annotate=_touching,
            shown_as=FieldKind.INTEGER,
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("Process", ("title", "purpose", "kind", "area", "owner", "customers", "systems", "touching")),
    ),
    states=(
        State("running", "Running", Shape.GOOD),
        State("changing", "Being changed", Shape.BUSY),
        State("retired", "Retired", Shape.NONE, is_closed=True),
    ),
    initial_state="running",
    moves=(
        Move("change", "Is being changed", ("running",), "changing"),
        Move("settle", "Runs again", ("changing",), "running"),
        Move("retire", "Retire", ("running", "changing"), "retired"),
        Move("reopen", "Open again", ("retired",), "running"),
    ),
    card=Card(("kind", "area", "owner")),
    default_sort="title",
    search_fields=("purpose", "area", "customers", "systems"),
    link_kinds=("concerns", "depends_on"),
    pages=(Page("touched", "Who touches what", "web:strategy-processes"),),
    calendar_field="",
    stale_days=None,
)


def _is_claimed(row: Any, standing: Any) -> str:
    if not row.citation.strip():
        return "Say where it stands, so that others find it."
    if not row.claim.strip():
        return "Say what it is taken to say."
    return "" if row.confidence else "Say how sure it is."


EVIDENCE_SOURCES = Register(
    name="evidence-sources",
    record_type=EVIDENCE,
    key_prefix="EV",
    singular="evidence source",
    plural="evidence sources",
    purpose="What others have found out, what it is taken to say, how sure that is, and where we build on it.",
    example="Twelve tram openings: the first year brings two thirds of the riders forecast. Moderate.",
    icon="file",
    group="Strategy",
    model=EvidenceSource,
    label_words={"due_on": "Look again on"},
    fields=(
        Field(
            "citation", "Citation", "Author, title, place, year: so that others find it.", FieldKind.LONG_TEXT
        ),
        Field("claim", "Claim", "What it is taken to say, in one sentence.", FieldKind.LONG_TEXT),
        Field(
            "kind",
            "Kind",
            "What it rests on.",
            FieldKind.CHOICE,
            choices=(
                Choice("study", "Study"),
                Choice("standard", "Standard"),
                Choice("benchmark", "Benchmark"),
                Choice("expert", "Expert"),
                Choice("own_data", "Own data"),
            ),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field(
            "confidence",
            "Confidence",
            "How sure the claim is for our case.",
            FieldKind.CHOICE,
            choices=(
                Choice("low", "Low", "One voice, or another case than ours."),
                Choice("moderate", "Moderate", "Several that agree, near our case."),
                Choice("high", "High", "Measured, repeated, our case."),
            ),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field("limits", "Limits", "Where it does not hold.", FieldKind.LONG_TEXT),
        Field("address", "Address", "Where it is found on the net.", FieldKind.TEXT),
        Field("published_on", "Published on", "The day it appeared.", FieldKind.DATE, is_filterable=True),
        Field("tags", "Tags", "Words to find it by.", FieldKind.TAGS, is_filterable=True, is_bulk=True),
        Field(
            "uses",
            "Used",
            "How many things build on it: estimates, risks, options, decisions and others.",
            FieldKind.COMPUTED,
            annotate=_uses,
            shown_as=FieldKind.INTEGER,
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("Source", ("title", "citation", "kind", "published_on", "address", "owner")),
        Section("What it says", ("claim", "confidence", "limits", "uses", "due_on", "tags")),
    ),
    states=(
        State("found", "Found", Shape.NONE),
        State("checked", "Checked", Shape.GOOD, help="Somebody has read it and stands for the claim."),
        State("outdated", "Outdated", Shape.BAD, is_closed=True),
    ),
    initial_state="found",
    moves=(
        Move("check", "Checked", ("found",), "checked", rule=_is_claimed, asks=("claim", "confidence")),
        Move("outdate", "Outdated", ("found", "checked"), "outdated"),
        Move("reopen", "Open again", ("outdated", "checked"), "found"),
    ),
    flags=(
        Flag(
            "unused",
            "Nothing builds on it",
            Severity.NOTE,
            lambda: Q(state__in=("found", "checked")) & ~Q(pk__in=_used()),
            lambda row: "Link it to the estimates, risks, options or decisions that it speaks of.",
        ),
        Flag(
            "shaky",
            "Built on, though unsure",
            Severity.WARNING,
            lambda: (Q(confidence="low") | Q(state="outdated")) & Q(pk__in=_used()),
            lambda row: "What is built on it stands on weak ground: look for a better source.",
        ),
    ),
    card=Card(("kind", "confidence", "uses")),
    search_fields=("citation", "claim", "tags"),
    link_kinds=("evidences", "supersedes"),
    pages=(Page("used", "Where it is used", "web:strategy-evidence"),),
    stale_days=None,
)
