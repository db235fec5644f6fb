"""Orders and longest chains of the jobs of a resource-constrained problem."""

from numba.core import types

from lockstep.engine.kernels.compiled import kernel, read_only

_INT32 = read_only(types.int32)
_INT64 = read_only(types.int64)


@kernel(types.int64(_INT32, _INT32, types.int64[::1], types.int32[::1]))
def chained(first, after, missing, order):
    """Fill `order` with the jobs, every predecessor first; return their number, less than all where there is a loop.

    `after` holds the successors of each job from `first` on, `missing` the number of its predecessors.
    """
    filled = 0
    for job in range(len(missing)):
        if missing[job] == 0:
            order[filled] = job
            filled += 1
    place = 0
    while place < filled:
        job = order[place]
        place += 1
        for row in range(first[job], first[job + 1]):
            missing[after[row]] -= 1
            if missing[after[row]] == 0:
                order[filled] = after[row]
                filled += 1
    return filled


@kernel(types.void(_INT32, _INT32, _INT32, _INT64, types.int64[::1]))
def push_heads(order, first, after, lag, start):
    """Push starts to where the links from earlier jobs put them."""
    for place in range(len(order)):
        job = order[place]
        for row in range(first[job], first[job + 1]):
            start[after[row]] = max(start[after[row]], start[job] + lag[row])


@kernel(types.void(_INT32, _INT32, _INT32, _INT64, types.int64[::1]))
def push_tails(order, first, after, lag, tail):
    """Push tails, the slots from a job's start to the end of all, to what the links to later jobs ask."""
    for place in range(len(order) - 1, -1, -1):
        job = order[place]
        for row in range(first[job], first[job + 1]):
            tail[job] = max(tail[job], lag[row] + tail[after[row]])
