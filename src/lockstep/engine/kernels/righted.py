"""The mirrored pass over a plan: each movable activity goes as late as what follows it and capacities allow.

Only the order of the starts is wanted: the forward pass that follows decides on dates. So links of summaries
count by where their ends are now, and constraints not at all.
"""

from numba.core import types

from lockstep.engine.kernels.codes import NEVER, SUMMARY
from lockstep.engine.kernels.compiled import inlined, kernel, read_only
from lockstep.engine.kernels.demands import DEMANDS, first_blocked, taken
from lockstep.engine.kernels.lookup import WORK, shifted
from lockstep.engine.kernels.moving import (
    finish_from,
    is_from_finish,
    is_to_start,
    settled_finish,
    settled_start,
    start_for,
)
from lockstep.engine.kernels.records import NET


@inlined
def _limits(work, net, row, start, finish, start_limit, finish_limit):
    """Return the latest start and finish that what follows an activity, or a summary above it, allows."""
    above = row
    while above >= 0:
        for entry in range(net.out_first[above], net.out_first[above + 1]):
            link = net.out_link[entry]
            other = net.target[link]
            kind = net.link_kind[link]
            moment = start[other] if is_to_start(kind) else finish[other]
            if moment == NEVER:
                continue
            if net.lag_ticks[link] != 0:
                moment = shifted(work, net.lag_calendar[link], moment, -net.lag_ticks[link])
            if is_from_finish(kind):
                finish_limit = min(finish_limit, moment)
            elif above == row:
                start_limit = min(start_limit, moment)
        above = net.parent[above]
    return start_limit, finish_limit


@kernel(
    types.void(
        WORK,
        NET,
        DEMANDS,
        read_only(types.int64),
        types.int64,
        types.int64[:, ::1],
        types.int32[:, ::1],
        types.int64[::1],
        types.int64[::1],
    )
)
def righted(work, net, demands, order, ends, free, holder, start, finish):
    """Overwrite the dates of the activities in `order`, later ones first, with late ones; nothing ends after `ends`."""
    for row in range(len(net.parent)):
        if demands.is_moved[row] == 0 and net.state[row] != SUMMARY:
            taken(demands, free, holder, row, start[row], finish[row])
    for place in range(len(order)):
        row = order[place]
        first, last = net.driver_first[row], net.driver_first[row + 1]
        calendar, span = net.calendar[row], net.span_ticks[row]
        start_limit, ends_by = _limits(work, net, row, start, finish, ends, ends)
        ends_by = settled_finish(work, net.drivers, first, last, calendar, span == 0, ends_by)
        begins = start_for(work, net.drivers, first, last, calendar, span, ends_by)
        if begins > start_limit:
            begins = start_limit
        begins = settled_start(work, net.drivers, first, last, calendar, span == 0, begins)
        ends_by = finish_from(work, net.drivers, first, last, calendar, span, begins)
        while span > 0:
            slot = first_blocked(demands, free, row, begins, ends_by)
            if slot < 0:
                break
            ends_by = demands.origin + slot * demands.slot_ticks
            ends_by = settled_finish(work, net.drivers, first, last, calendar, False, ends_by)
            earlier = start_for(work, net.drivers, first, last, calendar, span, ends_by)
            if earlier >= begins or earlier < demands.origin:
                break
            begins = earlier
        start[row], finish[row] = begins, ends_by
        taken(demands, free, holder, row, begins, ends_by)
