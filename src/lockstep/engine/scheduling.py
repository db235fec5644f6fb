"""From a plan to its schedule."""

from dataclasses import dataclass, replace

import numpy as np

from lockstep.engine.calendars import Horizon
from lockstep.engine.kernels import codes
from lockstep.engine.kernels.backward import backward
from lockstep.engine.kernels.compiled import locked
from lockstep.engine.kernels.floats import (
    latest_without_delay,
    link_floats,
    longest_path,
    tight_links,
    total_floats,
)
from lockstep.engine.kernels.forward import forward
from lockstep.engine.network.compiling import Compiled, compiled, first_horizon, limited, project_starts
from lockstep.engine.network.states import states
from lockstep.engine.network.structure import structure
from lockstep.engine.result import Schedule
from lockstep.foundation.findings import Finding, Severity, worst_first
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind, CriticalBy, Plan, ScheduleFrom
from lockstep.plan.columns import Bool, Int8, Int32, Int64

ENGINE_VERSION = "1"

_NO_FLOORS = np.zeros(0, np.int64)
_EVERYTHING = np.zeros(0, np.bool_)


@dataclass(slots=True)
class _Dates:
    """The working arrays of the passes, by activity.

    Attributes:
        moments: all starts, then all finishes, so that a link finds its moment by one number.
        late: the late starts of what remains, then all late finishes, for the same reason.
        asked_of_children, asking_link: of summaries, what holds the starts below them.
        allowed: of summaries, what holds the finishes below them.
    """

    moments: Int64
    early_start: Int64
    early_finish: Int64
    remaining_start: Int64
    late_start: Int64
    late: Int64
    asked_of_children: Int64
    asking_link: Int32
    allowed: Int64
    by_kind: Int8
    by_row: Int32

    @classmethod
    def empty(cls, count: int) -> "_Dates":
        def ticks() -> Int64:
            return np.empty(count, np.int64)

        return cls(
            moments=np.empty(2 * count, np.int64),
            early_start=ticks(),
            early_finish=ticks(),
            remaining_start=ticks(),
            late_start=ticks(),
            late=np.empty(2 * count, np.int64),
            asked_of_children=ticks(),
            asking_link=np.empty(count, np.int32),
            allowed=ticks(),
            by_kind=np.empty(count, np.int8),
            by_row=np.empty(count, np.int32),
        )

    @property
    def start(self) -> Int64:
        """Scheduled starts."""
        return self.moments[: len(self.early_start)]

    @property
    def finish(self) -> Int64:
        """Scheduled finishes."""
        return self.moments[len(self.early_start) :]

    @property
    def held_start(self) -> Int64:
        """Late starts of what remains, by which successors hold predecessors."""
        return self.late[: len(self.early_start)]

    @property
    def late_finish(self) -> Int64:
        """Late finishes."""
        return self.late[len(self.early_start) :]


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
    state = states(plan)
    net_structure = structure(plan, state)
    starts, findings = project_starts(plan)
    horizon = first_horizon(plan, net_structure, starts)
    while True:
        ready = compiled(plan, net_structure, horizon, starts)
        dates, ends = _passes(plan, ready)
        wider = _wider(horizon, dates)
        if wider is None:
            break
        if wider == horizon:
            findings = (*findings, _beyond(plan))
            break
        horizon = wider
    all_findings = worst_first((*net_structure.findings, *findings, *ready.findings))
    return _result(plan, ready, dates, ends, all_findings)


def _wider(horizon: Horizon, dates: _Dates) -> Horizon | None:
    """Return a wider horizon where some date lies outside this one; the same one where it cannot be wider."""
    if len(dates.start) == 0:
        return None
    lowest = min(int(column.min()) for column in (dates.early_start, dates.late_start, dates.late_finish))
    highest = max(int(column.max()) for column in (dates.early_finish, dates.late_finish, dates.finish))
    is_early, is_late = lowest < horizon.start_ticks, highest >= horizon.finish_ticks
    if not is_early and not is_late:
        return None
    before = horizon.days if is_early else 0
    after = 2 * horizon.days if is_late else 0
    return limited(Horizon(horizon.first_day - before, horizon.days + before + after))


def _beyond(plan: Plan) -> Finding:
    return Finding(
        "schedule.beyond_horizon",
        Severity.WARNING,
        f"plan '{plan.name}'",
        "Some dates lie centuries away; beyond the calendars' years work is counted around the clock. "
        "Look for a duration, lag or date that is far too large.",
    )


def _forward(ready: Compiled, dates: _Dates, floors: Int64, touched: Bool = _EVERYTHING) -> None:
    forward(
        ready.work,
        ready.net,
        floors,
        touched,
        dates.moments,
        dates.early_start,
        dates.early_finish,
        dates.remaining_start,
        dates.asked_of_children,
        dates.asking_link,
        dates.by_kind,
        dates.by_row,
    )


def _backward(ready: Compiled, dates: _Dates, ends: Int64, touched: Bool = _EVERYTHING) -> None:
    backward(
        ready.work,
        ready.net,
        ends,
        touched,
        dates.start,
        dates.early_start,
        dates.early_finish,
        dates.late_start,
        dates.late,
        dates.allowed,
    )


def _passes(plan: Plan, ready: Compiled) -> tuple[_Dates, Int64]:
    """Run the passes and return the dates and the latest finish by project."""
    dates = _Dates.empty(len(plan.activities))
    if any(project.schedule_from == ScheduleFrom.FINISH for project in plan.projects):
        ready = _started_from_finish(plan, ready, dates)
    _forward(ready, dates, _NO_FLOORS)
    finishes = _finishes(plan, ready, dates)
    ends = _ends(plan, ready, finishes)
    _backward(ready, dates, ends)
    floors = None
    if ready.has_late:
        floors = _late_floors(ready, dates)
    if ready.has_late_free:
        free = np.empty(len(plan.activities), np.int64)
        latest_without_delay(
            ready.work,
            ready.net,
            dates.start,
            dates.finish,
            dates.remaining_start,
            free,
        )
        means_free = ready.net.policy[ready.net.project, codes.REPORTS_REMAINING] == 1
        floors = np.where(means_free, free, floors if floors is not None else codes.NEVER)
    if floors is not None:
        _forward(ready, dates, floors)
        finishes = _finishes(plan, ready, dates)
    return dates, finishes


def _late_floors(ready: Compiled, dates: _Dates) -> Int64:
    means_total = ready.net.policy[ready.net.project, codes.REPORTS_REMAINING] == 0
    is_late = (ready.net.is_late == 1) & means_total & (ready.net.state == codes.UNSTARTED)
    return np.where(is_late, dates.late_start, codes.NEVER)


def _started_from_finish(plan: Plan, ready: Compiled, dates: _Dates) -> Compiled:
    """Return the plan with projects scheduled from their finish set to start at the latest that meets it."""
    _forward(ready, dates, _NO_FLOORS)
    finishes = _finishes(plan, ready, dates)
    ends = _ends(plan, ready, finishes)
    _backward(ready, dates, ends)
    policy = ready.net.policy.copy()
    for row, project in enumerate(plan.projects):
        chosen = (ready.net.project == row) & (ready.net.state != codes.INACTIVE)
        if project.schedule_from == ScheduleFrom.FINISH and chosen.any():
            policy[row, codes.STARTS_AT] = dates.late_start[chosen].min()
    return replace(ready, net=locked(ready.net._replace(policy=policy)))


def _finishes(plan: Plan, ready: Compiled, dates: _Dates) -> Int64:
    """Return the latest early finish of each project, NO_TICKS where it has no activity."""
    finishes = np.full(max(1, len(plan.projects)), NO_TICKS, np.int64)
    counts = (ready.net.state != codes.INACTIVE) & (ready.net.kind != ActivityKind.EXTERNAL)
    if len(finishes) == 1:
        finishes[0] = dates.finish[counts].max(initial=NO_TICKS)
    else:
        np.maximum.at(finishes, ready.net.project[counts], dates.finish[counts])
    return finishes


def _ends(plan: Plan, ready: Compiled, finishes: Int64) -> Int64:
    """Return the late finish of open ends by project."""
    latest = finishes.max(initial=NO_TICKS)
    ends = finishes.copy()
    for row, project in enumerate(plan.projects):
        if project.schedule_from == ScheduleFrom.FINISH and project.finish_ticks != NO_TICKS:
            ends[row] = project.finish_ticks
        elif ready.net.policy[row, codes.ENDS_BY] != codes.NEVER:
            ends[row] = ready.net.policy[row, codes.ENDS_BY]
        elif not project.options.is_float_by_project:
            ends[row] = latest
    return ends


def _result(
    plan: Plan, ready: Compiled, dates: _Dates, finishes: Int64, findings: tuple[Finding, ...]
) -> Schedule:
    count, link_count = len(plan.activities), len(plan.links)
    net, work = ready.net, ready.work
    ends = _ends(plan, ready, finishes)
    is_driving = np.zeros(link_count, np.bool_)
    link_float = np.full(link_count, NO_TICKS, np.int64)
    free_float, total_float = np.empty(count, np.int64), np.empty(count, np.int64)
    is_critical, is_on_path = np.empty(count, np.bool_), np.zeros(count, np.bool_)
    is_concerned = np.empty(count, np.bool_)
    tight_links(
        work,
        net,
        _EVERYTHING,
        dates.moments,
        dates.early_start,
        dates.remaining_start,
        dates.by_kind,
        dates.by_row,
        is_driving,
        is_concerned,
    )
    link_floats(work, net, is_concerned, ends, dates.moments, dates.remaining_start, link_float, free_float)
    total_floats(
        work,
        net,
        dates.early_start,
        dates.early_finish,
        dates.late_start,
        dates.late_finish,
        free_float,
        total_float,
        is_critical,
    )
    seeds = _path_ends(plan, finishes)
    longest_path(net, seeds, dates.finish, is_driving, dates.by_kind, dates.by_row, is_on_path)
    by_path = np.array(
        [project.options.critical_by == CriticalBy.LONGEST_PATH for project in plan.projects] or [False]
    )
    if by_path.any():
        is_critical = np.where(by_path[net.project], is_on_path & (net.state != codes.FINISHED), is_critical)
    return Schedule(
        start_ticks=dates.start,
        finish_ticks=dates.finish,
        early_start_ticks=dates.early_start,
        early_finish_ticks=dates.early_finish,
        late_start_ticks=dates.late_start,
        late_finish_ticks=dates.late_finish,
        total_float_ticks=total_float,
        free_float_ticks=free_float,
        is_critical=is_critical,
        is_on_longest_path=is_on_path,
        driver_kind=dates.by_kind,
        driver=dates.by_row,
        is_driving=is_driving,
        link_float_ticks=link_float,
        calendar=net.calendar,
        project_finish_ticks=finishes[: len(plan.projects)],
        findings=findings,
        engine_version=ENGINE_VERSION,
    )


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
