"""The cost of one block of iterations."""

import numpy as np
from numba.core import types

from lockstep.engine.kernels.compiled import bare_kernel, kernel, read_only
from lockstep.engine.kernels.lookup import WORK, work_at
from lockstep.engine.kernels.sampling import COSTS, LANES, fill_item

_F1 = read_only(types.float64)
_F2 = read_only(types.float64, 2)
_I1 = read_only(types.int64)
_M = read_only(types.int32, 2)


@bare_kernel(types.void(types.int64, types.int64, types.int64, types.int64, read_only(types.uint8, 2),
                   _I1, _F2, _I1, _F2, _F2, _I1, _F2, _F1, _F1, _I1,
                   _I1, _I1, _F1, read_only(types.boolean), read_only(types.boolean, 2), _F2,
                   _M, types.float64[:, ::1], types.float64[:, ::1]))  # fmt: skip
def line_costs(
    seed, block, blocks, method, orders,
    kind, form, spans, pert, points, tie_of, correlated, amount, per_tick, project,
    impact_first, impact_risk, impact_scale, impact_is_share, happens, impacts,
    took, totals, room,
):  # fmt: skip
    """Fill the cost by project, (P, 64) [minor units]: amounts and rates times their ranges, and impacts.

    Lines are added in their order, so that the sums of a block are the same anywhere.
    """
    shares, values, more = room[0], room[1], room[2]
    for row in range(len(totals)):
        for lane in range(LANES):
            totals[row, lane] = 0.0
    for line in range(len(kind)):
        fill_item(seed, COSTS, line, line, block, blocks, method, orders, tie_of[line], correlated,
                  kind, form, spans, pert, points, shares, values)  # fmt: skip
        own, fixed, rate, length = totals[project[line]], amount[line], per_tick[line], took[line]
        for lane in range(LANES):
            values[lane] *= fixed + rate * np.float64(length[lane])
        if impact_first[line] < impact_first[line + 1]:
            for lane in range(LANES):
                more[lane] = 0.0
            for entry in range(impact_first[line], impact_first[line + 1]):
                is_there, impact, times = happens[impact_risk[entry]], impacts[entry], impact_scale[entry]
                for lane in range(LANES):
                    unit = values[lane] if impact_is_share[entry] else 1.0
                    more[lane] += impact[lane] * times * unit if is_there[lane] else 0.0
            for lane in range(LANES):
                values[lane] += more[lane]
        for lane in range(LANES):
            own[lane] += values[lane]


@kernel(types.void(WORK, types.int64, read_only(types.boolean), read_only(types.boolean), read_only(types.int32),
                   read_only(types.int32), read_only(types.int32), _M, _M, _M, types.int32[:, ::1]))  # fmt: skip
def spans_of_lines(work, origin, is_by_time, is_own, activity, until, calendar, spans, start, finish, took):
    """Fill the working ticks of the span of each time-dependent line, (C, 64).

    That of one unstarted activity (`is_own`) is what was drawn; others are counted from dates.
    """
    for line in range(len(activity)):
        row, last = activity[line], until[line]
        if not is_by_time[line]:
            for lane in range(LANES):
                took[line, lane] = 0
        elif is_own[line]:
            for lane in range(LANES):
                took[line, lane] = spans[row, lane]
        else:
            for lane in range(LANES):
                first = work_at(work, calendar[row], origin + start[row, lane])
                after = work_at(work, calendar[row], origin + finish[last, lane])
                took[line, lane] = np.int32(max(0, after - first))
