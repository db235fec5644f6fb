"""Leveling of multi-project plans beside CP-SAT: `python -m benchmarks.programs FILE... --seconds 10 --peer-seconds 60`

Takes plans (.mpp, .xml, .xer) whose activities last whole days on one calendar without exceptions, linked
finish to start, and the plain forms .rcmp and .rcp. A plan is leveled as a plan, through everything that a planner
would meet; its dates are then counted in working days and checked against the instance that the peer solves.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.leveling import solved
from benchmarks.peer import solved_by_peer, version
from benchmarks.rcpsp import FORMS, Instance, faults, read
from lockstep.engine import level, schedule
from lockstep.exchange import read as read_plan
from lockstep.foundation.ticks import TICKS_PER_DAY
from lockstep.plan import ActivityKind, Plan, ResourceKind

ENDLESS = 10**9


def working_days(moments: np.ndarray, begin_ticks: int) -> list[int]:
    """Return the working days, Monday to Friday, from the begin of the project's first day to each moment's day."""
    first = np.datetime64("1970-01-01") + begin_ticks // TICKS_PER_DAY
    days = np.datetime64("1970-01-01") + moments // TICKS_PER_DAY
    return np.busday_count(first, days).tolist()


def instance_of(plan: Plan) -> tuple[Instance, list[int]]:
    """Return the plan in working days, and the activity of each job."""
    rows = np.flatnonzero(plan.activities.kind != ActivityKind.SUMMARY).tolist()
    job_of = {row: job for job, row in enumerate(rows)}
    day = round(plan.projects[0].minutes_per_day * 10)
    durations = plan.activities.duration_ticks[rows]
    if (durations % day).any() or (plan.links.lag_ticks % day).any() or plan.links.kind.any():
        raise ValueError(f"{plan.name}: give a plan of whole days and finish-to-start links")
    used = np.flatnonzero(plan.resources.kind == ResourceKind.WORK).tolist()
    demands = [[0] * len(used) for _ in rows]
    for row in range(len(plan.assignments)):
        resource = int(plan.assignments.resource[row])
        if resource in used and plan.assignments.remaining_work_ticks[row] > 0:
            job = job_of[int(plan.assignments.activity[row])]
            demands[job][used.index(resource)] += round(float(plan.assignments.units[row]))
    successors: list[list[int]] = [[] for _ in rows]
    gaps = {}
    links = plan.links
    for before, after, lag in zip(
        links.predecessor.tolist(), links.successor.tolist(), links.lag_ticks.tolist(), strict=True
    ):
        successors[job_of[before]].append(job_of[after])
        gaps[job_of[before], job_of[after]] = lag // day
    capacities = [round(float(plan.resources.max_units[resource])) for resource in used]
    instance = Instance(
        [int(value) // day for value in durations], demands, capacities, successors, [0] * len(rows), gaps
    )
    return instance, rows


def leveled(
    plan: Plan, rows: list[int], seconds: float, workers: int, seed: int
) -> tuple[list[int], float, int]:
    """Return the starts of the leveled plan in working days, the CPU seconds of the first answer, and the rounds."""
    before = schedule(plan)
    begin = time.process_time()
    level(plan, before)
    first = time.process_time() - begin
    until = time.perf_counter() + seconds
    answer = level(
        plan,
        before,
        seed=seed,
        iterations=ENDLESS,
        workers=workers,
        stop=lambda: time.perf_counter() > until,
    )
    starts = answer.schedule.start_ticks[rows]
    # a milestone may stand at the end of a day, which is the begin of the next one for the count
    ends = starts % TICKS_PER_DAY > TICKS_PER_DAY // 2 + 4_000
    return (
        working_days(starts + ends * TICKS_PER_DAY // 2, int(before.start_ticks.min())),
        first,
        answer.rounds,
    )


def main() -> int:
    """Level, check, let the peer solve the same, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--peer-seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    has_peer = bool(version()) and options.peer_seconds > 0
    print(
        f"peer: CP-SAT {version()}, {options.peer_seconds:.0f} s" if has_peer else "no peer: install ortools"
    )
    is_sound = True
    for path in options.files:
        if path.suffix in FORMS:
            instance = read(path)
            answer, _ = solved(instance, options.seconds, options.workers, options.seed)
            starts, first, rounds = answer.start.tolist(), 0.0, answer.rounds
        else:
            plan = read_plan(path).plan
            instance, rows = instance_of(plan)
            starts, first, rounds = leveled(plan, rows, options.seconds, options.workers, options.seed)
        makespan = max(s + d for s, d in zip(starts, instance.durations, strict=True))
        wrong = faults(instance, starts)
        is_sound = is_sound and not wrong
        words = "INFEASIBLE: " + wrong[0] if wrong else "feasible"
        line = f"{path.name:24s} {len(starts):5d} jobs, {makespan:5d} days, {rounds:6d} rounds, {words}"
        line += f", first answer in {first:.3f} s of CPU" if first else ""
        if has_peer:
            peer = solved_by_peer(instance, options.peer_seconds, options.workers)
            line += f"; CP-SAT {peer.makespan or 'none'} (bound {peer.bound})"
        print(line, flush=True)
    return 0 if is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
