"""Long work on plans: reading and applying files, exporting, computing big networks."""

from typing import Any

from lockstep.domain.access.queries.accounts import user_by_id
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import NotFound
from lockstep.domain.planning.actions import apply_import, prepare_import, recalculate_network
from lockstep.domain.planning.queries import export_node
from lockstep.domain.planning.queries.exports import keep_export
from lockstep.domain.planning.vocabulary import Mastered
from lockstep.jobs.kinds import job_kind
from lockstep.jobs.tickets import Ticket


def owner_of(ticket: Ticket) -> Any:
    """Return the account that asked, with the rights that it has now; the server itself where nobody did."""
    if ticket.owner_id is None:
        return SYSTEM
    user = user_by_id(ticket.owner_id)
    if user is None:
        raise NotFound(f"account {ticket.owner_id}", "The account that asked for this is no longer active.")
    return user


@job_kind("planning.prepare_import", words="Reading the file “{file_name}”", version=1)
def prepare(ticket: Ticket) -> dict[str, Any]:
    """Read a file and store what importing it would do."""
    given = ticket.arguments
    run = prepare_import(
        owner_of(ticket),
        given["node"],
        given["file_name"],
        given["digest"],
        mastered=Mastered(given["mastered"]) if given.get("mastered") else None,
        name=given.get("name", ""),
        only=given.get("only", ""),
        mapping=given.get("mapping", ""),
        progress=ticket.report,
    )
    return {"run": run}


@job_kind("planning.apply_import", words="Carrying out import {run}", version=1)
def apply(ticket: Ticket) -> None:
    """Carry out an import: its change set and the end of the job are one transaction."""
    given = ticket.arguments
    apply_import(
        owner_of(ticket),
        given["run"],
        takes_theirs=given.get("takes_theirs", False),
        theirs=given.get("theirs", ()),
        withdraws_vanished=given.get("withdraws_vanished", False),
        accepts_truncated=given.get("accepts_truncated", False),
        reason=given.get("reason", ""),
        seal=ticket.seal(lambda work: {"changeSet": work.change_set_id, "run": given["run"]}),
        progress=ticket.report,
    )


@job_kind("planning.export", words="Writing the file to download", version=1)
def export(ticket: Ticket) -> dict[str, Any]:
    """Write a file of what the owner sees."""
    ticket.report(0.1, "Writing the file")
    name, content, findings = export_node(
        owner_of(ticket), ticket.arguments["node"], ticket.arguments["format"]
    )
    return {"digest": keep_export(content), "fileName": name, "findings": [str(found) for found in findings]}


@job_kind("planning.recalculate", words="Computing the schedule", version=1)
def recalculate(ticket: Ticket) -> dict[str, Any]:
    """Compute a network that is too big for a request."""
    ticket.report(0.1, "Computing the schedule")
    return {"revision": recalculate_network(ticket.arguments["network"])}
