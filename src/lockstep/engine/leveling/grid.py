"""Capacities on a grid of slots of civil time, and what each activity needs of them."""

from dataclasses import dataclass
from math import gcd

import numpy as np

from lockstep.engine.calendars import Horizon
from lockstep.engine.kernels import codes
from lockstep.engine.kernels.compiled import locked
from lockstep.engine.kernels.demands import Demands
from lockstep.engine.kernels.lookup import work_before
from lockstep.engine.network.compiling import Compiled
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY
from lockstep.plan import Plan, ResourceKind
from lockstep.plan.columns import Bool, Int8, Int32, Int64

UNIT = 1_000
"""Parts of one full-time unit."""
SHORTEST_SLOT = 150
"""A quarter of an hour: work that begins or ends within a slot takes all of it."""
MOST_CELLS = 8_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Demands and capacities of a plan.

    Attributes:
        demands: what the activities need, as the kernels read it.
        capacity: by resource and slot, in thousandths of a unit.
        resources: the plan's index of each row of `capacity`.
        clamped: activities that need more of a resource than there ever is.
    """

    demands: Demands
    capacity: Int64
    resources: Int32
    clamped: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ExtraUnits:
    """Units of a resource on top of those that the plan has.

    Attributes:
        resource: index of the resource.
        units: how many there are in the end.
        from_ticks: moment before which there are none.
        ramp_up_ticks: time on the clock in which they grow to the full number.
    """

    resource: int
    units: float
    from_ticks: int
    ramp_up_ticks: int


def wanted(plan: Plan) -> Bool:
    """Return the assignments that compete for capacity: work still to do of work resources."""
    assignments, resources = plan.assignments, plan.resources
    if len(resources) == 0 or len(assignments) == 0:
        return np.zeros(len(assignments), np.bool_)
    has_some = resources.max_units > 0
    has_some[plan.availability.resource[plan.availability.units > 0]] = True
    chosen = (assignments.resource >= 0) & (assignments.units * UNIT >= 0.5)
    chosen &= assignments.remaining_work_ticks > 0
    chosen &= (resources.kind == ResourceKind.WORK)[assignments.resource] & has_some[assignments.resource]
    return chosen


def grid_of(plan: Plan, ready: Compiled, horizon: Horizon, extra: tuple[ExtraUnits, ...]) -> Grid:
    """Return the grid over a horizon. `extra` adds to the capacity of some resources."""
    rows = np.flatnonzero(wanted(plan) & (ready.net.state[plan.assignments.activity] != codes.INACTIVE))
    resources = np.unique(plan.assignments.resource[rows]).astype(np.int32)
    width = _slot_ticks(plan, ready)
    while max(1, len(resources)) * (horizon.days * TICKS_PER_DAY // width) > MOST_CELLS:
        width *= 2
    slots = -(-horizon.days * TICKS_PER_DAY // width)
    capacity = _capacity(plan, resources, horizon.start_ticks, width, slots, extra)
    first, resource, units, clamped = _needs(plan, rows, resources, capacity)
    works, is_working = _working(ready, first, horizon.start_ticks, width, slots)
    demands = Demands(
        order=np.zeros(0, np.int32),
        is_moved=np.zeros(len(plan.activities), np.int8),
        latest=np.full(len(plan.activities), codes.FAR, np.int64),
        may_split=np.zeros(len(plan.activities), np.int8),
        first=first,
        resource=resource,
        units=units,
        works=works,
        is_working=is_working,
        origin=horizon.start_ticks,
        slot_ticks=width,
        slots=slots,
        shortest_ticks=1,
    )
    return Grid(locked(demands), capacity, resources, clamped)


def _slot_ticks(plan: Plan, ready: Compiled) -> int:
    """Return the widest slot at whose borders all shifts and all work begin and end, within limits."""
    width = TICKS_PER_DAY
    for calendar in plan.calendars:
        weeks = [calendar.week, *(week.week for week in calendar.work_weeks)]
        days = [day for week in weeks for day in week if day]
        for shifts in [*days, *(exception.shifts for exception in calendar.exceptions)]:
            width = gcd(width, *(tick for shift in shifts for tick in shift))
    for column in (ready.net.span_ticks, ready.net.lag_ticks):
        width = gcd(width, int(np.gcd.reduce(column)) if len(column) else 0)
    return max(width, SHORTEST_SLOT)


def _capacity(
    plan: Plan, resources: Int32, origin: int, width: int, slots: int, extra: tuple[ExtraUnits, ...]
) -> Int64:
    capacity = np.zeros((len(resources), slots), np.int64)
    place_of = {int(resource): place for place, resource in enumerate(resources)}
    for resource, place in place_of.items():
        capacity[place] = round(float(plan.resources.max_units[resource]) * UNIT)
    periods = plan.availability
    for row in range(len(periods)):
        place = place_of.get(int(periods.resource[row]), -1)
        if place < 0:
            continue
        begins, ends = int(periods.from_ticks[row]), int(periods.until_ticks[row])
        first = 0 if begins == NO_TICKS else min(max(0, (begins - origin) // width), slots)
        after = slots if ends == NO_TICKS else min(max(0, -(-(ends - origin) // width)), slots)
        capacity[place, first:after] = round(float(periods.units[row]) * UNIT)
    moments = origin + width * np.arange(slots, dtype=np.int64)
    for more in extra:
        if more.resource in place_of:
            share = np.clip((moments - more.from_ticks) / max(1, more.ramp_up_ticks), 0.0, 1.0)
            share[moments < more.from_ticks] = 0.0
            if more.ramp_up_ticks == 0:
                share[moments >= more.from_ticks] = 1.0
            capacity[place_of[more.resource]] += np.floor(share * more.units * UNIT).astype(np.int64)
    return capacity


def _needs(
    plan: Plan, rows: Int64, resources: Int32, capacity: Int64
) -> tuple[Int32, Int32, Int64, tuple[int, ...]]:
    """Return by activity what it needs of which resource, several assignments to one resource summed."""
    count, width = len(plan.activities), max(1, len(resources))
    activity = plan.assignments.activity[rows].astype(np.int64)
    place = np.searchsorted(resources, plan.assignments.resource[rows])
    units = np.rint(plan.assignments.units[rows] * UNIT).astype(np.int64)
    pairs, where = np.unique(activity * width + place, return_inverse=True)
    summed = np.bincount(where, weights=units, minlength=len(pairs)).astype(np.int64)
    highest = capacity.max(axis=1, initial=0)[pairs % width] if len(pairs) else np.zeros(0, np.int64)
    clamped = tuple(np.unique(pairs[summed > highest] // width).tolist())
    first = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(pairs // width, minlength=count), out=first[1:])
    return first, (pairs % width).astype(np.int32), np.minimum(summed, highest), clamped


def _working(ready: Compiled, first: Int32, origin: int, width: int, slots: int) -> tuple[Int32, Int8]:
    """Return by activity the row that says when it works, and the rows by slot.

    Where assignments drive the activity on different calendars it counts from start to finish around the clock.
    """
    net = ready.net
    calendar = net.calendar.copy()
    for activity in np.flatnonzero(np.diff(net.driver_first) > 0).tolist():
        own = net.drivers[net.driver_first[activity] : net.driver_first[activity + 1], codes.DRIVER_CALENDAR]
        calendar[activity] = own[0] if (own == own[0]).all() else 0
    calendar[np.diff(first) == 0] = 0
    numbers, works = np.unique(calendar, return_inverse=True)
    borders = origin + width * np.arange(slots + 1, dtype=np.int64)
    rows = [
        np.ones(slots, np.int8)
        if number == 0
        else (np.diff(work_before(ready.work, np.full(slots + 1, number, np.int32), borders)) > 0).astype(
            np.int8
        )
        for number in numbers.tolist()
    ]
    return works.astype(np.int32), np.concatenate(rows or [np.zeros(0, np.int8)])
