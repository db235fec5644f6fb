"""Leveling against best-known makespans: `python -m benchmarks.leveling --dir D --best-known CSV --seconds 10`

Reads every `.sm`, `.rcp` and `.rcmp` of a folder (sub-folders too), or those that the table of best-known
makespans names (columns `file`, `best_known_makespan`, and `set` as the folder's name). Every answer passes
the checker in `benchmarks.rcpsp`, which shares nothing with the solver; a fault ends the run with code 1.
"""

import argparse
import csv
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.peer import solved_by_peer, version
from benchmarks.rcpsp import FORMS, Instance, faults, read
from lockstep.engine.leveling import ResourceProblem, Sequencing, sequence

ENDLESS = 10**9


def problem_of(instance: Instance) -> ResourceProblem:
    """Return the instance as the engine takes it."""
    links = [(job, other) for job, row in enumerate(instance.successors) for other in row]
    before = np.array([link[0] for link in links], np.int32)
    after = np.array([link[1] for link in links], np.int32)
    duration = np.array(instance.durations, np.int64)
    return ResourceProblem(
        duration=duration,
        demand=np.array(instance.demands, np.int64).reshape(len(duration), -1),
        capacity=np.array(instance.capacities, np.int64),
        before=before,
        after=after,
        lag=np.array(
            [instance.durations[job] + instance.gaps.get((job, other), 0) for job, other in links], np.int64
        ),
        floor=np.array(instance.releases, np.int64),
    )


def solved(instance: Instance, seconds: float, workers: int, seed: int) -> tuple[Sequencing, float]:
    """Return the answer within a time limit and the seconds it took."""
    begin = time.perf_counter()
    answer = sequence(
        problem_of(instance),
        seed=seed,
        rounds=ENDLESS,
        workers=workers,
        stop=lambda: time.perf_counter() - begin > seconds,
    )
    return answer, time.perf_counter() - begin


def chosen(folder: Path, table: Path | None, limit: int, every: int) -> list[tuple[Path, int | None]]:
    """Return the files to solve with their best-known makespan."""
    files = {path.name: path for path in sorted(folder.rglob("*")) if path.suffix in FORMS}
    if table is None:
        rows: list[tuple[Path, int | None]] = [(path, None) for path in files.values()]
    else:
        with table.open() as source:
            lines = [line for line in csv.DictReader(source) if line["file"] in files]
        rows = [(files[line["file"]], int(line["best_known_makespan"])) for line in lines]
    return rows[::every][:limit] if limit else rows[::every]


def main() -> int:
    """Solve, check and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", type=Path, required=True)
    parser.add_argument("--best-known", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--limit", type=int, default=0, help="at most so many instances; 0 is all")
    parser.add_argument("--every", type=int, default=1, help="every so many-th instance")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--peer", action="store_true", help="let CP-SAT solve each in the same time, beside us"
    )
    options = parser.parse_args()
    if options.peer and not version():
        parser.error("the peer is not installed: pip install ortools")
    gaps, peer_gaps, is_sound = [], [], True
    for path, known in chosen(options.dir, options.best_known, options.limit, options.every):
        instance = read(path)
        answer, seconds = solved(instance, options.seconds, options.workers, options.seed)
        wrong = faults(instance, answer.start.tolist())
        is_sound = is_sound and not wrong
        gap = "" if known is None else f" {100 * (answer.makespan - known) / known:6.2f} %"
        if known is not None:
            gaps.append((answer.makespan - known) / known)
        words = "INFEASIBLE: " + wrong[0] if wrong else "feasible"
        peer = ""
        if options.peer:
            other = solved_by_peer(instance, options.seconds, options.workers)
            peer = f"; CP-SAT {other.makespan or 'none'}"
            if known is not None:
                # without any schedule it is counted as the sum of all durations, which is always one
                peer_gaps.append(((other.makespan or sum(instance.durations)) - known) / known)
        bound = f"{answer.bound.slots} by {answer.bound.bound_by.name.lower()}"
        print(
            f"{path.name:24s} {answer.makespan:6d} best known {known or '-':>6} bound {bound:24s}"
            f"{gap} {seconds:5.1f} s {answer.rounds:5d} rounds {words}{peer}",
            flush=True,
        )
    if gaps:
        print(f"mean above best known: {100 * sum(gaps) / len(gaps):.2f} % of {len(gaps)} instances")
    if peer_gaps:
        print(f"CP-SAT {version()}: {100 * sum(peer_gaps) / len(peer_gaps):.2f} % above")
    return 0 if is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
