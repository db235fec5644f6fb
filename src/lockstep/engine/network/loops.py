"""Loops in the network: named in order, and opened so that everything else can be scheduled."""

from collections.abc import Iterator

import numpy as np

from lockstep.engine.kernels.codes import SUMMARY
from lockstep.foundation.findings import Finding, Severity
from lockstep.plan import Plan
from lockstep.plan.columns import Bool, Int8, Int32

_MOST_NAMED = 20
"""Activities named in the sentence of one loop; the finding holds all of them."""


def loops(
    plan: Plan, state: Int8, source: Int32, target: Int32, is_used: Bool, open_count: Int32
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield loops as activities in order and the links between them, until the rest is free of loops.

    No two of them share a link. `open_count` tells which nodes the order could not reach.
    """
    count = len(plan.activities)
    stuck = open_count > 0
    graph: dict[int, list[tuple[int, int]]] = {}
    for link in np.flatnonzero(is_used).tolist():
        here = int(source[link]) + (count if state[source[link]] == SUMMARY else 0)
        there = int(target[link])
        if stuck[here] and stuck[there]:
            graph.setdefault(here, []).append((there, link))
    for row in np.flatnonzero(stuck[:count] | stuck[count:]).tolist():
        parent = int(plan.activities.parent[row])
        end = row + count if state[row] == SUMMARY else row
        if parent >= 0:
            graph.setdefault(parent, []).append((row, -1))
            graph.setdefault(end, []).append((parent + count, -1))
    yield from _cycles(graph, count)


def _cycles(graph: dict[int, list[tuple[int, int]]], count: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield link-disjoint cycles by depth-first search; the links of a cycle found are dropped on the spot."""
    finished: set[int] = set()
    dropped: set[int] = set()
    for root in sorted(graph):
        if root in finished:
            continue
        path: list[tuple[int, int]] = [(root, -1)]
        place = {root: 0}
        edges = {root: iter(graph.get(root, ()))}
        while path:
            node = path[-1][0]
            step = next(edges[node], None)
            if step is None:
                finished.add(node)
                path.pop()
                del place[node]
                continue
            other, link = step
            if link in dropped or other in finished:
                continue
            if other not in place:
                path.append((other, link))
                place[other] = len(path) - 1
                edges[other] = iter(graph.get(other, ()))
                continue
            loop = path[place[other] :]
            links = [step_link for _, step_link in loop[1:] if step_link >= 0] + ([link] if link >= 0 else [])
            dropped.update(links)
            yield list(dict.fromkeys(entry % count for entry, _ in loop)), links
            first = next(
                (at for at in range(place[other] + 1, len(path)) if path[at][1] in dropped), len(path)
            )
            for entry, _ in path[first:]:
                del place[entry]
            path = path[:first]
            for entry, _ in path:
                edges[entry] = iter(graph.get(entry, ()))


def loop_finding(plan: Plan, activities: list[int]) -> Finding:
    """Return the finding that names one loop."""
    names = [plan.activity(row).place.removeprefix("activity ") for row in activities[:_MOST_NAMED]]
    if len(activities) > _MOST_NAMED:
        names.append(f"{len(activities) - _MOST_NAMED} more")
    chain = " → ".join([*names, names[0]])
    return Finding(
        "plan.loop",
        Severity.ERROR,
        plan.place(activities[0]),
        f"These activities wait for each other in a loop: {chain}. Its links are left out of the schedule; "
        "remove one of them.",
        tuple(activities),
    )
