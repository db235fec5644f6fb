"""Finding once what is the same in every iteration: which rows are plain, and how links are come along."""

import numpy as np

from lockstep.engine.kernels import codes
from lockstep.engine.kernels import ways as bits
from lockstep.engine.kernels.compiled import locked
from lockstep.engine.kernels.lookup import work_before
from lockstep.engine.kernels.records import Net
from lockstep.engine.kernels.ways import Ways
from lockstep.engine.network.compiling import Compiled
from lockstep.plan.columns import Bool, Int8, Int32, Int64


def ways_of(ready: Compiled) -> Ways:
    """Return the ways along the rows and links of a network."""
    net = ready.net
    is_plain = _plain(net)
    policy = net.policy[net.project]
    limits = net.constraints[np.where(net.constraint >= 0, net.constraint, len(net.constraints) - 1)]
    starts = np.maximum(policy[:, codes.STARTS_AT], limits[:, codes.FLOOR_START])
    in_row, in_code, in_lag, in_calendar, in_needs = _into(net, is_plain)
    out_first, out_row, out_code, out_lag, out_calendar, out_needs = _out_of(net, is_plain)
    needs = in_needs | out_needs | _from_above(net) | _open(net)
    _carry_down(net, needs)
    return locked(
        Ways(
            is_plain=is_plain.astype(np.int8),
            needs=needs.astype(np.int8),
            first_done=_done(ready, starts, bits.LEAST),
            finish_done=_done(ready, limits[:, codes.FLOOR_FINISH], bits.LEAST),
            start_cap=_done(ready, limits[:, codes.CAP_START], bits.MOST),
            finish_cap=_done(ready, limits[:, codes.CAP_FINISH], bits.MOST),
            in_first=net.in_first,
            in_row=in_row,
            in_code=in_code,
            in_lag=in_lag,
            in_calendar=in_calendar,
            out_first=out_first,
            out_row=out_row,
            out_code=out_code,
            out_lag=out_lag,
            out_calendar=out_calendar,
        )
    )


def _plain(net: Net) -> Bool:
    """Return unstarted work of some length that links, floors and caps alone hold."""
    is_plain = (net.state == codes.UNSTARTED) & (net.span_ticks > 0) & (net.delay_ticks == 0)
    is_limited = net.constraint >= 0
    limits = net.constraints[np.where(is_limited, net.constraint, len(net.constraints) - 1)]
    is_stronger = (limits[:, [codes.PIN_START, codes.PIN_FINISH]] != codes.NEVER).any(axis=1)
    is_stronger |= (limits[:, [codes.HOLD_START, codes.HOLD_FINISH]] != codes.FAR).any(axis=1)
    policy = net.policy[net.project]
    floor = limits[:, codes.FLOOR_START]
    leads = (
        (policy[:, codes.LEADS_START] == 1) & (floor != codes.NEVER) & (floor < policy[:, codes.STARTS_AT])
    )
    return is_plain & ~(is_limited & (is_stronger | leads))


def _done(ready: Compiled, moments: Int64, nothing: int) -> Int32:
    """Return the working ticks before each moment on the row's calendar; `nothing` for missing ones."""
    is_there = (moments != codes.NEVER) & (moments != codes.FAR)
    origin = ready.horizon.start_ticks
    calendar = ready.net.calendar
    found = work_before(ready.work, calendar, np.where(is_there, moments, origin))
    found = np.where(calendar == 0, found - origin, found)
    return np.where(is_there, np.clip(found, bits.LEAST, bits.MOST), nothing).astype(np.int32)


def _code(net: Net, link: Int32, own: Int32, other: Int32, is_same: Bool) -> tuple[Int8, Int8]:
    """Return by entry the bits of its link with the way it is come along, and that way."""
    kind = net.link_kind[link]
    from_finish, to_finish = (kind == codes.FS) | (kind == codes.FF), (kind == codes.FF) | (kind == codes.SF)
    lag, by = net.lag_ticks[link], net.lag_calendar[link]
    how = np.where((lag == 0) | (by == net.calendar[own]), bits.OTHER, bits.ELSEWHERE)
    is_near = is_same & (net.calendar[own] == net.calendar[other]) & (how == bits.OTHER)
    how = np.where(is_near, bits.SAME, how)
    is_theirs = is_same & (how == bits.ELSEWHERE) & (by == net.calendar[other])
    how = np.where(is_theirs, bits.THEIRS, how)
    code = from_finish * bits.FROM_FINISH + to_finish * bits.TO_FINISH + (how << bits.HOW)
    return code.astype(np.int8), how.astype(np.int8)


def _into(net: Net, is_plain: Bool) -> tuple[Int32, Int8, Int32, Int32, Int32]:
    """Return predecessor, code, lag and lag calendar by entry, and what the predecessors' rows need."""
    own = np.repeat(np.arange(len(net.state), dtype=np.int32), np.diff(net.in_first))
    link = net.in_link
    other = net.source[link]
    kind = net.link_kind[link]
    from_finish = (kind == codes.FS) | (kind == codes.FF)
    is_same = (net.state[other] == codes.UNSTARTED) | ((net.state[other] == codes.STARTED) & from_finish)
    code, how = _code(net, link, own, other, is_same)
    reads = ~(is_plain[own] & ((how == bits.SAME) | (how == bits.THEIRS)))
    is_read = reads & ~from_finish
    spans = reads & ((net.state[own] == codes.SPANNING) | (net.state[other] == codes.SPANNING))
    needs = np.zeros(len(net.state), np.int32)
    needs[other[is_read | spans]] |= bits.NEEDS_START
    needs[own[spans]] |= bits.NEEDS_START
    return other, code, net.lag_ticks[link].astype(np.int32), net.lag_calendar[link], needs


def _out_of(net: Net, is_plain: Bool) -> tuple[Int32, Int32, Int8, Int32, Int32, Int32]:
    """Return the same of the links that can hold a row, with where each row's begin, and what successors need."""
    count = len(net.state)
    own = np.repeat(np.arange(count, dtype=np.int32), np.diff(net.out_first))
    target = net.target[net.out_link]
    state = net.state[target]
    is_free = (state == codes.STARTED) & (net.policy[net.project[target], codes.KEEPS_LOGIC] == 0)
    holds = np.flatnonzero((state != codes.SPANNING) & (state != codes.FINISHED) & ~is_free)
    own, link = own[holds], net.out_link[holds]
    other = net.target[link]
    code, how = _code(net, link, own, other, net.state[other] == codes.UNSTARTED)
    is_summary = net.state[other] == codes.SUMMARY
    code = np.where(is_summary, (code & 3) | (bits.GUARDED << bits.HOW), code).astype(np.int8)
    reads = ~(is_plain[own] & ((how == bits.SAME) | (how == bits.THEIRS))) | is_summary
    to_finish = (code & bits.TO_FINISH) != 0
    needs = np.zeros(count, np.int32)
    needs[other[reads & ~to_finish]] |= bits.NEEDS_LATE_START
    needs[other[reads & to_finish]] |= bits.NEEDS_LATE_FINISH
    first = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(own, minlength=count), out=first[1:])
    return first, other, code, net.lag_ticks[link].astype(np.int32), net.lag_calendar[link], needs


def _open(net: Net) -> Int32:
    """Return the rows that nothing follows, where such rows end late when they end."""
    own = np.repeat(np.arange(len(net.state)), np.diff(net.out_first))
    follows = np.zeros(len(net.state), np.bool_)
    follows[own[net.state[net.target[net.out_link]] != codes.SPANNING]] = True
    is_critical = net.policy[net.project, codes.OPEN_ENDS_CRITICAL] == 1
    return np.where(~follows & is_critical, bits.IS_OPEN_CRITICAL, 0).astype(np.int32)


def _from_above(net: Net) -> Int32:
    """Return whether summaries above a row ask for its start or hold its finish."""
    is_summary = net.state == codes.SUMMARY
    is_limited = net.constraint >= 0
    limits = net.constraints[np.where(is_limited, net.constraint, len(net.constraints) - 1)]
    asks = (limits[:, [codes.FLOOR_START, codes.PIN_START]] != codes.NEVER).any(axis=1)
    asks = is_summary & ((is_limited & asks) | (np.diff(net.in_first) > 0))
    holds = is_limited & (limits[:, codes.CAP_FINISH] < codes.FAR)
    holds = is_summary & (holds | (np.diff(net.out_first) > 0))
    own = np.where(asks, bits.IS_ASKED_ABOVE, 0) | np.where(holds, bits.IS_HELD_ABOVE, 0)
    needs = np.zeros(len(net.state), np.int32)
    has_parent = net.parent >= 0
    while True:
        above = np.where(has_parent, (own | needs)[net.parent], 0)
        if np.array_equal(above | needs, needs):
            return needs
        needs |= above


def _carry_down(net: Net, needs: Int32) -> None:
    """Let the rows below a summary keep what its own dates are made of."""
    has_parent = net.parent >= 0
    while True:
        above = np.where(has_parent, needs[net.parent], 0) & (bits.NEEDS_START | bits.NEEDS_LATE_START)
        if np.array_equal(needs | above, needs):
            return
        needs |= above
