"""The register of tranches and increments, the time boxes of a roadmap."""

from typing import Any

from django.db.models import Q

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger import Refused
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
from lockstep.domain.strategy.horizon import OPEN_PACKAGES, keep_entries, packages_of
from lockstep.domain.strategy.models import PlanningPackage, Tranche
from lockstep.domain.strategy.register.roadmaps import ROADMAP_PAGE, lane_of, packages_count
from lockstep.foundation.findings import Severity


def _is_boxed(row: Any, standing: Any) -> str:
    if row.starts_on is None or row.due_on is None:
        return "Give it a first and a last day first."
    return "" if row.goal.strip() else "Say what is true at its end that is not true now."


def _is_emptied(row: Any, standing: Any) -> str:
    left = PlanningPackage.objects.filter(tranche_id=row.pk, state__in=OPEN_PACKAGES).count()
    if left == 0:
        return ""
    return f"{left} of its packages are neither detailed nor dropped; move them to a later tranche, or drop them."


def _in_order(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    def value(name: str) -> Any:
        return changes[name] if name in changes else getattr(row, name, None)

    first, last = value("starts_on"), value("due_on")
    if first is not None and last is not None and last < first:
        raise Refused("tranche", f"It would end on {last}, before it begins on {first}.")
    return changes


def _follow_dates(work: Any, row: Any, changes: dict[str, Any]) -> None:
    if row.version > 1 and {"starts_on", "roadmap_id"} & changes.keys():
        keep_entries(work, packages_of(tranche_id=row.pk))


TRANCHES = Register(
    name="tranches",
    record_type="strategy.tranche",
    key_prefix="TRN",
    singular="tranche",
    plural="tranches",
    purpose="Time boxes of a roadmap, each with what is true at its end; increments are short ones.",
    example="Tranche 2, April to September: trams run between the depot and Market, without riders.",
    icon="calendar",
    group="Strategy",
    model=Tranche,
    label_words={"due_on": "Ends on"},
    fields=(
        lane_of(),
        Field(
            "kind",
            "Kind",
            "A tranche ends with a step that people feel; an increment is a fixed beat of work.",
            FieldKind.CHOICE,
            choices=(Choice("tranche", "Tranche"), Choice("increment", "Increment")),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field("goal", "Goal", "What is true at its end.", FieldKind.LONG_TEXT),
        Field(
            "starts_on",
            "Begins on",
            "Its first day.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "packages",
            "Packages",
            "How many planning packages stand in it.",
            FieldKind.COMPUTED,
            annotate=lambda: packages_count("tranche_id"),
            shown_as=FieldKind.INTEGER,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "rough",
            "Still rough",
            "How many of them are not planned in detail.",
            FieldKind.COMPUTED,
            annotate=lambda: packages_count("tranche_id", state__in=OPEN_PACKAGES),
            shown_as=FieldKind.INTEGER,
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("Tranche", ("title", "roadmap", "kind", "goal", "starts_on", "due_on", "owner")),
        Section("What is in it", ("packages", "rough")),
    ),
    states=(
        State("planned", "Planned", Shape.NONE),
        State("running", "Running", Shape.BUSY),
        State("ended", "Ended", Shape.GOOD, is_closed=True),
        State("dropped", "Dropped", Shape.BAD, is_closed=True),
    ),
    initial_state="planned",
    moves=(
        Move("begin", "Begin", ("planned",), "running", rule=_is_boxed, needs=Permission.DECIDE),
        Move("end", "End", ("running",), "ended", rule=_is_emptied, needs=Permission.DECIDE),
        Move("drop", "Drop", ("planned", "running"), "dropped", rule=_is_emptied),
        Move("reopen", "Open again", ("ended", "dropped"), "planned"),
    ),
    flags=(
        Flag(
            "not_begun",
            "Not begun",
            Severity.WARNING,
            lambda: Q(state="planned", starts_on__lt=today()),
            lambda row: "Its first day has passed: begin it, or move it.",
        ),
    ),
    card=Card(("starts_on", "due_on", "rough")),
    default_sort="starts_on",
    search_fields=("goal",),
    link_kinds=("contributes_to", "depends_on", "concerns"),
    pages=(ROADMAP_PAGE,),
    stale_days=None,
    before_write=_in_order,
    after_write=_follow_dates,
)
