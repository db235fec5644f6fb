"""Jobs that can be done in several modes, by fewer people for longer or by more, and stocks that are used up."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from lockstep.engine.kernels import breeding
from lockstep.engine.kernels.compiled import Matrix, locked
from lockstep.engine.kernels.mode_breeding import INFEASIBLE, Modes, bred_with_modes
from lockstep.engine.kernels.placing import SCRATCH_ROWS
from lockstep.engine.leveling.bounds import Bound, BoundBy, bound_of
from lockstep.engine.leveling.problem import ResourceProblem, packed, topological
from lockstep.engine.leveling.searching import ISLANDS, Stop, never
from lockstep.foundation.findings import LockstepError
from lockstep.plan.columns import Int32, Int64

POPULATION = 300
ROUND_JOBS = 60_000
_NOTHING_YET = 2**62


@dataclass(frozen=True, slots=True, eq=False)
class ModeProblem:
    """Jobs with modes, to be done as short as possible within capacities and stocks.

    Attributes:
        first: modes of each of the n jobs, side by side in the columns below (length n + 1).
        duration: slots, by mode.
        demand: one row a mode, one column a resource that is there anew in each slot.
        capacity: by resource, what is there in every slot.
        use: one row a mode, one column a stock, what the job uses up.
        stock: what there is for the whole time.
        before, after, gap: links; job `after` starts at least `gap` slots after the finish of job `before`.
        floor: slot before which a job may not start.
    """

    first: Int32
    duration: Int64
    demand: Matrix
    capacity: Int64
    use: Matrix
    stock: Int64
    before: Int32
    after: Int32
    gap: Int64
    floor: Int64

    def __len__(self) -> int:
        return len(self.first) - 1


@dataclass(frozen=True, slots=True, eq=False)
class ModeSequencing:
    """The best schedule found.

    Attributes:
        start: start slot of each job.
        mode: mode of each job, counted from 0.
        makespan: slots from 0 to the last finish.
        bound: no schedule is shorter.
        rounds: rounds of improvement that were carried out.
        is_within_stocks: False where no choice of modes within the stocks was found; the schedule then uses more.
    """

    start: Int64
    mode: Int64
    makespan: int
    bound: Bound
    rounds: int
    is_within_stocks: bool


def sequence_modes(
    problem: ModeProblem, *, seed: int = 1, rounds: int = 20, workers: int = 1, stop: Stop = never
) -> ModeSequencing:
    """Return the best schedule found in some rounds, at least one, or until `stop` answers True between two rounds.

    Equal for equal problem, seed and rounds carried out, whatever the number of workers.
    """
    _refuse_impossible(problem)
    by_mode = _with_modes(problem, np.arange(len(problem.duration)))
    bound = _bound(problem)
    islands = [_Island(problem, by_mode, bound.slots, seed * ISLANDS + number) for number in range(ISLANDS)]
    done = 0
    with ThreadPoolExecutor(max_workers=max(1, min(workers, ISLANDS))) as pool:
        while done < max(1, rounds):
            list(pool.map(_Island.bred, islands))
            done += 1
            least = min(island.rank for island in islands)
            if least <= bound.slots or stop():
                break
    best = min(islands, key=lambda island: island.rank)
    start, mode = best.best_start.astype(np.int64), best.best_pick.astype(np.int64)
    makespan = int((start + problem.duration[problem.first[:-1] + mode]).max(initial=0))
    return ModeSequencing(start, mode, makespan, bound, done, best.rank < INFEASIBLE)


def _with_modes(problem: ModeProblem, rows: Int64) -> ResourceProblem:
    """Return the problem in which each job has one of the given rows of modes; for all rows, without links."""
    count = len(rows)
    is_whole = count == len(problem)
    none = np.zeros(0, np.int64)
    return ResourceProblem(
        duration=problem.duration[rows],
        demand=problem.demand[rows],
        capacity=problem.capacity,
        before=problem.before if is_whole else none.astype(np.int32),
        after=problem.after if is_whole else none.astype(np.int32),
        lag=problem.gap + problem.duration[rows][problem.before] if is_whole else none,
        floor=problem.floor if is_whole else np.zeros(count, np.int64),
    )


def _bound(problem: ModeProblem) -> Bound:
    """Return the larger of the critical path of the shortest modes and of the least work over capacity."""
    shortest = np.minimum.reduceat(problem.duration, problem.first[:-1])
    work = problem.duration[:, None] * problem.demand
    least = np.minimum.reduceat(work, problem.first[:-1], axis=0).sum(axis=0)
    relaxed = ResourceProblem(
        duration=shortest,
        demand=np.zeros((len(problem), 1), np.int64),
        capacity=np.ones(1, np.int64),
        before=problem.before,
        after=problem.after,
        lag=problem.gap + shortest[problem.before],
        floor=problem.floor,
    )
    path = bound_of(relaxed, topological(relaxed)).slots
    there = problem.capacity > 0
    energy = int((-(-least[there] // problem.capacity[there])).max(initial=0))
    return Bound(energy, BoundBy.ENERGY) if energy > path else Bound(path, BoundBy.CRITICAL_PATH)


def _refuse_impossible(problem: ModeProblem) -> None:
    empty = np.flatnonzero(np.diff(problem.first) <= 0)
    if len(empty):
        raise LockstepError(f"job {empty[0]}", "It has no mode; give it one.", code="leveling.no_mode")


class _Island:
    """One population, its random numbers and its working arrays."""

    def __init__(self, problem: ModeProblem, by_mode: ResourceProblem, bound: int, seed: int) -> None:
        count = len(problem)
        longest = np.maximum.reduceat(problem.duration, problem.first[:-1])
        rows = problem.first[:-1].astype(np.int64)
        jobs = packed(_with_modes(problem, rows))
        self.modes = _modes(problem, by_mode)
        overlaps = int((problem.gap < 0).any())
        self.jobs = jobs._replace(
            duration=jobs.duration.copy(),
            need=jobs.need.copy(),
            in_lag=jobs.in_lag.copy(),
            out_lag=jobs.out_lag.copy(),
            capacity=packed(by_mode).capacity,
            overlaps=overlaps,
            lower_bound=bound,
        )
        waits = int(np.maximum(0, problem.gap).sum())
        self.horizon = int(longest.sum() + problem.floor.max(initial=0)) + waits + 1
        self.free = np.empty(self.horizon * jobs.words, np.int64)
        self.scratch = np.zeros((SCRATCH_ROWS, max(count, self.horizon + 3)), np.int32)
        self.lists = np.zeros((POPULATION, count), np.int32)
        self.picks = np.zeros((POPULATION, count), np.int32)
        self.starts = np.zeros((POPULATION, count), np.int32)
        self.ranks = np.zeros(POPULATION, np.int64)
        self.best_start, self.best_pick = np.zeros(count, np.int32), np.zeros(count, np.int32)
        self.state = np.random.SeedSequence(seed).generate_state(1, np.uint64) | np.uint64(1)
        self.progress = np.zeros(breeding.PROGRESS_COLUMNS, np.int64)
        self.progress[[breeding.BEST, breeding.OWN_BEST]] = _NOTHING_YET
        self.children = max(1, ROUND_JOBS // max(1, count))

    @property
    def rank(self) -> int:
        """Makespan of the best schedule, or more than any where it uses more than the stocks."""
        return int(self.progress[breeding.BEST])

    def bred(self) -> None:
        """Breed for a round."""
        bred_with_modes(
            self.jobs,
            self.modes,
            self.lists,
            self.picks,
            self.starts,
            self.ranks,
            self.best_start,
            self.best_pick,
            self.state,
            self.progress,
            self.free,
            self.horizon,
            self.scratch,
            self.children,
        )


def _modes(problem: ModeProblem, by_mode: ResourceProblem) -> Modes:
    """Return modes as the kernel reads them, gaps in the order of the jobs' links."""
    incoming = np.argsort(problem.after, kind="stable")
    outgoing = np.argsort(problem.before, kind="stable")
    modes = Modes(
        first=problem.first.astype(np.int32),
        duration=problem.duration,
        need=packed(by_mode).need,
        use=problem.use,
        stock=problem.stock,
        in_gap=problem.gap[incoming],
        out_gap=problem.gap[outgoing],
    )
    return Modes(*locked(modes))
