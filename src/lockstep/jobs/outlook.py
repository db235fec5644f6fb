"""Long work on numbers that need several apps: simulations."""

from typing import Any

from lockstep.domain.outlook.actions import run_shard, run_simulation
from lockstep.jobs.kinds import job_kind
from lockstep.jobs.tickets import Ticket


@job_kind("outlook.simulate", words="Risk analysis {run}", version=1)
def simulate(ticket: Ticket) -> dict[str, Any]:
    """Simulate a network and store what came of it."""
    return run_simulation(ticket.arguments["run"], ticket.report, job=ticket.job_id)


@job_kind("outlook.count_shard", words="A part of risk analysis {run}", version=1)
def count_shard(ticket: Ticket) -> dict[str, Any]:
    """Count a part of a long simulation, whose own job brings the parts together."""
    return run_shard(ticket.arguments["run"], ticket.arguments["shard"], ticket.report)
