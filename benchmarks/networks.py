"""Generated networks for the benchmarks: equal for equal seeds."""

import numpy as np

from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import (
    Activities,
    Assignments,
    Availability,
    Calendar,
    CalendarException,
    Constraints,
    Links,
    Plan,
    Project,
    Resources,
    Splits,
    Suspensions,
    Timephased,
)
from lockstep.plan.columns import frozen

MONDAY_DAY = 20_458
"""2026-01-05, a Monday."""
START_TICKS = MONDAY_DAY * 14_400 + 4_800
DAY_TICKS = 4_800


def calendars() -> tuple[Calendar, ...]:
    """Return five real calendars: office week with holidays, six days, two shifts, late shift, around the clock."""
    holidays = tuple(
        CalendarException(day, day, (), f"holiday {number}")
        for number, day in enumerate(range(MONDAY_DAY + 40, MONDAY_DAY + 12_000, 61))
    )
    shutdown = tuple(
        CalendarException(day, day + 9, (), "shutdown")
        for day in range(MONDAY_DAY + 350, MONDAY_DAY + 12_000, 365)
    )
    office = ((4_800, 7_200), (7_800, 10_200))
    shifts = ((3_600, 8_400), (8_400, 13_200))
    late = ((8_400, 13_200),)
    return (
        Calendar("1", "Office", exceptions=holidays),
        Calendar("2", "Six days", week=(office,) * 6 + ((),), exceptions=holidays + shutdown),
        Calendar("3", "Two shifts", week=(shifts,) * 5 + ((),) * 2, exceptions=shutdown),
        Calendar("4", "Late shift", week=(late,) * 5 + ((),) * 2),
        Calendar("5", "Around the clock", week=(((0, 14_400),),) * 7),
    )


def network(count: int, seed: int = 1, calendar_count: int = 5) -> Plan:
    """Return a plan of `count` activities in summaries of 50 and 1.5 links each.

    70 % of the links are finish-to-start and 10 % each of the other kinds; a quarter has a lag of up to two days.
    """
    rng = np.random.default_rng(seed)
    rows = np.arange(count)
    is_summary = rows % 51 == 0
    leaves = rows[~is_summary]
    parent = np.where(is_summary, -1, rows - rows % 51)
    duration = np.where(is_summary, 0, rng.integers(1, 11, count) * DAY_TICKS)
    calendar = np.where(is_summary, 0, rng.integers(0, calendar_count, count))
    link_count = count * 3 // 2
    successor = rng.integers(1, len(leaves), link_count)
    reach = np.maximum(200, len(leaves) // 40)  # keeps large networks at some years, as real ones are
    predecessor = np.maximum(0, successor - rng.integers(1, reach, link_count))
    kind = rng.choice(4, link_count, p=[0.7, 0.1, 0.1, 0.1])
    lag = np.where(rng.random(link_count) < 0.25, rng.integers(1, 3, link_count) * DAY_TICKS, 0)
    missing = np.full(count, NO_TICKS, np.int64)
    nothing = np.zeros(count, np.int64)
    activities = _columns(
        Activities,
        count,
        uids=rows + 1,
        codes=tuple(map(str, range(1, count + 1))),
        names=tuple(f"Activity {row}" for row in range(count)),
        wbs=("",) * count,
        guids=("",) * count,
        project=nothing,
        parent=parent,
        kind=np.where(is_summary, 3, 0),
        mode=nothing,
        work_rule=nothing,
        calendar=calendar,
        duration_ticks=duration,
        remaining_ticks=duration,
        actual_start_ticks=missing,
        actual_finish_ticks=missing,
        planned_start_ticks=missing,
        planned_finish_ticks=missing,
        priority=nothing + 500,
    )
    links = _columns(
        Links,
        link_count,
        uids=np.arange(link_count) + 1,
        predecessor=leaves[predecessor],
        successor=leaves[successor],
        kind=kind,
        lag_ticks=lag,
        is_hard=np.ones(link_count),
    )
    return Plan(
        name=f"network of {count}",
        projects=(Project("p", "P", start_ticks=START_TICKS, calendar=0),),
        calendars=calendars()[:calendar_count],
        activities=activities,
        links=links,
        constraints=_columns(Constraints, 0),
        splits=_columns(Splits, 0),
        suspensions=_columns(Suspensions, 0),
        resources=_columns(Resources, 0, names=(), guids=()),
        availability=_columns(Availability, 0),
        assignments=_columns(Assignments, 0),
        timephased=_columns(Timephased, 0),
    )


def _columns(table, count, **given):
    """Return a table with the given columns, and zeros elsewhere."""
    columns = {}
    for name, hint in table.__annotations__.items():
        value = given.get(name, np.zeros(count))
        if isinstance(value, tuple):
            columns[name] = value
            continue
        dtype = hint.__args__[1].__args__[0]
        columns[name] = frozen(np.asarray(value), dtype)
    return table(**columns)
