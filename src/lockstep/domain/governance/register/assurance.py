"""The registers of assurance reviews and of their findings."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.governance.assuring import (
    ANSWER_WITHIN_DAYS,
    CONFIDENCE_WORDS,
    OPEN_FINDING,
    Severity,
    age_days,
)
from lockstep.domain.governance.models import AssuranceFinding, AssuranceReview
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
from lockstep.domain.records.queries.hanging import attachments_of
from lockstep.domain.records.vocabulary import today
from lockstep.foundation.findings import Severity as Importance

ANSWERS = (
    Choice("accepted", "Accepted"),
    Choice("partly", "Accepted in part"),
    Choice("rejected", "Not accepted", "Say why; whoever decides closes it."),
)


def _open_findings(*severities: str) -> Any:
    rows = AssuranceFinding.objects.filter(review=OuterRef("pk"), state__in=OPEN_FINDING)
    if severities:
        rows = rows.filter(severity__in=severities)
    counted = rows.order_by().values("review").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def _may_report(row: Any, standing: Any) -> str:
    if row.held_on is None:
        return "Say on which day it was held."
    if row.held_on > row.today:
        return "A review of a coming day has no result yet."
    if not row.confidence:
        return "Give the confidence in delivery, one of five steps."
    if not row.report_at and not attachments_of("governance.assurancereview", row.pk):
        return "Attach the report, or say where it is kept."
    return ""


def _nothing_open(row: Any, standing: Any) -> str:
    count = AssuranceFinding.objects.filter(review_id=row.pk, state__in=OPEN_FINDING).count()
    return f"{count} of its findings are still open." if count else ""


REVIEWS_HELD = Register(
    name="assurance-reviews",
    record_type="governance.assurancereview",
    key_prefix="AR",
    singular="assurance review",
    plural="assurance reviews",
    purpose="Looks at the work by people who do not do it: how sure is delivery, and what is to be done.",
    example="Health check of the signaling by the city's audit office in May: delivery feasible, four findings.",
    icon="gate",
    group="Governance",
    model=AssuranceReview,
    label_words={"owner": "Arranged by", "due_on": "Planned for"},
    fields=(
        Field(
            "kind",
            "Kind",
            "What sort of look it is.",
            FieldKind.CHOICE,
            choices=(
                Choice("health", "Health check"),
                Choice("gate", "Before a gate"),
                Choice("audit", "Audit"),
                Choice("deep", "Deep dive"),
                Choice("peer", "Peer review"),
                Choice("closing", "After the end"),
            ),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field("scope", "Scope", "What is looked at, and what is not.", FieldKind.LONG_TEXT),
        Field(
            "reviewer",
            "Reviewer",
            "Who looks: names and the body that sent them.",
            FieldKind.TEXT,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "independence",
            "Independence",
            "How far away from the work the reviewer stands.",
            FieldKind.CHOICE,
            choices=(
                Choice("external", "Another organization"),
                Choice("corporate", "Same organization, outside the program"),
                Choice("program", "Same program, another project"),
                Choice("none", "Not independent"),
            ),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "held_on", "Held on", "The day of it.", FieldKind.DATE, is_list_default=True, is_filterable=True
        ),
        Field(
            "confidence",
            "Confidence in delivery",
            "How sure the reviewer is that what was promised is delivered, in five steps.",
            FieldKind.CHOICE,
            choices=tuple(Choice(step.value, words) for step, words in CONFIDENCE_WORDS.items()),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field("summary", "Summary", "What the reviewer says in a few sentences.", FieldKind.LONG_TEXT),
        Field(
            "report_at",
            "Report kept at",
            "Where the report is, if it is not attached here.",
            FieldKind.TEXT,
        ),
        Field("next_on", "Next review", "When somebody looks again.", FieldKind.DATE, is_filterable=True),
        Field(
            "open_findings",
            "Open findings",
            "How many of its findings are not closed.",
            FieldKind.COMPUTED,
            annotate=_open_findings,
            shown_as=FieldKind.INTEGER,
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("Review", ("title", "kind", "scope", "reviewer", "independence", "owner", "due_on")),
        Section("Result", ("held_on", "confidence", "summary", "report_at", "open_findings", "next_on")),
    ),
    states=(
        State("planned", "Planned", Shape.INFO),
        State("under_way", "Under way", Shape.BUSY),
        State("reported", "Reported", Shape.WARN, help="Its findings are worked off."),
        State("closed", "Closed", Shape.GOOD, is_closed=True, help="All its findings are closed."),
        State("dropped", "Not held", Shape.NONE, is_closed=True),
    ),
    initial_state="planned",
    moves=(
        Move("begin", "Begin", ("planned",), "under_way", asks=("reviewer", "independence")),
        Move(
            "report",
            "Report is there",
            ("planned", "under_way"),
            "reported",
            rule=_may_report,
            asks=("held_on", "confidence", "summary", "report_at"),
        ),
        Move("close", "Close", ("reported",), "closed", rule=_nothing_open),
        Move("drop", "Do without it", ("planned", "under_way"), "dropped", needs=Permission.DECIDE),
        Move("reopen", "Open again", ("closed", "dropped"), "planned"),
    ),
    flags=(
        Flag(
            "low_confidence",
            "Delivery in doubt",
            Importance.ERROR,
            lambda: Q(confidence__in=("doubt", "unachievable"), state="reported"),
            lambda row: "The reviewer doubts that what was promised is delivered.",
        ),
        Flag(
            "not_independent",
            "Not independent",
            Importance.WARNING,
            lambda: Q(independence="none"),
            lambda row: "Whoever reviews it works on it; it assures nobody.",
        ),
        Flag(
            "next_missed",
            "Next look is due",
            Importance.WARNING,
            lambda: Q(next_on__lt=today(), state__in=("reported", "closed")),
            lambda row: "The day of the next review has come.",
        ),
    ),
    card=Card(("kind", "confidence", "due_on")),
    default_sort="-due_on",
    search_fields=("reviewer", "scope", "summary"),
    link_kinds=("concerns", "evidences"),
    stale_days=90,
)


def _age(row: Any) -> int:
    return age_days(row.raised_on, row.closed_on, today())


def _may_answer(row: Any, standing: Any) -> str:
    if not row.answer:
        return "Say whether the recommendation is accepted."
    if not row.response:
        return "Say what will be done, or why not."
    if row.answer != "rejected" and (row.owner_id is None or row.due_on is None):
        return "Name one owner and a date."
    return ""


def _has_evidence(row: Any, standing: Any) -> str:
    return "" if row.evidence else "Say what shows that it is done; without evidence it stays open."


def severity_place() -> Any:
    """Return the place of the severity, the worst first."""
    whens = [When(severity=item.value, then=Value(place)) for place, item in enumerate(Severity)]
    return Case(*whens, default=Value(len(Severity)), output_field=IntegerField())


FINDINGS = Register(
    name="findings",
    record_type="governance.assurancefinding",
    key_prefix="FN",
    singular="finding",
    plural="findings",
    purpose="What reviews and audits found, who does what about it by when, and what shows that it is done.",
    example="Major: the safety case has no owner. Answered with a name and a date, closed with the appointment.",
    icon="warning",
    group="Governance",
    model=AssuranceFinding,
    fields=(
        Field(
            "review",
            "Review",
            "The review that found it.",
            FieldKind.RECORD,
            target="governance.assurancereview",
            is_required=True,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "severity",
            "Severity",
            "How bad it is: critical means now, major before the next gate, minor in good time.",
            FieldKind.CHOICE,
            choices=tuple(Choice(item.value, item.value.capitalize()) for item in Severity),
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
            is_groupable=True,
        ),
        Field("observed", "Observed", "What was seen, and where.", FieldKind.LONG_TEXT),
        Field("recommendation", "Recommendation", "What the reviewer advises.", FieldKind.LONG_TEXT),
        Field(
            "answer",
            "Answer",
            "Whether the recommendation is accepted.",
            FieldKind.CHOICE,
            choices=ANSWERS,
            is_filterable=True,
            is_groupable=True,
        ),
        Field("response", "Response", "What is done about it, or why nothing.", FieldKind.LONG_TEXT),
        Field("evidence", "Evidence", "What shows that it is done.", FieldKind.LONG_TEXT),
        Field(
            "age_days",
            "Age",
            "Days since it was found, until it is closed.",
            FieldKind.COMPUTED,
            compute=_age,
            shown_as=FieldKind.INTEGER,
            is_list_default=True,
            unit="d",
        ),
    ),
    sections=(
        Section("Finding", ("title", "review", "severity", "observed", "recommendation", "age_days")),
        Section("Answer", ("answer", "response", "owner", "due_on")),
        Section("Closure", ("evidence",)),
    ),
    states=(
        State("open", "Open", Shape.BAD, help="Nobody has answered it."),
        State("answered", "Answered", Shape.BUSY, help="It is worked off."),
        State("done", "Done, to be checked", Shape.INFO, help="Whoever decides looks at the evidence."),
        State("closed", "Closed", Shape.GOOD, is_closed=True),
        State("tolerated", "Tolerated", Shape.WARN, is_closed=True, help="Whoever decides lives with it."),
    ),
    initial_state="open",
    moves=(
        Move(
            "answer",
            "Answer",
            ("open",),
            "answered",
            rule=_may_answer,
            asks=("answer", "response", "owner", "due_on"),
        ),
        Move("finish", "Done", ("answered",), "done", rule=_has_evidence, asks=("evidence",)),
        Move(
            "close",
            "Close",
            ("done",),
            "closed",
            rule=_has_evidence,
            asks=("evidence",),
            needs=Permission.DECIDE,
            help="Whoever decides has seen the evidence.",
        ),
        Move("return", "Not done yet", ("done",), "answered", needs=Permission.DECIDE),
        Move(
            "tolerate",
            "Live with it",
            ("open", "answered"),
            "tolerated",
            rule=lambda row, standing: "" if row.response else "Say why it can be lived with.",
            asks=("response",),
            needs=Permission.DECIDE,
        ),
        Move("reopen", "Open again", ("closed", "tolerated"), "answered"),
    ),
    flags=(
        Flag(
            "critical_open",
            "Critical and open",
            Importance.ERROR,
            lambda: Q(severity="critical", state__in=OPEN_FINDING),
            lambda row: "It is critical; gates may wait for it.",
        ),
        Flag(
            "unanswered",
            "Not answered",
            Importance.WARNING,
            lambda: Q(state="open", raised_on__lt=_days_ago(ANSWER_WITHIN_DAYS)),
            lambda row: f"Nobody has answered it within {ANSWER_WITHIN_DAYS} days.",
        ),
        Flag(
            "unchecked",
            "Waits for a check",
            Importance.NOTE,
            lambda: Q(state="done"),
            lambda row: "It is said to be done; look at the evidence and close it.",
        ),
    ),
    card=Card(("severity", "owner", "due_on")),
    default_sort="severity",
    search_fields=("observed", "recommendation", "response"),
    link_kinds=("concerns", "caused_by", "evidences"),
    pages=(Page("ages", "Ages", "web:finding-ages"),),
    stale_days=30,
)


def _days_ago(days: int) -> date:
    return today() - timedelta(days=days)
