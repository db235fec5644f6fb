"""The register of deliverables."""

from datetime import date
from typing import Any

from django.db.models import ExpressionWrapper, F, IntegerField, Q
from django.db.models.functions import Coalesce

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
from lockstep.domain.strategy.models import Deliverable
from lockstep.domain.strategy.register import sql
from lockstep.domain.strategy.register.results import ROLL_UP
from lockstep.foundation.findings import Severity

OPEN = ("planned", "in_work", "submitted", "rejected")


def _may_be_submitted(row: Any, standing: Any) -> str:
    if not row.acceptance.strip():
        return "Say by what it will be accepted first; else nobody can say no."
    return "" if row.owner_id else "Name who answers for it first."


def _may_be_accepted(row: Any, standing: Any) -> str:
    return "" if row.quality == "passed" else "Its quality check has not been passed."


def _variance(row: Any) -> int | None:
    return None if row.budget is None or row.estimate is None else row.budget - row.estimate


def _overrun(row: Any) -> float | None:
    return None if not row.budget or row.estimate is None else (row.estimate - row.budget) / row.budget


def _expected_on(row: Any) -> date | None:
    return row.accepted_on or row.planned_on or row.forecast_on


def _slip_days(row: Any) -> int | None:
    last = _expected_on(row)
    return None if last is None or row.due_on is None else (last - row.due_on).days


def _with_acceptance(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    if changes.get("state") == "accepted":
        return {**changes, "accepted_on": work.at.date(), "progress": 1.0}
    if "state" in changes and row is not None and row.accepted_on is not None:
        return {**changes, "accepted_on": None}
    return changes


def _expected_sql() -> Any:
    return Coalesce("accepted_on", "planned_on", "forecast_on")


def _variance_sql() -> Any:
    return ExpressionWrapper(F("budget") - F("estimate"), output_field=IntegerField())


DELIVERABLES = Register(
    name="deliverables",
    record_type="strategy.deliverable",
    key_prefix="DLV",
    singular="deliverable",
    plural="deliverables",
    purpose="What is handed over: by what it is accepted, when, for how much, and how good it is.",
    example="The control system, accepted when 200 trips ran without an emergency stop, by May.",
    icon="deliverable",
    group="Scope",
    model=Deliverable,
    fields=(
        Field("acceptance", "Accepted when", "What is checked, one line each.", FieldKind.LONG_TEXT),
        Field(
            "forecast_on",
            "Forecast",
            "When it will be there, as its owner sees it; the schedule knows better where work is linked.",
            FieldKind.DATE,
            is_filterable=True,
            is_bulk=True,
        ),
        Field(
            "planned_on",
            "By the schedule",
            "When the last work that delivers it finishes, by the newest schedule.",
            FieldKind.DATE,
            is_filterable=True,
            is_read_only=True,
        ),
        Field(
            "expected_on",
            "Expected",
            "The day of acceptance, else the day by the schedule, else the forecast of its owner.",
            FieldKind.COMPUTED,
            compute=_expected_on,
            annotate=_expected_sql,
            shown_as=FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "slip_days",
            "Late by",
            "Calendar days from the day due to the day expected; negative is early.",
            FieldKind.COMPUTED,
            compute=_slip_days,
            shown_as=FieldKind.INTEGER,
            unit="d",
            is_list_default=True,
        ),
        Field(
            "accepted_on",
            "Accepted on",
            "The day of acceptance.",
            FieldKind.DATE,
            is_filterable=True,
            is_read_only=True,
        ),
        Field(
            "quality",
            "Quality",
            "What the check found.",
            FieldKind.CHOICE,
            choices=(
                Choice("unchecked", "Not checked"),
                Choice("conditional", "Passed with faults to be mended"),
                Choice("passed", "Passed"),
                Choice("failed", "Failed"),
            ),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field(
            "progress",
            "Progress",
            "How much of it is done.",
            FieldKind.SHARE,
            minimum=0,
            maximum=1,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
        ),
        Field(
            "weight",
            "Weight",
            "How much it counts beside the others that enable the same capability.",
            FieldKind.NUMBER,
            minimum=0,
            maximum=1_000,
            is_filterable=True,
            is_bulk=True,
        ),
        Field(
            "effort_days",
            "Effort",
            "Working days of people that it takes; a capability may weigh its deliverables by them.",
            FieldKind.NUMBER,
            minimum=0,
            maximum=1_000_000,
            unit="d",
            is_filterable=True,
            is_bulk=True,
        ),
        Field("budget", "Budget", "What it may cost.", FieldKind.MONEY, minimum=0, is_filterable=True),
        Field(
            "estimate",
            "Estimate at completion",
            "What it will have cost, as seen now.",
            FieldKind.MONEY,
            minimum=0,
            is_filterable=True,
        ),
        Field(
            "variance",
            "Left of the budget",
            "Budget less estimate; negative is an overrun.",
            FieldKind.COMPUTED,
            compute=_variance,
            annotate=_variance_sql,
            shown_as=FieldKind.MONEY,
            is_filterable=True,
        ),
        Field(
            "overrun",
            "Overrun",
            "How much the estimate is above the budget, as a share of it.",
            FieldKind.COMPUTED,
            compute=_overrun,
            annotate=sql.overrun,
            shown_as=FieldKind.SHARE,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("Deliverable", ("title", "owner", "acceptance", "quality", "progress", "weight")),
        Section("Time", ("due_on", "planned_on", "forecast_on", "expected_on", "slip_days", "accepted_on")),
        Section("Money", ("budget", "estimate", "variance", "overrun")),
    ),
    states=(
        State("planned", "Planned", Shape.NONE),
        State("in_work", "In work", Shape.BUSY),
        State("submitted", "Submitted", Shape.INFO, help="Waits for its acceptance."),
        State("rejected", "Rejected", Shape.BAD, help="Did not meet what was agreed."),
        State("accepted", "Accepted", Shape.GOOD, is_closed=True),
        State("dropped", "Dropped", Shape.NONE, is_closed=True),
    ),
    initial_state="planned",
    moves=(
        Move("begin", "Begin", ("planned", "rejected"), "in_work"),
        Move(
            "submit",
            "Submit",
            ("in_work",),
            "submitted",
            rule=_may_be_submitted,
            asks=("acceptance", "owner"),
        ),
        Move(
            "accept",
            "Accept",
            ("submitted",),
            "accepted",
            rule=_may_be_accepted,
            asks=("quality",),
            needs=Permission.EDIT_RECORDS,
        ),
        Move("reject", "Reject", ("submitted",), "rejected", asks=("quality",)),
        Move("drop", "Drop", ("planned", "in_work", "rejected"), "dropped"),
        Move("reopen", "Open again", ("accepted", "dropped"), "in_work"),
    ),
    flags=(
        Flag(
            "will_be_late",
            "Will be late",
            Severity.WARNING,
            lambda: (
                Q(state__in=OPEN, planned_on__gt=F("due_on"))
                | Q(state__in=OPEN, planned_on__isnull=True, forecast_on__gt=F("due_on"))
            ),
            lambda row: f"It is expected {_slip_days(row)} days after the day due.",
        ),
        Flag(
            "over_budget",
            "Over budget",
            Severity.WARNING,
            lambda: Q(state__in=OPEN, estimate__gt=F("budget")),
            lambda row: "The estimate at completion is above the budget.",
        ),
        Flag(
            "uncheckable",
            "No criteria",
            Severity.NOTE,
            lambda: (
                Q(state__in=("in_work", "submitted"), acceptance="")
                | Q(state="planned", acceptance="", due_on__lt=today())
            ),
            lambda row: "Nobody has written by what it will be accepted.",
        ),
    ),
    card=Card(("owner", "due_on", "quality")),
    default_sort="due_on",
    search_fields=("acceptance",),
    link_kinds=("enables", "fulfills", "contributes_to", "depends_on"),
    pages=(Page("on-time", "On time", "web:deliverables-on-time"), ROLL_UP),
    before_write=_with_acceptance,
    derived=("planned_on",),
)
