"""Running blocks on our own threads, and runs cut into shards."""

from dataclasses import dataclass, replace

import numpy as np

from lockstep.engine.kernels import codes
from lockstep.engine.kernels.sampling import LANES
from lockstep.engine.kernels.tallies import BINS
from lockstep.engine.simulation.blocks import Block, TooShort
from lockstep.engine.simulation.ground import Ground, ground
from lockstep.engine.simulation.pace import (
    OnProgress,
    Pace,
    ShouldStop,
    go_on_unless,
    never,
    on_threads,
    untold,
)
from lockstep.engine.simulation.sampler import Mitigation, Money, Sampler, Sampling, sampler
from lockstep.engine.simulation.tally import Counter, Scale, Tally, merge_tallies
from lockstep.foundation.findings import LockstepError
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
        uncertain: what is uncertain, as it was given.
    """

    ground: Ground
    sampler: Sampler
    scale: Scale
    blocks: int
    uncertain: Uncertainties


def prepare_simulation(
    plan: Plan,
    uncertain: Uncertainties,
    seed: int,
    iterations: int,
    sampling: Sampling = Sampling.LATIN_HYPERCUBE,
    mitigation: Mitigation = Mitigation.BEFORE,
    should_stop: ShouldStop = never,
) -> Run:
    """Return a run of which any blocks can be counted anywhere, with years laid out that hold its pilot.

    Raises LockstepError where there is nothing to simulate, and Stopped.
    """
    if len(plan.activities) == 0 or iterations < 1:
        raise LockstepError(
            f"plan '{plan.name}'",
            "There is nothing to simulate: give a plan with activities and at least one iteration.",
            code="simulation.nothing_to_simulate",
        )
    blocks = -(-iterations // LANES)
    return _prepared(plan, uncertain, seed, iterations, blocks, sampling, mitigation, 2, should_stop)


def with_uncertainties(run: Run, uncertain: Uncertainties, iterations: int, mitigation: Mitigation) -> Run:
    """Return the run of other uncertainties on the same ground, with the same seed, for `finishes_of` alone.

    What it draws is what `prepare_simulation` would; it costs next to nothing, because the plan is not made ready
    again and no bins are laid: those are of the first run.
    """
    blocks = -(-iterations // LANES)
    base, draws = run.ground, run.sampler
    method = Sampling(int(draws.method))
    drawn = sampler(
        _drawable(uncertain, base), base.remaining, draws.seed, blocks, method, mitigation, _money(base)
    )
    return Run(base, drawn, replace(run.scale, iterations=iterations), blocks, uncertain)


def _prepared(
    plan: Plan,
    uncertain: Uncertainties,
    seed: int,
    iterations: int,
    blocks: int,
    sampling: Sampling,
    mitigation: Mitigation,
    stretch: int,
    should_stop: ShouldStop,
) -> Run:
    while True:
        base = ground(plan, stretch)
        go_on_unless(should_stop)
        drawable = _drawable(uncertain, base)
        draws = sampler(drawable, base.remaining, seed, blocks, sampling, mitigation, _money(base))
        try:
            scale = _scale(base, draws, iterations, uncertain, should_stop)
        except TooShort:
            if stretch >= _MOST_STRETCH:
                raise
            stretch *= 4
            continue
        return Run(base, draws, scale, blocks, uncertain)


def _drawable(uncertain: Uncertainties, base: Ground) -> Uncertainties:
    """Return what concerns activities that an iteration may change."""
    is_drawn = base.is_drawn
    ranges, points = uncertain.ranges, uncertain.points
    kept = np.flatnonzero(is_drawn[ranges.activity])
    new_row = np.full(len(ranges), -1, np.int32)
    new_row[kept] = np.arange(len(kept))
    points = points.take(np.flatnonzero(new_row[points.row] >= 0))
    return replace(
        uncertain,
        ranges=ranges.take(kept),
        points=replace(points, row=new_row[points.row]),
        members=uncertain.members.take(np.flatnonzero(is_drawn[uncertain.members.activity])),
        impacts=uncertain.impacts.take(np.flatnonzero(is_drawn[uncertain.impacts.activity])),
    )


def _money(base: Ground) -> Money:
    """Return what cost lines have to know of the activities."""
    net = base.ready.net
    minutes = np.array([project.minutes_per_day for project in base.plan.projects] or [480], np.int64)
    return Money(net.project.astype(np.int64), 10 * minutes[net.project], net.state == codes.UNSTARTED)


def _scale(
    base: Ground, draws: Sampler, iterations: int, uncertain: Uncertainties, should_stop: ShouldStop
) -> Scale:
    """Return the scale of a run, its bins laid around what the pilot meets."""
    block = Block(base)
    least = np.full(len(block.drawn), 2**31 - 1, np.int64)
    most = np.full(len(block.drawn), -(2**31), np.int64)
    for number in range(min(PILOT_BLOCKS, draws.blocks)):
        go_on_unless(should_stop)
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
        watched=watched(base.plan, uncertain.targets.activity),
    )


def watched(plan: Plan, asked: Int32) -> Int64:
    """Return milestones and activities with a deadline or a target, of which every finish is kept."""
    kind = plan.activities.kind
    is_watched = (kind == ActivityKind.START_MILESTONE) | (kind == ActivityKind.FINISH_MILESTONE)
    rows = plan.constraints.activity[plan.constraints.kind == ConstraintKind.DEADLINE]
    is_watched[rows] = True
    is_watched[asked[asked >= 0]] = True
    return np.flatnonzero(is_watched)


def count_blocks(
    run: Run,
    first_block: int,
    last_block: int,
    threads: int,
    on_progress: OnProgress = untold,
    should_stop: ShouldStop = never,
) -> Tally:
    """Return the tally of the blocks from first to last, the last excluded.

    Years are laid out again where draws need more of them. Raises Stopped.
    """
    stretch = 8
    while True:
        try:
            return _counted(run, first_block, last_block, threads, on_progress, should_stop)
        except TooShort:
            if stretch > _MOST_STRETCH:
                raise
            run = replace(run, ground=ground(run.ground.plan, stretch))
            stretch *= 4


def _counted(
    run: Run,
    first_block: int,
    last_block: int,
    threads: int,
    on_progress: OnProgress,
    should_stop: ShouldStop,
) -> Tally:
    pace = Pace(first_block, last_block)

    def part() -> Tally | None:
        block = Block(run.ground, run.sampler.reads_dates)
        counter = Counter(block, run.scale)
        for number in pace.blocks():
            block.compute(run.sampler, number, pace.is_over)
            counter.add(number)
        return counter.close()

    def tell(done: int) -> None:
        on_progress(min(done * LANES, run.scale.iterations), run.scale.iterations)

    parts = on_threads(part, min(threads, last_block - first_block), pace, tell, should_stop)
    return merge_tallies([one for one in parts if one is not None])


def finishes_of(
    run: Run, threads: int, on_progress: OnProgress = untold, should_stop: ShouldStop = never
) -> Int64:
    """Return the finish of each project in each iteration, (P, S), and nothing else: what removals ask for.

    Costs less than half of `count_blocks`. Raises Stopped.
    """
    stretch = 8
    while True:
        try:
            return _finishes_of(run, threads, on_progress, should_stop)
        except TooShort:
            if stretch > _MOST_STRETCH:
                raise
            run = replace(run, ground=ground(run.ground.plan, stretch))
            stretch *= 4


def _finishes_of(run: Run, threads: int, on_progress: OnProgress, should_stop: ShouldStop) -> Int64:
    pace = Pace(0, run.blocks)
    found = np.empty((len(run.ground.finishes), run.blocks * LANES), np.int64)

    def part() -> None:
        block = Block(run.ground)
        for number in pace.blocks():
            block.compute_finishes(run.sampler, number, pace.is_over)
            found[:, number * LANES : (number + 1) * LANES] = block.by_project
            found[:, number * LANES : (number + 1) * LANES] += run.ground.origin

    def tell(done: int) -> None:
        on_progress(min(done * LANES, run.scale.iterations), run.scale.iterations)

    on_threads(part, min(threads, run.blocks), pace, tell, should_stop)
    return found[:, : run.scale.iterations]


def drawn_durations(run: Run, rows: Int64, threads: int, should_stop: ShouldStop = never) -> Int64:
    """Return the drawn durations of some activities, (rows, S). Raises Stopped."""
    is_wanted = np.zeros(len(run.ground.remaining), np.bool_)
    is_wanted[rows] = True
    drawn = np.empty((len(rows), run.blocks * LANES), np.int64)
    pace = Pace(0, run.blocks)

    def part() -> None:
        ticks = np.empty((len(is_wanted), LANES), np.int32)
        for number in pace.blocks():
            run.sampler.draw(number, ticks, is_wanted)
            drawn[:, number * LANES : (number + 1) * LANES] = ticks[rows]

    on_threads(part, min(threads, run.blocks), pace, lambda _done: None, should_stop)
    return drawn[:, : run.scale.iterations]
