"""Leveling of one large plan with five calendars: `python -m benchmarks.leveling_at_size --activities 10000`

Prints the CPU seconds of the first feasible answer, from the plan value and its schedule to the proposal, and how much
earlier the plan ends as the search goes on.
"""

import argparse
import time
from dataclasses import replace

import numpy as np

from benchmarks.networks import DAY_TICKS, _columns, network
from lockstep.engine import Leveling, Progress, level, schedule
from lockstep.plan import Assignments, Plan, ResourceKind, Resources

ENDLESS = 10**9


def staffed(count: int, resources: int, seed: int = 1) -> Plan:
    """Return a generated network in which each activity needs one to four of the resources, which are scarce."""
    plan = network(count, seed)
    random = np.random.default_rng(seed)
    leaves = np.flatnonzero(np.asarray(plan.activities.duration_ticks) > 0)
    rows = np.concatenate([leaves[random.random(len(leaves)) < share] for share in (1.0, 0.5, 0.3, 0.2)])
    resource = random.integers(0, resources, len(rows))
    pairs = np.unique(rows * resources + resource)
    rows, resource = pairs // resources, pairs % resources
    units = random.choice([0.5, 1.0, 2.0], len(rows))
    work = np.rint(plan.activities.duration_ticks[rows] * units)
    length = schedule(plan).finish_ticks.max() - plan.projects[0].start_ticks
    days = length / 14_400 * 5 / 7
    needed = np.bincount(resource, weights=work, minlength=resources) / DAY_TICKS / days
    return replace(
        plan,
        resources=_columns(
            Resources,
            resources,
            uids=np.arange(resources) + 1,
            names=tuple(f"Resource {number}" for number in range(resources)),
            guids=("",) * resources,
            max_units=np.maximum(2.0, np.round(needed * 0.6)),
            kind=np.full(resources, int(ResourceKind.WORK)),
            calendar=np.full(resources, -1),
        ),
        assignments=_columns(
            Assignments,
            len(rows),
            uids=np.arange(len(rows)) + 1,
            activity=rows,
            resource=resource,
            units=units,
            work_ticks=work,
            remaining_work_ticks=work,
        ),
    )


def main() -> None:
    """Level the plan and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--activities", type=int, default=10_000)
    parser.add_argument("--resources", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    plan = staffed(options.activities, options.resources)
    before = schedule(plan)
    begins = int(before.start_ticks.min())
    level(plan, before)  # warm
    spent = []
    for _ in range(5):
        begin = time.process_time()
        first: Leveling = level(plan, before)
        spent.append(time.process_time() - begin)

    def days(ticks: int) -> str:
        return f"{(ticks - begins) / 14_400:.1f} days"

    print(
        f"{len(plan.activities)} activities, {len(plan.links)} links, {len(plan.assignments)} assignments to "
        f"{len(plan.resources)} resources: first answer in {min(spent):.3f} s of CPU (median {sorted(spent)[2]:.3f})"
    )
    print(
        f"unleveled {days(first.finish_before_ticks)}, first answer {days(first.finish_after_ticks)}, ",
        end="",
    )
    print(f"lower bound {days(first.lower_bound_ticks)}, overload after {first.overload_after_ticks.sum()}")
    begin, best = time.perf_counter(), [first.finish_after_ticks]

    def hear(progress: Progress) -> None:
        if progress.rounds and progress.finish_ticks < best[0]:
            best[0] = progress.finish_ticks
            print(
                f"{time.perf_counter() - begin:6.1f} s, round {progress.rounds}: {days(best[0])}", flush=True
            )

    answer = level(
        plan,
        before,
        iterations=ENDLESS,
        workers=options.workers,
        stop=lambda: time.perf_counter() - begin > options.seconds,
        on_progress=hear,
    )
    left = answer.overload_after_ticks.sum()
    print(f"after {options.seconds:.0f} s: {days(answer.finish_after_ticks)}, overload {left}")


if __name__ == "__main__":
    main()
