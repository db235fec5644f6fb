"""Putting the network in order."""

import numpy as np
from numba.core import types

from lockstep.engine.kernels.codes import SUMMARY
from lockstep.engine.kernels.compiled import kernel, read_only

_INT8 = read_only(types.int8)
_INT32 = read_only(types.int32)
_INT64 = read_only(types.int64)


@kernel(types.UniTuple(types.int32[::1], 2)(types.int64, _INT32, read_only(types.boolean)))
def grouped(count, owner, is_used):
    """Return the used rows grouped by owner: where each group begins (length count + 1), and the rows."""
    first = np.zeros(count + 1, np.int32)
    for row in range(len(owner)):
        if is_used[row]:
            first[owner[row] + 1] += 1
    for index in range(count):
        first[index + 1] += first[index]
    rows = np.empty(first[count], np.int32)
    place = first[:-1].copy()
    for row in range(len(owner)):
        if is_used[row]:
            rows[place[owner[row]]] = row
            place[owner[row]] += 1
    return first, rows


@kernel(
    types.Tuple((types.int32[::1], types.int64, types.int32[::1]))(
        _INT32, _INT8, _INT32, _INT32, _INT32, _INT32, _INT64
    )
)
def ordered(parent, state, out_first, out_link, target, in_first, span):
    """Return nodes in order, the length of the longest chain in working ticks, and the open counts by node.

    A summary `s` is two nodes: `s`, before all its children, at which links into it end; and `A + s`, after
    all its children, from which links out of it start. Nodes whose open count stays above zero lie on a loop
    or behind one, and are missing in the order. The length ignores calendars and lags: it serves to guess how
    many years the tables must cover.
    """
    count = len(parent)
    open_count = np.zeros(2 * count, np.int32)
    depth = np.zeros(2 * count, np.int64)
    summaries = 0
    for row in range(count):
        open_count[row] += in_first[row + 1] - in_first[row]
        if state[row] == SUMMARY:
            summaries += 1
            open_count[count + row] += 1
        if parent[row] >= 0:
            open_count[row] += 1
            open_count[count + parent[row]] += 1
    child_first = np.zeros(count + 1, np.int32)
    for row in range(count):
        if parent[row] >= 0:
            child_first[parent[row] + 1] += 1
    for row in range(count):
        child_first[row + 1] += child_first[row]
    place = child_first[:-1].copy()
    child = np.empty(child_first[count], np.int32)
    for row in range(count):
        if parent[row] >= 0:
            child[place[parent[row]]] = row
            place[parent[row]] += 1
    order = np.empty(count + summaries, np.int32)
    filled = 0
    for row in range(count):
        if open_count[row] == 0:
            order[filled] = row
            filled += 1
    read = 0
    longest = 0
    while read < filled:
        node = order[read]
        read += 1
        row = node if node < count else node - count
        if node < count and state[row] == SUMMARY:
            for entry in range(child_first[row], child_first[row + 1]):
                other = child[entry]
                depth[other] = max(depth[other], depth[node])
                open_count[other] -= 1
                if open_count[other] == 0:
                    order[filled] = other
                    filled += 1
            open_count[count + row] -= 1
            if open_count[count + row] == 0:
                order[filled] = count + row
                filled += 1
            continue
        after = depth[node] + (span[row] if node < count else 0)
        longest = max(longest, after)
        for entry in range(out_first[row], out_first[row + 1]):
            other = target[out_link[entry]]
            depth[other] = max(depth[other], after)
            open_count[other] -= 1
            if open_count[other] == 0:
                order[filled] = other
                filled += 1
        above = parent[row]
        if above >= 0:
            depth[count + above] = max(depth[count + above], after)
            open_count[count + above] -= 1
            if open_count[count + above] == 0:
                order[filled] = count + above
                filled += 1
    return order[:filled], longest, open_count
