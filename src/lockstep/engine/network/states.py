"""What each activity is to the passes, and the calendar in which it is counted."""

import numpy as np

from lockstep.engine.kernels import codes
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind, ActivityMode, Plan
from lockstep.plan.columns import Int8


def states(plan: Plan) -> Int8:
    """Return the state of each activity."""
    activities = plan.activities
    count = len(activities)
    state = np.full(count, codes.UNSTARTED, np.int8)
    state[activities.actual_start_ticks != NO_TICKS] = codes.STARTED
    state[activities.actual_finish_ticks != NO_TICKS] = codes.FINISHED
    state[activities.kind == ActivityKind.LEVEL_OF_EFFORT] = codes.SPANNING
    has_dates = activities.planned_start_ticks != NO_TICKS
    is_given = (activities.mode == ActivityMode.MANUAL) | (activities.kind == ActivityKind.EXTERNAL)
    state[is_given & has_dates & (state != codes.FINISHED) & (state != codes.STARTED)] = codes.FIXED
    state[(activities.mode == ActivityMode.INACTIVE)] = codes.INACTIVE
    parents = activities.parent
    is_parent = np.zeros(count, np.bool_)
    is_parent[parents[parents >= 0]] = True
    state[is_parent] = codes.SUMMARY
    return state
