"""The register of delegated work: what was given to whom, within which limits, with which duty to report."""

from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from lockstep.domain.governance.models import WorkPackage
from lockstep.domain.governance.packages import next_report, working_days
from lockstep.domain.ledger import Refused
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
from lockstep.foundation.findings import Severity


def _is_offered(row: Any, standing: Any) -> str:
    if row.delegate_id is None:
        return "Say to whom it is delegated first."
    if not row.mandate.strip():
        return "Say what is to be achieved, and what may be decided without asking."
    return "" if row.due_on is not None else "Agree on the day by which it is done."


def _is_reported(row: Any, standing: Any) -> str:
    if not row.report.strip():
        return "Say what was done, what comes next, and what is in the way."
    return "" if row.forecast_on is not None else "Say on which day it will be done."


def _before_write(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Date acceptance and reports, and count those that came late."""
    if row is None or "state" not in changes:
        return changes
    every = changes.get("report_every", row.report_every)
    is_report = changes["state"] == row.state == "accepted"
    if is_report:
        if row.delegate_id is not None and work.user_id not in (row.delegate_id, row.owner_id):
            raise Refused(row.key, "Only who it is delegated to, or who delegated it, reports on it.")
        is_late = row.report_due_on is not None and row.report_due_on < today()
        return {
            **changes,
            "reported_on": today(),
            "report_due_on": next_report(every),
            "reports": row.reports + 1,
            "reports_late": row.reports_late + int(is_late),
        }
    if changes["state"] == "accepted":
        return {**changes, "report_due_on": next_report(every)}
    return {**changes, "report_due_on": None}


def _is_beyond() -> Q:
    return Q(state="accepted", reading__late_days__gt=F("most_days")) | Q(
        state="accepted", cost_forecast__gt=F("most_money")
    )


WORK_PACKAGES = Register(
    name="work-packages",
    record_type="governance.workpackage",
    key_prefix="WP",
    singular="delegated work package",
    plural="delegated work packages",
    purpose="Work given to somebody with limits and a duty to report, so that nobody has to ask after each activity.",
    example="Depot building, to its project manager: done by March, at most 10 days late, a report every two weeks.",
    icon="action",
    group="Governance",
    model=WorkPackage,
    label_words={"owner": "Delegated by", "due_on": "Done by"},
    fields=(
        Field(
            "delegate",
            "Delegated to",
            "Who answers for it and decides within its limits.",
            FieldKind.PERSON,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
            is_bulk=True,
        ),
        Field(
            "mandate",
            "Mandate",
            "What is to be achieved, and what may be decided without asking.",
            FieldKind.LONG_TEXT,
        ),
        Field(
            "activity",
            "Activity",
            "The activity whose finish by the schedule is its forecast.",
            FieldKind.RECORD,
            target="planning.activity",
            is_filterable=True,
        ),
        Field(
            "most_days",
            "Days allowed",
            "Working days that it may be late before it is an exception.",
            FieldKind.NUMBER,
            minimum=0,
            is_list_default=True,
            is_filterable=True,
            unit="d",
        ),
        Field(
            "most_money",
            "Money allowed",
            "What it may cost before it is an exception.",
            FieldKind.MONEY,
            minimum=0,
            is_filterable=True,
        ),
        Field(
            "report_every",
            "Report every",
            "Days between two reports.",
            FieldKind.INTEGER,
            minimum=1,
            maximum=366,
            unit="d",
        ),
        Field(
            "report_due_on",
            "Next report",
            "The day by which the next report is due.",
            FieldKind.DATE,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
        ),
        Field("reported_on", "Last report", "The day of the last report.", FieldKind.DATE, is_read_only=True),
        Field("report", "Report", "What was done, what comes next, what is in the way.", FieldKind.LONG_TEXT),
        Field(
            "forecast_on",
            "Forecast",
            "When it will be done, as its delegate says.",
            FieldKind.DATE,
            is_filterable=True,
        ),
        Field("cost_forecast", "Cost forecast", "What it will cost, as its delegate says.", FieldKind.MONEY),
        Field(
            "plan_finish",
            "By the schedule",
            "When its activity finishes by the newest schedule.",
            FieldKind.COMPUTED,
            annotate=lambda: F("reading__finish_on"),
            shown_as=FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "late_days",
            "Late by",
            "Working days by which the schedule finishes it later than agreed.",
            FieldKind.COMPUTED,
            annotate=lambda: F("reading__late_days"),
            shown_as=FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
            unit="d",
        ),
        Field(
            "finish_known",
            "Finish known",
            "By the schedule, else as reported.",
            FieldKind.COMPUTED,
            annotate=lambda: Coalesce(F("reading__finish_on"), F("forecast_on")),
            shown_as=FieldKind.DATE,
        ),
        Field("reports", "Reports", "How many reports came.", FieldKind.INTEGER, is_read_only=True),
        Field(
            "reports_late",
            "Reports late",
            "How many of them came after their day.",
            FieldKind.INTEGER,
            is_read_only=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("What is delegated", ("title", "delegate", "mandate", "activity", "owner", "due_on")),
        Section("Limits", ("most_days", "most_money", "report_every")),
        Section(
            "Reports",
            (
                "report",
                "forecast_on",
                "cost_forecast",
                "reported_on",
                "report_due_on",
                "reports",
                "reports_late",
            ),
        ),
        Section("By the schedule", ("plan_finish", "late_days", "finish_known")),
    ),
    states=(
        State("offered", "Offered", Shape.INFO),
        State("accepted", "Accepted", Shape.BUSY, help="Its delegate decides within the limits and reports."),
        State("done", "Done", Shape.GOOD, is_closed=True),
        State("returned", "Given back", Shape.WARN, is_closed=True),
    ),
    initial_state="offered",
    moves=(
        Move(
            "accept",
            "Accept",
            ("offered", "returned"),
            "accepted",
            rule=_is_offered,
            asks=("delegate", "mandate", "due_on"),
        ),
        Move(
            "report",
            "Report",
            ("accepted",),
            "accepted",
            rule=_is_reported,
            asks=("report", "forecast_on", "cost_forecast"),
        ),
        Move("finish", "Done", ("accepted",), "done", asks=("report",)),
        Move("give_back", "Give back", ("offered", "accepted"), "returned", asks=("report",)),
    ),
    flags=(
        Flag(
            "report_late",
            "Report late",
            Severity.WARNING,
            lambda: Q(state="accepted", report_due_on__lt=today()),
            lambda row: (
                f"The report was due on {row.report_due_on}; {working_days(row.report_due_on, today()):g} "
                "working days late."
            ),
        ),
        Flag(
            "beyond",
            "Beyond its limits",
            Severity.ERROR,
            _is_beyond,
            lambda row: "It is an exception now: whoever delegated it decides.",
        ),
    ),
    card=Card(("delegate", "report_due_on", "due_on")),
    default_sort="due_on",
    search_fields=("mandate", "report"),
    link_kinds=("delivers", "depends_on", "concerns"),
    pages=(Page("steering", "By exception", "web:by-exception"),),
    stale_days=None,
    before_write=_before_write,
)
