"""Long work on numbers that need several apps: simulations."""

from typing import Any

from lockstep.domain.outlook.actions import run_simulation
from lockstep.jobs.kinds import job_kind
from lockstep.jobs.tickets import Ticket


@job_kind("outlook.simulate", version=1)
def simulate(ticket: Ticket) -> dict[str, Any]:
    """Simulate a network and store what came of it."""
    return run_simulation(ticket.arguments["run"], ticket.report)
