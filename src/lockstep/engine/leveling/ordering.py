"""The order in which activities are placed: what matters more goes first, and never before what it waits for."""

import numpy as np

from lockstep.engine.kernels.queueing import queued
from lockstep.engine.kernels.records import Net
from lockstep.engine.result import Schedule
from lockstep.plan import Plan
from lockstep.plan.columns import Bool, Int32, Int64


def ranks(
    plan: Plan, schedule: Schedule, wanted_start: Int64 | None, program_priority: tuple[int, ...]
) -> Int64:
    """Return the rank of each activity.

    First the priority of the program, then of the project, then its own, then the start, the total float and the
    place in the plan. The start is the wanted one where there is one, else the late start.
    """
    priorities = np.array([project.priority for project in plan.projects] or [0], np.int64)
    programs = np.zeros(len(priorities), np.int64)
    programs[: len(program_priority)] = program_priority
    start = schedule.late_start_ticks if wanted_start is None else wanted_start
    order = np.lexsort(
        (
            schedule.total_float_ticks,
            start,
            -plan.activities.priority.astype(np.int64),
            -priorities[plan.activities.project],
            -programs[plan.activities.project],
        )
    )
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank


def placing_order(net: Net, is_moved: Bool, rank: Int64) -> Int32:
    """Return the nodes of the network by rank, each after all that it waits for.

    A node is an activity or the begin of a summary; `A + s` is the end of summary `s`.
    """
    count = len(net.parent)
    order = np.empty(2 * count, np.int32)
    filled = queued(
        net,
        np.where(is_moved, rank, -1),
        np.empty(count, np.int32),
        np.empty(count, np.int32),
        np.empty(2 * count, np.int32),
        np.empty(2 * count, np.int64),
        order,
    )
    return order[:filled]
