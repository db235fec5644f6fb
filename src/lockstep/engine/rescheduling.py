"""From one schedule to the next: an edit is computed where it reaches."""

import numpy as np

from lockstep.engine.alongside import both
from lockstep.engine.kernels.floats import link_floats, open_ended, tight_links, total_floats_of
from lockstep.engine.network.compiling import Compiled, extent, horizon_of, project_starts
from lockstep.engine.network.recompiling import (
    changed,
    exactly,
    longest_between,
    recompiled,
    restructured,
    same,
)
from lockstep.engine.passes import (
    EVERYTHING,
    NO_FLOORS,
    Dates,
    latest_finishes,
    open_ends,
    run_backward,
    run_forward,
    wider_horizon,
)
from lockstep.engine.scheduling import Floats, KeptSchedule, assembled, on_longest_path, schedule_and_keep
from lockstep.plan import Plan, ScheduleFrom
from lockstep.plan.columns import Bool, Int64


def reschedule(kept: KeptSchedule, plan: Plan) -> KeptSchedule:
    """Compute the schedule of a changed plan by that of the plan before the change.

    Parameters
    ----------
    kept : KeptSchedule
        What `schedule_and_keep` or `reschedule` returned; it stays as it is.
    plan : Plan
        A sound plan. What it shares with the earlier plan, column by column, is not looked at again.

    Returns
    -------
    KeptSchedule
        Its `schedule` equals that of `schedule` for the plan, to the tick.

    Notes
    -----
    Own definition: edits of values (durations, progress, dates, constraints, lags, delays) are followed through the
    network as far as dates change: forward from what was edited, backward from what has moved or, where a project's
    finish has, from all open ends. Other edits (rows or links added or removed, calendars, projects), edits that need
    other years of working time, and plans with activities as late as possible or scheduled from the finish are
    computed whole.
    Deterministic: equal plans give equal results. Cost O(what is reached), and O(A + L) of plain copying.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from lockstep.engine import schedule_and_keep
    >>> from lockstep.plan import Calendar, PlanBuilder, Project
    >>> builder = PlanBuilder()
    >>> calendar = builder.add_calendar(Calendar("1", "Standard"))
    >>> monday = 20_458 * 14_400 + 4_800
    >>> project = builder.add_project(Project("p", "P", start_ticks=monday, calendar=calendar))
    >>> dig = builder.add_activity(names="Dig", duration_ticks=4_800)
    >>> pour = builder.add_activity(names="Pour", duration_ticks=4_800)
    >>> link = builder.add_link(dig, pour)
    >>> plan = builder.build()
    >>> kept = schedule_and_keep(plan)
    >>> ticks = np.array([9_600, 4_800])
    >>> longer = replace(plan.activities, duration_ticks=ticks, remaining_ticks=ticks)
    >>> result = reschedule(kept, replace(plan, activities=longer)).schedule
    >>> (result.early_start_ticks - monday).tolist()
    [0, 28800]
    """
    found = _recomputed(kept, plan)
    return schedule_and_keep(plan) if found is None else found


def _recomputed(kept: KeptSchedule, plan: Plan) -> KeptSchedule | None:
    """Return the next schedule, or None where it has to be computed whole."""
    before = kept.ready
    net_structure = restructured(before.structure, kept.plan, plan)
    if net_structure is None:
        return None
    starts, findings = project_starts(plan)
    chain = longest_between(kept.plan, plan, kept.chain)
    reach = extent(plan, starts)
    horizon, least = (horizon_of(reach, longest) for longest in reversed(chain))
    if horizon != least:
        chain = exactly(net_structure, plan)
        horizon = horizon_of(reach, chain[0])
    if horizon != kept.first_horizon or horizon != before.horizon:
        return None
    ready = recompiled(before, kept.plan, plan, net_structure, horizon, starts)
    if not same(before.work, ready.work) or _is_two_passes(kept.plan, before) or _is_two_passes(plan, ready):
        return None
    touched = changed(before.net, ready.net)
    if touched is None:
        return None
    dates = kept.dates.forward_copy()
    run_forward(ready, dates, NO_FLOORS, touched)
    finishes = latest_finishes(plan, ready, dates)
    ends = open_ends(plan, ready, finishes)
    has_same_ends = np.array_equal(ends, open_ends(kept.plan, before, kept.finishes))
    late_touched = EVERYTHING
    if has_same_ends:
        late_touched = touched.copy()
        dates.copy_late(kept.dates)
    floats = _room(kept.floats, is_partial=has_same_ends)
    paths: list[Bool] = []

    def by_links() -> None:
        _relink(ready, dates, ends, touched, floats, is_partial=has_same_ends)
        paths.append(on_longest_path(plan, ready, dates, finishes, floats.is_driving))

    both(len(touched), lambda: run_backward(ready, dates, ends, late_touched), by_links)
    if wider_horizon(horizon, dates) is not None:
        return None
    _refloat(ready, dates, touched | late_touched if has_same_ends else EVERYTHING, floats)
    result = assembled(plan, ready, dates, finishes, floats, paths[0], findings)
    return KeptSchedule(plan, result, ready, dates, finishes, floats, horizon, chain)


def _is_two_passes(plan: Plan, ready: Compiled) -> bool:
    """Return True where dates come of more than one pass each way."""
    from_finish = any(project.schedule_from == ScheduleFrom.FINISH for project in plan.projects)
    return ready.has_late or ready.has_late_free or from_finish


def _room(before: Floats, *, is_partial: bool) -> Floats:
    """Return the earlier floats in room of their own; total ones only where not all are computed anew."""
    return Floats(
        is_driving=before.is_driving.copy(),
        link=before.link.copy(),
        by_links=before.by_links.copy(),
        total=before.total.copy() if is_partial else np.empty_like(before.total),
        is_critical=before.is_critical.copy() if is_partial else np.empty_like(before.is_critical),
    )


def _relink(
    ready: Compiled, dates: Dates, ends: Int64, touched: Bool, floats: Floats, *, is_partial: bool
) -> None:
    """Compute anew what links say where early dates have been; it needs no late dates."""
    work, net = ready.work, ready.net
    is_concerned = np.zeros(len(touched), np.bool_)
    tight_links(
        work,
        net,
        touched,
        dates.moments,
        dates.early_start,
        dates.remaining_start,
        dates.start_work,
        dates.by_kind,
        dates.by_row,
        floats.is_driving,
        is_concerned,
    )
    if not is_partial:
        open_ended(net, is_concerned)
    link_floats(
        work,
        net,
        is_concerned,
        ends,
        dates.moments,
        dates.remaining_start,
        dates.start_work,
        floats.link,
        floats.by_links,
    )


def _refloat(ready: Compiled, dates: Dates, touched: Bool, floats: Floats) -> None:
    """Compute total floats anew where dates have been."""
    total_floats_of(
        ready.work,
        ready.net,
        touched,
        dates.early_start,
        dates.early_finish,
        dates.late_start,
        dates.late_finish,
        dates.start_work,
        dates.late_work,
        floats.total,
        floats.is_critical,
    )
