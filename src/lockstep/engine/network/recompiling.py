"""Compiling a plan by an earlier one that has the same network, and telling what differs."""

from dataclasses import replace

import numpy as np

from lockstep.engine.calendars import Horizon
from lockstep.engine.kernels import codes
from lockstep.engine.kernels.compiled import locked
from lockstep.engine.kernels.order import longest_chain
from lockstep.engine.kernels.records import Net
from lockstep.engine.network.compiling import Compiled, compiled, resumes, spans, started_at
from lockstep.engine.network.constraints import limits
from lockstep.engine.network.expected import has_expected
from lockstep.engine.network.states import states
from lockstep.engine.network.structure import Structure
from lockstep.plan import LagUnit, Plan
from lockstep.plan.columns import Bool, Int8, Int64

_OF_NETWORK = (codes.SUMMARY, codes.SPANNING, codes.INACTIVE)
"""States that decide which links are used and which way."""

_VALUES = (
    "state",
    "kind",
    "calendar",
    "span_ticks",
    "done_ticks",
    "delay_ticks",
    "is_late",
    "actual_start",
    "actual_finish",
    "resume",
    "given_start",
    "given_finish",
)
"""Columns of the compiled network by activity, besides constraints and driving assignments."""


def same(one: np.ndarray, other: np.ndarray) -> bool:
    """Return True for equal columns; mostly they are one and the same, since columns are frozen."""
    return one is other or np.array_equal(one, other)


def restructured(before: Structure, was: Plan, plan: Plan) -> Structure | None:
    """Return the structure of a plan by that of an earlier one, or None where it has to be made anew.

    Its longest chain is that of the earlier one; see `longest_between`.
    """
    if len(was.activities) != len(plan.activities) or len(was.links) != len(plan.links):
        return None
    is_same = was.projects == plan.projects and (not before.findings or _has_same_names(was, plan))
    for name in ("parent", "project"):
        is_same = is_same and same(getattr(was.activities, name), getattr(plan.activities, name))
    for name in ("predecessor", "successor", "kind", "is_hard"):
        is_same = is_same and same(getattr(was.links, name), getattr(plan.links, name))
    if not is_same:
        return None
    state = before.state if _has_same_facts(was, plan) else states(plan)
    if any(
        not np.array_equal(state == one, before.state == one) for one in _changed_states(before.state, state)
    ):
        return None
    return replace(before, state=state)


def longest_between(was: Plan, plan: Plan, chain: tuple[int, int]) -> tuple[int, int]:
    """Return bounds of the longest chain, by those for an earlier plan: no chain changes by more than all edits."""
    old, new = was.activities.remaining_ticks, plan.activities.remaining_ticks
    if old is new:
        return chain
    rows = np.flatnonzero(new != old)
    differences = new[rows] - old[rows]
    return chain[0] + int(np.minimum(differences, 0).sum()), chain[1] + int(np.maximum(differences, 0).sum())


def exactly(structure: Structure, plan: Plan) -> tuple[int, int]:
    """Return the length of the longest chain, as bounds."""
    longest = longest_chain(
        structure.order,
        plan.activities.parent,
        structure.state,
        structure.out_first,
        structure.out_link,
        structure.target,
        plan.activities.remaining_ticks,
    )
    return longest, longest


def _has_same_names(was: Plan, plan: Plan) -> bool:
    """Return True where findings name everything as before."""
    old, new = was.activities, plan.activities
    is_same = old.names == new.names and old.codes == new.codes and same(old.uids, new.uids)
    return is_same and was.name == plan.name


def _changed_states(before: Int8, state: Int8) -> tuple[int, ...]:
    return () if state is before else _OF_NETWORK


def _has_same_facts(was: Plan, plan: Plan) -> bool:
    """Return True where all columns that decide states are the same."""
    columns = ("actual_start_ticks", "actual_finish_ticks", "planned_start_ticks", "kind", "mode", "parent")
    return all(getattr(was.activities, name) is getattr(plan.activities, name) for name in columns)


def recompiled(
    before: Compiled, was: Plan, plan: Plan, structure: Structure, horizon: Horizon, starts: Int64
) -> Compiled:
    """Return the plan compiled as `compiled` does, by an earlier plan of the same structure and horizon."""
    if not _has_same_ground(was, plan):
        return compiled(plan, structure, horizon, starts)
    activities = plan.activities
    span, done = spans(plan, structure)
    if np.array_equal(done, before.net.done_ticks):
        done = before.net.done_ticks
    is_same_start = activities.actual_start_ticks is was.activities.actual_start_ticks
    is_same_start &= activities.actual_finish_ticks is was.activities.actual_finish_ticks
    net = before.net._replace(
        state=structure.state,
        kind=activities.kind,
        span_ticks=span,
        done_ticks=done,
        delay_ticks=activities.leveling_delay_ticks,
        actual_start=before.net.actual_start if is_same_start else started_at(plan),
        actual_finish=activities.actual_finish_ticks,
        resume=before.net.resume if plan.suspensions is was.suspensions and is_same_start else resumes(plan),
        given_start=activities.planned_start_ticks,
        given_finish=activities.planned_finish_ticks,
    )
    has_late, has_late_free = before.has_late, before.has_late_free
    if plan.constraints is not was.constraints:
        limited = limits(plan)
        net = net._replace(constraint=limited.row_of, constraints=limited.rows, is_late=limited.is_late)
        has_late, has_late_free = limited.has_late, limited.has_late_free
    return replace(
        before, net=locked(net), structure=structure, has_late=has_late, has_late_free=has_late_free
    )


def _has_same_ground(was: Plan, plan: Plan) -> bool:
    """Return True where calendars, lags and driving assignments are certainly those of the earlier plan."""
    return (
        plan.calendars == was.calendars
        and plan.links is was.links
        and not np.any(plan.links.lag_unit >= LagUnit.PERCENT)
        and not has_expected(plan)
        and not has_expected(was)
        and not len(plan.assignments)
        and not len(was.assignments)
        and same(was.activities.calendar, plan.activities.calendar)
        and same(was.activities.is_elapsed, plan.activities.is_elapsed)
    )


def changed(before: Net, net: Net) -> Bool | None:
    """Return the activities whose own values or links differ, or None where everything may differ."""
    if not np.array_equal(before.policy, net.policy):
        return None
    answer = np.zeros(len(net.state), np.bool_)
    for name in _VALUES:
        old, new = getattr(before, name), getattr(net, name)
        if old is not new:
            answer |= old != new
    _mark_constraints(before, net, answer)
    _mark_drivers(before, net, answer)
    _mark_links(before, net, answer)
    return answer


def _mark_constraints(before: Net, net: Net, answer: Bool) -> None:
    if before.constraint is net.constraint and before.constraints is net.constraints:
        return
    answer |= (before.constraint >= 0) != (net.constraint >= 0)
    rows = np.flatnonzero((before.constraint >= 0) & (net.constraint >= 0))
    old, new = before.constraints[before.constraint[rows]], net.constraints[net.constraint[rows]]
    answer[rows[(old != new).any(axis=1)]] = True


def _mark_drivers(before: Net, net: Net, answer: Bool) -> None:
    """Mark every activity with driving assignments where any of them differs."""
    if np.array_equal(before.driver_first, net.driver_first) and np.array_equal(before.drivers, net.drivers):
        return
    answer |= np.diff(before.driver_first) > 0
    answer |= np.diff(net.driver_first) > 0


def _mark_links(before: Net, net: Net, answer: Bool) -> None:
    """Mark both ends of links whose lag differs, and the neighbors of activities whose state does."""
    differs = np.zeros(len(net.source), np.bool_)
    for name in ("lag_ticks", "lag_calendar"):
        old, new = getattr(before, name), getattr(net, name)
        if old is not new:
            differs |= old != new
    if before.state is not net.state:
        is_moved = before.state != net.state
        differs |= is_moved[net.source] | is_moved[net.target]
    answer[net.source[differs]] = True
    answer[net.target[differs]] = True
