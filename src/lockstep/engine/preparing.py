"""A plan compiled once more for those who look into a schedule that is there already."""

import numpy as np

from lockstep.engine.calendars import Horizon
from lockstep.engine.kernels.lookup import starts_from, work_before
from lockstep.engine.network.compiling import Compiled, compiled, first_horizon, limited, project_starts
from lockstep.engine.network.states import states
from lockstep.engine.network.structure import structure
from lockstep.engine.result import Schedule
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY
from lockstep.plan import Plan
from lockstep.plan.columns import Int32, Int64


def prepared(plan: Plan, schedule: Schedule) -> Compiled:
    """Return the plan compiled for a horizon that holds every date of its schedule."""
    net_structure = structure(plan, states(plan))
    starts, _ = project_starts(plan)
    horizon = first_horizon(plan, net_structure.longest_ticks, starts)
    first, after = horizon.first_day, horizon.first_day + horizon.days
    for column in (
        schedule.start_ticks,
        schedule.finish_ticks,
        schedule.late_start_ticks,
        schedule.late_finish_ticks,
    ):
        known = column[column != NO_TICKS]
        if len(known):
            first = min(first, int(known.min()) // TICKS_PER_DAY - 30)
            after = max(after, int(known.max()) // TICKS_PER_DAY + 30)
    return compiled(plan, net_structure, limited(Horizon(first, after - first)), starts)


def worked(ready: Compiled, calendars: Int32, moments: Int64) -> Int64:
    """Return the working ticks before each moment on the calendar number beside it."""
    return work_before(
        ready.work, np.ascontiguousarray(calendars, np.int32), np.ascontiguousarray(moments, np.int64)
    )


def next_start_of(ready: Compiled, calendar: int, moment: int) -> int:
    """Return the first moment from `moment` on at which work can start."""
    answer = starts_from(ready.work, np.array([calendar], np.int32), np.array([moment], np.int64))
    return int(answer[0])
