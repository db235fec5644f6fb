"""The register of objective proposals: goals that wait for the decision of a board."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Value
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
from lockstep.domain.strategy import voting
from lockstep.domain.strategy.models import ObjectiveProposal, ProposalVote
from lockstep.domain.strategy.register.options import is_ready, recommended_from
from lockstep.domain.strategy.weighing import has_majority, refusal_to_close
from lockstep.foundation.findings import Severity

MAJORITIES = (
    Choice("simple", "Simple", "More votes for it than against it."),
    Choice("absolute", "Absolute", "More than half of all who were asked."),
    Choice("two_thirds", "Two thirds", "Two thirds of the votes for or against it."),
)


def votes_count(**conditions: Any) -> Any:
    """Return how many votes of a kind a proposal has, as SQL."""
    rows = ProposalVote.objects.filter(proposal_id=OuterRef("pk"), **conditions).order_by()
    counted = rows.values("proposal_id").annotate(found=Count("pk")).values("found")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def _may_be_asked(row: Any, standing: Any) -> str:
    if not row.why.strip():
        return "Say why the goal is worth it first."
    if not row.measure or row.target_value is None:
        return "Say what is measured, and the value wanted, first."
    return is_ready(row, "proposal") or ("" if row.due_on else "Say until when it is to be decided.")


def _closing(row: Any, is_carried: bool) -> str:
    tally = voting.tally_of(row.pk)
    refusal = refusal_to_close(tally, row.quorum, row.majority, row.due_on, row.today)
    if refusal or has_majority(tally, row.majority) is is_carried:
        return refusal
    words = f"{tally.in_favor} for, {tally.against} against, {tally.abstained} abstained"
    return f"The votes say otherwise: {words}, {row.majority.replace('_', ' ')} majority."


def _is_mandated(row: Any, standing: Any) -> str:
    if row.mandate_objective_id is not None or row.mandate_program_id is not None:
        return ""
    return "Name the objective or the program that follows, or let the page of proposals make it."


def _with_day(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    if changes.get("state") in ("carried", "lost"):
        return {**changes, "decided_on": work.at.date()}
    if changes.get("state") in ("draft", "voting"):
        return {**changes, "decided_on": None}
    return changes


def _asking(work: Any, row: Any, changes: dict[str, Any]) -> None:
    if changes.get("state") == "voting":
        voting.ask_deciders(work, row)


def _count(name: str, label: str, help_words: str, **conditions: Any) -> Field:
    return Field(
        name,
        label,
        help_words,
        FieldKind.COMPUTED,
        annotate=lambda: votes_count(**conditions),
        shown_as=FieldKind.INTEGER,
        is_list_default=name in ("in_favor", "against"),
        is_filterable=True,
    )


PROPOSALS = Register(
    name="objective-proposals",
    record_type="strategy.objectiveproposal",
    key_prefix="PRO",
    singular="objective proposal",
    plural="objective proposals",
    purpose="Goals that somebody wants set: the paper of options, the vote on it, and the mandate that follows.",
    example="Night service from the opening: three options, voted 4 to 1, became objective OBJ-5.",
    icon="objective",
    group="Strategy",
    model=ObjectiveProposal,
    label_words={"owner": "Proposed by", "due_on": "Decide by"},
    fields=(
        Field("why", "Why", "What it is good for, and what happens without it.", FieldKind.LONG_TEXT),
        Field("measure", "Measure", "What would be counted, and how.", FieldKind.TEXT),
        Field("unit", "Unit", "What the values are in.", FieldKind.TEXT),
        Field("baseline_value", "Today", "The value today.", FieldKind.NUMBER),
        Field("target_value", "Wanted", "The value wanted.", FieldKind.NUMBER, is_filterable=True),
        recommended_from("the proposal"),
        Field("recommendation", "Recommendation", "Why that one.", FieldKind.LONG_TEXT),
        Field(
            "quorum",
            "Quorum",
            "Which share of those asked must have voted.",
            FieldKind.SHARE,
            minimum=0,
            maximum=1,
            is_filterable=True,
        ),
        Field(
            "majority",
            "Majority",
            "Which majority carries it.",
            FieldKind.CHOICE,
            choices=MAJORITIES,
            is_filterable=True,
        ),
        _count("asked", "Asked", "How many were asked to vote."),
        _count("in_favor", "For", "How many voted for it.", state="cast", choice="for"),
        _count("against", "Against", "How many voted against it.", state="cast", choice="against"),
        _count("abstained", "Abstained", "How many abstained.", state="cast", choice="abstain"),
        Field(
            "decided_on",
            "Decided on",
            "The day on which the vote was closed.",
            FieldKind.DATE,
            is_read_only=True,
            is_filterable=True,
        ),
        Field("outcome", "Outcome", "What was decided, with conditions.", FieldKind.LONG_TEXT),
        Field(
            "mandate_objective",
            "Objective that follows",
            "The objective that was set for it.",
            FieldKind.RECORD,
            target="strategy.objective",
            is_filterable=True,
        ),
        Field(
            "mandate_program",
            "Program that follows",
            "The program that was given the mandate.",
            FieldKind.NODE,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("Proposal", ("title", "why", "measure", "unit", "baseline_value", "target_value", "owner")),
        Section("Options paper", ("recommended", "recommendation")),
        Section("Vote", ("due_on", "quorum", "majority", "asked", "in_favor", "against", "abstained")),
        Section("Outcome", ("decided_on", "outcome", "mandate_objective", "mandate_program")),
    ),
    states=(
        State("draft", "Draft", Shape.NONE, help="The paper of options is written."),
        State("voting", "Voted on", Shape.BUSY, help="The board was asked to decide."),
        State("carried", "Carried", Shape.GOOD, help="Decided; its mandate is to be given."),
        State("lost", "Lost", Shape.BAD, is_closed=True),
        State("mandated", "Mandated", Shape.GOOD, is_closed=True, help="An objective or a program follows."),
        State("withdrawn", "Withdrawn", Shape.NONE, is_closed=True),
    ),
    initial_state="draft",
    moves=(
        Move(
            "request",
            "Ask for the decision",
            ("draft",),
            "voting",
            rule=_may_be_asked,
            asks=("due_on", "quorum", "majority"),
            help="Everybody who may decide here is asked to vote.",
        ),
        Move(
            "carry",
            "Carried",
            ("voting",),
            "carried",
            rule=lambda row, standing: _closing(row, is_carried=True),
            asks=("outcome",),
            needs=Permission.DECIDE,
        ),
        Move(
            "refuse",
            "Lost",
            ("voting",),
            "lost",
            rule=lambda row, standing: _closing(row, is_carried=False),
            asks=("outcome",),
            needs=Permission.DECIDE,
        ),
        Move(
            "mandate",
            "Mandate given",
            ("carried",),
            "mandated",
            rule=_is_mandated,
            asks=("mandate_objective", "mandate_program"),
            needs=Permission.DECIDE,
        ),
        Move("withdraw", "Withdraw", ("draft", "voting"), "withdrawn"),
        Move("rework", "Work on it again", ("lost", "withdrawn", "carried"), "draft"),
    ),
    flags=(
        Flag(
            "unmandated",
            "No mandate yet",
            Severity.WARNING,
            lambda: Q(state="carried"),
            lambda row: (
                "It was carried, and nothing follows from it yet: set the objective or found the program."
            ),
        ),
        Flag(
            "vote_over",
            "Vote is over",
            Severity.WARNING,
            lambda: Q(state="voting", due_on__lt=today()),
            lambda row: "Its day has passed: close the vote.",
        ),
    ),
    card=Card(("recommended", "owner", "due_on")),
    default_sort="due_on",
    search_fields=("why", "measure", "outcome"),
    link_kinds=("became", "contributes_to", "supersedes", "concerns"),
    pages=(Page("paper", "Options and votes", "web:strategy-proposals"),),
    stale_days=60,
    before_write=_with_day,
    after_write=_asking,
)
