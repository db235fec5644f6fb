"""The register of votes on objective proposals."""

from typing import Any

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_records
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger import Refused
from lockstep.domain.records.declarations import (
    Card,
    Choice,
    Field,
    FieldKind,
    Move,
    Register,
    Section,
    Shape,
    State,
)
from lockstep.domain.strategy.models import ObjectiveProposal, ProposalVote

CHOICES = (Choice("for", "For it"), Choice("against", "Against it"), Choice("abstain", "Abstains"))


def _says_why(row: Any, standing: Any) -> str:
    if not row.choice:
        return "Say for, against or abstain first."
    is_bare = row.choice == "against" and not row.reason.strip()
    return "Say why you are against it; the others will want to know." if is_bare else ""


def _by_oneself(work: Any, row: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """Let nobody vote for another, nor give a vote to oneself."""
    if row is None:
        work.require(may_edit_records, load_node(work, changes["node_id"]))
    owner = changes["owner_id"] if "owner_id" in changes else getattr(row, "owner_id", None)
    is_said = any(changes.get(name) for name in ("choice", "reason")) or changes.get("state") == "cast"
    if is_said and work.user_id is not None and owner != work.user_id:
        raise Refused("vote", "Only the person who was asked may cast this vote.")
    if (
        row is not None
        and row.state == "cast"
        and "state" not in changes
        and {"choice", "owner_id"} & changes.keys()
    ):
        raise Refused(row.key, "It was cast; take it back first.")
    if "state" in changes:
        changes = {**changes, "cast_on": work.at.date() if changes["state"] == "cast" else None}
    return changes


def _still_open(row: Any, standing: Any) -> str:
    is_open = ObjectiveProposal.objects.filter(pk=row.proposal_id, state="voting").exists()
    return "" if is_open else "The vote is closed."


VOTES = Register(
    name="proposal-votes",
    record_type="strategy.proposalvote",
    key_prefix="VOT",
    singular="vote",
    plural="votes",
    purpose="Who was asked to vote on a proposal, how each voted, and why.",
    example="Against: the drivers for nights cannot be hired before spring.",
    icon="decision",
    group="Strategy",
    model=ProposalVote,
    label_words={"owner": "Voter", "due_on": "Vote by"},
    fields=(
        Field(
            "proposal",
            "Proposal",
            "What is voted on.",
            FieldKind.RECORD,
            target="strategy.objectiveproposal",
            is_required=True,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "choice",
            "Vote",
            "How the voter decides.",
            FieldKind.CHOICE,
            choices=CHOICES,
            is_list_default=True,
            is_filterable=True,
            is_groupable=True,
        ),
        Field(
            "reason", "Reason", "Why, in the words of the voter.", FieldKind.LONG_TEXT, is_list_default=True
        ),
        Field(
            "cast_on",
            "Cast on",
            "The day of the vote.",
            FieldKind.DATE,
            is_read_only=True,
            is_list_default=True,
            is_filterable=True,
        ),
    ),
    sections=(Section("Vote", ("title", "proposal", "owner", "due_on", "choice", "reason", "cast_on")),),
    states=(
        State("asked", "Asked", Shape.INFO),
        State("cast", "Cast", Shape.GOOD, is_closed=True),
    ),
    initial_state="asked",
    moves=(
        Move("cast", "Cast the vote", ("asked",), "cast", rule=_says_why, asks=("choice", "reason")),
        Move("retract", "Take it back", ("cast",), "asked", rule=_still_open),
    ),
    card=Card(("proposal", "owner", "choice")),
    default_sort="due_on",
    search_fields=("reason",),
    link_kinds=("concerns",),
    # Whoever was asked may vote, whatever role they have there.
    raise_=Permission.READ,
    stale_days=None,
    before_write=_by_oneself,
)
