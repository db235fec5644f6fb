"""The register of planning packages: work that is known roughly, and until when it is to be detailed."""

from typing import Any

from django.db.models import Q

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
from lockstep.domain.records.queries.graph import every_link
from lockstep.domain.records.vocabulary import today
from lockstep.domain.strategy.horizon import OPEN_PACKAGES, enters_on
from lockstep.domain.strategy.models import PlanningPackage, Tranche, Workstream
from lockstep.domain.strategy.register.roadmaps import ROADMAP_PAGE
from lockstep.foundation.findings import Severity

TYPE = "strategy.planningpackage"
SIZES = (
    Choice("S", "Small", "Some weeks of a few people."),
    Choice("M", "Medium", "Some months of a few people."),
    Choice("L", "Large", "Some months of a team."),
    Choice("XL", "Very large", "A year of a team, or more: cut it before it is planned."),
)


def _is_linked(row: Any, standing: Any) -> str:
    became = every_link().filter(kind="became", source_type=TYPE, source_id=row.pk)
    is_planned = became.filter(target_type__in=("planning.activity", "access.node")).exists()
    return "" if is_planned else "Link the activities or the project that it became first."


def _is_sized(row: Any, standing: Any) -> str:
    if row.tranche_id is None:
        return "Say in which tranche it stands first."
    return "" if row.owner_id is not None else "Name who details it first."


def _with_entry(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Keep when it comes inside the horizon, and until when it is to be detailed where nobody says otherwise."""

    def value(name: str) -> Any:
        return changes[name] if name in changes else getattr(row, name, None)

    first, last = value("starts_on"), value("finishes_on")
    if first is not None and last is not None and last < first:
        raise Refused("planning package", f"It would finish on {last}, before it begins on {first}.")
    changes = dict(changes)
    if row is None or {"tranche_id", "starts_on", "workstream_id"} & changes.keys():
        tranche = Tranche.objects.select_related("roadmap").filter(pk=value("tranche_id")).first()
        _refuse_two_roadmaps(tranche, value("workstream_id"))
        entry = enters_on(first, tranche)
        before = row.enters_on if row is not None else None
        if value("due_on") in (None, before) and "due_on" not in changes:
            changes["due_on"] = entry
        changes["enters_on"] = entry
    if "state" in changes:
        changes["detailed_on"] = work.at.date() if changes["state"] == "detailed" else None
    return changes


def _refuse_two_roadmaps(tranche: Tranche | None, workstream_id: int | None) -> None:
    if tranche is None or workstream_id is None:
        return
    lane = Workstream.objects.filter(pk=workstream_id).values_list("roadmap_id", flat=True).first()
    if lane is not None and lane != tranche.roadmap_id:
        raise Refused("planning package", "Tranche and workstream are of two roadmaps; choose those of one.")


def _inside_words(row: Any) -> str:
    days = (today() - row.enters_on).days
    if days == 0:
        return "It came inside the rolling horizon today and is not planned in detail."
    return f"It is inside the rolling horizon since {days} {'day' if days == 1 else 'days'} and not planned in detail."


PACKAGES = Register(
    name="planning-packages",
    record_type=TYPE,
    key_prefix="PKG",
    singular="planning package",
    plural="planning packages",
    purpose="Work that is known roughly: its size, its tranche, and until when it is to be planned in detail.",
    example="Second turning loop, medium, in tranche 3, to be detailed by March.",
    icon="deliverable",
    group="Strategy",
    model=PlanningPackage,
    label_words={"due_on": "To be detailed by"},
    fields=(
        Field("what", "What", "What is to be done, as far as it is known.", FieldKind.LONG_TEXT),
        Field(
            "tranche",
            "Tranche",
            "In which time box it stands.",
            FieldKind.RECORD,
            target="strategy.tranche",
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field(
            "workstream",
            "Workstream",
            "In which lane it stands.",
            FieldKind.RECORD,
            target="strategy.workstream",
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field(
            "size",
            "Rough size",
            "How big it is beside others, before anybody has estimated.",
            FieldKind.CHOICE,
            choices=SIZES,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field(
            "effort_days",
            "Rough effort",
            "Days of work of one person, roughly.",
            FieldKind.NUMBER,
            minimum=0,
            unit="d",
            is_filterable=True,
        ),
        Field(
            "cost", "Rough cost", "What it costs, roughly.", FieldKind.MONEY, minimum=0, is_filterable=True
        ),
        Field("basis", "Basis", "What size and cost rest on.", FieldKind.LONG_TEXT),
        Field(
            "starts_on",
            "Begins about",
            "Its first day, if it is not that of its tranche.",
            FieldKind.DATE,
            is_filterable=True,
        ),
        Field(
            "finishes_on",
            "Finishes about",
            "Its last day, if it is not that of its tranche.",
            FieldKind.DATE,
            is_filterable=True,
        ),
        Field(
            "enters_on",
            "Inside the horizon from",
            "The day on which it comes inside the rolling horizon of its roadmap.",
            FieldKind.DATE,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "detailed_on",
            "Detailed on",
            "The day on which it was planned in detail.",
            FieldKind.DATE,
            is_read_only=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("Planning package", ("title", "what", "owner", "tranche", "workstream")),
        Section("Roughly", ("size", "effort_days", "cost", "basis", "starts_on", "finishes_on")),
        Section("Planned in detail", ("due_on", "enters_on", "detailed_on")),
    ),
    states=(
        State("rough", "Rough", Shape.NONE),
        State("detailing", "Being detailed", Shape.BUSY),
        State(
            "detailed", "Detailed", Shape.GOOD, is_closed=True, help="Activities or a project stand for it."
        ),
        State("dropped", "Dropped", Shape.BAD, is_closed=True),
    ),
    initial_state="rough",
    moves=(
        Move("start", "Begin to detail", ("rough",), "detailing", rule=_is_sized, asks=("owner", "tranche")),
        Move("detail", "Detailed", ("rough", "detailing"), "detailed", rule=_is_linked),
        Move("drop", "Drop", ("rough", "detailing"), "dropped"),
        Move("reopen", "Open again", ("detailed", "dropped"), "rough"),
    ),
    flags=(
        Flag(
            "inside",
            "Inside the horizon, not detailed",
            Severity.WARNING,
            lambda: Q(state__in=OPEN_PACKAGES, enters_on__lte=today()),
            _inside_words,
        ),
        Flag(
            "unplaced",
            "In no tranche",
            Severity.NOTE,
            lambda: Q(state__in=OPEN_PACKAGES, tranche__isnull=True),
            lambda row: "No tranche holds it, so it stands on no roadmap.",
        ),
    ),
    card=Card(("tranche", "size", "owner", "due_on")),
    default_sort="enters_on",
    search_fields=("what", "basis"),
    link_kinds=("became", "delivers", "enables", "contributes_to", "depends_on"),
    pages=(ROADMAP_PAGE,),
    stale_days=120,
    before_write=_with_entry,
)
