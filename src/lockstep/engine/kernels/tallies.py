"""Counting what comes of a block: integers only, so that any order of blocks gives the same bits."""

import numpy as np
from numba.core import types

from lockstep.engine.kernels.codes import INACTIVE
from lockstep.engine.kernels.compiled import bare_kernel, read_only
from lockstep.engine.kernels.records import NET
from lockstep.engine.kernels.sampling import LANES

BINS = 256
"""Bins of the finishes of one activity, the two open ones at the ends included."""
EXTERNAL = 6
NONE = np.int32(-(2**31))

_M = read_only(types.int32, 2)


@bare_kernel(types.void(NET, _M, types.int32[:, ::1], types.int32[::1]))
def last_finishes(net, finish, by_project, whole):
    """Fill the latest finish of each project, (P, 64), and of everything, (64,)."""
    for lane in range(LANES):
        whole[lane] = NONE
        for project in range(len(by_project)):
            by_project[project, lane] = NONE
    for row in range(len(net.state)):
        if net.state[row] == INACTIVE or net.kind[row] == EXTERNAL:
            continue
        own, moments = by_project[net.project[row]], finish[row]
        for lane in range(LANES):
            own[lane] = max(own[lane], moments[lane])
    for project in range(len(by_project)):
        for lane in range(LANES):
            whole[lane] = max(whole[lane], by_project[project, lane])


@bare_kernel(types.boolean(read_only(types.int8), _M))
def has_points(is_plain, spans):
    """Return whether some plain row has no length in some iteration."""
    for row in range(len(spans)):
        if is_plain[row]:
            own, least = spans[row], spans[row, 0]
            for lane in range(LANES):
                least = min(least, own[lane])
            if least == 0:
                return True
    return False


@bare_kernel(types.void(types.int64, types.int64, _M, _M, read_only(types.int8, 2), read_only(types.int32),
                   read_only(types.int64), read_only(types.int64), read_only(types.int64), types.int64,
                   types.int64, types.int32[:, ::1], types.int64[:, ::1], types.int64[:, ::1]))  # fmt: skip
def tally(used, origin, spans, finish, is_critical, whole, lows, widths, base, middle, shift,
          bins, sums, bounds):  # fmt: skip
    """Add the first `used` iterations of a block.

    `bins` counts finishes by activity from `lows` on in steps of `widths`, the first and last bin open. `sums`
    adds by activity finish less its low, duration less `base`, its square, and its product with the whole finish
    less `middle` (the last three shifted right by `shift`), and critical iterations. `bounds` holds the least and
    the largest finish.
    """
    for row in range(len(spans)):
        low, wide, usual = lows[row] - origin, widths[row], base[row]
        per_tick = 1.0 / wide
        total, first, second, product, critical = 0, 0, 0, 0, 0
        least, most = bounds[row, 0] - origin, bounds[row, 1] - origin
        for lane in range(used):
            at = np.int64(finish[row, lane])
            least, most = min(least, at), max(most, at)
            place = np.int64((at - low + 0.5) * per_tick) + 1 if at >= low else 0
            bins[row, min(place, BINS - 1)] += 1
            total += at - low
            took = (spans[row, lane] - usual) >> shift
            first += took
            second += took * took
            product += took * ((whole[lane] + origin - middle) >> shift)
            critical += is_critical[row, lane]
        sums[row, 0] += total
        sums[row, 1] += first
        sums[row, 2] += second
        sums[row, 3] += product
        sums[row, 4] += critical
        bounds[row, 0], bounds[row, 1] = least + origin, most + origin
