"""The resource-constrained problem: jobs that wait for each other and share capacities, in whole slots of time."""

from dataclasses import dataclass

import numpy as np

from lockstep.engine.kernels.chains import chained, push_tails
from lockstep.engine.kernels.compiled import Matrix, locked
from lockstep.engine.kernels.jobs import FIELD_BITS, FIELD_LIMIT, FIELDS, Jobs
from lockstep.engine.leveling.bounds import bound_of, grouped
from lockstep.foundation.findings import LockstepError
from lockstep.plan.columns import Int32, Int64


@dataclass(frozen=True, slots=True, eq=False)
class ResourceProblem:
    """Jobs to be placed as short as possible without exceeding any capacity.

    Attributes:
        duration: slots that each of the n jobs takes; it runs without a break.
        demand: n rows, one column a resource: what the job uses in each of its slots.
        capacity: by resource, what is there in every slot.
        before, after, lag: links; job `after` starts at least `lag` slots after the start of job `before`
            (finish to start: the duration of `before` and more).
        floor: slot before which a job may not start.
    """

    duration: Int64
    demand: Matrix
    capacity: Int64
    before: Int32
    after: Int32
    lag: Int64
    floor: Int64

    def __len__(self) -> int:
        return len(self.duration)


def packed(problem: ResourceProblem) -> Jobs:
    """Return the problem as the kernels read it. Raises `LockstepError` where no schedule exists.

    A field holds capacities up to 32,767; larger ones are scaled, demands rounded up and the capacity down, so
    that what fits in the scaled numbers fits in the true ones.
    """
    _refuse_impossible(problem)
    count, resources = problem.demand.shape
    scale = np.maximum(1, -(-problem.capacity // FIELD_LIMIT))
    demand = -(-problem.demand // scale)
    capacity = np.maximum(problem.capacity // scale, demand.max(axis=0, initial=0))
    words = max(1, -(-resources // FIELDS))
    need, held = np.zeros((count, words), np.int64), np.zeros(words, np.int64)
    for resource in range(resources):
        word, bits = resource // FIELDS, FIELD_BITS * (resource % FIELDS)
        need[:, word] |= demand[:, resource] << bits
        held[word] |= capacity[resource] << bits
    order = topological(problem)
    mirrored = problem.lag + problem.duration[problem.after] - problem.duration[problem.before]
    in_first, in_rows = grouped(problem.after, count)
    out_first, out_rows = grouped(problem.before, count)
    jobs = Jobs(
        duration=problem.duration,
        need=need.ravel(),
        words=words,
        capacity=held,
        floor=problem.floor,
        no_floor=np.zeros(count, np.int64),
        in_first=in_first,
        in_job=problem.before[in_rows],
        in_lag=problem.lag[in_rows],
        out_first=out_first,
        out_job=problem.after[out_rows],
        out_lag=mirrored[out_rows],
        topological=order,
        urgency=_latest_finishes(problem, order),
        overlaps=int((problem.lag < 0).any() or (mirrored < 0).any()),
        lower_bound=bound_of(problem, order).slots,
    )
    return locked(jobs)


def topological(problem: ResourceProblem) -> Int32:
    """Return the jobs with every predecessor first. Raises `LockstepError` on a loop."""
    first, rows = grouped(problem.before, len(problem))
    order = np.zeros(len(problem), np.int32)
    missing = np.bincount(problem.after, minlength=len(problem)).astype(np.int64)
    if chained(first, problem.after[rows].astype(np.int32), missing, order) < len(problem):
        raise LockstepError(
            "leveling", "Some jobs wait for each other in a loop; remove a link.", code="leveling.loop"
        )
    return order


def horizon_of(problem: ResourceProblem) -> int:
    """Return a number of slots in which every order of the jobs can be placed."""
    gaps = np.maximum(0, np.abs(problem.lag) + np.abs(problem.duration[problem.after]))
    slack = int(gaps.max(initial=0)) if len(gaps) else 0
    waits = int(np.maximum(0, problem.lag - problem.duration[problem.before]).sum()) if len(gaps) else 0
    return int(problem.duration.sum() + problem.floor.max(initial=0)) + waits + slack + 1


def _refuse_impossible(problem: ResourceProblem) -> None:
    over = np.argwhere(problem.demand > problem.capacity)
    if len(over):
        job, resource = (int(value) for value in over[0])
        raise LockstepError(
            f"job {job}",
            f"It needs {problem.demand[job, resource]} of resource {resource}, of which there are "
            f"{problem.capacity[resource]}; raise the capacity or lower the demand.",
            code="leveling.impossible_demand",
        )


def _latest_finishes(problem: ResourceProblem, order: Int32) -> Int64:
    """Return latest finishes against a common end: the order in which jobs become urgent."""
    tail = problem.duration.copy()
    first, rows = grouped(problem.before, len(problem))
    push_tails(order, first, problem.after[rows].astype(np.int32), problem.lag[rows], tail)
    return problem.duration - tail
