"""From a plan to its schedule."""

from dataclasses import dataclass

import numpy as np

from lockstep.engine.calendars import Horizon
from lockstep.engine.kernels import codes
from lockstep.engine.kernels.floats import link_floats, longest_path, tight_links, total_floats_of
from lockstep.engine.network.compiling import Compiled, compiled, first_horizon, project_starts
from lockstep.engine.network.states import states
from lockstep.engine.network.structure import structure
from lockstep.engine.passes import EVERYTHING, Dates, both_passes, open_ends, wider_horizon
from lockstep.engine.result import Schedule
from lockstep.foundation.findings import Finding, Severity, worst_first
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import CriticalBy, Plan
from lockstep.plan.columns import Bool, Int64

ENGINE_VERSION = "1"


@dataclass(frozen=True, slots=True, eq=False)
class Floats:
    """Floats as they are computed.

    Attributes:
        is_driving, link: by link, tightness and float.
        by_links: free float by activity, before it is held to the total one.
        total: total float by activity.
        is_critical: by activity, critical by float.
    """

    is_driving: Bool
    link: Int64
    by_links: Int64
    total: Int64
    is_critical: Bool

    @property
    def free(self) -> Int64:
        """Free floats: never below zero nor above the total float, missing where that is."""
        free = np.minimum(self.by_links, self.total)
        np.maximum(free, 0, out=free)
        free[self.total == NO_TICKS] = NO_TICKS
        return free


@dataclass(frozen=True, slots=True, eq=False)
class KeptSchedule:
    """A schedule with all that is needed to compute the next one from it; a value, as the plan is.

    Attributes:
        plan: the plan.
        schedule: its schedule.
        ready: the plan compiled.
        dates: working arrays of the passes.
        finishes: latest finish by project.
        floats: floats as they are computed.
        first_horizon: the years that the plan asked for at first.
        chain: least and most working ticks of the longest chain, calendars and lags left out.
    """

    plan: Plan
    schedule: Schedule
    ready: Compiled
    dates: Dates
    finishes: Int64
    floats: Floats
    first_horizon: Horizon
    chain: tuple[int, int]


def schedule(plan: Plan) -> Schedule:
    """Compute dates, floats and drivers of every activity of a plan by the critical path method.

    For a link with lag ``L`` the successor ``j`` of ``i`` obeys ``ES_j >= EF_i + L`` (finish-to-start),
    ``ES_j >= ES_i + L`` (start-to-start), ``EF_j >= EF_i + L`` (finish-to-finish) or ``EF_j >= ES_i + L``
    (start-to-finish), lags and durations counted in working time; the backward pass mirrors it.

    Parameters
    ----------
    plan : Plan
        A sound plan (see `lockstep.plan.unsound`) of A activities and L links.

    Returns
    -------
    Schedule
        Arrays of length A and L in ticks; see its attributes.

    Notes
    -----
    A start lies at the beginning of working time and a finish at its end, so that work ends at 17:00 and what
    follows starts at 08:00 of the next working day. Among links that ask for the same moment the first in the
    plan's order is the driver. Deterministic: equal plans give equal results on any machine. Cost O(A + L) in time
    and memory. The options of Microsoft Project and Primavera P6 hold as the dialect of each project says.

    References
    ----------
    U.S. Government Accountability Office, Schedule Assessment Guide, GAO-16-89G (2015), best practices 2, 6, 7.

    Examples
    --------
    >>> from lockstep.plan import Calendar, PlanBuilder, Project
    >>> builder = PlanBuilder()
    >>> calendar = builder.add_calendar(Calendar("1", "Standard"))
    >>> monday = 20_458 * 14_400 + 4_800
    >>> project = builder.add_project(Project("p", "P", start_ticks=monday, calendar=calendar))
    >>> dig = builder.add_activity(names="Dig", duration_ticks=4_800)
    >>> pour = builder.add_activity(names="Pour", duration_ticks=4_800)
    >>> link = builder.add_link(dig, pour)
    >>> result = schedule(builder.build())
    >>> (result.early_start_ticks - monday).tolist()
    [0, 14400]
    """
    return schedule_and_keep(plan).schedule


def schedule_and_keep(plan: Plan) -> KeptSchedule:
    """Compute a schedule as `schedule` does, and keep what `reschedule` needs to compute the next one from it.

    Parameters
    ----------
    plan : Plan
        A sound plan of A activities and L links.

    Returns
    -------
    KeptSchedule
        The schedule, and the compiled network with the working arrays of its passes.

    Notes
    -----
    Own definition; the computation is that of `schedule`. Deterministic: equal plans give equal results. Cost O(A + L)
    in time and memory, about 0.3 kB an activity beside the plan and the schedule for as long as it is kept.

    Examples
    --------
    >>> from lockstep.plan import Calendar, PlanBuilder, Project
    >>> builder = PlanBuilder()
    >>> calendar = builder.add_calendar(Calendar("1", "Standard"))
    >>> project = builder.add_project(Project("p", "P", start_ticks=4_800, calendar=calendar))
    >>> dig = builder.add_activity(names="Dig", duration_ticks=4_800)
    >>> schedule_and_keep(builder.build()).schedule.total_float_ticks.tolist()
    [0]
    """
    net_structure = structure(plan, states(plan))
    starts, findings = project_starts(plan)
    first = horizon = first_horizon(plan, net_structure.longest_ticks, starts)
    while True:
        ready = compiled(plan, net_structure, horizon, starts)
        dates, finishes = both_passes(plan, ready)
        wider = wider_horizon(horizon, dates)
        if wider is None:
            break
        if wider == horizon:
            findings = (*findings, _beyond(plan))
            break
        horizon = wider
    floats = _floats(plan, ready, dates, open_ends(plan, ready, finishes))
    is_on_path = on_longest_path(plan, ready, dates, finishes, floats.is_driving)
    result = assembled(plan, ready, dates, finishes, floats, is_on_path, findings)
    chain = net_structure.longest_ticks, net_structure.longest_ticks
    return KeptSchedule(plan, result, ready, dates, finishes, floats, first, chain)


def _beyond(plan: Plan) -> Finding:
    return Finding(
        "schedule.beyond_horizon",
        Severity.WARNING,
        f"plan '{plan.name}'",
        "Some dates lie centuries away; beyond the calendars' years work is counted around the clock. "
        "Look for a duration, lag or date that is far too large.",
    )


def _floats(plan: Plan, ready: Compiled, dates: Dates, ends: Int64) -> Floats:
    """Return the floats of all activities and links."""
    count, link_count = len(plan.activities), len(plan.links)
    floats = Floats(
        is_driving=np.zeros(link_count, np.bool_),
        link=np.full(link_count, NO_TICKS, np.int64),
        by_links=np.empty(count, np.int64),
        total=np.empty(count, np.int64),
        is_critical=np.empty(count, np.bool_),
    )
    is_concerned = np.empty(count, np.bool_)
    tight_links(
        ready.work,
        ready.net,
        EVERYTHING,
        dates.moments,
        dates.early_start,
        dates.remaining_start,
        dates.start_work,
        dates.by_kind,
        dates.by_row,
        floats.is_driving,
        is_concerned,
    )
    link_floats(
        ready.work,
        ready.net,
        is_concerned,
        ends,
        dates.moments,
        dates.remaining_start,
        dates.start_work,
        floats.link,
        floats.by_links,
    )
    total_floats_of(
        ready.work,
        ready.net,
        EVERYTHING,
        dates.early_start,
        dates.early_finish,
        dates.late_start,
        dates.late_finish,
        dates.start_work,
        dates.late_work,
        floats.total,
        floats.is_critical,
    )
    return floats


def assembled(
    plan: Plan,
    ready: Compiled,
    dates: Dates,
    finishes: Int64,
    floats: Floats,
    is_on_path: Bool,
    findings: tuple[Finding, ...],
) -> Schedule:
    """Return the schedule that dates and floats make."""
    net = ready.net
    by_path = np.array(
        [project.options.critical_by == CriticalBy.LONGEST_PATH for project in plan.projects] or [False]
    )
    is_critical = floats.is_critical
    if by_path.any():
        is_critical = np.where(by_path[net.project], is_on_path & (net.state != codes.FINISHED), is_critical)
    return Schedule(
        start_ticks=dates.start,
        finish_ticks=dates.finish,
        early_start_ticks=dates.early_start,
        early_finish_ticks=dates.early_finish,
        late_start_ticks=dates.late_start,
        late_finish_ticks=dates.late_finish,
        total_float_ticks=floats.total,
        free_float_ticks=floats.free,
        is_critical=is_critical,
        is_on_longest_path=is_on_path,
        driver_kind=dates.by_kind,
        driver=dates.by_row,
        is_driving=floats.is_driving,
        link_float_ticks=floats.link,
        calendar=net.calendar,
        project_finish_ticks=finishes[: len(plan.projects)],
        findings=worst_first((*ready.structure.findings, *findings, *ready.findings)),
        engine_version=ENGINE_VERSION,
    )


def on_longest_path(plan: Plan, ready: Compiled, dates: Dates, finishes: Int64, is_driving: Bool) -> Bool:
    """Return the activities on driving paths to the latest finish."""
    is_on_path = np.zeros(len(plan.activities), np.bool_)
    seeds = _path_ends(plan, finishes)
    longest_path(ready.net, seeds, dates.finish, is_driving, dates.by_kind, dates.by_row, is_on_path)
    return is_on_path


def _path_ends(plan: Plan, finishes: Int64) -> Int64:
    """Return by project the finish from which the longest path is traced back."""
    latest = finishes.max(initial=NO_TICKS)
    options = [project.options for project in plan.projects]
    return np.array(
        [
            finish if option.is_float_by_project else latest
            for finish, option in zip(finishes, options, strict=False)
        ]
        or [latest],
        np.int64,
    )
