"""What is kept of the iterations of a shard, and how shards come together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lockstep.engine.kernels.sampling import LANES
from lockstep.engine.kernels.tallies import BINS, pour, tally
from lockstep.engine.simulation.blocks import Block
from lockstep.plan.columns import Int32, Int64

FINISH, TOOK, SQUARE, PRODUCT, CRITICAL = range(5)
"""Columns of the sums."""
_MOST_BLOCKS = (2**16 - 1) // LANES
"""Blocks after which the counts of one thread could be full."""


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
        blocks: numbers of the blocks counted, (B,), ascending.
        bins: finishes by activity and bin, (A, bins).
        sums: by activity, see the columns above.
        bounds: least and largest finish by activity, (A, 2).
        whole: finishes of everything, (B, 64).
        by_project: finishes by project, (B, P, 64).
        watched: finishes of the watched activities, (B, W, 64).
        cost: cost by project in whole minor units, (B, P, 64); P is 0 without cost lines.
    """

    blocks: Int64
    bins: Int32
    sums: Int64
    bounds: Int64
    whole: Int64
    by_project: Int64
    watched: Int64
    cost: Int64


class Counter:
    """Counts the blocks of one thread."""

    def __init__(self, block: Block, scale: Scale) -> None:
        count = len(block.drawn)
        self._block, self._scale = block, scale
        self._bins = np.zeros((count, BINS), np.uint16)
        self._poured = np.zeros((count, BINS), np.int32)
        self._room = np.empty((2, LANES), np.int32)
        self._sums = np.zeros((count, 5), np.int64)
        self._bounds = np.empty((count, 2), np.int64)
        self._bounds[:] = np.array([2**61, -(2**61)])
        self._blocks: list[int] = []
        self._whole: list[Int64] = []
        self._by_project: list[Int64] = []
        self._watched: list[Int64] = []
        self._cost: list[Int64] = []

    def add(self, number: int) -> None:
        """Count the block that was just computed."""
        block, scale = self._block, self._scale
        used, origin = min(LANES, scale.iterations - number * LANES), block.ground.origin
        tally(
            used, origin, block.drawn, block.finish, block.is_critical, block.whole,
            scale.lows, scale.widths, scale.base, scale.middle, scale.shift,
            self._bins, self._sums, self._bounds, self._room,
        )  # fmt: skip
        self._blocks.append(number)
        if len(self._blocks) % _MOST_BLOCKS == 0:
            pour(self._bins, self._poured)
        self._whole.append(block.whole.astype(np.int64) + origin)
        self._by_project.append(block.by_project.astype(np.int64) + origin)
        self._cost.append(np.rint(block.cost).astype(np.int64))
        self._watched.append(block.finish[scale.watched].astype(np.int64) + origin)

    def close(self) -> Tally | None:
        """Return what was counted, None where nothing was."""
        if not self._blocks:
            return None
        pour(self._bins, self._poured)
        return Tally(
            np.array(self._blocks, np.int64),
            self._poured,
            self._sums,
            self._bounds,
            np.stack(self._whole),
            np.stack(self._by_project),
            np.stack(self._watched),
            np.stack(self._cost),
        )


def merge_tallies(tallies: Sequence[Tally]) -> Tally:
    """Return the tally of all shards together, in the order of their blocks, whatever the order of the shards."""
    bins, sums, bounds = tallies[0].bins.copy(), tallies[0].sums.copy(), tallies[0].bounds.copy()
    for part in tallies[1:]:
        bins += part.bins
        sums += part.sums
        np.minimum(bounds[:, 0], part.bounds[:, 0], out=bounds[:, 0])
        np.maximum(bounds[:, 1], part.bounds[:, 1], out=bounds[:, 1])
    blocks = np.concatenate([part.blocks for part in tallies])
    order = np.argsort(blocks)

    def together(name: str) -> Int64:
        return np.concatenate([getattr(part, name) for part in tallies])[order]

    return Tally(
        blocks[order],
        bins,
        sums,
        bounds,
        together("whole"),
        together("by_project"),
        together("watched"),
        together("cost"),
    )


@dataclass(frozen=True, slots=True)
class Samples:
    """Finishes in the order of iterations.

    Attributes:
        whole: of everything, (S,).
        by_project: (P, S).
        watched: of the watched activities, (W, S).
        cost: cost by project, (P, S); P is 0 without cost lines.
    """

    whole: Int64
    by_project: Int64
    watched: Int64
    cost: Int64


def samples(scale: Scale, tally: Tally) -> Samples:
    """Return the samples of a whole run."""
    return Samples(
        np.ascontiguousarray(tally.whole.reshape(-1)[: scale.iterations]),
        _in_rows(tally.by_project, scale.iterations),
        _in_rows(tally.watched, scale.iterations),
        _in_rows(tally.cost, scale.iterations),
    )


def _in_rows(blocks: Int64, count: int) -> Int64:
    rows = blocks.transpose(1, 0, 2).reshape(blocks.shape[1], len(blocks) * LANES)
    return np.ascontiguousarray(rows[:, :count])
