"""Stopping when the P80 no longer moves, judged at fixed numbers of blocks so that the answer is always the same."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from lockstep.engine.kernels import codes
from lockstep.engine.kernels.sampling import LANES
from lockstep.engine.simulation.reading import p80_error, quantiles
from lockstep.engine.simulation.running import Run
from lockstep.engine.simulation.tally import Tally, samples

FIRST_BLOCKS = 16
"""Blocks after which convergence is judged first; then after each doubling."""


@dataclass(frozen=True, slots=True)
class Convergence:
    """When a simulation has run long enough.

    Attributes:
        share: standard error of the P80 of the whole, as a share of the time that remains, below which it stops.
    """

    share: float = 0.005


def rounds(run: Run) -> Iterator[tuple[int, int]]:
    """Yield the blocks, first and last, of each round after which convergence is judged."""
    edges = [0]
    while edges[-1] < run.blocks:
        edges.append(min(run.blocks, max(FIRST_BLOCKS, 2 * edges[-1])))
    yield from pairwise(edges)


def cut_to(run: Run, tally: Tally) -> Run:
    """Return the run as if it ended with the blocks that were counted."""
    count = len(tally.blocks)
    iterations = min(run.scale.iterations, count * LANES)
    return replace(run, blocks=count, scale=replace(run.scale, iterations=iterations))


def is_settled(run: Run, tally: Tally, until: Convergence) -> bool:
    """Return whether the standard error of the P80 is small beside the time that remains."""
    cut = cut_to(run, tally)
    whole = samples(cut.scale, tally).whole
    remaining = int(quantiles(whole, np.array([0.8]))[0]) - _now(run)
    return p80_error(whole) <= until.share * max(0, remaining)


def _now(run: Run) -> int:
    """Return the earliest moment at which anything that remains goes on."""
    base, net = run.ground, run.ground.ready.net
    rows = np.flatnonzero(base.is_drawn)
    if len(rows) == 0:
        return base.finish
    policy = net.policy[net.project[rows]]
    from_data_date = np.where(net.state[rows] == codes.STARTED, policy[:, codes.REMAINS_FROM], codes.NEVER)
    return int(np.maximum(base.dates.start[rows], from_data_date).min())
