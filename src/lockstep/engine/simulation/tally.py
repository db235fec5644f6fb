"""What is kept of the iterations of a shard, and how shards come together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lockstep.engine.kernels.sampling import LANES
from lockstep.engine.kernels.tallies import BINS, tally
from lockstep.engine.simulation.blocks import Block
from lockstep.plan.columns import Int32, Int64

FINISH, TOOK, SQUARE, PRODUCT, CRITICAL = range(5)
"""Columns of the sums."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How finishes and durations are counted; the same for every shard of a run.

    Attributes:
        iterations: of the whole run.
        lows, widths: by activity, where its bins begin and how wide they are.
        base: by activity, the duration from which drawn ones are counted.
        middle: the finish from which whole finishes are counted.
        shift: bits by which durations and finishes are cut in sums of products, so that these stay exact.
        watched: activities of which every finish is kept.
    """

    iterations: int
    lows: Int64
    widths: Int64
    base: Int64
    middle: int
    shift: int
    watched: Int64


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over a run of blocks; integers, so that shards add up to the same bits in any cut.

    Attributes:
        first_block: where the run of blocks begins.
        bins: finishes by activity and bin, (A, bins).
        sums: by activity, see the columns above.
        bounds: least and largest finish by activity, (A, 2).
        whole: finishes of everything, (S,), in order of iterations.
        by_project: finishes by project, (P, S).
        watched: finishes of the watched activities, (W, S).
    """

    first_block: int
    bins: Int32
    sums: Int64
    bounds: Int64
    whole: Int64
    by_project: Int64
    watched: Int64


class Counter:
    """Counts the blocks of one thread."""

    def __init__(self, block: Block, scale: Scale) -> None:
        count = len(block.drawn)
        self._block, self._scale = block, scale
        self._bins = np.zeros((count, BINS), np.int32)
        self._sums = np.zeros((count, 5), np.int64)
        self._bounds = np.empty((count, 2), np.int64)
        self._bounds[:] = np.array([2**61, -(2**61)])
        self._whole: list[Int64] = []
        self._by_project: list[Int64] = []
        self._watched: list[Int64] = []

    def add(self, number: int) -> None:
        """Count the block that was just computed."""
        block, scale = self._block, self._scale
        used, origin = min(LANES, scale.iterations - number * LANES), block.ground.origin
        tally(
            used, origin, block.drawn, block.finish, block.is_critical, block.whole,
            scale.lows, scale.widths, scale.base, scale.middle, scale.shift,
            self._bins, self._sums, self._bounds,
        )  # fmt: skip
        self._whole.append(block.whole[:used].astype(np.int64) + origin)
        self._by_project.append(block.by_project[:, :used].astype(np.int64) + origin)
        self._watched.append(block.finish[scale.watched, :used].astype(np.int64) + origin)

    def close(self, first_block: int) -> Tally:
        """Return what was counted."""
        return Tally(
            first_block,
            self._bins,
            self._sums,
            self._bounds,
            np.concatenate(self._whole),
            np.concatenate(self._by_project, axis=1),
            np.concatenate(self._watched, axis=1),
        )


def merged(tallies: Sequence[Tally]) -> Tally:
    """Return the tally of all shards together, in the order of their blocks."""
    parts = sorted(tallies, key=lambda part: part.first_block)
    bins, sums = parts[0].bins.copy(), parts[0].sums.copy()
    bounds = parts[0].bounds.copy()
    for part in parts[1:]:
        bins += part.bins
        sums += part.sums
        np.minimum(bounds[:, 0], part.bounds[:, 0], out=bounds[:, 0])
        np.maximum(bounds[:, 1], part.bounds[:, 1], out=bounds[:, 1])
    return Tally(
        parts[0].first_block,
        bins,
        sums,
        bounds,
        np.concatenate([part.whole for part in parts]),
        np.concatenate([part.by_project for part in parts], axis=1),
        np.concatenate([part.watched for part in parts], axis=1),
    )
