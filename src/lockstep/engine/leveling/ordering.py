"""The order in which activities are placed: what matters more goes first, and never before what it waits for."""

import heapq

import numpy as np

from lockstep.engine.kernels import codes
from lockstep.engine.kernels.records import Net
from lockstep.engine.result import Schedule
from lockstep.plan import Plan
from lockstep.plan.columns import Int32, Int64


def ranks(plan: Plan, schedule: Schedule, wanted_start: Int64 | None) -> Int64:
    """Return the rank of each activity: project priority, own priority, start, total float, place in the plan.

    The start is the wanted one where there is one, else the late start.
    """
    priorities = np.array([project.priority for project in plan.projects] or [0], np.int64)
    start = schedule.late_start_ticks if wanted_start is None else wanted_start
    order = np.lexsort(
        (
            schedule.total_float_ticks,
            start,
            -plan.activities.priority.astype(np.int64),
            -priorities[plan.activities.project],
        )
    )
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank


def placing_order(net: Net, is_moved: np.ndarray, rank: Int64) -> Int32:
    """Return the nodes of the network by rank, each after all that it waits for.

    A node is an activity or the begin of a summary; `A + s` is the end of summary `s`.
    """
    count = len(net.parent)
    is_summary = (net.state == codes.SUMMARY).tolist()
    parent = net.parent.tolist()
    target = net.target.tolist()
    out_first, out_link = net.out_first.tolist(), net.out_link.tolist()
    missing = [0] * (2 * count)
    for row in range(count):
        missing[row] = int(net.in_first[row + 1] - net.in_first[row]) + (parent[row] >= 0)
        if is_summary[row]:
            missing[count + row] += 1
        if parent[row] >= 0:
            missing[count + parent[row]] += 1
    key = np.where(is_moved, rank, -1).tolist() + [-1] * count
    children: list[list[int]] = [[] for _ in range(count)]
    for row in range(count):
        if parent[row] >= 0:
            children[parent[row]].append(row)
    ready = [(key[row], row) for row in range(count) if missing[row] == 0]
    heapq.heapify(ready)
    order: list[int] = []
    while ready:
        _, node = heapq.heappop(ready)
        order.append(node)
        row = node if node < count else node - count
        freed: list[int] = []
        if node < count and is_summary[row]:
            freed = [count + row, *children[row]]
        else:
            freed = [target[link] for link in out_link[out_first[row] : out_first[row + 1]]]
            if parent[row] >= 0:
                freed.append(count + parent[row])
        for other in freed:
            missing[other] -= 1
            if missing[other] == 0:
                heapq.heappush(ready, (key[other], other))
    return np.array(order, np.int32)
