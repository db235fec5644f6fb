"""Simulating beside numpy: `python -m benchmarks.simulation [--activities N] [--iterations N]`.

Both draw triangular durations for the same generated network. Ours does all that `lockstep simulate` does, with five
calendars; numpy does the part that can be written in rows of iterations: drawing, the forward pass over the four links
with lags around the clock, and the finish of the whole. So the comparison is unfair to ours. Processor time stands
beside elapsed time, because the machine may be busy with other work.
"""

import argparse
import os
import platform
import time

import numpy as np

from benchmarks.networks import network
from lockstep.engine import simulate
from lockstep.engine.kernels.sampling import LANES
from lockstep.engine.simulation.running import drawn_durations, prepare_simulation
from lockstep.plan import LinkKind, Plan, UncertaintiesBuilder, policy_defaults

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


def with_risks(plan: Plan):
    """Return the policy's ranges with 5 factors and 50 risk events over 10 activities each."""
    rng = np.random.default_rng(2)
    builder = UncertaintiesBuilder()
    for row in policy_defaults(plan).ranges.activity.tolist():
        builder.add_range(row, low=0.9, likely=1.0, high=1.25)
    count = len(plan.activities)
    for factor in range(5):
        builder.add_factor(f"team {factor}", range(factor, count, 5), low=0.9, likely=1.0, high=1.2)
    for event in range(50):
        risk = builder.add_risk(f"risk {event}", 0.2)
        for row in rng.choice(count, 10, replace=False).tolist():
            builder.add_impact(risk, row, low=0.1, likely=0.3, high=1.0)
    return builder.build()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--activities", type=int, default=10_000)
    parser.add_argument("--iterations", type=int, default=10_000)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    plan, one_calendar = network(options.activities), network(options.activities, calendar_count=1)
    uncertain = with_risks(plan)
    simulate(plan, uncertain, iterations=2 * LANES, threads=options.threads)
    print(f"{platform.machine()}, {os.cpu_count()} cores, {options.threads} threads, numpy {np.__version__}")
    print(f"{options.activities:,} activities, {len(plan.links):,} links, {options.iterations:,} iterations")
    run = prepare_simulation(plan, uncertain, 1, options.iterations)
    every = np.arange(1)
    show("drawing factors and risks", seconds(lambda: drawn_durations(run, every, options.threads)))

    def ours(of: Plan, what) -> tuple[float, float]:
        return seconds(lambda: simulate(of, what, iterations=options.iterations, threads=options.threads))

    whole = ours(plan, uncertain)
    show("ours, everything, five calendars", whole)
    show("ours, everything, one calendar", ours(one_calendar, policy_defaults(one_calendar)))
    part = min(options.iterations, NUMPY_ROWS)
    peer = seconds(lambda: by_numpy(plan, part))
    times = options.iterations / part
    show(f"numpy, drawing and forward (from {part:,})", peer, times)
    print(f"numpy's processor time over ours, everything: {peer[1] * times / whole[1]:.2f}")


if __name__ == "__main__":
    main()
