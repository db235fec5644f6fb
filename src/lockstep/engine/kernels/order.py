"""Putting the network in order."""

from typing import Final

import numpy as np
from numba.core import types

from lockstep.engine.kernels.codes import FF, FS, SF, SS, SUMMARY
from lockstep.engine.kernels.compiled import kernel, read_only

FROM_FINISH: Final = 1 << FS | 1 << FF
FROM_START: Final = 1 << SS | 1 << SF
TO_FINISH: Final = 1 << FF | 1 << SF
"""Sets of kinds of links, a bit each."""

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
    types.Tuple((types.int32[::1], types.int32[::1], types.int64[::1]))(
        types.int64, types.int64, types.int64, _INT32, _INT32, _INT8, _INT64, _INT32
    )
)
def packed(count, far_finish, marked, links, other, kind, lag, calendar):
    """Return what the passes read of each entry of `links`: end, code and lag, see `records.Net`.

    `far_finish` and `marked` are sets of bits by kind of link: the kinds that concern the finish of the `other`
    activity, and those of which the code is marked.
    """
    ends = np.empty(len(links), np.int32)
    codes = np.empty(len(links), np.int32)
    lags = np.empty(len(links), np.int64)
    for entry in range(len(links)):
        link = links[entry]
        is_finish = far_finish >> kind[link] & 1
        is_marked = marked >> kind[link] & 1
        ends[entry] = other[link] + count * is_finish
        codes[entry] = 2 * calendar[link] + is_marked
        lags[entry] = lag[link]
    return ends, codes, lags


@kernel(
    types.Tuple((types.int32[::1], types.int64, types.int32[::1]))(
        _INT32, _INT8, _INT32, _INT32, _INT32, _INT32, _INT64
    )
)
def ordered(parent, state, out_first, out_link, target, in_first, span):
    """Return nodes in order, the length of the longest chain in working ticks, and the open counts by node.

    A summary `s` is two nodes: `s`, before all its children, at which links into it end; and `A + s`, after
    all its children, from which links out of it start. Nodes whose open count stays above zero lie on a loop
    or behind one, and are missing in the order. Rows come in the plan's order as far as links allow, which keeps
    what the passes read side by side in memory. The length ignores calendars and lags: it serves to guess how
    many years the tables must cover.
    """
    count = len(parent)
    open_count = np.zeros(2 * count, np.int32)
    depth = np.zeros(2 * count, np.int64)
    next_child = np.full(count, -1, np.int32)
    first_child = np.full(count, -1, np.int32)
    summaries = 0
    for row in range(count - 1, -1, -1):
        open_count[row] += in_first[row + 1] - in_first[row]
        if state[row] == SUMMARY:
            summaries += 1
            open_count[count + row] += 1
        above = parent[row]
        if above >= 0:
            open_count[row] += 1
            open_count[count + above] += 1
            next_child[row] = first_child[above]
            first_child[above] = row
    order = np.empty(count + summaries, np.int32)
    waiting = np.empty(count + summaries, np.int32)
    filled, held, longest = 0, 0, 0
    for begin in range(count):
        # A row that was freed before the scan came to it has been taken then, and its count is below zero.
        if open_count[begin] != 0:
            continue
        waiting[0], held = begin, 1
        while held > 0:
            held -= 1
            node = waiting[held]
            order[filled] = node
            filled += 1
            open_count[node] = -1
            row = node if node < count else node - count
            if node < count and state[row] == SUMMARY:
                other = first_child[row]
                while other >= 0:
                    depth[other] = max(depth[other], depth[node])
                    open_count[other] -= 1
                    # Rows ahead of the scan wait for it.
                    if open_count[other] == 0 and other <= begin:
                        waiting[held] = other
                        held += 1
                    other = next_child[other]
                open_count[count + row] -= 1
                if open_count[count + row] == 0:
                    waiting[held] = count + row
                    held += 1
                continue
            after = depth[node] + (span[row] if node < count else 0)
            longest = max(longest, after)
            for entry in range(out_first[row], out_first[row + 1]):
                other = target[out_link[entry]]
                depth[other] = max(depth[other], after)
                open_count[other] -= 1
                if open_count[other] == 0 and other <= begin:
                    waiting[held] = other
                    held += 1
            above = parent[row]
            if above >= 0:
                depth[count + above] = max(depth[count + above], after)
                open_count[count + above] -= 1
                if open_count[count + above] == 0:
                    waiting[held] = count + above
                    held += 1
    for node in range(2 * count):
        open_count[node] = max(open_count[node], 0)
    return order[:filled], longest, open_count


@kernel(types.int64(_INT32, _INT32, _INT8, _INT32, _INT32, _INT32, _INT64))
def longest_chain(order, parent, state, out_first, out_link, target, span):
    """Return the length of the longest chain as `ordered` does, for nodes that are in order already."""
    count = len(parent)
    depth = np.zeros(2 * count, np.int64)
    longest = 0
    for position in range(len(order)):
        node = order[position]
        row = node if node < count else node - count
        above = parent[row]
        if node < count and above >= 0:
            depth[row] = max(depth[row], depth[above])
        if node < count and state[row] == SUMMARY:
            continue
        after = depth[node] + (span[row] if node < count else 0)
        longest = max(longest, after)
        for entry in range(out_first[row], out_first[row + 1]):
            other = target[out_link[entry]]
            depth[other] = max(depth[other], after)
        if above >= 0:
            depth[count + above] = max(depth[count + above], after)
    return longest
