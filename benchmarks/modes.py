"""Problems with several modes beside CP-SAT: `python -m benchmarks.modes FILE.mm... --seconds 10`

Reads the published `.mm` form: renewable resources, stocks that are used up, jobs with modes.
"""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.peer import version
from lockstep.engine.leveling import ModeProblem, ModeSequencing, sequence_modes

ENDLESS = 10**9


@dataclass(frozen=True)
class ModeInstance:
    """One published problem; a mode is its duration, demands by resource and uses by stock."""

    modes: list[list[tuple[int, list[int], list[int]]]]
    capacities: list[int]
    stocks: list[int]
    successors: list[list[int]]


def read(path: Path) -> ModeInstance:
    """Read a `.mm` file."""
    lines = path.read_text().splitlines()

    def after(word: str, skip: int) -> int:
        return next(place for place, line in enumerate(lines) if line.startswith(word)) + skip

    def number(word: str) -> int:
        return int(next(line for line in lines if word in line).split(":")[1].split()[0])

    count, renewable = number("jobs (incl."), number("- renewable")
    first = after("PRECEDENCE", 2)
    rows = [[int(word) for word in lines[first + job].split()] for job in range(count)]
    successors = [[job - 1 for job in row[3:]] for row in rows]
    at, modes = after("REQUESTS", 3), []
    for row in rows:
        own = []
        for _ in range(row[1]):
            words = [int(word) for word in lines[at].split()]
            words = words[2:] if not own else words[1:]  # the first row of a job begins with its number
            own.append((words[0], words[1 : 1 + renewable], words[1 + renewable :]))
            at += 1
        modes.append(own)
    there = [int(word) for word in lines[after("RESOURCEAVAIL", 2)].split()]
    return ModeInstance(modes, there[:renewable], there[renewable:], successors)


def problem_of(instance: ModeInstance) -> ModeProblem:
    """Return the instance as the engine takes it."""
    flat = [mode for modes in instance.modes for mode in modes]
    links = [(job, other) for job, row in enumerate(instance.successors) for other in row]
    return ModeProblem(
        first=np.cumsum([0, *map(len, instance.modes)]).astype(np.int32),
        duration=np.array([mode[0] for mode in flat], np.int64),
        demand=np.array([mode[1] for mode in flat], np.int64).reshape(len(flat), -1),
        capacity=np.array(instance.capacities, np.int64),
        use=np.array([mode[2] for mode in flat], np.int64).reshape(len(flat), -1),
        stock=np.array(instance.stocks, np.int64),
        before=np.array([link[0] for link in links], np.int32),
        after=np.array([link[1] for link in links], np.int32),
        gap=np.zeros(len(links), np.int64),
        floor=np.zeros(len(instance.modes), np.int64),
    )


def mode_faults(instance: ModeInstance, starts: list[int], chosen: list[int]) -> list[str]:
    """Return everything that is wrong with a schedule, by plain counting; empty for a feasible one."""
    found = []
    picked = [modes[mode] for modes, mode in zip(instance.modes, chosen, strict=True)]
    for job, others in enumerate(instance.successors):
        late = [other for other in others if starts[other] < starts[job] + picked[job][0]]
        found.extend(f"job {other} starts before job {job} is finished" for other in late)
    for slot in range(max(start + mode[0] for start, mode in zip(starts, picked, strict=True))):
        running = [
            mode for start, mode in zip(starts, picked, strict=True) if start <= slot < start + mode[0]
        ]
        for resource, capacity in enumerate(instance.capacities):
            if sum(mode[1][resource] for mode in running) > capacity:
                found.append(f"slot {slot} uses more than {capacity} of resource {resource}")
    for stock, there in enumerate(instance.stocks):
        if sum(mode[2][stock] for mode in picked) > there:
            found.append(f"more than {there} of stock {stock} is used up")
    return found


def solved(instance: ModeInstance, seconds: float, workers: int, seed: int) -> ModeSequencing:
    """Return our answer within a time limit."""
    until = time.perf_counter() + seconds
    return sequence_modes(
        problem_of(instance),
        seed=seed,
        rounds=ENDLESS,
        workers=workers,
        stop=lambda: time.perf_counter() > until,
    )


def solved_by_peer(instance: ModeInstance, seconds: float, workers: int) -> tuple[int | None, int]:
    """Return the peer's makespan and bound."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    longest = sum(max(mode[0] for mode in modes) for modes in instance.modes)
    starts = [model.new_int_var(0, longest, "") for _ in instance.modes]
    ends = [model.new_int_var(0, longest, "") for _ in instance.modes]
    spans, literals = [], []
    for job, modes in enumerate(instance.modes):
        picks = [model.new_bool_var("") for _ in modes]
        model.add_exactly_one(picks)
        for mode, pick in zip(modes, picks, strict=True):
            spans.append(model.new_optional_interval_var(starts[job], mode[0], ends[job], pick, ""))
            literals.append((pick, mode))
    for resource, capacity in enumerate(instance.capacities):
        model.add_cumulative(spans, [mode[1][resource] for _, mode in literals], capacity)
    for stock, there in enumerate(instance.stocks):
        model.add(sum(pick * mode[2][stock] for pick, mode in literals) <= there)
    for job, others in enumerate(instance.successors):
        for other in others:
            model.add(starts[other] >= ends[job])
    makespan = model.new_int_var(0, longest, "")
    model.add_max_equality(makespan, ends)
    model.minimize(makespan)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    status = solver.solve(model)
    is_found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return (solver.value(makespan) if is_found else None), round(solver.best_objective_bound)


def main() -> int:
    """Solve, check, let the peer solve the same, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    is_sound = True
    for path in options.files:
        instance = read(path)
        answer = solved(instance, options.seconds, options.workers, options.seed)
        wrong = mode_faults(instance, answer.start.tolist(), answer.mode.tolist())
        is_sound = is_sound and not wrong
        line = (
            f"{path.name:16s} {answer.makespan:5d} bound {answer.bound.slots:5d} {answer.rounds:6d} rounds "
        )
        line += "INFEASIBLE: " + wrong[0] if wrong else "feasible"
        if version():
            makespan, bound = solved_by_peer(instance, options.seconds, options.workers)
            line += f"; CP-SAT {makespan or 'none'} (bound {bound})"
        print(line, flush=True)
    return 0 if is_sound else 1


if __name__ == "__main__":
    sys.exit(main())
