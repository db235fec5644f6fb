"""Drawing durations: a counter-based generator, Latin hypercube strata, inverse distribution functions.

What is drawn depends on the seed, the stream (ranges, factors, risks, impacts), the item and the block of 64
iterations, on nothing else: any thread or machine draws the same block alike.
"""

import math
from typing import Final

import numpy as np
from numba.core import types

from lockstep.engine.kernels.compiled import bare, bare_kernel, kernel, read_only

LANES: Final = 64
"""Iterations in a block."""
TABLE_CELLS: Final = 1024
"""Cells of a tabulated inverse distribution function."""
PERT_SHAPES: Final = 64
"""Cells between the tabulated modes of the beta distribution, from 0 to 1."""

FIXED: Final = 0
UNIFORM: Final = 1
TRIANGULAR: Final = 2
PERT: Final = 3
LOGNORMAL: Final = 4
STEPS: Final = 5
LINES: Final = 6

RANGES: Final = 0
FACTORS: Final = 1
RISKS: Final = 2
IMPACTS: Final = 3
COSTS: Final = 4
COST_IMPACTS: Final = 5
TIES: Final = 6
"""Streams of draws."""

PLAIN: Final = 0
LATIN: Final = 1

ORDERS: Final = 1024
"""Orders of the 64 strata, of which each block takes one and turns it by a mask."""

_GOLD: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)
_S27: Final = np.uint64(27)
_S30: Final = np.uint64(30)
_S31: Final = np.uint64(31)
_S32: Final = np.uint64(32)
_ORDER_BITS: Final = np.uint64(ORDERS - 1)
_LANE_BITS: Final = np.uint64(LANES - 1)
_S20: Final = np.uint64(20)
_H15: Final = np.uint32(15)
_H16: Final = np.uint32(16)
_THIRD: Final = np.uint32(0x9E3779B1)
_FOURTH: Final = np.uint32(0x7FEB352D)
_FIFTH: Final = np.uint32(0x846CA68B)
_NEXT: Final = np.uint64(1)
_UNIT: Final = 1.0 / 4294967296.0


@bare
def mixed(value):
    """Return 64 bits that depend evenly on all bits of `value` (the finalizer of SplitMix64)."""
    value = (value ^ (value >> _S30)) * _FIRST
    value = (value ^ (value >> _S27)) * _SECOND
    return value ^ (value >> _S31)


@bare
def scrambled(value, more):
    """Return 32 bits that depend evenly on all bits of `value`, which is 32 bits, and on `more`."""
    value = np.uint32((value ^ (value >> _H16)) * _FOURTH)
    value = np.uint32((value ^ (value >> _H15) ^ more) * _FIFTH)
    return np.uint32(value ^ (value >> _H16))


@kernel(types.uint8[:, ::1](types.int64))
def strata_orders(seed):
    """Return orders of 64 strata, (ORDERS, 64), drawn by Fisher and Yates."""
    orders = np.empty((ORDERS, LANES), np.uint8)
    state = mixed(np.uint64(seed))
    for row in range(ORDERS):
        for lane in range(LANES):
            orders[row, lane] = lane
        for left in range(LANES, 1, -1):
            state += _GOLD
            other = np.int64(((mixed(state) >> _S32) * np.uint64(left)) >> _S32)
            orders[row, left - 1], orders[row, other] = orders[row, other], orders[row, left - 1]
    return orders


@bare
def fill_shares(seed, stream, item, block, blocks, method, orders, shares):
    """Fill 64 shares in (0, 1); under `LATIN` each of the `64 * blocks` equal cells is met exactly once a run.

    A block meets each of 64 strata once, in one of the given orders turned by a mask; within a stratum the blocks
    take its `blocks` cells in turn, from a cell drawn for the stratum.
    """
    key = mixed(mixed(np.uint64(seed) + _GOLD * np.uint64(stream + 1)) + _GOLD * np.uint64(item + 1))
    state = mixed(key + _GOLD * np.uint64(block + 1))
    low, high = np.uint32(state), np.uint32(state >> _S32)
    if method == PLAIN:
        for lane in range(LANES):
            within = scrambled(np.uint32(low + np.uint32(lane) * _THIRD), high)
            shares[lane] = (np.float64(within) + 0.5) * _UNIT
        return
    order = orders[np.int64(state & _ORDER_BITS)]
    mask = np.uint32((state >> _S20) & _LANE_BITS)
    own, other = np.uint32(key), np.uint32(key >> _S32)
    count, place, most = np.uint64(blocks), np.int32(block), np.int32(blocks)
    per_block, per_lane = 1.0 / blocks, 1.0 / LANES
    for lane in range(LANES):
        within = scrambled(np.uint32(low + np.uint32(lane) * _THIRD), high)
        stratum = np.uint32(np.uint32(order[lane]) ^ mask)
        turn = scrambled(np.uint32(own + stratum * _THIRD), other)
        cell = np.int32(np.int32((np.uint64(turn) * count) >> _S32) + place)
        cell = np.int32(cell - most) if cell >= most else cell
        shares[lane] = (
            np.float64(stratum) + (np.float64(cell) + (np.float64(within) + 0.5) * _UNIT) * per_block
        ) * per_lane


@bare
def normal_quantile(share: float) -> float:
    """Return the quantile of the standard normal distribution (Acklam's rational approximation, 1.2e-9)."""
    if share < 0.02425 or share > 0.97575:
        tail = min(share, 1.0 - share)
        q = np.sqrt(-2.0 * np.log(tail))
        top = ((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q
                - 2.549732539343734) * q + 4.374664141464968) * q + 2.938163982698783  # fmt: skip
        bottom = (((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q
                  + 3.754408661907416) * q + 1.0  # fmt: skip
        value = top / bottom
        return value if share < 0.5 else -value
    q = share - 0.5
    r = q * q
    top = (((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r
             + 1.383577518672690e2) * r - 3.066479806614716e1) * r + 2.506628277459239) * q  # fmt: skip
    bottom = ((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r
               + 6.680131188771972e1) * r - 1.328068155288572e1) * r + 1.0  # fmt: skip
    return top / bottom


@bare
def fill_values(kind, at, wide, mode, first, last, pert, points, shares, values):
    """Fill the values of one distribution for 64 shares; `points` holds (cumulative share, value) rows."""
    if kind == TRIANGULAR:
        for lane in range(LANES):
            share = shares[lane]
            is_below = share < mode
            root = np.sqrt(share * mode if is_below else (1.0 - share) * (1.0 - mode))
            values[lane] = at + wide * (root if is_below else 1.0 - root)
    elif kind == UNIFORM:
        for lane in range(LANES):
            values[lane] = at + wide * shares[lane]
    elif kind == PERT:
        whole = int(min(mode * PERT_SHAPES, PERT_SHAPES - 1))
        part = mode * PERT_SHAPES - whole
        row, after = pert[whole], pert[whole + 1]
        for lane in range(LANES):
            place = shares[lane] * TABLE_CELLS
            cell = np.uint64(min(place, TABLE_CELLS - 1.0))
            along = place - np.float64(cell)
            one = row[cell] + along * (row[cell + _NEXT] - row[cell])
            other = after[cell] + along * (after[cell + _NEXT] - after[cell])
            values[lane] = at + wide * (one + part * (other - one))
    elif kind == LOGNORMAL:
        for lane in range(LANES):
            values[lane] = np.exp(at + wide * normal_quantile(shares[lane]))
    elif kind == STEPS or kind == LINES:
        for lane in range(LANES):
            share = shares[lane]
            point = first
            while point < last - 1 and points[point, 0] < share:
                point += 1
            value = points[point, 1]
            if kind == LINES and point > first:
                below = points[point - 1, 0]
                gap = points[point, 0] - below
                if gap > 0.0:
                    value = points[point - 1, 1] + (value - points[point - 1, 1]) * min(
                        1.0, (share - below) / gap
                    )
            values[lane] = value
    else:
        for lane in range(LANES):
            values[lane] = at


_F1 = read_only(types.float64)
_F2 = read_only(types.float64, 2)
_I1 = read_only(types.int64)
_I8 = read_only(types.int8)
_ORDERS = read_only(types.uint8, 2)
_FLAGS = read_only(types.boolean, 2)
_ROOT_HALF: Final = math.sqrt(0.5)


@bare_kernel(types.void(types.int64, types.int64, types.int64, types.int64, types.int64, _ORDERS,
                   _I1, _F2, _I1, _F2, _F2, types.float64[:, ::1], types.float64[::1]))  # fmt: skip
def draw(seed, stream, block, blocks, method, orders, kind, form, spans, pert, points, values, shares):
    """Fill the values of the items of one stream in one block, 64 a row.

    `form` holds (at, wide, mode) and `spans` the first and, flattened, the last of each item's points.
    """
    for item in range(len(kind)):
        if kind[item] != FIXED:
            fill_shares(seed, stream, item, block, blocks, method, orders, shares)
        fill_values(
            kind[item], form[item, 0], form[item, 1], form[item, 2],
            spans[2 * item], spans[2 * item + 1], pert, points, shares, values[item],
        )  # fmt: skip


@bare_kernel(types.void(types.int64, types.int64, types.int64, types.int64, types.int64, _ORDERS, _F2,
                   types.float64[:, ::1], types.float64[:, ::1]))  # fmt: skip
def correlated_shares(seed, stream, block, blocks, method, orders, loading, shares, room):
    """Fill shares that move together: the normal copula of which `loading` times its transpose is the correlation."""
    count = len(loading)
    normals, one = room[1:], room[0]
    for item in range(count):
        fill_shares(seed, stream, item, block, blocks, method, orders, one)
        for lane in range(LANES):
            normals[item, lane] = normal_quantile(one[lane])
    for item in range(count):
        for lane in range(LANES):
            one[lane] = 0.0
        for other in range(count):
            for lane in range(LANES):
                one[lane] += loading[item, other] * normals[other, lane]
        for lane in range(LANES):
            share = 0.5 * math.erfc(-one[lane] * _ROOT_HALF)
            shares[item, lane] = min(max(share, 1e-15), 1.0 - 1e-15)


@bare
def fill_item(seed, stream, item, row, block, blocks, method, orders, tied, correlated,
              kind, form, spans, pert, points, shares, values):  # fmt: skip
    """Fill the values of one item, `row` in the table of distributions, drawn alone or tied to others."""
    if tied >= 0:
        for lane in range(LANES):
            shares[lane] = correlated[tied, lane]
    elif kind[row] != FIXED:
        fill_shares(seed, stream, item, block, blocks, method, orders, shares)
    fill_values(kind[row], form[row, 0], form[row, 1], form[row, 2], spans[2 * row], spans[2 * row + 1],
                pert, points, shares, values)  # fmt: skip


@bare_kernel(types.void(types.int64, types.int64, types.int64, types.int64, _ORDERS,
                   _I1, _I1, _F2, _I1, _I8, _I1, _F2, _F2, _I1, _F2,
                   _I1, _I1, _F2, _I1, _I1, _F1, _FLAGS, _F2,
                   read_only(types.boolean), types.int32[:, ::1], types.float64[::1], types.float64[::1]))  # fmt: skip
def durations(
    seed, block, blocks, method, orders,
    range_of, kind, form, spans, unit, remaining, pert, points, tie_of, correlated,
    member_first, member, factors, impact_first, impact_risk, impact_scale, happens, impacts,
    is_wanted, ticks, shares, values,
):  # fmt: skip
    """Fill what remains of every wanted activity in 64 iterations [ticks, never below 0].

    It is the range's value, times the factors of the activity, plus the impacts of the risks that happen.
    `impact_scale` turns an impact's value into ticks. `tie_of` names the row of `correlated` shares, or -1.
    """
    for row in range(len(remaining)):
        if not is_wanted[row]:
            continue
        item = range_of[row]
        has_more = member_first[row] < member_first[row + 1] or impact_first[row] < impact_first[row + 1]
        if item < 0 and not has_more:
            for lane in range(LANES):
                ticks[row, lane] = remaining[row]
            continue
        if item >= 0:
            fill_item(seed, RANGES, row, item, block, blocks, method, orders, tie_of[row], correlated,
                      kind, form, spans, pert, points, shares, values)  # fmt: skip
            if unit[item] == 0:
                times = np.float64(remaining[row])
                for lane in range(LANES):
                    values[lane] *= times
        else:
            for lane in range(LANES):
                values[lane] = remaining[row]
        for entry in range(member_first[row], member_first[row + 1]):
            factor = factors[member[entry]]
            for lane in range(LANES):
                values[lane] *= factor[lane]
        for entry in range(impact_first[row], impact_first[row + 1]):
            is_there, impact, times = happens[impact_risk[entry]], impacts[entry], impact_scale[entry]
            for lane in range(LANES):
                values[lane] += impact[lane] * times if is_there[lane] else 0.0
        own = ticks[row]
        for lane in range(LANES):
            own[lane] = np.int32(min(max(values[lane], 0.0), 1.0e9) + 0.5)
