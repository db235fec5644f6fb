"""Running blocks on our own threads, and runs cut into shards."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from lockstep.engine.kernels.sampling import LANES
from lockstep.engine.kernels.tallies import BINS
from lockstep.engine.simulation.blocks import Block, TooShort
from lockstep.engine.simulation.ground import Ground, ground
from lockstep.engine.simulation.sampler import Mitigation, Sampler, Sampling, sampler
from lockstep.engine.simulation.tally import Counter, Scale, Tally, merged
from lockstep.plan import ActivityKind, ConstraintKind, Plan, Uncertainties
from lockstep.plan.columns import Int32, Int64

PILOT_BLOCKS = 2
"""Blocks from which every shard takes the bins; a fixed number, so that all take the same."""
_MOST_STRETCH = 64
_PRODUCT_BITS = 22


@dataclass(frozen=True, slots=True)
class Run:
    """A simulation made ready: any shard of it can be counted anywhere.

    Attributes:
        ground: what all iterations share.
        sampler: draws durations.
        scale: how results are counted.
        blocks: blocks of 64 iterations.
    """

    ground: Ground
    sampler: Sampler
    scale: Scale
    blocks: int


def prepared(
    plan: Plan,
    uncertain: Uncertainties,
    seed: int,
    iterations: int,
    sampling: Sampling = Sampling.LATIN_HYPERCUBE,
    mitigation: Mitigation = Mitigation.BEFORE,
) -> Run:
    """Return a run, with years laid out that hold its pilot."""
    blocks = -(-iterations // LANES)
    return _prepared(plan, uncertain, seed, iterations, blocks, sampling, mitigation, 2)


def _prepared(
    plan: Plan,
    uncertain: Uncertainties,
    seed: int,
    iterations: int,
    blocks: int,
    sampling: Sampling,
    mitigation: Mitigation,
    stretch: int,
) -> Run:
    while True:
        base = ground(plan, stretch)
        draws = sampler(_drawable(uncertain, base), base.remaining, seed, blocks, sampling, mitigation)
        try:
            scale = _scale(base, draws, iterations)
        except TooShort:
            if stretch >= _MOST_STRETCH:
                raise
            stretch *= 4
            continue
        return Run(base, draws, scale, blocks)


def _drawable(uncertain: Uncertainties, base: Ground) -> Uncertainties:
    """Return what concerns activities that an iteration may change."""
    is_drawn = base.is_drawn
    ranges, points = uncertain.ranges, uncertain.points
    kept = np.flatnonzero(is_drawn[ranges.activity])
    new_row = np.full(len(ranges), -1, np.int32)
    new_row[kept] = np.arange(len(kept))
    points = points.take(np.flatnonzero(new_row[points.row] >= 0))
    members = uncertain.members.take(np.flatnonzero(is_drawn[uncertain.members.activity]))
    impacts = uncertain.impacts.take(np.flatnonzero(is_drawn[uncertain.impacts.activity]))
    moved = type(points)(row=new_row[points.row], value=points.value, share=points.share)
    return Uncertainties(ranges.take(kept), moved, uncertain.risks, impacts, uncertain.factors, members)


def _scale(base: Ground, draws: Sampler, iterations: int) -> Scale:
    """Return the scale of a run, its bins laid around what the pilot meets."""
    block = Block(base)
    least = np.full(len(block.drawn), 2**31 - 1, np.int64)
    most = np.full(len(block.drawn), -(2**31), np.int64)
    for number in range(min(PILOT_BLOCKS, draws.blocks)):
        block.compute(draws, number)
        least = np.minimum(least, block.finish.min(axis=1))
        most = np.maximum(most, block.finish.max(axis=1))
    reach = most - least
    lows = least - reach // 4
    widths = np.maximum(1, -(-(reach + reach // 4 + reach // 2 + 1) // (BINS - 2)))
    dates = base.dates
    length = int(dates.finish.max(initial=0)) - int(dates.start.min(initial=0))
    return Scale(
        iterations=iterations,
        lows=lows + base.origin,
        widths=widths,
        base=base.remaining,
        middle=base.finish,
        shift=max(0, (4 * length).bit_length() - _PRODUCT_BITS),
        watched=watched(base.plan),
    )


def watched(plan: Plan) -> Int64:
    """Return milestones and activities with a deadline, of which every finish is kept."""
    kind = plan.activities.kind
    is_watched = (kind == ActivityKind.START_MILESTONE) | (kind == ActivityKind.FINISH_MILESTONE)
    rows = plan.constraints.activity[plan.constraints.kind == ConstraintKind.DEADLINE]
    is_watched[rows] = True
    return np.flatnonzero(is_watched)


def counted(run: Run, first_block: int, last_block: int, threads: int) -> Tally:
    """Return the tally of the blocks from first to last, the last excluded. Raises TooShort."""
    parts = _cut(first_block, last_block, threads)

    def part(span: tuple[int, int]) -> Tally:
        block = Block(run.ground)
        counter = Counter(block, run.scale)
        for number in range(*span):
            block.compute(run.sampler, number)
            counter.add(number)
        return counter.close(span[0])

    return merged(_on_threads(part, parts))


def simulated(plan: Plan, run: Run, threads: int) -> tuple[Run, Tally]:
    """Return the run and its whole tally, laid out again for more years where draws need them."""
    stretch = 8
    while True:
        try:
            return run, counted(run, 0, run.blocks, threads)
        except TooShort:
            if stretch > _MOST_STRETCH:
                raise
            draws = run.sampler
            run = Run(ground(plan, stretch), draws, run.scale, run.blocks)
            stretch *= 4


def drawn_durations(run: Run, rows: Int64, threads: int) -> Int64:
    """Return the drawn durations of some activities, (rows, S)."""
    is_wanted = np.zeros(len(run.ground.remaining), np.bool_)
    is_wanted[rows] = True

    def part(span: tuple[int, int]) -> Int32:
        ticks = np.empty((len(is_wanted), LANES), np.int32)
        found = []
        for number in range(*span):
            run.sampler.draw(number, ticks, is_wanted)
            found.append(ticks[rows])
        return np.concatenate(found, axis=1)

    parts = _on_threads(part, _cut(0, run.blocks, threads))
    return np.concatenate(parts, axis=1)[:, : run.scale.iterations]


def _cut(first: int, last: int, count: int) -> list[tuple[int, int]]:
    edges = np.linspace(first, last, min(count, last - first) + 1).astype(int).tolist()
    return [(one, other) for one, other in pairwise(edges) if other > one]


def _on_threads(part: Callable[[tuple[int, int]], Any], parts: list[tuple[int, int]]) -> list[Any]:
    if len(parts) == 1:
        return [part(parts[0])]
    with ThreadPoolExecutor(len(parts)) as pool:
        return list(pool.map(part, parts))
