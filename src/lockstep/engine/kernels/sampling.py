"""Drawing durations: a counter-based generator, Latin hypercube strata, inverse distribution functions.

What is drawn depends on the seed, the stream (ranges, factors, risks, impacts), the item and the block of 64
iterations, on nothing else: any thread or machine draws the same block alike.
"""

from typing import Final

import numpy as np
from numba.core import types

from lockstep.engine.kernels.compiled import inlined, kernel, read_only

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

PLAIN: Final = 0
LATIN: Final = 1

_GOLD: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)
_S27: Final = np.uint64(27)
_S30: Final = np.uint64(30)
_S31: Final = np.uint64(31)
_S32: Final = np.uint64(32)
_LOW: Final = np.uint64(0xFFFFFFFF)


@inlined
def mixed(value):
    """Return 64 bits that depend evenly on all bits of `value` (the finalizer of SplitMix64)."""
    value = (value ^ (value >> _S30)) * _FIRST
    value = (value ^ (value >> _S27)) * _SECOND
    return value ^ (value >> _S31)


@inlined
def fill_shares(seed, stream, item, block, blocks, method, places, shares):
    """Fill 64 shares in (0, 1); under `LATIN` each of the `64 * blocks` equal cells is met exactly once a run.

    A block meets each of 64 strata once, in an order drawn by Fisher and Yates; within a stratum the blocks take
    its `blocks` cells in turn, from a cell drawn for the stratum.
    """
    key = mixed(mixed(np.uint64(seed) + _GOLD * np.uint64(stream + 1)) + _GOLD * np.uint64(item + 1))
    state = mixed(key + _GOLD * np.uint64(block + 1))
    if method == PLAIN:
        for lane in range(LANES):
            state += _GOLD
            shares[lane] = (np.float64(mixed(state) >> _S32) + 0.5) / 4294967296.0
        return
    for lane in range(LANES):
        places[lane] = lane
    count = np.uint64(blocks)
    per_block, per_lane = 1.0 / blocks, 1.0 / LANES
    for left in range(LANES, 0, -1):
        state += _GOLD
        drawn = mixed(state)
        lane = left - 1
        other = np.int64(((drawn >> _S32) * np.uint64(left)) >> _S32)
        stratum = places[other]
        places[other] = places[lane]
        turn = (((key ^ (_GOLD * np.uint64(stratum + 1))) * _SECOND) >> _S32) * count >> _S32
        cell = np.int64(turn) + block
        if cell >= blocks:
            cell -= blocks
        within = (np.float64(drawn & _LOW) + 0.5) / 4294967296.0
        shares[lane] = (stratum + (cell + within) * per_block) * per_lane


@inlined
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


@inlined
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
        row = int(min(mode * PERT_SHAPES, PERT_SHAPES - 1))
        part = mode * PERT_SHAPES - row
        for lane in range(LANES):
            place = shares[lane] * TABLE_CELLS
            cell = int(min(place, TABLE_CELLS - 1))
            along = place - cell
            one = pert[row, cell] + along * (pert[row, cell + 1] - pert[row, cell])
            other = pert[row + 1, cell] + along * (pert[row + 1, cell + 1] - pert[row + 1, cell])
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
        values[:] = at


_F1 = read_only(types.float64)
_F2 = read_only(types.float64, 2)
_I1 = read_only(types.int64)


@kernel(types.void(types.int64, types.int64, types.int64, types.int64, types.int64, types.int64,
                   _I1, _F2, _I1, _F2, _F2, types.float64[:, ::1]))  # fmt: skip
def draw(seed, stream, block, blocks, method, first_item, kind, form, spans, pert, points, values):
    """Fill the values of the items of one stream in one block, 64 a row.

    `form` holds (at, wide, mode) and `spans` the first and, flattened, the last of each item's points.
    """
    places = np.empty(LANES, np.int64)
    shares = np.empty(LANES, np.float64)
    for item in range(len(kind)):
        if kind[item] != FIXED:
            fill_shares(seed, stream, first_item + item, block, blocks, method, places, shares)
        fill_values(
            kind[item], form[item, 0], form[item, 1], form[item, 2],
            spans[2 * item], spans[2 * item + 1], pert, points, shares, values[item],
        )  # fmt: skip


@kernel(
    types.void(
        types.int64,
        types.int64,
        types.int64,
        types.int64,
        _I1,
        _I1,
        _F2,
        _I1,
        read_only(types.int8),
        _I1,
        _F2,
        _F2,
        _I1,
        _I1,
        _F2,
        _I1,
        _I1,
        _F1,
        types.boolean[:, ::1],
        _F2,
        read_only(types.boolean),
        types.int32[:, ::1],
    )
)
def durations(
    seed, block, blocks, method,
    range_of, kind, form, spans, unit, remaining, pert, points,
    member_first, member, factors, impact_first, impact_risk, impact_scale, happens, impacts,
    is_wanted, ticks,
):  # fmt: skip
    """Fill what remains of every wanted activity in 64 iterations [ticks, never below 0].

    It is the range's value, times the factors of the activity, plus the impacts of the risks that happen.
    `impact_scale` turns an impact's value into ticks.
    """
    places = np.empty(LANES, np.int64)
    shares = np.empty(LANES, np.float64)
    values = np.empty(LANES, np.float64)
    for row in range(len(remaining)):
        if not is_wanted[row]:
            continue
        item = range_of[row]
        has_more = member_first[row] < member_first[row + 1] or impact_first[row] < impact_first[row + 1]
        if item < 0 and not has_more:
            ticks[row, :] = remaining[row]
            continue
        if item >= 0:
            if kind[item] != FIXED:
                fill_shares(seed, 0, row, block, blocks, method, places, shares)
            fill_values(
                kind[item], form[item, 0], form[item, 1], form[item, 2],
                spans[2 * item], spans[2 * item + 1], pert, points, shares, values,
            )  # fmt: skip
            if unit[item] == 0:
                for lane in range(LANES):
                    values[lane] *= remaining[row]
        else:
            values[:] = remaining[row]
        for entry in range(member_first[row], member_first[row + 1]):
            for lane in range(LANES):
                values[lane] *= factors[member[entry], lane]
        for entry in range(impact_first[row], impact_first[row + 1]):
            for lane in range(LANES):
                if happens[impact_risk[entry], lane]:
                    values[lane] += impacts[entry, lane] * impact_scale[entry]
        for lane in range(LANES):
            ticks[row, lane] = np.int32(min(max(values[lane], 0.0), 1.0e9) + 0.5)
