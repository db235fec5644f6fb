"""Workload: what assignments ask of resources day by day, and what there is of them."""

from dataclasses import dataclass, replace

import numpy as np

from lockstep.engine.calendars import CalendarPool, Horizon
from lockstep.engine.kernels.lookup import work_before
from lockstep.engine.network.compiling import limited
from lockstep.engine.pieces import pieces
from lockstep.engine.result import Schedule
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY
from lockstep.plan import ActivityMode, Calendar, Plan, ResourceKind
from lockstep.plan.columns import Bool, Float64, Int32, Int64


@dataclass(frozen=True, slots=True, eq=False)
class Workload:
    """Demand and capacity by day; R resources, D days, N pieces of demand.

    Attributes:
        first_day: day number of the first of the D days.
        capacity_ticks: ticks of effort that each resource can give, R x D; 0 for material and cost.
        usual_ticks: the same if no exception of its calendar took or gave time, R x D.
        demand_ticks: ticks of effort that are asked for, R x D.
        assignment: index of the assignment of each piece, length N.
        day: number of the piece's day counted from `first_day`, length N.
        ticks: ticks of effort of each piece, length N.
    """

    first_day: int
    capacity_ticks: Float64
    usual_ticks: Float64
    demand_ticks: Float64
    assignment: Int32
    day: Int32
    ticks: Float64


def workload(plan: Plan, schedule: Schedule, *, first_day: int, days: int) -> Workload:
    """Spread the work that is left over the days on which it is done, and count what there is of each resource.

    Parameters
    ----------
    plan : Plan
        A sound plan of A activities with S assignments.
    schedule : Schedule
        The schedule of this plan, or dates that could become it.
    first_day : int
        Day number of the first day that is counted.
    days : int
        How many days are counted.

    Returns
    -------
    Workload
        Demand and capacity by resource and day, with the pieces of which the demand consists.

    Notes
    -----
    Own definition: remaining work is spread evenly over the working time from the start of its activity (its data
    date once it has started) to its finish, and is never more than the units of its assignment. Working time is
    that of the resource's calendar, in common with the activity's where that has one of its own; work without any
    is spread around the clock. In the gaps of split work nobody works; contours and work spread by hand are not
    looked at. Capacity is the working time of the resource's calendar (of the first project where it has none)
    times its units of that day.
    Deterministic. Cost: O(S x days of each).

    Examples
    --------
    >>> from lockstep.engine import schedule
    >>> from lockstep.plan import Calendar, PlanBuilder, Project
    >>> builder = PlanBuilder()
    >>> calendar = builder.add_calendar(Calendar("1", "Standard"))
    >>> project = builder.add_project(Project("p", "P", start_ticks=14_400 * 4 + 4_800, calendar=calendar))
    >>> person = builder.add_resource(names="Ann")
    >>> for name in "XY":
    ...     row = builder.add_activity(names=name, duration_ticks=2 * 4_800)
    ...     _ = builder.add_assignment(row, resource=person, work_ticks=2 * 4_800)
    >>> plan = builder.build()
    >>> found = workload(plan, schedule(plan), first_day=4, days=3)
    >>> found.demand_ticks.tolist(), found.capacity_ticks.tolist()
    ([[9600.0, 9600.0, 0.0]], [[4800.0, 4800.0, 4800.0]])
    """
    rows, begin, finish = _open_work(plan, schedule)
    horizon = _horizon(begin, finish, first_day, days)
    pool = CalendarPool(plan.calendars, horizon)
    calendar = _calendars(plan, pool, rows)
    own = [pool.number((_own(plan, resource),)) for resource in range(len(plan.resources))]
    plain = CalendarPool(tuple(_without_exceptions(plan)), horizon)
    usual = [plain.number((_own(plan, resource),)) for resource in range(len(plan.resources))]
    units = _units(plan, first_day, days)
    tables = pool.tables()
    parts = _pieces(plan, tables, (rows, begin, finish, calendar), first_day, days)
    resource = plan.assignments.resource[parts[0]].astype(np.int64)
    demand = np.bincount(
        resource * days + parts[1], weights=parts[2], minlength=len(plan.resources) * days
    ).reshape(len(plan.resources), days)
    return Workload(
        first_day=first_day,
        capacity_ticks=_worked_days(tables, own, first_day, days) * units,
        usual_ticks=_worked_days(plain.tables(), usual, first_day, days) * units,
        demand_ticks=np.asarray(demand, np.float64),
        assignment=parts[0].astype(np.int32),
        day=parts[1].astype(np.int32),
        ticks=parts[2],
    )


def _open_work(plan: Plan, schedule: Schedule) -> tuple[Int64, Int64, Int64]:
    """Return the assignments with work left, and from when to when it is done."""
    table, activities = plan.assignments, plan.activities
    of = table.activity
    counts = (table.resource >= 0) & (table.remaining_work_ticks > 0)
    counts &= (activities.actual_finish_ticks == NO_TICKS)[of] & (activities.mode != ActivityMode.INACTIVE)[
        of
    ]
    if len(plan.resources):
        counts &= (plan.resources.kind == ResourceKind.WORK)[table.resource]
    rows = np.flatnonzero(counts)
    begin, finish = schedule.start_ticks[of[rows]].copy(), schedule.finish_ticks[of[rows]]
    data_dates = np.array([project.data_date_ticks for project in plan.projects] or [NO_TICKS], np.int64)
    reported = data_dates[activities.project[of[rows]]]
    goes_on = (activities.actual_start_ticks[of[rows]] != NO_TICKS) & (reported < finish)
    begin[goes_on] = np.maximum(begin, reported)[goes_on]
    kept = (begin != NO_TICKS) & (finish != NO_TICKS) & (finish > begin)
    return _taken_apart(plan, schedule, rows[kept], begin[kept], finish[kept])


def _taken_apart(
    plan: Plan, schedule: Schedule, rows: Int64, begin: Int64, finish: Int64
) -> tuple[Int64, Int64, Int64]:
    """Return the spans of work with those of split activities replaced by their pieces, of one row several times."""
    parts = pieces(plan, schedule)
    if not len(parts):
        return rows, begin, finish
    activity = plan.assignments.activity[rows]
    first = np.searchsorted(parts.activity, activity, side="left")
    counts = np.searchsorted(parts.activity, activity, side="right") - first
    is_split = counts > 0
    owner = np.repeat(np.flatnonzero(is_split), counts[is_split])
    nth = np.arange(len(owner)) - np.repeat(np.cumsum(counts[is_split]) - counts[is_split], counts[is_split])
    piece = first[owner] + nth
    starts = np.concatenate([begin[~is_split], np.maximum(begin[owner], parts.start_ticks[piece])])
    ends = np.concatenate([finish[~is_split], np.minimum(finish[owner], parts.finish_ticks[piece])])
    all_rows = np.concatenate([rows[~is_split], rows[owner]])
    is_there = ends > starts
    return all_rows[is_there], starts[is_there], ends[is_there]


def _horizon(begin: Int64, finish: Int64, first_day: int, days: int) -> Horizon:
    first = min(first_day, int(begin.min(initial=first_day * TICKS_PER_DAY)) // TICKS_PER_DAY)
    after = max(first_day + days, int(finish.max(initial=0)) // TICKS_PER_DAY + 1)
    return limited(Horizon(first, after - first))


def _own(plan: Plan, resource: int) -> int:
    calendar = int(plan.resources.calendar[resource])
    return calendar if calendar >= 0 or not plan.projects else plan.projects[0].calendar


def _without_exceptions(plan: Plan) -> list[Calendar]:
    return [replace(calendar, exceptions=()) for calendar in plan.calendars]


def _calendars(plan: Plan, pool: CalendarPool, rows: Int64) -> Int32:
    """Return the number of the calendar on which each assignment is worked."""
    activities, of = plan.activities, plan.assignments.activity[rows]
    of_project = np.array([project.calendar for project in plan.projects] or [-1], np.int64)
    own = activities.calendar[of].astype(np.int64)
    other = plan.resources.calendar[plan.assignments.resource[rows]].astype(np.int64)
    other = np.where(activities.ignores_resource_calendars[of] != 0, -1, other)
    own = np.where((own < 0) & (other < 0), of_project[activities.project[of]], own)
    own, other = (
        np.where(activities.is_elapsed[of] != 0, -1, own),
        np.where(activities.is_elapsed[of] != 0, -1, other),
    )
    pairs, place = np.unique(np.stack([own, other], axis=1), axis=0, return_inverse=True)
    numbers = np.array([pool.number(pair) for pair in pairs.tolist()], np.int32)
    return numbers[place.reshape(-1)] if len(rows) else np.zeros(0, np.int32)


def _units(plan: Plan, first_day: int, days: int) -> Float64:
    """Return the units of each resource by day; none of material and cost."""
    resources = plan.resources
    units = np.repeat(
        np.where(resources.kind == ResourceKind.WORK, resources.max_units, 0.0)[:, None], days, 1
    )
    moments = (first_day + np.arange(days)) * TICKS_PER_DAY + TICKS_PER_DAY // 2
    table = plan.availability
    for row in range(len(table)):
        inside: Bool = moments >= table.from_ticks[row]
        if table.until_ticks[row] != NO_TICKS:
            inside = inside & (moments < table.until_ticks[row])
        units[int(table.resource[row]), inside] = table.units[row]
    return units


def _worked_days(tables: Int32, numbers: list[int], first_day: int, days: int) -> Float64:
    """Return the working ticks of each of some calendars by day."""
    borders = (first_day + np.arange(days + 1, dtype=np.int64)) * TICKS_PER_DAY
    known, place = np.unique(np.array(numbers, np.int32), return_inverse=True)
    rows = [
        np.diff(work_before(tables, np.full(days + 1, number, np.int32), borders))
        for number in known.tolist()
    ]
    return np.array(rows, np.float64).reshape(len(known), days)[place]


def _pieces(
    plan: Plan, tables: Int32, work: tuple[Int64, Int64, Int64, Int32], first_day: int, days: int
) -> tuple[Int64, Int64, Float64]:
    """Return assignment, day and ticks of effort of every piece of demand within the days."""
    rows, begin, finish, calendar = work
    there = work_before(tables, calendar, finish) - work_before(tables, calendar, begin)
    calendar = np.where(there > 0, calendar, 0).astype(np.int32)
    whole = np.where(there > 0, there, finish - begin)
    first = np.maximum(begin // TICKS_PER_DAY, first_day)
    counts = np.maximum(0, np.minimum((finish - 1) // TICKS_PER_DAY, first_day + days - 1) - first + 1)
    owner = np.repeat(np.arange(len(rows)), counts)
    day = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts) + first[owner]
    left = np.maximum(begin[owner], day * TICKS_PER_DAY)
    right = np.minimum(finish[owner], (day + 1) * TICKS_PER_DAY)
    numbers = calendar[owner]
    part = work_before(tables, numbers, right) - work_before(tables, numbers, left)
    # What is left was seldom counted down with the progress; nobody works at more than the units.
    total = np.bincount(rows, weights=whole, minlength=len(plan.assignments))[rows]
    rate = np.minimum(plan.assignments.remaining_work_ticks[rows] / total, plan.assignments.units[rows])
    effort = rate[owner] * part
    kept = part > 0
    return rows[owner[kept]], day[kept] - first_day, effort[kept]
