"""Asking a board to decide on a proposal, voting, closing the vote, and giving the mandate."""

from typing import Any

from pydantic import BaseModel

from lockstep.domain.access.policies import may_decide
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.portfolio.actions.nodes import add_node
from lockstep.domain.records.actions import ThingRef, link_records, move_record, raise_record
from lockstep.domain.strategy.models import ObjectiveProposal, ProposalVote
from lockstep.domain.strategy.voting import ask, tally_of
from lockstep.domain.strategy.weighing import has_majority

PROPOSAL, OBJECTIVE, NODE = "strategy.objectiveproposal", "strategy.objective", "access.node"


class NewProgram(BaseModel):
    """A program to be founded by a mandate."""

    name: str
    parent: int
    code: str = ""


@action("strategy.request_decision", version=1)
def request_decision(
    work: Work,
    *,
    proposal: int,
    version: int,
    voters: list[int] | None = None,
    due_on: str | None = None,
    quorum: float | None = None,
    majority: str | None = None,
) -> Any:
    """Ask for the decision on a proposal: the voters named, or everybody who may decide there, get a vote to cast.

    Of day, quorum and majority the proposal keeps its own where nothing else is given.
    """
    row = work.get(ObjectiveProposal, proposal)
    asked = {"due_on": due_on, "quorum": quorum, "majority": majority}
    fields = {name: value for name, value in asked.items() if value is not None}
    if voters:
        # Votes that stand already keep the move from asking everybody.
        ask(work, row, dict.fromkeys(voters))
    ends = {"record": proposal, "version": version, "move": "request", "fields": fields}
    moved = move_record(work, register="objective-proposals", **ends)
    if moved.due_on is not None:
        for vote in ProposalVote.objects.filter(proposal_id=proposal, due_on__isnull=True).order_by("pk"):
            work.change(vote, version=vote.version, due_on=moved.due_on, changed_at=work.at)
    return moved


@action("strategy.cast_vote", version=1)
def cast_vote(work: Work, *, proposal: int, choice: str, reason: str = "") -> Any:
    """Cast the vote of whoever acts."""
    row = work.get(ObjectiveProposal, proposal)
    mine = ProposalVote.objects.filter(proposal_id=proposal, owner_id=work.user_id).first()
    if mine is None or work.user_id is None:
        raise Refused(row.key, "You were not asked to vote on it.")
    if row.state != "voting":
        raise Refused(row.key, "The vote is closed.")
    fields = {"choice": choice, "reason": reason}
    ends = {"record": mine.pk, "version": mine.version, "move": "cast", "fields": fields}
    return move_record(work, register="proposal-votes", **ends)


@action("strategy.close_vote", version=1)
def close_vote(work: Work, *, proposal: int, version: int, outcome: str = "") -> Any:
    """Close the vote as it stands: the proposal is carried or lost by its quorum and majority."""
    row = work.get(ObjectiveProposal, proposal)
    move = "carry" if has_majority(tally_of(row.pk), row.majority) else "refuse"
    ends = {"record": proposal, "version": version, "move": move, "fields": {"outcome": outcome}}
    return move_record(work, register="objective-proposals", **ends)


@action("strategy.give_mandate", version=1)
def give_mandate(
    work: Work, *, proposal: int, version: int, program: NewProgram | None = None, owner: int | None = None
) -> Any:
    """Set the objective that was carried, and found the program for it where one is wanted; both are linked."""
    row = work.get(ObjectiveProposal, proposal)
    work.require(may_decide, row)
    if row.state != "carried":
        raise Refused(row.key, "Only what was carried by a vote gets a mandate.")
    objective = raise_record(work, register="objectives", node=row.node_id, fields=_goal(row, owner))
    source = ThingRef(type=PROPOSAL, id=row.pk)
    link_records(work, kind="became", source=source, target=ThingRef(type=OBJECTIVE, id=objective.pk))
    mandate: dict[str, Any] = {"mandate_objective": objective.pk}
    if program is not None:
        founded = add_node(
            work, kind=NodeKind.PROGRAM, name=program.name, parent=program.parent, code=program.code
        )
        link_records(work, kind="became", source=source, target=ThingRef(type=NODE, id=founded.pk))
        mandate["mandate_program"] = founded.pk
    ends = {"record": proposal, "version": version, "move": "mandate", "fields": mandate}
    return move_record(work, register="objective-proposals", **ends)


def _goal(row: ObjectiveProposal, owner: int | None) -> dict[str, Any]:
    fields = {
        "title": row.title,
        "why": row.why,
        "measure": row.measure,
        "unit": row.unit,
        "baseline_value": row.baseline_value,
        "target_value": row.target_value,
        "owner": owner or row.owner_id,
    }
    return {name: value for name, value in fields.items() if value is not None}
