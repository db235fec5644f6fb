"""A population of job lists with a mode for each job: how long it takes, what it needs, and what it uses up."""

from typing import NamedTuple

import numpy as np
from numba.core import types

from lockstep.engine.kernels.breeding import (
    BEST,
    FILLED,
    IDLE,
    OWN_BEST,
    PATIENCE,
    better_of_two,
    crossed,
    drawn,
    moved,
    place_for,
    random_list,
)
from lockstep.engine.kernels.compiled import Matrix, inlined, kernel, record_type
from lockstep.engine.kernels.jobs import JOBS, Jobs
from lockstep.engine.kernels.placing import CHILD, ORDER, START, forward_placed, justified, listed
from lockstep.plan.columns import Int32, Int64

INFEASIBLE = 2**40
"""Added to what is used beyond the stock: any schedule within it is better."""
REPAIRS = 60
MOST_CHANGED = 3
"""Jobs of a child that get another mode at most."""

_WRITTEN = ("duration", "need", "in_lag", "out_lag")
MODE_JOBS = types.NamedTuple(
    [
        types.int64[::1] if name in _WRITTEN else element
        for name, element in zip(Jobs._fields, JOBS.types, strict=True)
    ],
    Jobs,
)
"""Jobs whose durations, needs and lags the kernel sets by their modes."""


class Modes(NamedTuple):
    """The modes of all jobs, those of one job side by side.

    Attributes:
        first: rows of each job (length n + 1).
        duration: slots, by row.
        need: packed demand, by row times words.
        use: by row, what is used up of each stock.
        stock: what there is of each.
        in_gap, out_gap: slots from finish to start, as `Jobs.in_job` and `Jobs.out_job`.
    """

    first: Int32
    duration: Int64
    need: Int64
    use: Matrix
    stock: Int64
    in_gap: Int64
    out_gap: Int64


MODES = record_type(Modes)


@inlined
def _put(jobs, modes, chosen):
    """Set durations, needs and lags by the chosen modes."""
    count = len(jobs.duration)
    for job in range(count):
        row = modes.first[job] + chosen[job]
        jobs.duration[job] = modes.duration[row]
        for word in range(jobs.words):
            jobs.need[job * jobs.words + word] = modes.need[row * jobs.words + word]
    for job in range(count):
        for entry in range(jobs.in_first[job], jobs.in_first[job + 1]):
            jobs.in_lag[entry] = modes.in_gap[entry] + jobs.duration[jobs.in_job[entry]]
        for entry in range(jobs.out_first[job], jobs.out_first[job + 1]):
            jobs.out_lag[entry] = modes.out_gap[entry] + jobs.duration[jobs.out_job[entry]]


@inlined
def _excess(modes, used):
    """Return what is used beyond the stocks."""
    excess = 0
    for stock in range(len(modes.stock)):
        excess += max(0, used[stock] - modes.stock[stock])
    return excess


@inlined
def _repaired(modes, chosen, used, state):
    """Change modes at random jobs to those that use up less; return what is still used beyond the stocks."""
    used[:] = 0
    count = len(chosen)
    for job in range(count):
        for stock in range(len(used)):
            used[stock] += modes.use[modes.first[job] + chosen[job], stock]
    excess = _excess(modes, used)
    for _ in range(REPAIRS):
        if excess == 0:
            return excess
        job = drawn(state, count)
        best, least = chosen[job], excess
        old = modes.first[job] + chosen[job]
        for mode in range(modes.first[job + 1] - modes.first[job]):
            other = 0
            for stock in range(len(used)):
                after = used[stock] - modes.use[old, stock] + modes.use[modes.first[job] + mode, stock]
                other += max(0, after - modes.stock[stock])
            if other < least:
                best, least = mode, other
        if best != chosen[job]:
            for stock in range(len(used)):
                used[stock] += modes.use[modes.first[job] + best, stock] - modes.use[old, stock]
            chosen[job] = best
            excess = least
    return excess


@kernel(
    types.void(
        MODE_JOBS,
        MODES,
        types.int32[:, ::1],
        types.int32[:, ::1],
        types.int32[:, ::1],
        types.int64[::1],
        types.int32[::1],
        types.int32[::1],
        types.uint64[::1],
        types.int64[::1],
        types.int64[::1],
        types.int64,
        types.int32[:, ::1],
        types.int64,
    )
)
def bred_with_modes(
    jobs,
    modes,
    lists,
    picks,
    starts,
    ranks,
    best_start,
    best_pick,
    state,
    progress,
    free,
    horizon,
    scratch,
    children,
):
    """Fill the population, then breed: some children in all; stops at the lower bound."""
    size, count = lists.shape
    start = scratch[START, :count]
    chosen, used = np.zeros(count, np.int32), np.zeros(len(modes.stock), np.int64)
    for _ in range(children):
        if progress[BEST] <= jobs.lower_bound:
            return
        mother, father = 0, 0
        is_filling = progress[FILLED] < size
        if is_filling:
            random_list(jobs, state, progress[FILLED] % 4, scratch)
            for job in range(count):
                chosen[job] = drawn(state, modes.first[job + 1] - modes.first[job])
        else:
            father, mother = better_of_two(state, ranks), better_of_two(state, ranks)
            if mother == father:
                mother = (mother + 1) % size
            width = count // 4 + drawn(state, max(1, count // 2))
            first = drawn(state, count - width + 1)
            crossed(lists[mother], lists[father], first, first + width, scratch)
            for place in range(count):
                job = scratch[CHILD, place]
                parent = father if first <= place < first + width else mother
                chosen[job] = picks[parent, job]
            for _ in range(drawn(state, 3)):
                moved(jobs, state, scratch)
            for _ in range(drawn(state, MOST_CHANGED + 1)):
                job = drawn(state, count)
                chosen[job] = drawn(state, modes.first[job + 1] - modes.first[job])
        excess = _repaired(modes, chosen, used, state)
        _put(jobs, modes, chosen)
        makespan = forward_placed(jobs, scratch[CHILD, :count], free, horizon, start)
        if makespan < 0:
            makespan = horizon
            if is_filling and progress[FILLED] == 0:
                return
            continue
        makespan = justified(jobs, start, makespan, free, horizon, scratch)
        rank = makespan if excess == 0 else INFEASIBLE + excess
        progress[IDLE] += 1
        if rank < progress[OWN_BEST]:
            progress[OWN_BEST] = rank
            progress[IDLE] = 0
        if rank < progress[BEST]:
            progress[BEST] = rank
            best_start[:] = start
            best_pick[:] = chosen
        target = progress[FILLED]
        if is_filling:
            progress[FILLED] += 1
        else:
            target = place_for(state, ranks, starts, start, rank, father, mother)
        if target >= 0:
            listed(jobs, start, makespan, scratch, scratch[ORDER])
            lists[target, :] = scratch[ORDER, :count]
            picks[target, :] = chosen
            starts[target, :] = start
            ranks[target] = rank
        if progress[IDLE] > PATIENCE * size:
            progress[FILLED] = 0
            progress[IDLE] = 0
            progress[OWN_BEST] = np.int64(2**62)
