"""The search for a short schedule: two populations that breed in rounds until told to stop."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from lockstep.engine.kernels import breeding
from lockstep.engine.kernels.jobs import Jobs
from lockstep.engine.kernels.placing import SCRATCH_ROWS, START, place_and_justify, place_in_order
from lockstep.engine.leveling.bounds import Bound, bound_of
from lockstep.engine.leveling.problem import ResourceProblem, horizon_of, packed
from lockstep.plan.columns import Int64

ISLANDS = 2
"""Populations; their number is fixed, so that the answer does not depend on the number of threads."""
LARGEST_POPULATION = 1_000
SMALLEST_POPULATION = 10
POPULATION_JOBS = 60_000
"""Jobs in a population: large problems get small populations."""
ROUND_JOBS = 60_000
"""Jobs that are bred in a round."""
_NOTHING_YET = 2**62

Stop = Callable[[], bool]
Listener = Callable[[int, Int64, int], None]
"""Told first and after each round: rounds carried out, starts and makespan of the best schedule so far."""


@dataclass(frozen=True, slots=True, eq=False)
class Sequencing:
    """A feasible schedule of a resource-constrained problem.

    Attributes:
        start: start slot of each job.
        makespan: slots from 0 to the last finish.
        bound: no schedule is shorter.
        rounds: rounds of improvement that were carried out.
    """

    start: Int64
    makespan: int
    bound: Bound
    rounds: int

    @property
    def is_optimal(self) -> bool:
        """True where the makespan is proved to be the least."""
        return self.makespan <= self.bound.slots


def never() -> bool:
    """Tell a search to go on."""
    return False


def unheard(rounds: int, start: Int64, makespan: int) -> None:
    """Tell nobody."""


def sequence(
    problem: ResourceProblem,
    *,
    seed: int = 1,
    rounds: int = 20,
    workers: int = 1,
    stop: Stop = never,
    on_round: Listener = unheard,
) -> Sequencing:
    """Return the best schedule found in some rounds, or until `stop` answers True between two rounds.

    Equal for equal problem, seed and rounds carried out, whatever the number of workers.
    """
    jobs = packed(problem)
    bound = bound_of(problem, jobs.topological)
    first = _first(problem, jobs)
    on_round(0, first.start, first.makespan)
    if len(problem) < 2 or first.makespan <= bound.slots or rounds <= 0 or stop():
        return Sequencing(first.start, first.makespan, bound, 0)
    horizon = min(first.horizon, 2 * first.makespan + 1)
    islands = [_Island(jobs, horizon, first, seed * ISLANDS + number) for number in range(ISLANDS)]
    done = 0
    with ThreadPoolExecutor(max_workers=max(1, min(workers, ISLANDS))) as pool:
        while done < rounds:
            list(pool.map(_Island.bred, islands))
            done += 1
            least = min(island.makespan for island in islands)
            for island in islands:
                island.hear(least)
            best = min(islands, key=lambda island: island.makespan_of_start)
            on_round(done, best.best_start.astype(np.int64), best.makespan_of_start)
            if least <= bound.slots or stop():
                break
    best = min(islands, key=lambda island: island.makespan_of_start)
    return Sequencing(best.best_start.astype(np.int64), best.makespan_of_start, bound, done)


@dataclass(slots=True)
class _First:
    """The constructive answer."""

    start: Int64
    makespan: int
    horizon: int


def _scratch(jobs: Jobs, horizon: int) -> tuple[Int64, np.ndarray]:
    width = max(len(jobs.duration), horizon + 3)
    return np.empty(horizon * jobs.words, np.int64), np.zeros((SCRATCH_ROWS, width), np.int32)


def _first(problem: ResourceProblem, jobs: Jobs) -> _First:
    """Place the jobs by latest finish, then push them together."""
    order = jobs.topological[np.argsort(jobs.urgency[jobs.topological], kind="stable")]
    order.flags.writeable = False
    horizon = horizon_of(problem)
    for place in (place_and_justify, place_in_order):
        free, scratch = _scratch(jobs, horizon)
        makespan = place(jobs, order, free, horizon, scratch)
        if makespan >= 0:
            break
    return _First(scratch[START, : len(problem)].astype(np.int64), int(makespan), horizon)


class _Island:
    """One population, its random numbers and its working arrays."""

    def __init__(self, jobs: Jobs, horizon: int, first: _First, seed: int) -> None:
        count = len(jobs.duration)
        size = min(LARGEST_POPULATION, max(SMALLEST_POPULATION, POPULATION_JOBS // count))
        self.jobs, self.horizon = jobs, horizon
        self.free, self.scratch = _scratch(jobs, horizon)
        self.lists = np.zeros((size, count), np.int32)
        self.starts = np.zeros((size, count), np.int32)
        self.makespans = np.zeros(size, np.int64)
        self.best_start = first.start.astype(np.int32)
        self.makespan_of_start = first.makespan
        self.state = np.random.SeedSequence(seed).generate_state(1, np.uint64) | np.uint64(1)
        self.progress = np.zeros(breeding.PROGRESS_COLUMNS, np.int64)
        self.progress[breeding.BEST] = first.makespan
        self.progress[breeding.OWN_BEST] = _NOTHING_YET
        self.children = max(1, ROUND_JOBS // count)

    @property
    def makespan(self) -> int:
        """The shortest makespan that this island knows of."""
        return int(self.progress[breeding.BEST])

    def bred(self) -> None:
        """Breed for a round."""
        known = self.makespan
        breeding.bred(
            self.jobs,
            self.lists,
            self.starts,
            self.makespans,
            self.best_start,
            self.state,
            self.progress,
            self.free,
            self.horizon,
            self.scratch,
            self.children,
        )
        if self.makespan < known:
            self.makespan_of_start = self.makespan

    def hear(self, makespan: int) -> None:
        """Learn how short another island's schedule is; only shorter ones are news from now on."""
        self.progress[breeding.BEST] = min(self.makespan, makespan)
