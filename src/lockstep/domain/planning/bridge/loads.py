"""Load of resources by week, from the engine's count by day; of roles with their people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from lockstep.foundation.ticks import TICKS_PER_DAY, weekday_of_day
from lockstep.plan import Plan

if TYPE_CHECKING:
    from lockstep.engine import Bottlenecks, Schedule, Team, Workload

LEAST_OVERLOAD_TICKS: Final = 60
"""Six minutes a day more than there is are rounding, not overload."""


def monday_of(day: int) -> int:
    """Return the day number of the Monday of a day's week."""
    return day - weekday_of_day(day)


def workload_between(plan: Plan, schedule: "Schedule", first_ticks: int, last_ticks: int) -> "Workload":
    """Return the workload of whole weeks that hold two moments."""
    from lockstep.engine import workload  # loads compiled kernels

    first = monday_of(first_ticks // TICKS_PER_DAY)
    weeks = max(1, -(-(last_ticks // TICKS_PER_DAY + 1 - first) // 7))
    return workload(plan, schedule, first_day=first, days=7 * weeks)


def teams_of(plan: Plan, working: Sequence[int]) -> "list[Team]":
    """Return some resources, rows of the plan, and their roles; a role with those of them who fill it."""
    from lockstep.engine.dayloads import teams_of as teams

    return teams(plan, working)


def ranked(
    plan: Plan, schedule: "Schedule", load: "Workload", teams: "Sequence[Team]", threshold_ticks: int
) -> "Bottlenecks":
    """Return load, overload and bottleneck index of teams."""
    from lockstep.engine import bottlenecks

    return bottlenecks(plan, schedule, load, teams=teams, threshold_ticks=threshold_ticks)


def by_team(values: Any, teams: "Sequence[Team]") -> Any:
    """Return values by resource and day, added up by team."""
    from lockstep.engine.bottlenecks import asked_of

    return asked_of(teams, values)


def by_week(values: Any) -> Any:
    """Return daily values of whole weeks, R x D, summed by week."""
    return values.reshape(len(values), values.shape[1] // 7, 7).sum(axis=2)


def overload_by_day(load: "Workload") -> Any:
    """Return the ticks of effort beyond capacity by resource and day."""
    over = load.demand_ticks - load.capacity_ticks
    return np.where(over > LEAST_OVERLOAD_TICKS, over, 0.0)


def weekly_overload(load: "Workload", resources: Any) -> tuple[int, Any]:
    """Return the first day, and overload by week of some resources."""
    return load.first_day, by_week(overload_by_day(load)[resources])
