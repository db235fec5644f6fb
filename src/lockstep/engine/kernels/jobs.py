"""The resource-constrained problem as the leveling kernels read it."""

from typing import Final, NamedTuple

from lockstep.engine.kernels.compiled import record_type
from lockstep.plan.columns import Int32, Int64

GUARD: Final = 0x8000_8000_8000_8000 - 2**64
"""The highest bit of each of the four fields of a word: a field that goes below zero borrows it."""

FIELDS: Final = 4
"""Resources in one word."""
FIELD_BITS: Final = 16
FIELD_LIMIT: Final = 2**15 - 1
"""Largest capacity that one field holds."""


class Jobs(NamedTuple):
    """Jobs with durations, packed demands and start-to-start lags; arrays are by job (n) unless said otherwise.

    Attributes:
        duration: slots that each job takes.
        need: demand, four resources a word, length n times `words`.
        words: words that hold all resources.
        capacity: packed capacity, length `words`.
        floor: earliest start.
        no_floor: zeros, the floor of the mirrored pass.
        in_first, in_job, in_lag: predecessors of each job and slots from start to start.
        out_first, out_job, out_lag: successors, and the lags of the mirrored problem.
        topological: jobs, every predecessor first.
        urgency: smaller goes first where a list is drawn at random.
        overlaps: 1 where a job may start before a predecessor, in either direction.
        lower_bound: no schedule is shorter.
    """

    duration: Int64
    need: Int64
    words: int
    capacity: Int64
    floor: Int64
    no_floor: Int64
    in_first: Int32
    in_job: Int32
    in_lag: Int64
    out_first: Int32
    out_job: Int32
    out_lag: Int64
    topological: Int32
    urgency: Int64
    overlaps: int
    lower_bound: int


JOBS = record_type(Jobs)
