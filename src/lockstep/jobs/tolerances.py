"""Reading every tolerance once a night: what became stale, and what went beyond while nobody edited."""

from lockstep.domain.governance.actions import read_all
from lockstep.jobs.kinds import daily_job
from lockstep.jobs.tickets import Ticket


@daily_job("governance.read_tolerances", words="Reading the tolerances of the day")
def read_tolerances(ticket: Ticket) -> dict[str, int]:
    """Read tolerances and delegated work; propose exceptions for what is beyond."""
    ticket.report(0.0, "Reading tolerances")
    return {"proposed": read_all()}
