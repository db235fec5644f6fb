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


def handoffs(facts: Facts) -> Int64:
    """Return the cross-project links between unfinished work that are tried: the least float of each receiver first."""
    links, project = facts.plan.links, facts.plan.activities.project
    net = facts.ready.net
    before, after = links.predecessor, links.successor
    usable = (net.state == codes.UNSTARTED) | (net.state == codes.STARTED)
    crosses = (project[before] != project[after]) & usable[before]
    crosses &= (net.state[after] != codes.FINISHED) & (net.state[after] != codes.INACTIVE)
    rows = np.flatnonzero(crosses)
    rows = rows[np.argsort(facts.schedule.link_float_ticks[rows], kind="stable")]
    seen: dict[int, int] = {}
    rank = []
    for receiver in project[after[rows]].tolist():
        seen[receiver] = seen.get(receiver, -1) + 1
        rank.append(seen[receiver])
    return rows[np.argsort(np.array(rank, np.int64), kind="stable")][: facts.rules.traced_handoffs]


def tried_handoffs(facts: Facts) -> dict[int, bool]:
    """Return by link, for the hand-offs that are tried, whether the receiver moves when the giver is delayed."""
    links, schedule = facts.plan.links, facts.schedule
    moves = {}
    for row in handoffs(facts).tolist():
        giver, receiver = int(links.predecessor[row]), int(links.successor[row])
        slack = max(0, int(schedule.link_float_ticks[row])) / float(facts.day_ticks[giver])
        trial = delayed(facts, giver, slack + PUSH_DAYS).schedule
        starts_later = trial.start_ticks[receiver] > schedule.start_ticks[receiver]
        moves[row] = bool(starts_later or trial.finish_ticks[receiver] > schedule.finish_ticks[receiver])
    return moves


def path_breaks(facts: Facts, view: View) -> tuple[tuple[int, str], ...]:
    """Return what interrupts the path to the target: (activity, why)."""
    on_path = path_to(facts, view.target) & facts.is_incomplete & view.members
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
