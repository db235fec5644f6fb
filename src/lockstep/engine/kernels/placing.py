"""Placing jobs one after another where their resources are free, and pushing a schedule together.

What is free in a slot lies in words of four fields, so that one subtraction compares four resources.
"""

from numba.core import types

from lockstep.engine.kernels.compiled import inlined, kernel, read_only
from lockstep.engine.kernels.jobs import GUARD, JOBS

ROUNDS = 20
"""Times that a schedule is pushed to the right and back at most."""

KEY = 0
ORDER = 1
OTHER = 2
THIRD = 3
STACK = 4
MARK = 5
CHILD = 6
WAITING = 7
COUNT = 8
START = 9
SCRATCH_ROWS = 10


@inlined
def earliest_fit(free, words, need, first, at, length, horizon):
    """Return the first slot from `at` on with the need free for `length` slots, or -1 beyond the horizon."""
    begin = at
    checked = at
    while True:
        finish = begin + length
        if finish > horizon:
            return -1
        blocked = -1
        slot = finish - 1
        if words == 1:
            wanted = need[first]
            while slot >= checked:
                if ((free[slot] | GUARD) - wanted) & GUARD != GUARD:
                    blocked = slot
                    break
                slot -= 1
        else:
            while slot >= checked and blocked < 0:
                for word in range(words):
                    if ((free[slot * words + word] | GUARD) - need[first + word]) & GUARD != GUARD:
                        blocked = slot
                        break
                slot -= 1
        if blocked < 0:
            return begin
        begin = blocked + 1
        checked = max(finish, begin)


@inlined
def placed(order, duration, need, words, capacity, floor, first, other, lag, free, horizon, start):
    """Place every job at its earliest in the given order; return the makespan, or -1 beyond the horizon."""
    for slot in range(horizon):
        for word in range(words):
            free[slot * words + word] = capacity[word]
    makespan = 0
    for place in range(len(order)):
        job = order[place]
        at = floor[job]
        for row in range(first[job], first[job + 1]):
            at = max(at, start[other[row]] + lag[row])
        length = duration[job]
        is_needing = False
        for word in range(words):
            is_needing |= need[job * words + word] != 0
        if length > 0 and is_needing:
            at = earliest_fit(free, words, need, job * words, at, length, horizon)
            if at < 0:
                return -1
            for slot in range(at, at + length):
                for word in range(words):
                    free[slot * words + word] -= need[job * words + word]
        elif at + length > horizon:
            return -1
        start[job] = at
        makespan = max(makespan, at + length)
    return makespan


@inlined
def sorted_jobs(key, highest, topological, is_mirrored, count, out):
    """Sort jobs by key, ties in (reversed) topological order."""
    jobs = len(topological)
    count[: highest + 2] = 0
    for job in range(jobs):
        count[key[job] + 1] += 1
    for value in range(highest + 1):
        count[value + 1] += count[value]
    for place in range(jobs):
        job = topological[jobs - 1 - place] if is_mirrored else topological[place]
        out[count[key[job]]] = job
        count[key[job]] += 1


@inlined
def arranged(order, first, other, scratch, out):
    """Copy an order with every predecessor put before its job."""
    stack, mark = scratch[STACK], scratch[MARK]
    mark[: len(order)] = 0
    filled = 0
    for place in range(len(order)):
        depth = 0
        stack[0] = order[place]
        while depth >= 0:
            job = stack[depth]
            waits = False
            if mark[job] == 0:
                for row in range(first[job], first[job + 1]):
                    if mark[other[row]] == 0:
                        depth += 1
                        stack[depth] = other[row]
                        waits = True
                        break
                if not waits:
                    mark[job] = 1
                    out[filled] = job
                    filled += 1
            if not waits:
                depth -= 1


@inlined
def listed(jobs, start, makespan, scratch, out):
    """Write the jobs in the order of their starts, every predecessor first."""
    count = len(jobs.duration)
    for job in range(count):
        scratch[KEY, job] = start[job]
    if jobs.overlaps == 0:
        sorted_jobs(scratch[KEY], makespan, jobs.topological, False, scratch[COUNT], out)
        return
    sorted_jobs(scratch[KEY], makespan, jobs.topological, False, scratch[COUNT], scratch[WAITING])
    arranged(scratch[WAITING, :count], jobs.in_first, jobs.in_job, scratch, out)


@inlined
def mirror_listed(jobs, start, makespan, scratch, out):
    """Write the jobs by falling finish, every successor first."""
    count = len(jobs.duration)
    for job in range(count):
        scratch[KEY, job] = makespan - start[job] - jobs.duration[job]
    if jobs.overlaps == 0:
        sorted_jobs(scratch[KEY], makespan, jobs.topological, True, scratch[COUNT], out)
        return
    sorted_jobs(scratch[KEY], makespan, jobs.topological, True, scratch[COUNT], scratch[WAITING])
    arranged(scratch[WAITING, :count], jobs.out_first, jobs.out_job, scratch, out)


@inlined
def forward_placed(jobs, order, free, horizon, start):
    """Place jobs in an order; return the makespan or -1."""
    return placed(
        order,
        jobs.duration,
        jobs.need,
        jobs.words,
        jobs.capacity,
        jobs.floor,
        jobs.in_first,
        jobs.in_job,
        jobs.in_lag,
        free,
        horizon,
        start,
    )


@inlined
def justified(jobs, start, makespan, free, horizon, scratch):
    """Push all jobs to the right and back to the left until nothing is gained; return the makespan."""
    count = len(jobs.duration)
    order, other, third = scratch[ORDER, :count], scratch[OTHER], scratch[THIRD]
    for _ in range(ROUNDS):
        mirror_listed(jobs, start, makespan, scratch, order)
        mirrored = placed(
            order,
            jobs.duration,
            jobs.need,
            jobs.words,
            jobs.capacity,
            jobs.no_floor,
            jobs.out_first,
            jobs.out_job,
            jobs.out_lag,
            free,
            horizon,
            other,
        )
        if mirrored < 0:
            return makespan
        for job in range(count):
            third[job] = mirrored - other[job] - jobs.duration[job]
        listed(jobs, third, mirrored, scratch, order)
        again = forward_placed(jobs, order, free, horizon, third)
        if again < 0 or again > makespan:
            return makespan
        for job in range(count):
            start[job] = third[job]
        if again == makespan:
            return makespan
        makespan = again
    return makespan


@kernel(types.int64(JOBS, read_only(types.int32), types.int64[::1], types.int64, types.int32[:, ::1]))
def place_and_justify(jobs, order, free, horizon, scratch):
    """Place jobs in an order, then push them together; starts are left in the last row of `scratch`."""
    count = len(jobs.duration)
    arranged(order, jobs.in_first, jobs.in_job, scratch, scratch[CHILD])
    makespan = forward_placed(jobs, scratch[CHILD, :count], free, horizon, scratch[START])
    if makespan >= 0:
        makespan = justified(jobs, scratch[START], makespan, free, horizon, scratch)
    return makespan


@kernel(types.int64(JOBS, read_only(types.int32), types.int64[::1], types.int64, types.int32[:, ::1]))
def place_in_order(jobs, order, free, horizon, scratch):
    """Place jobs in an order; starts are left in the last row of `scratch`."""
    count = len(jobs.duration)
    arranged(order, jobs.in_first, jobs.in_job, scratch, scratch[CHILD])
    return forward_placed(jobs, scratch[CHILD, :count], free, horizon, scratch[START])
