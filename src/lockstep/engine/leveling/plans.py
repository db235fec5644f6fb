"""Leveling of a plan: a proposal of delays after which nobody has more work than time."""

from collections.abc import Callable

import numpy as np

from lockstep.engine.leveling.improving import Best, search, untold
from lockstep.engine.leveling.passing import Passed, Setting, overload
from lockstep.engine.leveling.proposal import (
    BlockedBy,
    Delay,
    Leveling,
    LevelingRules,
    Phase,
    Progress,
)
from lockstep.engine.leveling.searching import Stop, never
from lockstep.engine.leveling.setting_up import set_up
from lockstep.engine.leveling.settling import proposed_gaps, settled
from lockstep.engine.preparing import prepared, worked
from lockstep.engine.result import Schedule
from lockstep.foundation.findings import Finding, Severity, worst_first
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Plan
from lockstep.plan.columns import Int64

_AS_GIVEN = LevelingRules()


def level(
    plan: Plan,
    schedule: Schedule,
    *,
    rules: LevelingRules = _AS_GIVEN,
    seed: int = 1,
    iterations: int = 0,
    workers: int = 1,
    stop: Stop = never,
    on_progress: Callable[[Progress], None] = untold,
) -> Leveling:
    """Propose delays after which work resources are not used beyond their capacity.

    A serial pass places each activity at the first moment at which its links, constraints and calendar allow it
    and every resource it needs is free from start to finish. Among activities that could be placed next, the
    order is: priority of the project, priority of the activity, late start, total float, place in the plan.

    Parameters
    ----------
    plan : Plan
        A sound plan of A activities with assignments to work resources.
    schedule : Schedule
        The schedule of this plan.
    rules : LevelingRules
        How far leveling may go and what stays where it is.
    seed : int
        Seed of the search for a better order.
    iterations : int
        Rounds of that search; 0 gives the answer of the serial pass alone.
    workers : int
        Threads of the search; the answer does not depend on their number.
    stop : Callable
        Called between rounds and ten times a second within them; the search ends when it answers True, and the best
        of the rounds carried out is returned.
    on_progress : Callable
        Called in the calling thread with a `Progress` at the begin of each phase and after each round.

    Returns
    -------
    Leveling
        Delays with what each waited for, and overload and finish before and after.

    Notes
    -----
    Started and finished, manual and inactive activities, those with must-dates and those as late as possible stay.
    The answer is deterministic for equal plan, rules, seed and rounds carried out. Cost of a pass: O(A + L) for L
    links and the slots that work waits through; the grid of slots is bounded to eight million cells.

    References
    ----------
    R. Kolisch, S. Hartmann (1999), Heuristic algorithms for the resource-constrained project scheduling problem.

    Examples
    --------
    >>> from lockstep.engine import schedule
    >>> from lockstep.plan import Calendar, PlanBuilder, Project
    >>> builder = PlanBuilder()
    >>> calendar = builder.add_calendar(Calendar("1", "Standard"))
    >>> project = builder.add_project(Project("p", "P", start_ticks=14_400 * 4 + 4_800, calendar=calendar))
    >>> person = builder.add_resource(names="Ann")
    >>> for name in "XY":
    ...     row = builder.add_activity(names=name, duration_ticks=5 * 4_800)
    ...     _ = builder.add_assignment(row, resource=person, work_ticks=5 * 4_800)
    >>> plan = builder.build()
    >>> [(delay.activity, delay.delay_work_ticks / 4_800) for delay in level(plan, schedule(plan)).delays]
    [(1, 5.0)]
    """
    on_progress(Progress(Phase.PLACING, 0, NO_TICKS, NO_TICKS))
    ready, answer = set_up(plan, schedule, rules, ())
    best = Best(ready, answer, _lower_bound(ready), on_progress)
    best.tell(Phase.SEARCHING)
    if iterations > 0 and not stop() and best.may_be_shorter:
        search(ready, best, seed=seed, rounds=iterations, workers=workers, stop=stop)
    best.tell(Phase.PROPOSING)
    return _proposal(plan, schedule, ready, best)


def _latest(finish: Int64) -> int:
    known = finish[finish < 2**61]
    return int(known.max(initial=NO_TICKS))


def _proposal(plan: Plan, schedule: Schedule, ready: Setting, best: Best) -> Leveling:
    answer = best.answer
    delays, delayed, after = settled(ready, answer)
    moved = np.flatnonzero(ready.is_moved & (delays > 0))
    prepared_plan = prepared(ready.plan, after)
    calendar = after.calendar[moved]
    start = after.start_ticks[moved]
    amounts = worked(prepared_plan, calendar, start) - worked(prepared_plan, calendar, start - delays[moved])
    before_finish, after_finish = _latest(schedule.finish_ticks), _latest(after.finish_ticks)
    return Leveling(
        delays=tuple(
            map(
                Delay,
                moved.tolist(),
                start.tolist(),
                after.finish_ticks[moved].tolist(),
                delays[moved].tolist(),
                amounts.tolist(),
                _blockers(ready, answer, moved),
            )
        ),
        leveling_delay_ticks=delays,
        schedule=after,
        gaps=proposed_gaps(answer),
        overload_before_ticks=overload(ready, plan, schedule),
        overload_after_ticks=overload(ready, delayed, after),
        finish_before_ticks=before_finish,
        finish_after_ticks=after_finish,
        lower_bound_ticks=best.lower_bound,
        unresolved=answer.unresolved,
        rounds=best.rounds,
        findings=worst_first(_findings(plan, ready, answer)),
    )


def _blockers(ready: Setting, answer: Passed, moved: Int64) -> list[BlockedBy]:
    place, holder = answer.blocking[moved], answer.waited_for[moved]
    resource = np.full(len(moved), -1, np.int64)
    resource[place >= 0] = ready.grid.resources[place[place >= 0]]
    priority = np.zeros(len(moved), np.int64)
    priority[holder >= 0] = ready.plan.activities.priority[holder[holder >= 0]]
    return list(map(BlockedBy, resource.tolist(), holder.tolist(), priority.tolist()))


def _lower_bound(ready: Setting) -> int:
    """Return the later of the finish without capacities and the moment when all work of a resource can be done."""
    demands, net = ready.grid.demands, ready.ready.net
    bound = _latest(ready.base.finish_ticks)
    if len(demands.resource) == 0:
        return bound
    owner = np.repeat(np.arange(len(net.parent)), np.diff(demands.first))
    rows = demands.is_working.reshape(-1, demands.slots)
    is_open = ready.is_moved[owner]
    work = np.bincount(
        demands.resource[is_open],
        weights=(net.span_ticks[owner] * demands.units)[is_open],
        minlength=len(ready.grid.resources),
    )
    for place, amount in enumerate(work.tolist()):
        users = owner[(demands.resource == place) & is_open]
        can_work = rows[np.unique(demands.works[users])].any(axis=0)
        there = np.cumsum(ready.grid.capacity[place] * can_work * demands.slot_ticks)
        slot = int(np.searchsorted(there, amount))
        if 0 < slot < demands.slots:
            bound = max(bound, demands.origin + slot * demands.slot_ticks)
    return bound


def _findings(plan: Plan, ready: Setting, answer: Passed) -> list[Finding]:
    found = [
        Finding(
            "leveling.beyond_capacity",
            Severity.WARNING,
            plan.place(activity),
            "It is assigned more of a resource than there ever is; it is leveled as if it needed all of it. "
            "Lower the units or raise the capacity.",
            (activity,),
        )
        for activity in ready.grid.clamped
    ]
    found += [
        Finding(
            "leveling.unresolved",
            Severity.WARNING,
            plan.place(activity),
            "No moment was found at which its resources are free within its limits; it stays overloaded. "
            "Allow a later finish, change its priority or its constraint, or add capacity.",
            (activity,),
        )
        for activity in answer.unresolved
    ]
    return found
