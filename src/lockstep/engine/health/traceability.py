"""Evidence of traceability: upwards between summaries and their parts, sideways from giver to receiver."""

import numpy as np

from lockstep.engine.health.facts import TOLERANCE_TICKS, Facts, View
from lockstep.engine.health.path import path_to
from lockstep.engine.health.scratch import delayed
from lockstep.engine.kernels import codes
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind
from lockstep.plan.columns import Int64

PUSH_DAYS = 5.0
"""Working days beyond a link's float by which a giver is delayed."""


def summaries(facts: Facts, view: View) -> Int64:
    """Return the summaries of a view that have children."""
    return np.flatnonzero(view.members & (facts.ready.net.state == codes.SUMMARY))


def untrue_summaries(facts: Facts, view: View) -> Int64:
    """Return the summaries whose dates are not the first start and the last finish of their children."""
    net, schedule = facts.ready.net, facts.schedule
    rows = summaries(facts, view)
    count = len(net.parent)
    first, last = np.full(count, codes.FAR, np.int64), np.full(count, NO_TICKS, np.int64)
    child = np.flatnonzero(
        (net.parent >= 0) & (net.state != codes.INACTIVE) & (schedule.start_ticks != NO_TICKS)
    )
    np.minimum.at(first, net.parent[child], schedule.start_ticks[child])
    np.maximum.at(last, net.parent[child], schedule.finish_ticks[child])
    rows = rows[last[rows] != NO_TICKS]
    differs = np.abs(schedule.start_ticks[rows] - first[rows]) > TOLERANCE_TICKS
    differs |= np.abs(schedule.finish_ticks[rows] - last[rows]) > TOLERANCE_TICKS
    return rows[differs]


def empty_summaries(facts: Facts, view: View) -> Int64:
    """Return the summaries without any activity in scope below them."""
    activities = facts.plan.activities
    has_work = facts.is_in_scope.copy()
    for row in np.flatnonzero(view.members)[::-1].tolist():
        parent = int(activities.parent[row])
        if parent >= 0 and has_work[row]:
            has_work[parent] = True
    is_summary = (facts.ready.net.state == codes.SUMMARY) | (activities.kind == ActivityKind.SUMMARY)
    return np.flatnonzero(view.members & is_summary & ~has_work)


def handoffs(facts: Facts, view: View) -> Int64:
    """Return the cross-project links of a view between unfinished work, those with the least float first."""
    links, project = facts.plan.links, facts.plan.activities.project
    net = facts.ready.net
    before, after = links.predecessor, links.successor
    usable = (net.state == codes.UNSTARTED) | (net.state == codes.STARTED)
    crosses = (project[before] != project[after]) & (view.members[before] | view.members[after])
    crosses &= usable[before] & (net.state[after] != codes.FINISHED) & (net.state[after] != codes.INACTIVE)
    rows = np.flatnonzero(crosses)
    return rows[np.argsort(facts.schedule.link_float_ticks[rows], kind="stable")]


def deaf_receivers(facts: Facts, view: View) -> tuple[int, tuple[int, ...]]:
    """Return how many hand-offs were tried, and the links whose receiver does not move when their giver does."""
    rows = handoffs(facts, view)[: facts.rules.traced_handoffs].tolist()
    links, schedule = facts.plan.links, facts.schedule
    deaf = []
    for row in rows:
        giver, receiver = int(links.predecessor[row]), int(links.successor[row])
        slack = max(0, int(schedule.link_float_ticks[row])) / float(facts.day_ticks[giver])
        trial = delayed(facts, giver, slack + PUSH_DAYS).schedule
        moves = trial.start_ticks[receiver] > schedule.start_ticks[receiver]
        if not moves and trial.finish_ticks[receiver] <= schedule.finish_ticks[receiver]:
            deaf.append(row)
    return len(rows), tuple(deaf)


def path_breaks(facts: Facts, view: View) -> tuple[tuple[int, str], ...]:
    """Return what interrupts the path to the target: (activity, why)."""
    on_path = path_to(facts, view.target) & facts.is_incomplete
    net, schedule, plan = facts.ready.net, facts.schedule, facts.plan
    breaks = []
    held = {
        codes.BY_CONSTRAINT: "a constraint",
        codes.BY_MANUAL: "hand",
        codes.BY_EXTERNAL: "work outside the plan",
    }
    for row in np.flatnonzero(on_path & (net.state != codes.SUMMARY)).tolist():
        if plan.activities.kind[row] == ActivityKind.LEVEL_OF_EFFORT:
            breaks.append((row, f"{facts.place(row)} is a level of effort."))
        cause = held.get(int(schedule.driver_kind[row]))
        if cause:
            breaks.append((row, f"{facts.place(row)} has its start set by {cause}."))
        for link in net.in_link[net.in_first[row] : net.in_first[row + 1]].tolist():
            if schedule.is_driving[link] and on_path[net.source[link]] and net.lag_ticks[link] > 0:
                giver = plan.place(int(net.source[link]))
                breaks.append((row, f"{facts.place(row)} waits for a lag after {giver}."))
    return tuple(breaks)
