"""The same demand as in `workload`, but of all days and kept only where there is any."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lockstep.engine.bottlenecks import ROUNDING_TICKS, Team
from lockstep.engine.calendars import CalendarPool
from lockstep.engine.result import Schedule
from lockstep.engine.spreading import Axis, calendars_of, open_work, spread
from lockstep.engine.workload import horizon_of, own_calendar, units_on, worked_days
from lockstep.foundation.ticks import TICKS_PER_DAY
from lockstep.plan import Plan
from lockstep.plan.columns import Bool, Float64, Int64


@dataclass(frozen=True, slots=True, eq=False)
class DayLoads:
    """Demand by resource and day, in the order of resources and days; N cells, C calendars, D days.

    Attributes:
        plan: whose work it is.
        is_open: by assignment, it has work left that lies on some day.
        resource: resource of each cell, length N.
        day: day number of each cell, length N.
        demand_ticks: ticks of effort that are asked for in it, length N.
        first_day: day number of the first of the D days.
        worked_ticks: working ticks of calendars by day, C x D.
        calendar: row of `worked_ticks` of each resource.
    """

    plan: Plan
    is_open: Bool
    resource: Int64
    day: Int64
    demand_ticks: Float64
    first_day: int
    worked_ticks: Float64
    calendar: Int64

    def of(self, resource: int) -> tuple[Int64, Float64]:
        """Return the days on which a resource is asked for, and how much."""
        first, after = np.searchsorted(self.resource, [resource, resource + 1])
        return self.day[first:after], self.demand_ticks[first:after]

    def capacity_ticks(self, resource: int, days: Int64) -> Float64:
        """Return what a resource can give on some days."""
        worked = self.worked_ticks[self.calendar[resource], days - self.first_day]
        return worked * units_on(self.plan, resource, days)


def dayloads(plan: Plan, schedule: Schedule) -> DayLoads:
    """Return the demand of all work that is left."""
    work = open_work(plan, schedule)
    count = len(plan.resources)
    is_open = np.zeros(len(plan.assignments), np.bool_)
    is_open[work.rows] = True
    if not len(work.rows):
        none = np.zeros(0, np.int64)
        return DayLoads(
            plan, is_open, none, none, np.zeros(0), 0, np.zeros((1, 0)), np.zeros(count, np.int64)
        )
    begin, finish = work.limits(plan)
    first_day = begin // TICKS_PER_DAY
    days = finish // TICKS_PER_DAY + 1 - first_day
    pool = CalendarPool(plan.calendars, horizon_of(begin, finish, first_day, days))
    calendar = calendars_of(plan, pool, work.rows)
    numbers = [pool.number((own_calendar(plan, resource),)) for resource in range(count)]
    tables = pool.tables()
    assignment, day, effort = spread(plan, schedule, work, Axis(tables, calendar, first_day, days))
    place = plan.assignments.resource[assignment].astype(np.int64) * days + day
    cells, at = np.unique(place, return_inverse=True)
    known, row = np.unique(np.array(numbers, np.int32), return_inverse=True)
    return DayLoads(
        plan=plan,
        is_open=is_open,
        resource=cells // days,
        day=cells % days + first_day,
        demand_ticks=np.asarray(np.bincount(at, effort, minlength=len(cells)), np.float64),
        first_day=first_day,
        worked_ticks=worked_days(tables, known.tolist(), first_day, days),
        calendar=row.astype(np.int64),
    )


def teams_of(plan: Plan, working: Sequence[int]) -> list[Team]:
    """Return some resources and their roles; a role with those of them who fill it."""
    role_of = dict(zip(plan.fillings.resource.tolist(), plan.fillings.role.tolist(), strict=True))
    people: dict[int, list[int]] = {}
    for row in working:
        role = role_of.get(row, row)
        if role != row:
            people.setdefault(role, []).append(row)
    return [Team(row, tuple(people.get(row, ()))) for row in sorted({*working, *people})]


def worst_days(loads: DayLoads, teams: Sequence[Team]) -> list[tuple[int, int, int, float, float]]:
    """Return (resource, days, worst day, demand, capacity) of the teams that are once asked for more than there is."""
    found = []
    for team in teams:
        members = (team.resource, *team.people)
        parts = [loads.of(member) for member in members]
        days = np.unique(np.concatenate([part[0] for part in parts]))
        if not len(days):
            continue
        demand = np.zeros(len(days))
        for own, ticks in parts:
            demand[np.searchsorted(days, own)] += ticks
        capacity = loads.capacity_ticks(team.resource, days)
        if team.people:
            together = np.sum([loads.capacity_ticks(member, days) for member in team.people], axis=0)
            capacity = np.maximum(capacity, together)
        over = demand - capacity
        at = int(np.argmax(over))
        if over[at] > ROUNDING_TICKS:
            count = int((over > ROUNDING_TICKS).sum())
            found.append((team.resource, count, int(days[at]), float(demand[at]), float(capacity[at])))
    return found
