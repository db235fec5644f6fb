"""Simulation: distributions of dates and cost.

`simulate` does all at once. To cut a run into shards, make it ready anywhere by `prepare_simulation`, count ranges of
its `blocks` by `count_blocks`, send each `Tally` as bytes (`packed`, `unpacked`), bring them together by
`merge_tallies`, and read the result by `simulation_of`: the same bits for any cut.
"""

from lockstep.engine.simulation.joint import (
    JointConfidence,
    frontier,
    histogram,
    joint_confidence,
    scatter,
    share_within,
)
from lockstep.engine.simulation.pace import OnProgress, ShouldStop, Stopped
from lockstep.engine.simulation.packing import packed, unpacked
from lockstep.engine.simulation.result import CostOutcome, Simulation
from lockstep.engine.simulation.running import (
    Run,
    count_blocks,
    finishes_of,
    prepare_simulation,
    with_uncertainties,
)
from lockstep.engine.simulation.sampler import Mitigation, Sampling
from lockstep.engine.simulation.settling import Convergence, cut_to, is_settled, rounds
from lockstep.engine.simulation.simulating import simulate, simulation_of
from lockstep.engine.simulation.tally import Tally, merge_tallies

__all__ = [
    "Convergence",
    "CostOutcome",
    "JointConfidence",
    "Mitigation",
    "OnProgress",
    "Run",
    "Sampling",
    "ShouldStop",
    "Simulation",
    "Stopped",
    "Tally",
    "count_blocks",
    "cut_to",
    "finishes_of",
    "frontier",
    "histogram",
    "is_settled",
    "joint_confidence",
    "merge_tallies",
    "packed",
    "prepare_simulation",
    "rounds",
    "scatter",
    "share_within",
    "simulate",
    "simulation_of",
    "unpacked",
    "with_uncertainties",
]
