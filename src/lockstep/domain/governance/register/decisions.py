"""The register of decisions: the log of what was asked, weighed and decided."""

from typing import Any

from django.db.models import F, Q

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.governance.authority import require_authority
from lockstep.domain.governance.comparing import compare, read_matrix
from lockstep.domain.governance.models import Decision
from lockstep.domain.governance.register.stakes import STAKE_FIELDS, stake_of
from lockstep.domain.governance.vocabulary import Matter
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

CLOSE_CALL = 0.25
"""The winner is close when a weight need only change by this share until another option wins."""
LEAST_OPTIONS = 2


def _compared(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Keep what the matrix says in columns; refuse a matrix that cannot be read."""
    if row is not None and not {"criteria", "options"} & changes.keys():
        return changes

    def value(name: str) -> str:
        return changes[name] if name in changes else getattr(row, name, "")

    matrix, findings = read_matrix(value("criteria"), value("options"))
    if findings:
        raise Refused("decision", " ".join(finding.sentence for finding in findings))
    found = compare(matrix)
    first = found.ranked[0] if found.ranked else None
    closest = found.closest
    return {
        **changes,
        "leading": found.winner,
        "leading_score": first.total if first is not None and first.rank else None,
        "lead": found.lead,
        "flip_criterion": closest.criterion.name if closest else "",
        "flip_change": closest.change if closest else None,
    }


def _before_write(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Compare the options anew; refuse a decision of somebody whose authority does not reach so far."""
    if row is not None and changes.get("state") == "decided" and row.state != "decided":
        forum = changes.get("forum_id", row.forum_id)
        require_authority(work, row.key, row.node_id, Matter.DECISIONS, stake_of(row, changes), forum)
    return _compared(work, row, changes)


def _is_ready(row: Any, standing: Any) -> str:
    if not row.question:
        return "Write the question as one that can be answered first."
    matrix, findings = read_matrix(row.criteria, row.options)
    if findings:
        return findings[0].sentence
    if len(matrix.options) < LEAST_OPTIONS:
        return "Name at least two options first; doing nothing is one."
    if row.decider_id is None and row.forum_id is None:
        return "Say who decides first, a person or a forum."
    return "" if row.due_on is not None else "Say until when it is to be decided first."


def _is_decided(row: Any, standing: Any) -> str:
    if row.decided_on is None:
        return "Say on which day it was decided."
    if row.decided_on > row.today:
        return "The day of a decision cannot be a coming one."
    if not row.chosen:
        return "Say which option was chosen."
    names = {option.name.casefold() for option in read_matrix(row.criteria, row.options)[0].options}
    if names and row.chosen.strip().casefold() not in names:
        return (
            "What was chosen is none of the options; add it to them, so that the log shows what was weighed."
        )
    against = row.leading and row.chosen.strip().casefold() != row.leading.casefold()
    if against and not row.outcome:
        return f"The matrix says {row.leading}; write down why it was decided otherwise."
    return ""


def _latency(row: Any) -> int | None:
    return None if row.decided_on is None else (row.decided_on - row.raised_on).days


def _flip_words(row: Any) -> str:
    if not row.leading:
        return ""
    if row.flip_change is None:
        return f"{row.leading} wins whatever a single weight is."
    return f"{row.leading} wins until the weight of “{row.flip_criterion}” changes by {row.flip_change:+.3g}."


DECISIONS = Register(
    name="decisions",
    record_type="governance.decision",
    key_prefix="D",
    singular="decision",
    plural="decisions",
    purpose="Questions that somebody has to decide: the options, what speaks for each, what was decided and why.",
    example="Open the line in two stages? Decided by the steering committee on the 12th: yes, north first.",
    icon="decision",
    group="Governance",
    model=Decision,
    label_words={"owner": "Prepared by", "due_on": "Decide by"},
    fields=(
        Field(
            "question",
            "Question",
            "What is to be decided, as a question with an answer.",
            FieldKind.LONG_TEXT,
        ),
        Field(
            "background", "Background", "What whoever decides must know, in half a page.", FieldKind.LONG_TEXT
        ),
        Field(
            "criteria",
            "Criteria",
            "One a line with its weight, such as “Cost: 40”.",
            FieldKind.LONG_TEXT,
            is_sortable=False,
        ),
        Field(
            "options",
            "Options",
            "One a line with its scores from 0 to 10 in the order of the criteria, such as “Bridge: 7, 4, -”.",
            FieldKind.LONG_TEXT,
            is_sortable=False,
        ),
        Field(
            "leading",
            "Ahead in the matrix",
            "The option with the best weighted mean; empty on a tie or while scores are missing.",
            FieldKind.TEXT,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "leading_score",
            "Its score",
            "The weighted mean of the best option, from 0 to 10.",
            FieldKind.NUMBER,
            is_read_only=True,
            is_filterable=True,
        ),
        Field(
            "lead",
            "Lead",
            "How far the best option is ahead of the second.",
            FieldKind.NUMBER,
            is_read_only=True,
        ),
        Field(
            "flip_criterion",
            "Most sensitive criterion",
            "The criterion whose weight needs the smallest relative change until another option wins.",
            FieldKind.TEXT,
            is_read_only=True,
            is_filterable=True,
        ),
        Field(
            "flip_change",
            "Change that flips it",
            "By how much that weight must change until another option wins.",
            FieldKind.NUMBER,
            is_read_only=True,
            is_filterable=True,
        ),
        Field(
            "sensitivity",
            "How sure the winner is",
            "What it takes until another option wins, in words.",
            FieldKind.COMPUTED,
            compute=_flip_words,
            shown_as=FieldKind.TEXT,
        ),
        Field("recommended", "Recommended option", "The option that is recommended.", FieldKind.TEXT),
        Field("recommendation", "Recommendation", "Why that one, and what it asks for.", FieldKind.LONG_TEXT),
        Field(
            "decider",
            "Decider",
            "Who decides, where it is one person.",
            FieldKind.PERSON,
            is_list_default=True,
            is_filterable=True,
            is_bulk=True,
            is_groupable=True,
        ),
        Field(
            "forum",
            "Forum",
            "Where it is decided.",
            FieldKind.RECORD,
            target="governance.forum",
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        *STAKE_FIELDS,
        Field("chosen", "Chosen option", "The option that was chosen.", FieldKind.TEXT, is_filterable=True),
        Field("outcome", "Outcome", "What was decided, with reason and conditions.", FieldKind.LONG_TEXT),
        Field("dissent", "Dissent", "Who was against, and why; it helps the review.", FieldKind.LONG_TEXT),
        Field(
            "decided_on",
            "Decided on",
            "The day of the decision.",
            FieldKind.DATE,
            is_list_default=True,
            is_filterable=True,
        ),
        Field(
            "latency_days",
            "Took",
            "Days from the question to the decision.",
            FieldKind.COMPUTED,
            compute=_latency,
            shown_as=FieldKind.INTEGER,
            unit="d",
        ),
        Field(
            "review_on",
            "Look back on",
            "When it is checked whether the decision was right.",
            FieldKind.DATE,
            is_filterable=True,
        ),
    ),
    sections=(
        Section("The question", ("title", "question", "background", "forum", "decider", "due_on", "owner")),
        Section(
            "The options",
            (
                "criteria",
                "options",
                "leading",
                "leading_score",
                "lead",
                "sensitivity",
                "flip_criterion",
                "flip_change",
            ),
        ),
        Section("The recommendation", ("recommended", "recommendation")),
        Section("At stake", ("stake_days", "stake_money", "stake_risk")),
        Section("The decision", ("chosen", "outcome", "dissent", "decided_on", "latency_days", "review_on")),
    ),
    states=(
        State("prepared", "In preparation", Shape.BUSY, help="Background, options and scores are gathered."),
        State(
            "ready",
            "Ready to decide",
            Shape.INFO,
            help="The brief is complete; it waits for whoever decides.",
        ),
        State("decided", "Decided", Shape.GOOD, is_closed=True),
        State("reviewed", "Looked back at", Shape.GOOD, is_closed=True, help="It was checked in hindsight."),
        State("dropped", "Dropped", Shape.NONE, is_closed=True, help="Nobody needs the answer any more."),
    ),
    initial_state="prepared",
    moves=(
        Move(
            "offer",
            "Ready to decide",
            ("prepared",),
            "ready",
            rule=_is_ready,
            asks=("recommended", "recommendation", "decider", "forum", "due_on"),
        ),
        Move("rework", "Back to preparation", ("ready",), "prepared"),
        Move(
            "decide",
            "Record the decision",
            ("ready",),
            "decided",
            rule=_is_decided,
            asks=("chosen", "outcome", "dissent", "decided_on", "review_on"),
            help="Whoever decides needs the authority for what is at stake.",
        ),
        Move("review", "Looked back", ("decided",), "reviewed"),
        Move("reopen", "Open again", ("decided", "reviewed", "dropped"), "prepared", needs=Permission.DECIDE),
        Move("drop", "Drop", ("prepared", "ready"), "dropped"),
    ),
    flags=(
        Flag(
            "review_due",
            "Look back",
            Severity.WARNING,
            lambda: Q(state="decided", review_on__lte=today()),
            lambda row: "The day has come to check whether it was right.",
        ),
        Flag(
            "against_matrix",
            "Decided otherwise",
            Severity.NOTE,
            lambda: Q(state__in=("decided", "reviewed")) & ~Q(leading="") & ~Q(chosen__iexact=F("leading")),
            lambda row: f"The matrix was for {row.leading}.",
        ),
        Flag(
            "undecided_matrix",
            "No winner yet",
            Severity.NOTE,
            lambda: Q(state="ready", leading=""),
            lambda row: "Scores are missing, or two options are level.",
        ),
    ),
    card=Card(("leading", "decider", "due_on")),
    default_sort="due_on",
    search_fields=("question", "background", "outcome"),
    link_kinds=("decides", "concerns", "supersedes", "affects", "resolves"),
    pages=(Page("matrices", "Matrices", "web:decision-matrices"),),
    stale_days=30,
    before_write=_before_write,
)
