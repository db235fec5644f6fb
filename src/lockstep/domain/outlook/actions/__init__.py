"""The writes of the app."""

from collections.abc import Callable
from typing import Any

from lockstep.domain.outlook.actions.asking import remove_simulation, start_simulation
from lockstep.domain.outlook.actions.chartering import write_charter
from lockstep.domain.outlook.actions.steering import (
    assess_trial,
    read_probabilities,
    read_written_probabilities,
)


def run_simulation(
    run_id: int, report: Callable[[float, str], None], *, job: int | None = None
) -> dict[str, Any]:
    """Carry out an analysis that was asked for and store it; see `running.run_simulation`."""
    from lockstep.domain.outlook.actions import running  # loads compiled kernels; most processes need none

    told = running.run_simulation(run_id, report, job=job)
    read_probabilities(told["node"])
    return told


def run_shard(run_id: int, shard: int, report: Callable[[float, str], None]) -> dict[str, Any]:
    """Carry out one part of an analysis; see `running.run_shard`."""
    from lockstep.domain.outlook.actions import running  # loads compiled kernels; most processes need none

    return running.run_shard(run_id, shard, report)


__all__ = [
    "assess_trial",
    "read_probabilities",
    "read_written_probabilities",
    "remove_simulation",
    "run_shard",
    "run_simulation",
    "start_simulation",
    "write_charter",
]
