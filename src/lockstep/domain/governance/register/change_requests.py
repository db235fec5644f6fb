"""The register of change requests: what is asked for, what it does to the plan, who approved it."""

from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    Value,
    When,
)

from lockstep.domain.access.policies import may_edit_schedule
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.governance.authority import require_authority
from lockstep.domain.governance.models import ChangeRequest, ChangeResponse
from lockstep.domain.governance.register.stakes import BAND_CHOICES
from lockstep.domain.governance.responding import ask_parties
from lockstep.domain.governance.trials import adopt, is_outdated, stake_of, trial_of
from lockstep.domain.governance.vocabulary import ChangeKind, Matter
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
from lockstep.domain.records.vocabulary import today
from lockstep.foundation.findings import Severity

OPEN = ("draft", "submitted", "deferred")
_KINDS = {
    ChangeKind.SCOPE: "Scope",
    ChangeKind.SCHEDULE: "Schedule",
    ChangeKind.COST: "Cost",
    ChangeKind.QUALITY: "Quality",
    ChangeKind.BENEFIT: "Benefit",
    ChangeKind.RESOURCE: "Resource",
}


def _outdated() -> Q:
    return Q(state__in=OPEN) & ~Q(trial__revision=F("trial__network__revision")) & Q(trial__isnull=False)


def _is_opposed() -> Q:
    against = ChangeResponse.objects.filter(request=OuterRef("pk"), state="objects")
    return Q(state__in=OPEN) & Q(Exists(against))


def _may_be_submitted(row: Any, standing: Any) -> str:
    if not row.reason.strip():
        return "Say why the change is needed first; those affected read that."
    return "" if row.due_on is not None else "Say until when it is to be decided first."


def _is_answered(row: Any, standing: Any) -> str:
    waiting = ChangeResponse.objects.filter(request_id=row.pk, state="asked").count()
    if waiting:
        who = "1 project has" if waiting == 1 else f"{waiting} projects have"
        return f"{who} not answered yet; ask them, or lift their answer."
    against = ChangeResponse.objects.filter(request_id=row.pk, state="objects").exists()
    if against and not row.verdict.strip():
        return "A project objects: say why it is approved all the same."
    return ""


def _is_reasoned(row: Any, standing: Any) -> str:
    return "" if row.verdict.strip() else "Say why; whoever asked reads that first."


def _before_write(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Refuse an approval that the plan or the authority of who gives it does not bear."""
    state = changes.get("state")
    if row is None or state == row.state or state not in ("approved", "rejected"):
        return changes
    found = {**changes, "decided_on": today(), "approver_id": work.user_id}
    if state == "rejected":
        return found
    trial = trial_of(row.pk)
    if trial is not None and is_outdated(trial):
        raise Refused(
            row.key, "The plan moved on since its effect was computed; compute it again, then decide on that."
        )
    forum = changes.get("forum_id", row.forum_id)
    require_authority(work, row.key, row.node_id, Matter.CHANGES, stake_of(row), forum)
    if found.get("effective_on", row.effective_on) is None:
        found["effective_on"] = today()
    return found


def _after_write(work: Any, row: Any, changes: dict[str, Any]) -> None:
    """Ask those affected when it is submitted; carry the trial out when it is approved."""
    if changes.get("state") == "submitted":
        ask_parties(work, row)
    elif changes.get("state") == "approved":
        work.require(may_edit_schedule, row)
        adopt(work, row)


def _trial(column: str) -> Any:
    return lambda: F(f"trial__{column}")


def _more_people() -> Any:
    return ExpressionWrapper(F("trial__peak_after") - F("trial__peak_before"), output_field=FloatField())


def _more_cost() -> Any:
    """Return what the trial costs more, where that is in the currency of the request."""
    is_alike = Q(trial__cost_currency="") | Q(trial__cost_currency=F("currency"))
    more = ExpressionWrapper(F("trial__cost_after") - F("trial__cost_before"), output_field=BigIntegerField())
    return Case(When(is_alike, then=more), default=Value(None), output_field=BigIntegerField())


_DECIDED = ("forum", "effective_on", "verdict")
CHANGE_REQUESTS = Register(
    name="change-requests",
    record_type="governance.changerequest",
    key_prefix="CR",
    singular="change request",
    plural="change requests",
    purpose="What somebody wants to change of what was agreed, what that does to the plan, and who approved it.",
    example="Two more stops in the south: 12 working days later, 8 by P80; the board approved it on the 4th.",
    icon="change",
    group="Governance",
    model=ChangeRequest,
    label_words={"owner": "Asked for by", "due_on": "Decide by"},
    fields=(
        Field(
            "kind",
            "Kind",
            "What it changes first of all.",
            FieldKind.CHOICE,
            choices=tuple(Choice(kind.value, words) for kind, words in _KINDS.items()),
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "reason", "Reason", "Why the change is needed, and what happens without it.", FieldKind.LONG_TEXT
        ),
        Field(
            "scope_words",
            "Scope",
            "What is added to the scope or taken from it, in words.",
            FieldKind.LONG_TEXT,
        ),
        Field(
            "cost_change",
            "Cost",
            "What it costs more; below zero it saves.",
            FieldKind.MONEY,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "risk_band",
            "Risk",
            "How much risk the change brings.",
            FieldKind.CHOICE,
            choices=BAND_CHOICES,
            is_filterable=True,
        ),
        Field(
            "finish_days",
            "Finish",
            "Working days by which its home finishes later, computed from its trial.",
            FieldKind.COMPUTED,
            annotate=_trial("finish_days"),
            shown_as=FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
            unit="d",
        ),
        Field(
            "p80_days",
            "P80",
            "Working days by which the P80 of its home is later, simulated with and without the trial.",
            FieldKind.COMPUTED,
            annotate=_trial("p80_days"),
            shown_as=FieldKind.NUMBER,
            is_list_default=True,
            is_filterable=True,
            unit="d",
        ),
        Field(
            "plan_cost",
            "Cost by the plan",
            "What the work costs more at the rates of the plan, by its trial; for those who may know rates.",
            FieldKind.COMPUTED,
            annotate=_more_cost,
            shown_as=FieldKind.MONEY,
            is_filterable=True,
            secrecy=Permission.READ_SECRETS,
        ),
        Field(
            "peak_people",
            "Peak demand",
            "How many people more the busiest week asks for, computed from its trial.",
            FieldKind.COMPUTED,
            annotate=_more_people,
            shown_as=FieldKind.NUMBER,
            is_filterable=True,
            unit="FTE",
        ),
        Field(
            "moved",
            "Activities moved",
            "How many activities get other dates.",
            FieldKind.COMPUTED,
            annotate=_trial("moved"),
            shown_as=FieldKind.INTEGER,
            is_filterable=True,
        ),
        Field(
            "added",
            "Activities added",
            "How many activities come to the plan.",
            FieldKind.COMPUTED,
            annotate=_trial("added"),
            shown_as=FieldKind.INTEGER,
            is_filterable=True,
        ),
        Field(
            "removed",
            "Activities removed",
            "How many activities leave the plan.",
            FieldKind.COMPUTED,
            annotate=_trial("removed"),
            shown_as=FieldKind.INTEGER,
            is_filterable=True,
        ),
        Field(
            "effect",
            "Effect",
            "What the trial moves, as it was computed.",
            FieldKind.COMPUTED,
            annotate=_trial("sentence"),
            shown_as=FieldKind.TEXT,
        ),
        Field(
            "computed_at",
            "Computed",
            "When the effect was computed.",
            FieldKind.COMPUTED,
            annotate=_trial("computed_at"),
            shown_as=FieldKind.DATETIME,
        ),
        Field(
            "forum",
            "Forum",
            "The body that decides on it.",
            FieldKind.RECORD,
            target="governance.forum",
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "approver",
            "Decided by",
            "Who approved or rejected it.",
            FieldKind.PERSON,
            is_read_only=True,
            is_filterable=True,
        ),
        Field(
            "decided_on",
            "Decided on",
            "The day of the decision.",
            FieldKind.DATE,
            is_read_only=True,
            is_filterable=True,
        ),
        Field(
            "effective_on",
            "Effective",
            "The day from which the change holds.",
            FieldKind.DATE,
            is_filterable=True,
        ),
        Field("verdict", "Why so", "Why it was approved, rejected or put off.", FieldKind.LONG_TEXT),
    ),
    sections=(
        Section("What is asked for", ("title", "kind", "reason", "scope_words", "owner", "due_on")),
        Section(
            "What it does",
            (
                "effect",
                "finish_days",
                "p80_days",
                "plan_cost",
                "peak_people",
                "moved",
                "added",
                "removed",
                "cost_change",
                "risk_band",
                "computed_at",
            ),
        ),
        Section("Decision", ("forum", "approver", "decided_on", "effective_on", "verdict")),
    ),
    states=(
        State("draft", "Drafted", Shape.INFO, help="Its trial can be put together."),
        State("submitted", "With those affected", Shape.BUSY, help="Every project that it hits answers."),
        State("deferred", "Put off", Shape.WARN),
        State("approved", "Approved", Shape.GOOD, is_closed=True, help="The plan was changed with it."),
        State("rejected", "Rejected", Shape.BAD, is_closed=True),
        State("withdrawn", "Withdrawn", Shape.NONE, is_closed=True),
    ),
    initial_state="draft",
    moves=(
        Move(
            "submit",
            "Submit",
            ("draft", "deferred"),
            "submitted",
            rule=_may_be_submitted,
            asks=("reason", "due_on", "forum"),
            help="Asks every project that its trial hits for an answer.",
        ),
        Move(
            "approve",
            "Approve",
            ("submitted",),
            "approved",
            rule=_is_answered,
            asks=_DECIDED,
            help="Carries the trial out in the plan, in the same change, which can be undone.",
        ),
        Move("reject", "Reject", ("submitted",), "rejected", rule=_is_reasoned, asks=("forum", "verdict")),
        Move("defer", "Put off", ("submitted",), "deferred", rule=_is_reasoned, asks=("verdict", "due_on")),
        Move("withdraw", "Withdraw", OPEN, "withdrawn"),
        Move("rework", "Back to drafting", ("submitted", "deferred", "rejected", "withdrawn"), "draft"),
    ),
    flags=(
        Flag(
            "outdated",
            "Effect outdated",
            Severity.WARNING,
            _outdated,
            lambda row: "The plan moved on since its effect was computed; compute it again.",
        ),
        Flag(
            "objection",
            "A project objects",
            Severity.WARNING,
            _is_opposed,
            lambda row: "A project that it hits is against it.",
        ),
        Flag(
            "no_trial",
            "Without a trial",
            Severity.NOTE,
            lambda: Q(state="submitted", trial__isnull=True),
            lambda row: "Nobody tried what it does to the plan.",
        ),
    ),
    card=Card(("kind", "finish_days", "due_on")),
    default_sort="due_on",
    search_fields=("reason", "scope_words", "verdict"),
    link_kinds=("affects", "resolves", "supersedes", "concerns"),
    pages=(Page("effects", "Effects", "web:change-effects"),),
    stale_days=30,
    before_write=_before_write,
    after_write=_after_write,
)
