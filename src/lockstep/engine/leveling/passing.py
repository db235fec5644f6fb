"""One pass over a compiled plan: which activities may move, where they go, and what was missing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lockstep.engine.calendars import Horizon
from lockstep.engine.kernels import codes
from lockstep.engine.kernels.compiled import Matrix, locked
from lockstep.engine.kernels.demands import Demands, use
from lockstep.engine.kernels.leveled import UNRESOLVED, leveled
from lockstep.engine.kernels.righted import righted
from lockstep.engine.leveling.grid import ExtraUnits, Grid, grid_of
from lockstep.engine.leveling.ordering import placing_order, ranks
from lockstep.engine.leveling.proposal import Aim, LevelingRules, Splitting
from lockstep.engine.network.compiling import LONGEST_DAYS, Compiled, compiled, limited, project_starts
from lockstep.engine.network.states import states
from lockstep.engine.network.structure import structure
from lockstep.engine.pieces import pieces
from lockstep.engine.result import Schedule
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY
from lockstep.plan import Plan
from lockstep.plan.columns import Bool, Int8, Int32, Int64

_CLOCK_PER_WORK = 5
"""Days on the clock that a day of round-the-clock work takes on a sparse calendar."""
_MARGIN_DAYS = 60
GAPS_PER_ACTIVITY = 4
"""On average over all activities that may be split; when they are used up, the rest stays in one piece."""


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """A plan made ready for passes.

    Attributes:
        plan: the plan, without the leveling delays of what may move.
        base: its schedule.
        ready: the plan compiled.
        grid: capacities and demands.
        is_moved: activities that a pass places anew.
        rules: what leveling may do.
    """

    plan: Plan
    base: Schedule
    ready: Compiled
    grid: Grid
    is_moved: Bool
    rules: LevelingRules

    @property
    def last_ticks(self) -> int:
        """End of the grid, after which capacities are not counted."""
        return self.grid.demands.origin + self.grid.demands.slots * self.grid.demands.slot_ticks


@dataclass(frozen=True, slots=True, eq=False)
class Passed:
    """Dates after one pass, by activity, and the gaps that it makes in their work; see `kernels.leveled`."""

    start: Int64
    finish: Int64
    wait: Int64
    blocking: Int32
    waited_for: Int32
    outcome: Int8
    gaps: Matrix

    @property
    def latest_finish(self) -> int:
        """The latest finish of all activities that have one."""
        return int(self.finish[self.finish < codes.FAR // 2].max(initial=NO_TICKS))

    @property
    def shortness(self) -> tuple[int, int, int]:
        """What is compared, less is better: activities without a moment, latest finish, sum of all waits in minutes."""
        return len(self.unresolved), self.latest_finish, int(self.wait.sum() // 10)

    @property
    def unresolved(self) -> tuple[int, ...]:
        """Activities for which no moment was found in time."""
        return tuple(np.flatnonzero(self.outcome == UNRESOLVED).tolist())


def movable(plan: Plan, ready: Compiled) -> Bool:
    """Return the activities whose start follows from logic: unstarted, without must-dates, not as late as possible."""
    net = ready.net
    may = (net.state == codes.UNSTARTED) & (net.is_late == 0)
    pinned = net.constraints[:, [codes.PIN_START, codes.PIN_FINISH]] != codes.NEVER
    has_pin = np.append(pinned.any(axis=1), False)
    return np.asarray(may & ~has_pin[net.constraint], np.bool_)


def setting(
    plan: Plan, base: Schedule, rules: LevelingRules, days: int, extra: tuple[ExtraUnits, ...]
) -> Setting:
    """Return a plan ready for passes over some days; `base` is the schedule of exactly this plan."""
    first_day = _known(base.start_ticks, 0, np.min) // TICKS_PER_DAY - 1
    starts, _ = project_starts(plan)
    own = structure(plan, states(plan))
    wide = limited(Horizon(first_day - 366, days + 4 * 366))
    ready = compiled(plan, own, wide, starts)
    grid = grid_of(plan, ready, Horizon(first_day, days), extra)
    is_moved = movable(plan, ready)
    latest = np.full(len(plan.activities), codes.FAR, np.int64)
    net = ready.net
    held = net.constraints[:, [codes.HOLD_START, codes.HOLD_FINISH]] != codes.FAR
    has_hold = np.append(held.any(axis=1), False)[net.constraint]
    if rules.aim == Aim.WITHIN_FLOAT:
        has_hold = np.ones(len(latest), np.bool_)
    latest[has_hold] = base.late_start_ticks[has_hold]
    latest[plan.activities.priority >= rules.locked_priority] = codes.NEVER
    demands = grid.demands._replace(
        is_moved=is_moved.astype(np.int8),
        latest=latest,
        may_split=_splittable(plan, ready, is_moved & (latest != codes.NEVER), rules),
        shortest_ticks=max(1, rules.shortest_piece_ticks),
    )
    return Setting(plan, base, ready, replace(grid, demands=locked(demands)), is_moved, rules)


def _splittable(plan: Plan, ready: Compiled, is_moved: Bool, rules: LevelingRules) -> Int8:
    """Return the movable activities in one piece whose dates follow from their own calendar alone."""
    net = ready.net
    if rules.splitting == Splitting.NEVER:
        return np.zeros(len(is_moved), np.int8)
    is_whole = (net.span_ticks == plan.activities.duration_ticks) & (np.diff(net.driver_first) == 0)
    return np.asarray(is_moved & is_whole, np.int8)


def first_days(plan: Plan, base: Schedule) -> int:
    """Return days that most likely hold a leveled schedule."""
    first, last = _known(base.start_ticks, 0, np.min), _known(base.finish_ticks, 0, np.max)
    resource = plan.assignments.resource
    named = resource >= 0
    work = np.bincount(resource[named], weights=plan.assignments.remaining_work_ticks[named])
    units = plan.resources.max_units[: len(work)]
    busiest = int((work / np.maximum(units, 0.05)).max(initial=0))
    days = (last - first + _CLOCK_PER_WORK * busiest) // TICKS_PER_DAY + _MARGIN_DAYS
    return min(int(days), LONGEST_DAYS)


def passed(ready_plan: Setting, wanted_start: Int64 | None) -> Passed:
    """Place every movable activity, by priority and wanted start (late start where None)."""
    base, net = ready_plan.base, ready_plan.ready.net
    rank = ranks(ready_plan.plan, base, wanted_start, ready_plan.rules.program_priority)
    order = placing_order(net, ready_plan.is_moved, rank)
    demands = locked(ready_plan.grid.demands._replace(order=order))
    return _run(
        ready_plan,
        demands,
        base.start_ticks.copy(),
        base.finish_ticks.copy(),
        ready_plan.grid.capacity.copy(),
    )


def late_starts(ready_plan: Setting, answer: Passed) -> Int64:
    """Return the starts once everything movable is pushed as late as what follows it and capacities allow."""
    start, finish = answer.start.copy(), answer.finish.copy()
    moved = np.flatnonzero(ready_plan.is_moved)
    free = ready_plan.grid.capacity.copy()
    righted(
        ready_plan.ready.work,
        ready_plan.ready.net,
        ready_plan.grid.demands,
        moved[np.lexsort((-start[moved], -finish[moved]))],
        answer.latest_finish,
        free,
        np.zeros(free.shape, np.int32),
        start,
        finish,
    )
    return start


def overload(ready_plan: Setting, plan: Plan, schedule: Schedule) -> Int64:
    """Return by resource the work beyond its capacity in a schedule of the plan, in ticks of effort."""
    grid, parts = ready_plan.grid, pieces(plan, schedule)
    free = grid.capacity.copy()
    is_whole = ready_plan.ready.net.state != codes.SUMMARY
    is_whole[parts.activity] = False
    whole = np.flatnonzero(is_whole).astype(np.int32)
    start = np.append(schedule.start_ticks[whole], parts.start_ticks)
    finish = np.append(schedule.finish_ticks[whole], parts.finish_ticks)
    has_dates = (start != NO_TICKS) & (finish != NO_TICKS)
    use(grid.demands, free, np.append(whole, parts.activity)[has_dates], start[has_dates], finish[has_dates])
    over = -np.minimum(free, 0).sum(axis=1) * grid.demands.slot_ticks // 1_000
    answer = np.zeros(len(ready_plan.plan.resources), np.int64)
    answer[grid.resources] = over
    return answer


def _run(ready_plan: Setting, demands: Demands, start: Int64, finish: Int64, free: Int64) -> Passed:
    count = len(start)
    gaps, used = (
        np.zeros((GAPS_PER_ACTIVITY * int(demands.may_split.sum()), 3), np.int64),
        np.zeros(1, np.int64),
    )
    answer = Passed(
        start=start,
        finish=finish,
        wait=np.zeros(count, np.int64),
        blocking=np.full(count, -1, np.int32),
        waited_for=np.full(count, -1, np.int32),
        outcome=np.zeros(count, np.int8),
        gaps=gaps,
    )
    leveled(
        ready_plan.ready.work,
        ready_plan.ready.net,
        demands,
        free,
        np.full(free.shape, -1, np.int32),
        answer.start,
        answer.finish,
        np.full(count, codes.NEVER, np.int64),
        answer.wait,
        answer.blocking,
        answer.waited_for,
        answer.outcome,
        gaps,
        used,
    )
    return replace(answer, gaps=gaps[: used[0]])


def _known(column: Int64, default: int, least_or_most: Callable[[Int64], Any]) -> int:
    known = column[(column != NO_TICKS) & (column != codes.FAR)]
    return int(least_or_most(known)) if len(known) else default
