"""The order of placing: among the nodes that wait for nothing more, the one of the lowest rank goes next."""

from numba.core import types

from lockstep.engine.kernels.codes import SUMMARY
from lockstep.engine.kernels.compiled import inlined, kernel, read_only
from lockstep.engine.kernels.records import NET


@inlined
def pushed(heap, size, value):
    """Put a value into a heap of `size` values."""
    place = size
    while place > 0:
        above = (place - 1) // 2
        if heap[above] <= value:
            break
        heap[place] = heap[above]
        place = above
    heap[place] = value


@inlined
def popped(heap, size):
    """Take the least value out of a heap of `size` values, and return it."""
    least = heap[0]
    value = heap[size - 1]
    last = size - 1
    place = 0
    while True:
        below = 2 * place + 1
        if below >= last:
            break
        if below + 1 < last and heap[below + 1] < heap[below]:
            below += 1
        if heap[below] >= value:
            break
        heap[place] = heap[below]
        place = below
    heap[place] = value
    return least


@kernel(
    types.int64(
        NET,
        read_only(types.int64),
        types.int32[::1],
        types.int32[::1],
        types.int32[::1],
        types.int64[::1],
        types.int32[::1],
    )
)
def queued(net, key, first_child, next_child, missing, heap, order):
    """Fill `order` with the nodes by key, ties by node, each after all that it waits for; return their number.

    A node is an activity or the begin of a summary; `A + s` is the end of summary `s`. `first_child` and
    `next_child` (by activity), `missing`, `heap` and `order` (by node) are filled here.
    """
    count = len(net.parent)
    first_child[:] = -1
    missing[:] = 0
    for row in range(count - 1, -1, -1):
        parent = net.parent[row]
        missing[row] = net.in_first[row + 1] - net.in_first[row]
        if net.state[row] == SUMMARY:
            missing[count + row] += 1
        if parent >= 0:
            missing[row] += 1
            missing[count + parent] += 1
            next_child[row] = first_child[parent]
            first_child[parent] = row
    size, filled = 0, 0
    nodes = 2 * count
    for row in range(count):
        if missing[row] == 0:
            pushed(heap, size, (key[row] + 1) * nodes + row)
            size += 1
    while size > 0:
        node = popped(heap, size) % nodes
        size -= 1
        order[filled] = node
        filled += 1
        row = node if node < count else node - count
        if node < count and net.state[row] == SUMMARY:
            missing[count + row] -= 1
            if missing[count + row] == 0:
                pushed(heap, size, count + row)
                size += 1
            child = first_child[row]
            while child >= 0:
                missing[child] -= 1
                if missing[child] == 0:
                    pushed(heap, size, (key[child] + 1) * nodes + child)
                    size += 1
                child = next_child[child]
            continue
        for entry in range(net.out_first[row], net.out_first[row + 1]):
            other = net.target[net.out_link[entry]]
            missing[other] -= 1
            if missing[other] == 0:
                pushed(heap, size, (key[other] + 1) * nodes + other)
                size += 1
        parent = net.parent[row]
        if parent >= 0:
            missing[count + parent] -= 1
            if missing[count + parent] == 0:
                pushed(heap, size, count + parent)
                size += 1
    return filled
