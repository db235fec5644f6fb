"""Leveling a node: progress and phase while it runs; what was found by then is kept when it is canceled."""

from typing import Any

from lockstep.domain.planning.actions.leveling import keep_leveling
from lockstep.domain.planning.vocabulary import LevelingOrder, LevelingStopped
from lockstep.jobs.kinds import job_kind
from lockstep.jobs.plans import owner_of
from lockstep.jobs.tickets import JobCanceled, Ticket


class TicketWatch:
    """Reports to a ticket, and turns its cancel into a wish to stop."""

    def __init__(self, ticket: Ticket) -> None:
        self.ticket = ticket
        self.is_stopped = False

    def report(self, share: float, phase: str) -> None:
        """Say how far it is; notice that the owner asked to stop."""
        try:
            self.ticket.report(share, phase)
        except JobCanceled:
            self.is_stopped = True


@job_kind("planning.level", words="Leveling", version=1)
def level(ticket: Ticket) -> dict[str, Any]:
    """Level a node and keep the proposal."""
    given, watch = ticket.arguments, TicketWatch(ticket)
    order = LevelingOrder.of(given)
    try:
        proposal = keep_leveling(owner_of(ticket), given["node"], ticket.job_id, order, watch)
    except LevelingStopped as stopped:
        raise JobCanceled from stopped
    if watch.is_stopped:
        raise JobCanceled
    return {"leveling": proposal}
