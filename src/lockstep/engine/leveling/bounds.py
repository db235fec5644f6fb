"""Lower bounds: no schedule of a resource-constrained problem is shorter."""

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from lockstep.engine.kernels.chains import push_heads
from lockstep.plan.columns import Int32, Int64

if TYPE_CHECKING:
    from lockstep.engine.leveling.problem import ResourceProblem


class BoundBy(IntEnum):
    """What a lower bound rests on."""

    CRITICAL_PATH = 0
    ENERGY = 1
    """All work of one resource over its capacity."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The better of two lower bounds.

    Attributes:
        slots: no schedule is shorter.
        bound_by: which of the two is the larger; the critical path where they are equal.
    """

    slots: int
    bound_by: BoundBy


def grouped(keys: Int32, count: int) -> tuple[Int32, Int64]:
    """Return where the rows of each key begin, and the rows sorted by key."""
    first = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(keys, minlength=count), out=first[1:])
    return first, np.argsort(keys, kind="stable")


def bound_of(problem: "ResourceProblem", order: Int32) -> Bound:
    """Return the larger of the critical path and of work over capacity. `order` has predecessors first."""
    start = problem.floor.copy()
    first, rows = grouped(problem.before, len(problem))
    push_heads(order, first, problem.after[rows].astype(np.int32), problem.lag[rows], start)
    path = int((start + problem.duration).max(initial=0))
    work = problem.duration @ problem.demand
    has_capacity = problem.capacity > 0
    needed = np.zeros(len(work), np.int64)
    needed[has_capacity] = -(-work[has_capacity] // problem.capacity[has_capacity])
    energy = int(needed.max(initial=0))
    return Bound(energy, BoundBy.ENERGY) if energy > path else Bound(path, BoundBy.CRITICAL_PATH)
