"""Bringing the tree to the memberships that begin today."""

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import perform
from lockstep.jobs.kinds import daily_job
from lockstep.jobs.tickets import Ticket


@daily_job("portfolio.due_placements", words="Moving the nodes whose new place begins today")
def apply_due_placements(ticket: Ticket) -> None:
    """Move nodes whose new place begins today."""
    perform("portfolio.apply_due_placements", actor=SYSTEM, arguments={}, seal=ticket.seal())
