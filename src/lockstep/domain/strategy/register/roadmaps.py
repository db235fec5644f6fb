"""The registers of roadmaps and their lanes."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from lockstep.domain.access.vocabulary import Permission
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
from lockstep.domain.strategy.horizon import OPEN_PACKAGES, keep_entries, packages_of
from lockstep.domain.strategy.models import PlanningPackage, Roadmap, Tranche, Workstream
from lockstep.foundation.findings import Severity

ROADMAP_PAGE = Page("roadmap", "Roadmap", "web:strategy-roadmap")


def packages_count(way: str, **conditions: Any) -> Any:
    """Return how many packages lead here, as SQL; `way` is the path of columns to the row."""
    rows = PlanningPackage.objects.filter(**{way: OuterRef("pk")}, **conditions).order_by()
    counted = rows.values(way).annotate(found=Count("pk")).values("found")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def _inside() -> Any:
    return packages_count("tranche__roadmap_id", state__in=OPEN_PACKAGES, enters_on__lte=today())


def _has_a_tranche(row: Any, standing: Any) -> str:
    if not row.intent.strip():
        return "Say first what the way is for."
    is_cut = Tranche.objects.filter(roadmap_id=row.pk, starts_on__isnull=False).exists()
    return "" if is_cut else "Add a tranche with its first day first."


def _follow_horizon(work: Any, row: Any, changes: dict[str, Any]) -> None:
    if row.version > 1 and "horizon_days" in changes:
        keep_entries(work, packages_of(tranche__roadmap_id=row.pk))


ROADMAPS = Register(
    name="roadmaps",
    record_type="strategy.roadmap",
    key_prefix="RM",
    singular="roadmap",
    plural="roadmaps",
    purpose="The long view: tranches and workstreams, and how far ahead work is planned in detail.",
    example="Eastern Line to 2030: four tranches; what begins within 90 days is detailed.",
    icon="roadmap",
    group="Strategy",
    model=Roadmap,
    fields=(
        Field("intent", "Intent", "Where the way leads, in a few sentences.", FieldKind.LONG_TEXT),
        Field(
            "horizon_days",
            "Rolling horizon",
            "Work that begins within so many days is to be planned in detail.",
            FieldKind.INTEGER,
            minimum=1,
            maximum=3_660,
            unit="d",
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "packages",
            "Packages",
            "How many planning packages stand on it.",
            FieldKind.COMPUTED,
            annotate=lambda: packages_count("tranche__roadmap_id"),
            shown_as=FieldKind.INTEGER,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "undetailed",
            "To be detailed",
            "How many packages are inside the horizon and not planned in detail.",
            FieldKind.COMPUTED,
            annotate=_inside,
            shown_as=FieldKind.INTEGER,
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(Section("Roadmap", ("title", "intent", "horizon_days", "packages", "undetailed", "owner")),),
    states=(
        State("draft", "Draft", Shape.NONE),
        State("in_force", "In force", Shape.GOOD, help="Programs and projects plan by it."),
        State("closed", "Closed", Shape.NONE, is_closed=True),
    ),
    initial_state="draft",
    moves=(
        Move("enforce", "Put in force", ("draft",), "in_force", rule=_has_a_tranche, needs=Permission.DECIDE),
        Move("close", "Close", ("draft", "in_force"), "closed"),
        Move("reopen", "Open again", ("in_force", "closed"), "draft"),
    ),
    card=Card(("horizon_days", "undetailed", "owner")),
    search_fields=("intent",),
    link_kinds=("contributes_to", "concerns", "supersedes"),
    pages=(ROADMAP_PAGE,),
    stale_days=None,
    after_write=_follow_horizon,
)


def lane_of(target: str = "strategy.roadmap") -> Field:
    """Return the field that leads to the roadmap."""
    return Field(
        "roadmap",
        "Roadmap",
        "On which roadmap it stands.",
        FieldKind.RECORD,
        target=target,
        is_required=True,
        is_list_default=True,
        is_filterable=True,
        is_groupable=True,
    )


WORKSTREAMS = Register(
    name="workstreams",
    record_type="strategy.workstream",
    key_prefix="WS",
    singular="workstream",
    plural="workstreams",
    purpose="Lanes of a roadmap: work of one kind that one person answers for, over all tranches.",
    example="Vehicles: the trams and the depot; links say which projects run in it.",
    icon="columns",
    group="Strategy",
    model=Workstream,
    fields=(
        lane_of(),
        Field(
            "place",
            "Place",
            "Which lane it is, from the top.",
            FieldKind.INTEGER,
            minimum=1,
            maximum=1_000,
            is_list_default=True,
            is_filterable=True,
        ),
        Field("purpose", "Purpose", "What it brings.", FieldKind.LONG_TEXT),
        Field(
            "packages",
            "Packages",
            "How many planning packages stand in it.",
            FieldKind.COMPUTED,
            annotate=lambda: packages_count("workstream_id"),
            shown_as=FieldKind.INTEGER,
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(Section("Workstream", ("title", "roadmap", "place", "purpose", "packages", "owner")),),
    states=(
        State("active", "Active", Shape.BUSY),
        State("ended", "Ended", Shape.NONE, is_closed=True, help="Its work is done or goes on elsewhere."),
    ),
    initial_state="active",
    moves=(Move("end", "End", ("active",), "ended"), Move("reopen", "Open again", ("ended",), "active")),
    card=Card(("roadmap", "packages", "owner")),
    default_sort="place",
    search_fields=("purpose",),
    link_kinds=("concerns", "delivers"),
    pages=(ROADMAP_PAGE,),
    flags=(
        Flag(
            "empty",
            "Nothing in it",
            Severity.NOTE,
            lambda: Q(state="active") & ~Q(pk__in=PlanningPackage.objects.values("workstream_id")),
            lambda row: "No planning package stands in it; link the projects that run in it.",
        ),
    ),
    stale_days=None,
)
