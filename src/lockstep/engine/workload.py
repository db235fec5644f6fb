"""Workload: what assignments ask of resources day by day, and what there is of them."""

from dataclasses import dataclass, replace

import numpy as np

from lockstep.engine.calendars import CalendarPool, Horizon
from lockstep.engine.kernels.lookup import work_before
from lockstep.engine.network.compiling import limited
from lockstep.engine.result import Schedule
from lockstep.engine.spreading import Axis, calendars_of, open_work, spread
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY
from lockstep.plan import Calendar, Plan, ResourceKind
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
    Own definition: remaining work lies in the working time from the start of its activity (its data date once it has
    started) to its finish. It is spread evenly, or by the contour of its assignment over ten equal parts of the
    activity's whole working time, or by the shares of its curve over twenty, of which those that are done are left
    out. Work that was spread by hand keeps its periods: it follows its activity in working time, goes on with its own
    days once it has started, is squeezed where there is less time than it takes, and adds up to the remaining work.
    Even work and the mean of a contour or a curve are never more than the units of the assignment, because what is
    left was seldom counted down with the progress; the peak of either may be more, and hours given by hand are taken
    as given.
    Working time is that of the resource's calendar, in common with the activity's where that has one of its own; work
    without any is spread around the clock. In the gaps of split work nobody works. Capacity is the working time of the
    resource's calendar (of the first project where it has none) times its units of that day.
    Deterministic. Cost: O(S x days of each), with a look-up for each day of work that is not even.

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
    work = open_work(plan, schedule)
    horizon = horizon_of(*work.limits(plan), first_day, days)
    pool = CalendarPool(plan.calendars, horizon)
    calendar = calendars_of(plan, pool, work.rows)
    own = [pool.number((own_calendar(plan, resource),)) for resource in range(len(plan.resources))]
    plain = CalendarPool(tuple(_without_exceptions(plan)), horizon)
    usual = [plain.number((own_calendar(plan, resource),)) for resource in range(len(plan.resources))]
    units = _units(plan, first_day, days)
    tables = pool.tables()
    assignment, day, effort = spread(plan, schedule, work, Axis(tables, calendar, first_day, days))
    place = plan.assignments.resource[assignment].astype(np.int64) * days + day
    demand = np.bincount(place, effort, minlength=len(plan.resources) * days)
    return Workload(
        first_day=first_day,
        capacity_ticks=worked_days(tables, own, first_day, days) * units,
        usual_ticks=worked_days(plain.tables(), usual, first_day, days) * units,
        demand_ticks=np.asarray(demand, np.float64).reshape(len(plan.resources), days),
        assignment=assignment.astype(np.int32),
        day=day.astype(np.int32),
        ticks=effort,
    )


def horizon_of(begin: int, finish: int, first_day: int, days: int) -> Horizon:
    """Return the days for which calendars are needed: those that are looked at, and those with work."""
    first = min(first_day, begin // TICKS_PER_DAY)
    after = max(first_day + days, finish // TICKS_PER_DAY + 1)
    return limited(Horizon(first, after - first))


def own_calendar(plan: Plan, resource: int) -> int:
    """Return the calendar of a resource, that of the first project where it has none."""
    calendar = int(plan.resources.calendar[resource])
    return calendar if calendar >= 0 or not plan.projects else plan.projects[0].calendar


def _without_exceptions(plan: Plan) -> list[Calendar]:
    return [replace(calendar, exceptions=()) for calendar in plan.calendars]


def _units(plan: Plan, first_day: int, days: int) -> Float64:
    """Return the units of each resource by day; none of material and cost."""
    resources, numbers = plan.resources, first_day + np.arange(days)
    units = np.repeat(
        np.where(resources.kind == ResourceKind.WORK, resources.max_units, 0.0)[:, None], days, 1
    )
    for resource in np.unique(plan.availability.resource).tolist():
        units[resource] = units_on(plan, resource, numbers)
    return units


def units_on(plan: Plan, resource: int, days: Int64) -> Float64:
    """Return the units of a resource at noon of some days; none of material and cost but in periods of their own."""
    resources, table = plan.resources, plan.availability
    usual = float(resources.max_units[resource]) if resources.kind[resource] == ResourceKind.WORK else 0.0
    units = np.full(len(days), usual)
    moments = days * TICKS_PER_DAY + TICKS_PER_DAY // 2
    for row in np.flatnonzero(table.resource == resource).tolist():
        inside: Bool = moments >= table.from_ticks[row]
        if table.until_ticks[row] != NO_TICKS:
            inside = inside & (moments < table.until_ticks[row])
        units[inside] = table.units[row]
    return units


def worked_days(tables: Int32, numbers: list[int], first_day: int, days: int) -> Float64:
    """Return the working ticks of each of some calendars of the tables by day."""
    borders = (first_day + np.arange(days + 1, dtype=np.int64)) * TICKS_PER_DAY
    known, place = np.unique(np.array(numbers, np.int32), return_inverse=True)
    rows = [
        np.diff(work_before(tables, np.full(days + 1, number, np.int32), borders))
        for number in known.tolist()
    ]
    return np.array(rows, np.float64).reshape(len(known), days)[place]
