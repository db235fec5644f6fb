"""Who is asked to vote on a proposal, and how the vote stands."""

from collections.abc import Iterable
from typing import Any

from lockstep.domain.access.queries.grants import grants_at
from lockstep.domain.access.vocabulary import SYSTEM, Permission, roles_with
from lockstep.domain.ledger import Work
from lockstep.domain.records.actions import raise_record
from lockstep.domain.strategy.models import ObjectiveProposal, ProposalVote
from lockstep.domain.strategy.weighing import Tally


def tally_of(proposal: int) -> Tally:
    """Return how the vote on a proposal stands."""
    rows = list(ProposalVote.objects.filter(proposal_id=proposal).values_list("state", "choice"))
    cast = [choice for state, choice in rows if state == "cast"]
    return Tally(len(rows), cast.count("for"), cast.count("against"), cast.count("abstain"))


def ask_deciders(work: Work, proposal: ObjectiveProposal) -> None:
    """Ask everybody who may decide at the place of a proposal, unless voters were named already."""
    if ProposalVote.objects.filter(proposal_id=proposal.pk).exists():
        return
    roles = roles_with(Permission.DECIDE)
    here = [row for row in grants_at(SYSTEM, proposal.node_id) if row.role in roles]
    # The installation's administrators are asked only where nobody nearer may decide.
    near = [row for row in here if row.node_id is not None] or here
    ask(work, proposal, dict.fromkeys(row.user_id for row in near))


def ask(work: Work, proposal: ObjectiveProposal, voters: Iterable[int]) -> None:
    """Give each voter a vote to be cast until the day of the decision; who has one already keeps it."""
    known = set(ProposalVote.objects.filter(proposal_id=proposal.pk).values_list("owner_id", flat=True))
    for voter in voters:
        if voter in known:
            continue
        fields: dict[str, Any] = {
            "title": f"{proposal.key} {proposal.title}"[:300],
            "proposal": proposal.pk,
            "owner": voter,
        }
        if proposal.due_on is not None:
            fields["due_on"] = proposal.due_on.isoformat()
        raise_record(work, register="proposal-votes", node=proposal.node_id, fields=fields)
