"""Asking for a simulation, and setting one aside."""

from typing import Final

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_schedule
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.outlook.models import SimulationRun
from lockstep.domain.outlook.vocabulary import (
    FEWEST_ITERATIONS,
    MOST_ITERATIONS,
    USUAL_ITERATIONS,
    Response,
    Spread,
    Together,
    Unranged,
)
from lockstep.domain.runs.actions import enqueue

SIMULATE: Final = "outlook.simulate"
LARGEST_SEED: Final = 2**31 - 1


@action("outlook.start_simulation", version=1)
def start_simulation(
    work: Work,
    *,
    node: int,
    iterations: int = USUAL_ITERATIONS,
    seed: int = 1,
    spread: Spread = Spread.EVEN,
    unranged: Unranged = Unranged.USUAL,
    together: Together = Together.PROJECTS,
    response: Response = Response.BEFORE,
) -> SimulationRun:
    """Ask for a simulation of a node's network; a job carries it out."""
    place = load_node(work, node)
    work.require(may_edit_schedule, place)
    if not FEWEST_ITERATIONS <= iterations <= MOST_ITERATIONS:
        raise Refused("iterations", f"Choose between {FEWEST_ITERATIONS} and {MOST_ITERATIONS} iterations.")
    if not 0 <= seed <= LARGEST_SEED:
        raise Refused("seed", f"Choose a seed between 0 and {LARGEST_SEED}.")
    run = work.reserve_id(SimulationRun)
    job = enqueue(SIMULATE, {"run": run}, owner=work.actor, node=node)
    return work.create(
        SimulationRun,
        id=run,
        node=place,
        iterations=iterations,
        seed=seed,
        spread=spread.value,
        unranged=unranged.value,
        together=together.value,
        response=response.value,
        asked_by_id=work.user_id,
        asked_at=work.at,
        job_id=job,
    )


@action("outlook.remove_simulation", version=1)
def remove_simulation(work: Work, *, run: int, version: int) -> None:
    """Set a simulation aside, with what came of it."""
    row = work.get(SimulationRun, run)
    work.require(may_edit_schedule, row)
    work.delete(row, version=version)
