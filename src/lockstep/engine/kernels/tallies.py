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
OPEN = np.int32(2**31 - 1)

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
                   types.int64, types.uint16[:, ::1], types.int64[:, ::1], types.int64[:, ::1],
                   types.int32[:, ::1]))  # fmt: skip
def tally(used, origin, spans, finish, is_critical, whole, lows, widths, base, middle, shift,
          bins, sums, bounds, room):  # fmt: skip
    """Add the first `used` iterations of a block.

    `bins` counts finishes by activity from `lows` on in steps of `widths`, the first and last bin open. `sums`
    adds by activity finish less its low, duration less `base`, its square, and its product with the whole finish
    less `middle` (the last three shifted right by `shift`), and critical iterations. `bounds` holds the least and
    the largest finish. `room` is (2, 64).
    """
    places, ends = room[0], room[1]
    cut = np.int32(shift)
    for lane in range(LANES):
        ends[lane] = np.int32((whole[lane] + origin - middle) >> shift)
    for row in range(len(spans)):
        low, usual = np.int32(lows[row] - origin), np.int32(base[row])
        per_tick = 1.0 / widths[row]
        moments, lengths, flags, counts = finish[row], spans[row], is_critical[row], bins[row]
        total, least, most = np.int64(0), np.int32(OPEN), np.int32(NONE)
        for lane in range(used):
            at = moments[lane]
            least = at if at < least else least
            most = at if at > most else most
            along = np.int32(at - low)
            total += np.int64(along)
            place = np.int32(np.int32((np.float64(along) + 0.5) * per_tick) + np.int32(1))
            place = place if along >= np.int32(0) else np.int32(0)
            places[lane] = place if place < np.int32(BINS - 1) else np.int32(BINS - 1)
        for lane in range(used):
            counts[np.uint64(np.uint32(places[lane]))] += np.uint16(1)
        first, second, product, critical = np.int64(0), np.int64(0), np.int64(0), np.int64(0)
        for lane in range(used):
            took = np.int32(np.int32(lengths[lane] - usual) >> cut)
            first += np.int64(took)
            second += np.int64(took) * np.int64(took)
            product += np.int64(took) * np.int64(ends[lane])
            critical += np.int64(flags[lane])
        sums[row, 0] += total
        sums[row, 1] += first
        sums[row, 2] += second
        sums[row, 3] += product
        sums[row, 4] += critical
        bounds[row, 0] = min(bounds[row, 0], least + origin)
        bounds[row, 1] = max(bounds[row, 1], most + origin)


@bare_kernel(types.void(types.uint16[:, ::1], types.int32[:, ::1]))
def pour(bins, total):
    """Add the counts to the total and begin them anew."""
    for row in range(len(bins)):
        for place in range(BINS):
            total[row, place] += np.int32(bins[row, place])
            bins[row, place] = 0


@bare_kernel(types.void(read_only(types.int32, 2), read_only(types.int64), types.int64[:, ::1], types.int64[:, ::1],
                   types.int64[:, ::1]))  # fmt: skip
def places_of(bins, wanted, places, below, inside):
    """Fill by activity and wanted count the bin in which it is reached, and the counts below and in that bin."""
    for row in range(len(bins)):
        reached, place = 0, 0
        for which in range(len(wanted)):
            while place < BINS - 1 and reached + bins[row, place] < wanted[which]:
                reached += bins[row, place]
                place += 1
            places[row, which], below[row, which], inside[row, which] = place, reached, bins[row, place]
