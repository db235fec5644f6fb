"""A population of job lists: the children of two lists are placed, pushed together, and kept where they are better.

The crossover keeps a window of one parent's list and takes the rest in the order of the other. Half of the children
have some neighbors swapped, the others a few jobs moved far. No schedule is in the population twice.
"""

import numpy as np
from numba.core import types

from lockstep.engine.kernels.compiled import inlined, kernel
from lockstep.engine.kernels.jobs import JOBS
from lockstep.engine.kernels.placing import (
    CHILD,
    COUNT,
    KEY,
    MARK,
    ORDER,
    START,
    WAITING,
    arranged,
    forward_placed,
    justified,
    listed,
    sorted_jobs,
)

FILLED = 0
BEST = 1
IDLE = 2
OWN_BEST = 3
PROGRESS_COLUMNS = 4

PATIENCE = 60
"""Children without gain, as a multiple of the population, after which it starts anew."""
SWAPS_PERCENT = 3
LARGE = 1_000
"""Jobs from which on a population begins near the best schedule: random lists would take too long to get there."""
MOST_MOVED = 3
"""Jobs of a child that are moved far at most."""

_U13 = np.uint64(13)
_U7 = np.uint64(7)
_U17 = np.uint64(17)
_U33 = np.uint64(33)


@inlined
def drawn(state, below):
    """Return a random number from 0 up to `below`, excluded."""
    value = state[0]
    value ^= value << _U13
    value ^= value >> _U7
    value ^= value << _U17
    state[0] = value
    return np.int64(value >> _U33) % below


@inlined
def random_list(jobs, state, eagerness, scratch):
    """Write a random list into the child; the more eager, the closer to the order of urgency."""
    child, missing, ready = scratch[CHILD], scratch[MARK], scratch[WAITING]
    count = len(jobs.duration)
    waiting = 0
    for job in range(count):
        missing[job] = jobs.in_first[job + 1] - jobs.in_first[job]
        if missing[job] == 0:
            ready[waiting] = job
            waiting += 1
    for place in range(count):
        chosen = drawn(state, waiting)
        for _ in range(eagerness):
            other = drawn(state, waiting)
            if jobs.urgency[ready[other]] < jobs.urgency[ready[chosen]]:
                chosen = other
        job = ready[chosen]
        waiting -= 1
        ready[chosen] = ready[waiting]
        child[place] = job
        for row in range(jobs.out_first[job], jobs.out_first[job + 1]):
            after = jobs.out_job[row]
            missing[after] -= 1
            if missing[after] == 0:
                ready[waiting] = after
                waiting += 1


@inlined
def near_list(jobs, known, width, state, scratch):
    """Write the list of a known schedule into the child, its starts shaken by less than `width` slots."""
    count = len(jobs.duration)
    highest = 0
    for job in range(count):
        scratch[KEY, job] = known[job] + drawn(state, width)
        highest = max(highest, scratch[KEY, job])
    sorted_jobs(scratch[KEY], highest, jobs.topological, False, scratch[COUNT], scratch[ORDER])
    arranged(scratch[ORDER, :count], jobs.in_first, jobs.in_job, scratch, scratch[CHILD])


@inlined
def crossed(mother, father, first, after, scratch):
    """Write a child that has the father's order in a window of places and the mother's elsewhere."""
    child, mark = scratch[CHILD], scratch[MARK]
    count = len(mother)
    mark[:count] = 0
    filled = 0
    while filled < first:
        child[filled] = mother[filled]
        mark[mother[filled]] = 1
        filled += 1
    for place in range(count):
        if filled == after:
            break
        job = father[place]
        if mark[job] == 0:
            child[filled] = job
            mark[job] = 1
            filled += 1
    for place in range(count):
        job = mother[place]
        if mark[job] == 0:
            child[filled] = job
            filled += 1


@inlined
def shaken(jobs, state, scratch):
    """Swap some neighbors of the child that do not wait for each other."""
    child = scratch[CHILD]
    for place in range(len(jobs.duration) - 1):
        if drawn(state, 100) < SWAPS_PERCENT:
            job, after = child[place], child[place + 1]
            is_free = True
            for row in range(jobs.in_first[after], jobs.in_first[after + 1]):
                is_free &= jobs.in_job[row] != job
            if is_free:
                child[place], child[place + 1] = after, job


@inlined
def moved(jobs, state, scratch):
    """Move a random job of the child to a random place between what it waits for and what waits for it."""
    child, mark = scratch[CHILD], scratch[MARK]
    count = len(jobs.duration)
    place = drawn(state, count)
    job = child[place]
    low, high = place, place
    mark[:count] = 0
    for row in range(jobs.in_first[job], jobs.in_first[job + 1]):
        mark[jobs.in_job[row]] = 1
    for row in range(jobs.out_first[job], jobs.out_first[job + 1]):
        mark[jobs.out_job[row]] = 1
    while low > 0 and mark[child[low - 1]] == 0:
        low -= 1
    while high < count - 1 and mark[child[high + 1]] == 0:
        high += 1
    to = low + drawn(state, high - low + 1)
    while place < to:
        child[place] = child[place + 1]
        place += 1
    while place > to:
        child[place] = child[place - 1]
        place -= 1
    child[to] = job


@inlined
def better_of_two(state, makespans):
    """Return the shorter of two random members."""
    one, other = drawn(state, len(makespans)), drawn(state, len(makespans))
    return other if makespans[other] < makespans[one] else one


@inlined
def equals(starts, member, start):
    """Return True where a member has these starts."""
    job = 0
    while job < starts.shape[1] and starts[member, job] == start[job]:
        job += 1
    return job == starts.shape[1]


@inlined
def place_for(state, makespans, starts, start, makespan, one, other):
    """Return the member that a child replaces, or -1."""
    for member in range(len(makespans)):
        if makespans[member] == makespan and equals(starts, member, start):
            return -1
    worse = one if makespans[one] >= makespans[other] else other
    first, second = drawn(state, len(makespans)), drawn(state, len(makespans))
    chance = second if makespans[second] > makespans[first] else first
    if makespan <= makespans[worse]:
        return worse
    if makespan <= makespans[chance]:
        return chance
    return -1


@kernel(
    types.void(
        JOBS,
        types.int32[:, ::1],
        types.int32[:, ::1],
        types.int64[::1],
        types.int32[::1],
        types.uint64[::1],
        types.int64[::1],
        types.int64[::1],
        types.int64,
        types.int32[:, ::1],
        types.int64,
    )
)
def bred(jobs, lists, starts, makespans, best_start, state, progress, free, horizon, scratch, children):
    """Fill the population, then breed: some children in all; stops at the lower bound."""
    size, count = lists.shape
    start = scratch[START, :count]
    for _ in range(children):
        if progress[BEST] <= jobs.lower_bound:
            return
        mother, father = 0, 0
        is_filling = progress[FILLED] < size
        if is_filling:
            if count >= LARGE and progress[BEST] < 2**62:
                width = 1 + (progress[BEST] * progress[FILLED]) // (20 * size)
                near_list(jobs, best_start, width, state, scratch)
            else:
                random_list(jobs, state, progress[FILLED] % 4, scratch)
        else:
            father = better_of_two(state, makespans)
            mother = better_of_two(state, makespans)
            if mother == father:
                mother = (mother + 1) % size
            width = count // 4 + drawn(state, max(1, count // 2))
            first = drawn(state, count - width + 1)
            crossed(lists[mother], lists[father], first, first + width, scratch)
            if drawn(state, 2) == 0:
                shaken(jobs, state, scratch)
            else:
                for _ in range(1 + drawn(state, MOST_MOVED)):
                    moved(jobs, state, scratch)
        makespan = forward_placed(jobs, scratch[CHILD, :count], free, horizon, start)
        if makespan < 0:
            if is_filling and progress[FILLED] == 0:
                return
            continue
        makespan = justified(jobs, start, makespan, free, horizon, scratch)
        progress[IDLE] += 1
        if makespan < progress[OWN_BEST]:
            progress[OWN_BEST] = makespan
            progress[IDLE] = 0
        if makespan < progress[BEST]:
            progress[BEST] = makespan
            best_start[:] = start
        target = progress[FILLED]
        if is_filling:
            progress[FILLED] += 1
        else:
            target = place_for(state, makespans, starts, start, makespan, father, mother)
        if target >= 0:
            listed(jobs, start, makespan, scratch, scratch[ORDER])
            lists[target, :] = scratch[ORDER, :count]
            starts[target, :] = start
            makespans[target] = makespan
        if progress[IDLE] > PATIENCE * size:
            progress[FILLED] = 0
            progress[IDLE] = 0
            progress[OWN_BEST] = np.int64(2**62)
