"""Outline order: a summary before its children, siblings by position."""

from typing import Any

import numpy as np


def outline_order(ids: Any, parent_ids: Any, positions: Any, group: Any) -> Any:
    """Return the row numbers in outline order, group by group (the rank of the project).

    `ids` is ascending. A parent that is not among the ids, or is in another group, counts as none; rows of a circle
    of parents come last, as if they had no parent.
    """
    count = len(ids)
    if count == 0:
        return np.zeros(0, dtype=np.int64)
    parents = parent_rows(ids, parent_ids, group)
    # Siblings become neighbors: sorted by parent, then position, then id; roots first, by group.
    by_family = np.lexsort((ids, positions, group, parents))
    family = parents[by_family]
    first = np.searchsorted(family, np.arange(-1, count))
    last = np.searchsorted(family, np.arange(-1, count), side="right")
    order: list[int] = []
    rows = by_family.tolist()
    first_of, last_of = first.tolist(), last.tolist()
    stack = rows[first_of[0] : last_of[0]][::-1]
    while stack:
        row = stack.pop()
        order.append(row)
        if last_of[row + 1] > first_of[row + 1]:
            stack.extend(rows[first_of[row + 1] : last_of[row + 1]][::-1])
    if len(order) < count:
        left = np.ones(count, dtype=bool)
        left[order] = False
        order.extend(np.flatnonzero(left).tolist())
    return np.asarray(order, dtype=np.int64)


def parent_rows(ids: Any, parent_ids: Any, group: Any) -> Any:
    """Return the row of each parent, -1 where it has none that counts."""
    at = np.minimum(np.searchsorted(ids, parent_ids), len(ids) - 1)
    is_there = (ids[at] == parent_ids) & (group[at] == group)
    return np.where(is_there, at, -1)


def levels(parents: Any) -> Any:
    """Return the depth of each row of an outline whose parents come before their children; roots have 0."""
    depth = np.zeros(len(parents), dtype=np.int32)
    for row, parent in enumerate(parents.tolist()):
        if parent >= 0:
            depth[row] = depth[parent] + 1
    return depth
