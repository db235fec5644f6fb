"""The registers of responsibilities and of report duties: how the program is run."""

from datetime import timedelta
from typing import Any

from django.db.models import Case, F, FloatField, Q, Value, When
from django.db.models.functions import Cast

from lockstep.domain.governance.models import ReportDuty, Responsibility
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
from lockstep.foundation.findings import Severity


def _forum_field(help_text: str) -> Field:
    return Field(
        "forum",
        "Forum",
        help_text,
        FieldKind.RECORD,
        target="governance.forum",
        is_list_default=True,
        is_filterable=True,
        is_groupable=True,
    )


def _may_hold(row: Any, standing: Any) -> str:
    if not row.accountable.strip():
        return "Name the one role that is accountable first."
    return "" if row.responsible.strip("|") else "Name who does the work first."


RESPONSIBILITIES = Register(
    name="responsibilities",
    record_type="governance.responsibility",
    key_prefix="RA",
    singular="responsibility",
    plural="responsibilities",
    purpose="Who does what in running the program, who answers for it, who is asked before and who is told after.",
    example="Approve a change above a month: program manager prepares, board answers for it, projects are consulted.",
    icon="forum",
    group="Governance",
    model=Responsibility,
    fields=(
        Field(
            "kind",
            "Kind",
            "An activity of running the program, or a decision.",
            FieldKind.CHOICE,
            choices=(Choice("activity", "Activity"), Choice("decision", "Decision")),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field("responsible", "Responsible", "The roles that do it.", FieldKind.TAGS, is_list_default=True),
        Field(
            "accountable",
            "Accountable",
            "The one role that answers for it.",
            FieldKind.TEXT,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "consulted", "Consulted", "The roles that are asked before.", FieldKind.TAGS, is_list_default=True
        ),
        Field("informed", "Informed", "The roles that are told after.", FieldKind.TAGS, is_list_default=True),
        _forum_field("The body in which it is done or decided."),
    ),
    sections=(
        Section(
            "Responsibility",
            ("title", "kind", "responsible", "accountable", "consulted", "informed", "forum", "owner"),
        ),
    ),
    states=(
        State("proposed", "Proposed", Shape.INFO),
        State("agreed", "Agreed", Shape.GOOD),
        State("dropped", "Dropped", Shape.NONE, is_closed=True),
    ),
    initial_state="proposed",
    moves=(
        Move("agree", "Agree", ("proposed",), "agreed", rule=_may_hold, asks=("responsible", "accountable")),
        Move("drop", "Drop", ("proposed", "agreed"), "dropped"),
        Move("reopen", "Open again", ("agreed", "dropped"), "proposed"),
    ),
    flags=(
        Flag(
            "nobody_answers",
            "Nobody answers for it",
            Severity.WARNING,
            lambda: Q(accountable="") & ~Q(state="dropped"),
            lambda row: "No role is accountable: name exactly one.",
        ),
    ),
    card=Card(("kind", "accountable", "forum")),
    default_sort="title",
    search_fields=("responsible", "accountable", "consulted", "informed"),
    link_kinds=("concerns",),
    pages=(Page("matrix", "Matrix", "web:raci"),),
    stale_days=None,
)


def _is_delivered(row: Any, standing: Any) -> str:
    return "" if row.due_on is not None else "Say when the next one is due first."


def _before_report(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Date a delivered report, count it late where its day was over, and set the next one."""
    if row is None or changes.get("state") != "owed" or row.state != "owed" or row.due_on is None:
        return changes
    late = max(0, (today() - row.due_on).days)
    step = timedelta(days=row.every_days)
    following = row.due_on + step
    while following <= today():
        following += step
    return {
        **changes,
        "delivered_on": today(),
        "due_on": following,
        "delivered": row.delivered + 1,
        "delivered_late": row.delivered_late + int(late > 0),
        "days_late": row.days_late + late,
    }


REPORT_DUTIES = Register(
    name="report-duties",
    record_type="governance.reportduty",
    key_prefix="RD",
    singular="report duty",
    plural="report duties",
    purpose="Which reports are owed to which forum, how often, and how punctually they come.",
    example="Highlight report of signaling to the board, every four weeks; 7 delivered, 1 late.",
    icon="communication",
    group="Governance",
    model=ReportDuty,
    label_words={"owner": "Owed by", "due_on": "Next due"},
    fields=(
        _forum_field("The body that reads it."),
        Field(
            "every_days",
            "Every",
            "Days from one report to the next.",
            FieldKind.INTEGER,
            minimum=1,
            maximum=366,
            unit="d",
            is_list_default=True,
        ),
        Field("contents", "Contents", "What it says.", FieldKind.LONG_TEXT),
        Field(
            "delivered_on",
            "Last delivered",
            "The day of the last report.",
            FieldKind.DATE,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
        ),
        Field("delivered", "Delivered", "How many came.", FieldKind.INTEGER, is_read_only=True),
        Field(
            "delivered_late", "Late", "How many came after their day.", FieldKind.INTEGER, is_read_only=True
        ),
        Field("days_late", "Days late", "By how many days in all.", FieldKind.INTEGER, is_read_only=True),
        Field(
            "late_share",
            "Share late",
            "The share that came after its day.",
            FieldKind.COMPUTED,
            annotate=lambda: Case(
                When(delivered=0, then=Value(None)),
                default=Cast(F("delivered_late"), FloatField()) / Cast(F("delivered"), FloatField()),
                output_field=FloatField(),
            ),
            shown_as=FieldKind.SHARE,
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("Report", ("title", "forum", "owner", "every_days", "due_on", "contents")),
        Section("Punctuality", ("delivered_on", "delivered", "delivered_late", "days_late", "late_share")),
    ),
    states=(
        State("owed", "Owed", Shape.BUSY),
        State("ended", "Ended", Shape.NONE, is_closed=True),
    ),
    initial_state="owed",
    moves=(
        Move("deliver", "Delivered", ("owed",), "owed", rule=_is_delivered),
        Move("end", "End", ("owed",), "ended"),
        Move("revive", "Take up again", ("ended",), "owed"),
    ),
    card=Card(("forum", "owner", "due_on")),
    default_sort="due_on",
    search_fields=("contents",),
    link_kinds=("concerns",),
    pages=(Page("operating", "Operating model", "web:operating-model"),),
    stale_days=None,
    before_write=_before_report,
)
