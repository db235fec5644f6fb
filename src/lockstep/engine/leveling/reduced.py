"""A plan reduced to a resource-constrained problem in whole units of working time, to search for a good order.

The reduction counts all work on one axis: calendars that differ, links of summaries and capacity that varies in
time are only met by the pass over the plan itself, which decides.
"""

from collections.abc import Callable
from math import gcd

import numpy as np

from lockstep.engine.kernels import codes
from lockstep.engine.kernels.lookup import work_before
from lockstep.engine.leveling.grid import Grid
from lockstep.engine.leveling.problem import ResourceProblem
from lockstep.engine.leveling.searching import Stop, sequence
from lockstep.engine.network.compiling import Compiled
from lockstep.engine.result import Schedule
from lockstep.plan.columns import Bool, Int64

SHORTEST_UNIT = 150


def reduced_search(
    ready: Compiled,
    grid: Grid,
    base: Schedule,
    is_moved: Bool,
    *,
    seed: int,
    iterations: int,
    workers: int,
    stop: Stop,
    on_round: Callable[[Int64 | None], None],
) -> None:
    """Search in the reduced problem.

    After each round `on_round` is told the starts by activity where they are better than all before, else None.
    """
    activities = np.flatnonzero((ready.net.state != codes.SUMMARY) & (ready.net.state != codes.INACTIVE))
    if len(activities) < 2:
        return
    least = [np.iinfo(np.int64).max]

    def hear(rounds: int, start: Int64, makespan: int) -> None:
        starts = None
        if makespan < least[0]:
            least[0] = makespan
            starts = np.zeros(len(is_moved), np.int64)
            starts[activities] = start
        on_round(starts)

    sequence(
        _reduced(ready, grid, base, is_moved, activities),
        seed=seed,
        rounds=iterations,
        workers=workers,
        stop=stop,
        on_round=hear,
    )


def _reduced(
    ready: Compiled, grid: Grid, base: Schedule, is_moved: Bool, activities: Int64
) -> ResourceProblem:
    net, demands = ready.net, grid.demands
    job_of = np.full(len(net.state), -1, np.int64)
    job_of[activities] = np.arange(len(activities))
    links = net.in_link
    links = links[(job_of[net.source[links]] >= 0) & (job_of[net.target[links]] >= 0)]
    spans, lags = net.span_ticks[activities], net.lag_ticks[links]
    unit = max(SHORTEST_UNIT, gcd(int(np.gcd.reduce(spans)), int(np.gcd.reduce(lags)) if len(lags) else 0))
    duration = -(-spans // unit)
    before, after = job_of[net.source[links]].astype(np.int32), job_of[net.target[links]].astype(np.int32)
    kind = net.link_kind[links]
    lag = -(-lags // unit)
    lag = lag + np.where((kind == codes.FS) | (kind == codes.FF), duration[before], 0)
    lag = lag - np.where((kind == codes.FF) | (kind == codes.SF), duration[after], 0)
    demand = np.zeros((len(activities), len(grid.resources)), np.int64)
    counts = np.diff(demands.first)
    owner = np.repeat(np.arange(len(counts)), counts)
    kept = job_of[owner] >= 0
    demand[job_of[owner[kept]], demands.resource[kept]] = demands.units[kept]
    return ResourceProblem(
        duration=duration,
        demand=demand,
        capacity=grid.capacity.max(axis=1, initial=0),
        before=before,
        after=after,
        lag=lag,
        floor=_floors(ready, base, is_moved, activities) // unit,
    )


def _floors(ready: Compiled, base: Schedule, is_moved: Bool, activities: Int64) -> Int64:
    """Return working ticks from the first start to that of each activity that links alone do not set."""
    net = ready.net
    start = base.start_ticks[activities]
    calendar = net.calendar[activities]
    first = np.full(len(activities), start.min(), np.int64)
    offset = work_before(ready.work, calendar, start) - work_before(ready.work, calendar, first)
    has_links = np.diff(net.in_first)[activities] > 0
    by_links = is_moved[activities] & has_links & (net.constraint[activities] < 0)
    return np.where(by_links, 0, np.maximum(0, offset))
