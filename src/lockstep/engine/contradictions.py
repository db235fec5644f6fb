"""Stored late dates that were not computed together with the rest of their file, found without any schedule of ours."""

import numpy as np

from lockstep.engine.kernels import codes
from lockstep.engine.network.compiling import Compiled
from lockstep.engine.preparing import worked
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind, ActivityMode, Dialect, Plan, StoredDates
from lockstep.plan.columns import Bool, Int64

_NEAR_TICKS = 3


def contradicted(plan: Plan, ready: Compiled, stored: StoredDates) -> Bool:
    """Return the activities whose stored late finish was not computed together with the rest of their file.

    Two things always hold among late dates of Microsoft Project that were computed together: a summary's late finish
    is the latest of its children's, and what nothing follows and no constraint holds may end with its project. Where
    the first fails, the summary and its unfinished children are named, where the second does, the activity.
    """
    late = stored.late_finish_ticks
    is_ours = np.array(
        [project.dialect == Dialect.MICROSOFT for project in plan.projects] or [True], np.bool_
    )
    has_late = (late != NO_TICKS) & is_ours[plan.activities.project]
    found = _open_ends(plan, ready, stored) & has_late
    summaries = _summaries(plan, ready, late) & has_late
    found |= summaries
    parents = plan.activities.parent
    is_open = (ready.net.state != codes.FINISHED) & has_late & (parents >= 0)
    found |= is_open & summaries[np.maximum(parents, 0)]
    return found


def _summaries(plan: Plan, ready: Compiled, late: Int64) -> Bool:
    """Return the summaries whose late finish is not the latest of their children's."""
    parents, net = plan.activities.parent, ready.net
    counts = (parents >= 0) & (net.state != codes.INACTIVE) & (net.kind != ActivityKind.EXTERNAL)
    latest = np.full(len(parents), NO_TICKS, np.int64)
    np.maximum.at(latest, parents[counts], late[counts])
    return _apart(ready, np.flatnonzero((latest != NO_TICKS) & (late != NO_TICKS)), latest, late)


def _open_ends(plan: Plan, ready: Compiled, stored: StoredDates) -> Bool:
    """Return the open ends whose late finish is not the stored finish of their project."""
    activities, links, net = plan.activities, plan.links, ready.net
    is_held = np.zeros(len(activities), np.bool_)
    is_held[links.predecessor] = True
    is_held[plan.constraints.activity] = True
    for row, parent in enumerate(activities.parent.tolist()):
        if parent >= 0 and is_held[parent]:
            is_held[row] = True
    options = [project.options.is_every_open_end_critical for project in plan.projects] or [False]
    is_held |= np.array(options, np.bool_)[activities.project]
    early = stored.early_finish_ticks
    counts = (net.state != codes.INACTIVE) & (net.kind != ActivityKind.EXTERNAL) & (early != NO_TICKS)
    finish = np.full(max(1, len(plan.projects)), NO_TICKS, np.int64)
    np.maximum.at(finish, activities.project[counts], early[counts])
    expected = finish[activities.project]
    asked = ~is_held & (activities.mode == ActivityMode.AUTOMATIC) & (net.kind != ActivityKind.EXTERNAL)
    asked &= (net.state == codes.UNSTARTED) | (net.state == codes.STARTED)
    asked &= (expected != NO_TICKS) & (stored.late_finish_ticks != NO_TICKS)
    return _apart(ready, np.flatnonzero(asked), expected, stored.late_finish_ticks)


def _apart(ready: Compiled, rows: Int64, one: Int64, other: Int64) -> Bool:
    """Return where two moments have working time between them, asked of some rows only."""
    found = np.zeros(len(one), np.bool_)
    calendars = ready.net.calendar[rows]
    between = worked(ready, calendars, one[rows]) - worked(ready, calendars, other[rows])
    found[rows] = np.abs(between) > _NEAR_TICKS
    return found


def overtaken(ready: Compiled) -> Bool:
    """Return the unfinished activities of which something that follows, or follows a summary above, has started."""
    net, count = ready.net, len(ready.net.state)
    has_begun = (net.state == codes.STARTED) | (net.state == codes.FINISHED)
    for row in range(count - 1, -1, -1):
        if has_begun[row] and net.parent[row] >= 0:
            has_begun[net.parent[row]] = True
    is_before = np.zeros(count, np.bool_)
    links = net.out_link
    is_before[net.source[links[has_begun[net.target[links]]]]] = True
    for row in range(count):
        if net.parent[row] >= 0 and is_before[net.parent[row]]:
            is_before[row] = True
    return is_before & ((net.state == codes.STARTED) | (net.state == codes.UNSTARTED))
