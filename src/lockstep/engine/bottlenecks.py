"""Bottlenecks: whose overload holds up work that cannot wait."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lockstep.engine.result import Schedule
from lockstep.engine.workload import Workload
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Plan
from lockstep.plan.columns import Bool, Float64, Int64

ROUNDING_TICKS = 60.0
"""Six minutes a day more than there is are rounding, not overload."""


@dataclass(frozen=True, slots=True)
class Team:
    """A role, and those who fill it: rows of resources. Of a person alone it is the person with nobody.

    Attributes:
        resource: index of the role, or of the person.
        people: indexes of those who fill the role.
    """

    resource: int
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Bottlenecks:
    """How much teams are asked for beyond what there is, and how much of it cannot wait; T teams, D days.

    Attributes:
        demand_ticks: ticks of effort that are asked for, T x D.
        capacity_ticks: ticks of effort that a team can give, T x D.
        absent_ticks: ticks of effort that exceptions of calendars take away, T x D.
        overload_ticks: ticks of effort beyond the capacity, T x D.
        tight_ticks: part of the overload that lies on work without float, T.
        index: bottleneck index, T; NaN where there is no capacity.
    """

    demand_ticks: Float64
    capacity_ticks: Float64
    absent_ticks: Float64
    overload_ticks: Float64
    tight_ticks: Float64
    index: Float64


def bottlenecks(
    plan: Plan,
    schedule: Schedule,
    load: Workload,
    *,
    teams: Sequence[Team] | None = None,
    threshold_ticks: int = 0,
) -> Bottlenecks:
    """Rank people and roles by the overload that holds up work without float.

    Parameters
    ----------
    plan : Plan
        A sound plan of A activities, S assignments and R resources.
    schedule : Schedule
        The schedule of this plan.
    load : Workload
        What `workload` returned for them, N pieces; its days are the window.
    teams : sequence of Team, optional
        The rows that are asked for; each resource by itself where nothing is given.
    threshold_ticks : int
        Work whose total float is not larger, in working ticks, cannot wait.

    Returns
    -------
    Bottlenecks
        Load, overload and index by team.

    Notes
    -----
    Own definition: the index is overload hours / capacity in the window x share of the overload on work with a total
    float of at most the threshold. Overload is counted day by day; that of a day is shared out among the work of the
    day in proportion to its hours, and less than six minutes are rounding. A team is asked for what its role and its
    people are asked for; it has on each day what the role has, or what its people have together where that is more.
    Without overload the index is 0, without capacity there is none. Deterministic. Cost: O(N + T x D).

    Examples
    --------
    Ann has 40 hours in the week. X and Y of 16 hours each lie on the same two days, so that 16 hours are too much; half
    of that is on X, which decides the finish: 16 / 40 x 0.5.

    >>> from lockstep.engine import schedule, workload
    >>> from lockstep.plan import Calendar, PlanBuilder, Project
    >>> builder = PlanBuilder()
    >>> calendar = builder.add_calendar(Calendar("1", "Standard"))
    >>> project = builder.add_project(Project("p", "P", start_ticks=14_400 * 4 + 4_800, calendar=calendar))
    >>> person = builder.add_resource(names="Ann")
    >>> rows = [builder.add_activity(names=name, duration_ticks=2 * 4_800) for name in "XY"]
    >>> for row in rows:
    ...     _ = builder.add_assignment(row, resource=person, work_ticks=2 * 4_800)
    >>> after = builder.add_activity(names="Z", duration_ticks=4_800)
    >>> link = builder.add_link(rows[0], after)
    >>> plan = builder.build()
    >>> found = schedule(plan)
    >>> bottlenecks(plan, found, workload(plan, found, first_day=4, days=7)).index.tolist()
    [0.2]
    """
    rows = teams
    if rows is None:
        rows = [Team(resource) for resource in range(len(plan.resources))]
    demand = asked_of(rows, load.demand_ticks)
    capacity = held_by(rows, load.capacity_ticks)
    over = demand - capacity
    over = np.where(over > ROUNDING_TICKS, over, 0.0)
    tight = asked_of(rows, _tight(plan, schedule, load, threshold_ticks))
    held = (over * np.divide(tight, demand, out=np.zeros_like(demand), where=demand > 0)).sum(axis=1)
    there = capacity.sum(axis=1)
    return Bottlenecks(
        demand_ticks=demand,
        capacity_ticks=capacity,
        absent_ticks=np.maximum(held_by(rows, load.usual_ticks) - capacity, 0.0),
        overload_ticks=over,
        tight_ticks=held,
        index=np.divide(held, there, out=np.full(len(rows), np.nan), where=there > 0),
    )


def asked_of(teams: Sequence[Team], values: Float64) -> Float64:
    """Return values by resource, R x D, added up by team: those of its role and of its people."""
    return _added([(team.resource, *team.people) for team in teams], values)


def held_by(teams: Sequence[Team], values: Float64) -> Float64:
    """Return what there is, R x D, by team: that of its role, or of its people where they are more."""
    own = _added([(team.resource,) for team in teams], values)
    led = [at for at, team in enumerate(teams) if team.people]
    if led:
        own[led] = np.maximum(own[led], _added([teams[at].people for at in led], values))
    return own


def _added(groups: Sequence[tuple[int, ...]], values: Float64) -> Float64:
    if not groups:
        return np.zeros((0, values.shape[1]))
    lengths = np.array([len(group) for group in groups])
    members = np.array([resource for group in groups for resource in group], np.int64)
    return np.add.reduceat(values[members], np.cumsum(lengths) - lengths, axis=0)


def _tight(plan: Plan, schedule: Schedule, load: Workload, threshold_ticks: int) -> Float64:
    """Return the demand by resource and day of work that cannot wait."""
    slack = schedule.total_float_ticks[plan.assignments.activity[load.assignment]]
    is_tight: Bool = (slack <= threshold_ticks) & (slack != NO_TICKS)
    place: Int64 = plan.assignments.resource[load.assignment[is_tight]].astype(np.int64)
    shape = load.demand_ticks.shape
    summed = np.bincount(
        place * shape[1] + load.day[is_tight], load.ticks[is_tight], minlength=shape[0] * shape[1]
    )
    return np.asarray(summed, np.float64).reshape(shape)
