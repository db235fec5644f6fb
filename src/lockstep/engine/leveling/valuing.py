"""The value of capacity: what one more of each constrained resource would gain."""

import numpy as np

from lockstep.engine.kernels.lookup import work_before
from lockstep.engine.leveling.grid import ExtraUnits
from lockstep.engine.leveling.proposal import CapacityValue, Hiring, Leveling, LevelingRules
from lockstep.engine.leveling.searching import Stop, never
from lockstep.engine.leveling.setting_up import set_up
from lockstep.engine.result import Schedule
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Plan

_AS_GIVEN = LevelingRules()
_AT_ONCE = Hiring()


def value_of_capacity(
    plan: Plan,
    schedule: Schedule,
    leveling: Leveling,
    *,
    rules: LevelingRules = _AS_GIVEN,
    hiring: Hiring = _AT_ONCE,
    stop: Stop = never,
) -> tuple[CapacityValue, ...]:
    """Return what one more full-time unit of each resource that something waited for would gain.

    Parameters
    ----------
    plan : Plan
        The plan that was leveled.
    schedule : Schedule
        The schedule of this plan.
    leveling : Leveling
        The proposal for it.
    rules : LevelingRules
        The rules of that proposal.
    hiring : Hiring
        When the unit is there, and how soon it is of full use.
    stop : Callable
        Called between resources; the values found so far are returned when it answers True.

    Returns
    -------
    tuple of CapacityValue
        One for each constrained resource, the largest gain first.

    Notes
    -----
    Own definition: the plan is leveled anew by the serial pass with one more unit from the begin of the plan and its
    lead time on, so that the gain does not depend on the search. While it ramps up, the unit counts for the share of
    the ramp-up that has passed; its weeks of effort count in full. Deterministic.
    Cost: one pass for each constrained resource.

    Examples
    --------
    >>> from lockstep.engine import level, schedule
    >>> from lockstep.plan import Calendar, PlanBuilder, Project
    >>> builder = PlanBuilder()
    >>> calendar = builder.add_calendar(Calendar("1", "Standard"))
    >>> project = builder.add_project(Project("p", "P", start_ticks=14_400 * 4 + 4_800, calendar=calendar))
    >>> person = builder.add_resource(names="Ann")
    >>> for name in "XY":
    ...     row = builder.add_activity(names=name, duration_ticks=5 * 4_800)
    ...     _ = builder.add_assignment(row, resource=person, work_ticks=5 * 4_800)
    >>> plan = builder.build()
    >>> before = schedule(plan)
    >>> [value.gained_days for value in value_of_capacity(plan, before, level(plan, before))]
    [5.0]
    """
    reference = set_up(plan, schedule, rules, ())[1].latest_finish
    begin = int(schedule.start_ticks[schedule.start_ticks != NO_TICKS].min(initial=2**62)) + hiring.lead_ticks
    project = plan.projects[0] if plan.projects else None
    resources = sorted(
        {delay.blocked_by.resource for delay in leveling.delays if delay.blocked_by.resource >= 0}
    )
    values = []
    for resource in resources:
        if stop():
            break
        ready, answer = set_up(
            plan, schedule, rules, (ExtraUnits(resource, 1.0, begin, hiring.ramp_up_ticks),)
        )
        finish = answer.latest_finish
        calendar = np.full(3, leveling.schedule.calendar[0], np.int32)
        done = work_before(
            ready.ready.work, calendar, np.array([min(begin, finish), finish, reference], np.int64)
        )
        per_day = 10 * project.minutes_per_day if project else 4_800
        per_week = 10 * project.minutes_per_week if project else 24_000
        gained, weeks = int(done[2] - done[1]), float(done[1] - done[0]) / per_week
        days = gained / per_day
        rate = days / weeks if weeks > 0 else 0.0
        values.append(CapacityValue(resource, finish, gained, days, weeks, rate))
    return tuple(sorted(values, key=lambda value: -value.gained_ticks))
