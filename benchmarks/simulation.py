"""Simulating beside numpy: `python -m benchmarks.simulation [--activities N] [--iterations N]`.

Ours does everything: five calendars, all four links with lags, factors, risk events, cost, criticality, sensitivity and
percentiles of every activity. numpy does the part that can be written in rows of iterations: drawing triangular
durations, the forward pass over the four links with lags around the clock, and the finish of the whole; that part is
also measured of ours alone. Processor time stands beside elapsed time, because the machine may be busy with other
work, and the least of three runs counts.
"""

import argparse
import os
import platform
import resource
import time
from dataclasses import replace

import numpy as np

from benchmarks.networks import calendars, network
from lockstep.engine import simulate
from lockstep.engine.kernels.sampling import LANES
from lockstep.engine.simulation import finishes_of, prepare_simulation
from lockstep.plan import (
    CostBasis,
    LinkKind,
    Plan,
    Shape,
    Uncertainties,
    UncertaintiesBuilder,
    policy_defaults,
)

NUMPY_ROWS = 1_000
"""Iterations that numpy takes at a time."""


def seconds(work) -> tuple[float, float]:
    """Return the elapsed and the processor time of a call."""
    before, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - before, time.process_time() - used


def show(words: str, took: tuple[float, float], times: float = 1.0) -> None:
    """Print one line."""
    print(f"{words:<46}{took[0] * times:8.2f} s elapsed {took[1] * times:8.2f} s of processors")


def by_numpy(plan: Plan, iterations: int, seed: int = 1) -> np.ndarray:
    """Return the finish of the whole in each iteration, around the clock."""
    rng = np.random.default_rng(seed)
    links = plan.links
    order = np.argsort(links.successor, kind="stable")
    first = np.searchsorted(links.successor[order], np.arange(len(plan.activities) + 1))
    before, kind, lag = (
        column[order].tolist() for column in (links.predecessor, links.kind, links.lag_ticks)
    )
    usual = plan.activities.duration_ticks.tolist()
    found = []
    for start_at in range(0, iterations, NUMPY_ROWS):
        rows = min(NUMPY_ROWS, iterations - start_at)
        start = np.zeros((len(usual), rows))
        finish = np.zeros((len(usual), rows))
        for row, length in enumerate(usual):
            took = rng.triangular(0.9, 1.0, 1.25, rows) * length if length else np.zeros(rows)
            at = np.zeros(rows)
            for entry in range(first[row], first[row + 1]):
                from_finish = kind[entry] in (LinkKind.FS, LinkKind.FF)
                moment = (finish if from_finish else start)[before[entry]] + lag[entry]
                if kind[entry] in (LinkKind.FF, LinkKind.SF):
                    moment = moment - took
                np.maximum(at, moment, out=at)
            start[row], finish[row] = at, at + took
        found.append(finish.max(axis=0))
    return np.concatenate(found)


def with_risks(plan: Plan) -> Uncertainties:
    """Return a range for every activity, 5 factors, 50 risk events over 10 activities each, and cost.

    Every activity has a cost line: of nine in ten a rate a day, of the others an amount with a range of its own; half
    of the risk events cost something, too.
    """
    rng = np.random.default_rng(2)
    builder = UncertaintiesBuilder()
    rows = policy_defaults(plan).ranges.activity.tolist()
    for row in rows:
        builder.add_range(row, low=0.9, likely=1.0, high=1.25)
    count = len(plan.activities)
    for factor in range(5):
        builder.add_factor(f"team {factor}", range(factor, count, 5), low=0.9, likely=1.0, high=1.2)
    for number, row in enumerate(rows):
        if number % 10:
            builder.add_cost(row, 50_000, basis=CostBasis.TIME_DEPENDENT, shape=Shape.FIXED)
        else:
            builder.add_cost(row, 400_000, low=0.8, likely=1.0, high=1.5)
    for event in range(50):
        risk = builder.add_risk(f"risk {event}", 0.2)
        for row in rng.choice(count, 10, replace=False).tolist():
            builder.add_impact(risk, row, low=0.1, likely=0.3, high=1.0)
        if event % 2:
            builder.add_cost_impact(risk, int(rng.integers(len(rows))), low=1e5, likely=2e5, high=9e5)
    return builder.build()


def triangulars(plan: Plan) -> Uncertainties:
    """Return what numpy draws: a triangular range for every activity."""
    builder = UncertaintiesBuilder()
    for row in np.flatnonzero(plan.activities.remaining_ticks > 0).tolist():
        builder.add_range(row, low=0.9, likely=1.0, high=1.25)
    return builder.build()


def around_the_clock(count: int) -> Plan:
    """Return the network on one calendar without free time, as numpy takes it."""
    plan = network(count, calendar_count=1)
    return replace(plan, calendars=calendars()[4:])


def bandwidth(mebibytes: int = 64) -> float:
    """Return bytes that one thread moves in a second, adding two arrays into a third."""
    one, other = np.ones((2, mebibytes << 17))
    made = np.empty_like(one)
    took = min(seconds(lambda: np.add(one, other, out=made))[1] for _ in range(3))
    return 3 * one.nbytes / max(took, 1e-9)


def best(work, times: int = 3) -> tuple[float, float]:
    """Return the least elapsed and the least processor time of some calls."""
    found = [seconds(work) for _ in range(times)]
    return min(one for one, _ in found), min(used for _, used in found)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--activities", type=int, default=10_000)
    parser.add_argument("--iterations", type=int, default=10_000)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    plan, one_calendar = network(options.activities), network(options.activities, calendar_count=1)
    clock = around_the_clock(options.activities)
    uncertain, plain = with_risks(plan), triangulars(clock)
    simulate(plan, uncertain, iterations=2 * LANES, threads=options.threads)
    print(f"{platform.machine()}, {os.cpu_count()} cores, {options.threads} threads, numpy {np.__version__}")
    print(f"{options.activities:,} activities, {len(plan.links):,} links, {options.iterations:,} iterations")
    print(f"{'memory bandwidth of one thread':<46}{bandwidth() / 1e9:8.1f} GB/s")
    run = prepare_simulation(plan, uncertain, 1, options.iterations)

    def draws() -> None:
        ticks = np.empty((options.activities, LANES), np.int32)
        for number in range(run.blocks):
            run.sampler.draw(number, ticks)

    show("floor: drawing every duration, one thread", seconds(draws))

    def ours(of: Plan, what: Uncertainties) -> tuple[float, float]:
        return best(lambda: simulate(of, what, iterations=options.iterations, threads=options.threads))

    whole = ours(plan, uncertain)
    show("ours, everything, cost, five calendars", whole)
    show("ours, dates alone, five calendars", ours(plan, policy_defaults(plan)))
    show("ours, dates alone, one calendar", ours(one_calendar, policy_defaults(one_calendar)))
    same = best(lambda: finishes_of(prepare_simulation(clock, plain, 1, options.iterations), options.threads))
    show("ours, what numpy does", same)
    part = min(options.iterations, NUMPY_ROWS)
    peer = best(lambda: by_numpy(clock, part))
    times = options.iterations / part
    show(f"numpy, drawing and forward (from {part:,})", peer, times)
    print(f"numpy's elapsed time over ours, the same part: {peer[0] * times / same[0]:.1f}")
    print(f"numpy's processor time over ours, the same part: {peer[1] * times / same[1]:.1f}")
    print(f"numpy's processor time over ours, everything: {peer[1] * times / whole[1]:.1f}")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
