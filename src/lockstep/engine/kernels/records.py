"""The compiled network: everything the passes read, as arrays."""

from typing import NamedTuple

from lockstep.engine.kernels.compiled import Matrix, record_type
from lockstep.plan.columns import Int8, Int32, Int64


class Net(NamedTuple):
    """A plan compiled for the passes. Arrays are by activity (A) unless said otherwise.

    Attributes:
        order: nodes in an order in which every predecessor comes first; node `A + s` is the end of summary `s`.
        parent: summary above, or -1.
        state: `codes` state.
        kind: `ActivityKind`.
        project: project.
        calendar: calendar number in which duration and floats are counted.
        span_ticks: working ticks from start to finish, gaps included; for started ones of what remains.
        done_ticks: working ticks done, for started ones.
        delay_ticks: leveling delay, on the clock.
        is_late: 1 where scheduled as late as possible.
        actual_start, actual_finish: actual dates, or NEVER.
        resume: moment at which remaining work may go on, or NEVER.
        given_start, given_finish: dates of fixed and inactive activities, or NEVER.
        constraint: row in the table of constraints, or -1.
        constraints: see the columns in `codes`.
        in_first, in_link: links by the activity they end at (length A + 1, and one entry a used link).
        out_first, out_link: links by the activity they start from.
        in_end, in_code, in_lag: by entry of `in_link`: where the moment of the predecessor lies (its row, and A more
            where the link starts from its finish); the calendar of the lag times two, and one more where the link
            asks for the finish; the lag.
        out_end, out_code, out_lag: by entry of `out_link`: where the moment of the successor lies (its row, and A
            more where the link asks for its finish); the calendar of the lag times two, and one more where the link
            starts from the start; the lag.
        source, target: by link, its two ends; a link of a spanning activity always ends at it.
        predecessor: by link, the activity that the plan names predecessor.
        link_kind, lag_ticks, lag_calendar: by link.
        driver_first: by activity, its rows in the driver tables (length A + 1).
        drivers: one row for each assignment that decides a finish; see the columns in `codes`.
        policy: see the columns in `codes`; one row a project.
    """

    order: Int32
    parent: Int32
    state: Int8
    kind: Int8
    project: Int32
    calendar: Int32
    span_ticks: Int64
    done_ticks: Int64
    delay_ticks: Int64
    is_late: Int8
    actual_start: Int64
    actual_finish: Int64
    resume: Int64
    given_start: Int64
    given_finish: Int64
    constraint: Int32
    constraints: Matrix
    in_first: Int32
    in_link: Int32
    in_end: Int32
    in_code: Int32
    in_lag: Int64
    out_first: Int32
    out_link: Int32
    out_end: Int32
    out_code: Int32
    out_lag: Int64
    source: Int32
    target: Int32
    predecessor: Int32
    link_kind: Int8
    lag_ticks: Int64
    lag_calendar: Int32
    driver_first: Int32
    drivers: Matrix
    policy: Matrix


NET = record_type(Net)
