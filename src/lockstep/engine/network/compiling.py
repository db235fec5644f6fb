"""Compiling a plan for one horizon."""

from dataclasses import dataclass, replace

import numpy as np

from lockstep.engine.calendars import CalendarPool, Horizon
from lockstep.engine.dialects import RULES
from lockstep.engine.kernels import codes
from lockstep.engine.kernels.compiled import locked
from lockstep.engine.kernels.order import FROM_FINISH, FROM_START, TO_FINISH, packed
from lockstep.engine.kernels.records import Net
from lockstep.engine.network.constraints import limits
from lockstep.engine.network.drivers import drivers
from lockstep.engine.network.expected import with_expected_finishes
from lockstep.engine.network.structure import Structure
from lockstep.foundation.findings import Finding, Severity
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY
from lockstep.plan import LagCalendar, LagUnit, Plan, ProgressRule, Project, StartToStartLag
from lockstep.plan.columns import Int32, Int64


@dataclass(frozen=True, slots=True)
class Compiled:
    """A plan ready for the passes.

    Attributes:
        net: the network.
        work: the tables of working time.
        structure: links and order.
        horizon: the days that the tables cover.
        has_late: some activity is as late as possible in the total-float sense.
        has_late_free: some activity is as late as possible in the free-float sense.
        findings: calendars without working time.
    """

    net: Net
    work: Int32
    structure: Structure
    horizon: Horizon
    has_late: bool
    has_late_free: bool
    findings: tuple[Finding, ...]


def compiled(plan: Plan, structure: Structure, horizon: Horizon, starts: Int64) -> Compiled:
    """Return the plan compiled for one horizon. `starts` holds the start of each project."""
    activities, links = plan.activities, plan.links
    pool = CalendarPool(plan.calendars, horizon)
    counted_in = _calendars(plan)
    numbers = _numbers(pool, counted_in)
    calendar = np.where(activities.is_elapsed, np.int32(0), numbers)
    limited = limits(plan)
    driving = drivers(plan, structure.state, pool, activities.calendar, calendar)
    lag_ticks, lag_calendar = _lags(plan, pool, numbers)
    span, done = spans(plan, structure)
    count = len(activities)
    in_end, in_code, in_lag = packed(
        count,
        FROM_FINISH,
        TO_FINISH,
        structure.in_link,
        structure.source,
        links.kind,
        lag_ticks,
        lag_calendar,
    )
    out_end, out_code, out_lag = packed(
        count,
        TO_FINISH,
        FROM_START,
        structure.out_link,
        structure.target,
        links.kind,
        lag_ticks,
        lag_calendar,
    )
    net = Net(
        order=structure.order,
        parent=activities.parent,
        state=structure.state,
        kind=activities.kind,
        project=activities.project,
        calendar=calendar,
        span_ticks=span,
        done_ticks=done,
        delay_ticks=activities.leveling_delay_ticks,
        is_late=limited.is_late,
        actual_start=started_at(plan),
        actual_finish=activities.actual_finish_ticks,
        resume=resumes(plan),
        given_start=activities.planned_start_ticks,
        given_finish=activities.planned_finish_ticks,
        constraint=limited.row_of,
        constraints=limited.rows,
        in_first=structure.in_first,
        in_link=structure.in_link,
        in_end=in_end,
        in_code=in_code,
        in_lag=in_lag,
        out_first=structure.out_first,
        out_link=structure.out_link,
        out_end=out_end,
        out_code=out_code,
        out_lag=out_lag,
        source=structure.source,
        target=structure.target,
        predecessor=links.predecessor,
        link_kind=links.kind,
        lag_ticks=lag_ticks,
        lag_calendar=lag_calendar,
        driver_first=driving.first,
        drivers=driving.rows,
        policy=_policies(plan, starts),
    )
    work = pool.tables()
    return Compiled(
        net=with_expected_finishes(plan, locked(net), work),
        work=work,
        structure=structure,
        horizon=horizon,
        has_late=limited.has_late,
        has_late_free=limited.has_late_free,
        findings=tuple(pool.findings()),
    )


def _calendars(plan: Plan) -> Int32:
    """Return by activity the plan calendar in which it is counted: its own, or its project's."""
    defaults = np.array([project.calendar for project in plan.projects] or [0], np.int32)
    own = plan.activities.calendar
    return np.where(own >= 0, own, defaults[plan.activities.project])


def _numbers(pool: CalendarPool, calendars: Int32) -> Int32:
    """Return the pool's number of each plan calendar."""
    highest = int(calendars.max(initial=0))
    is_wanted = np.zeros(highest + 1, np.bool_)
    is_wanted[calendars] = True
    number_of = np.zeros(highest + 1, np.int32)
    for calendar in np.flatnonzero(is_wanted).tolist():
        number_of[calendar] = pool.number((calendar,))
    return number_of[calendars]


def _lags(plan: Plan, pool: CalendarPool, numbers: Int32) -> tuple[Int64, Int32]:
    """Return the ticks of each lag and the number of the calendar on which they are counted."""
    links = plan.links
    ticks, unit = links.lag_ticks, links.lag_unit
    is_percent = (unit == LagUnit.PERCENT) | (unit == LagUnit.PERCENT_ELAPSED)
    if is_percent.any():
        share = np.rint(links.lag_share * plan.activities.duration_ticks[links.predecessor])
        ticks = np.where(is_percent, share.astype(np.int64), ticks)
    options = [project.options.lag_calendar for project in plan.projects]
    calendar = numbers[links.successor]
    if any(option != LagCalendar.SUCCESSOR for option in options):
        project_numbers = np.array([pool.number((project.calendar,)) for project in plan.projects], np.int32)
        successor_project = plan.activities.project[links.successor]
        option = np.array(options, np.int8)[successor_project]
        calendar = np.where(option == LagCalendar.PREDECESSOR, numbers[links.predecessor], calendar)
        calendar = np.where(option == LagCalendar.PROJECT, project_numbers[successor_project], calendar)
        calendar = np.where(option == LagCalendar.CONTINUOUS, np.int32(0), calendar)
    is_elapsed = (unit == LagUnit.ELAPSED) | (unit == LagUnit.PERCENT_ELAPSED)
    return ticks, np.where(is_elapsed, np.int32(0), calendar)


def started_at(plan: Plan) -> Int64:
    """Return actual starts; an activity that only has an actual finish counts as started at that moment."""
    activities = plan.activities
    is_missing = (activities.actual_start_ticks == NO_TICKS) & (activities.actual_finish_ticks != NO_TICKS)
    if not is_missing.any():
        return activities.actual_start_ticks
    return np.where(is_missing, activities.actual_finish_ticks, activities.actual_start_ticks)


def spans(plan: Plan, structure: Structure) -> tuple[Int64, Int64]:
    """Return working ticks from start to finish, gaps included (of started ones: what remains), and ticks done."""
    activities, splits = plan.activities, plan.splits
    is_started = structure.state == codes.STARTED
    if not len(splits) and not is_started.any():
        return activities.duration_ticks, np.zeros(len(activities), np.int64)
    span = np.where(is_started, activities.remaining_ticks, activities.duration_ticks)
    done = np.where(is_started, np.maximum(activities.duration_ticks - activities.remaining_ticks, 0), 0)
    if len(splits):
        worked = done.copy()
        for row in range(len(splits)):
            activity = int(splits.activity[row])
            if splits.after_ticks[row] >= worked[activity]:
                span[activity] += splits.gap_ticks[row]
            else:
                done[activity] += splits.gap_ticks[row]
    return span, done


def resumes(plan: Plan) -> Int64:
    """Return the moments at which suspended work goes on."""
    resumes = np.full(len(plan.activities), NO_TICKS, np.int64)
    if len(plan.suspensions):
        resumes[plan.suspensions.activity] = plan.suspensions.resume_ticks
    for row, project in enumerate(plan.projects):
        if project.options.progress_rule == ProgressRule.ACTUAL_DATES and project.data_date_ticks != NO_TICKS:
            # By actual dates, work that starts after the data date goes on from there.
            starts = plan.activities.actual_start_ticks
            is_ahead = (plan.activities.project == row) & (starts > project.data_date_ticks)
            resumes[is_ahead] = np.maximum(resumes, starts)[is_ahead]
    return resumes


def _policies(plan: Plan, starts: Int64) -> np.ndarray:
    table = np.zeros((max(1, len(plan.projects)), codes.POLICY_COLUMNS), np.int64)
    for row, project in enumerate(plan.projects):
        table[row] = _policy(project, int(starts[row]))
    return table


def _policy(project: Project, start: int) -> Int64:
    rules, options = RULES[project.dialect], project.options
    row = np.zeros(codes.POLICY_COLUMNS, np.int64)
    holds = rules.data_date_holds_work and project.data_date_ticks != NO_TICKS
    row[codes.STARTS_AT] = max(start, project.data_date_ticks) if holds else start
    row[codes.REMAINS_FROM] = project.data_date_ticks if holds else codes.NEVER
    row[codes.ENDS_BY] = project.finish_ticks if rules.finish_caps_float else codes.NEVER
    row[codes.REPORTS_REMAINING] = rules.reports_remaining
    row[codes.KEEPS_LOGIC] = options.progress_rule == ProgressRule.RETAINED_LOGIC
    row[codes.HOLDS_CAPS] = options.constraints_win
    row[codes.MILESTONES_BY_KIND] = rules.milestones_by_kind
    row[codes.FLOAT_BASIS] = options.float_basis
    row[codes.CRITICAL_BY] = options.critical_by
    row[codes.CRITICAL_LIMIT] = options.critical_limit_ticks
    row[codes.OPEN_ENDS_CRITICAL] = options.is_every_open_end_critical
    row[codes.LAG_FROM_ACTUAL] = (
        not rules.reports_remaining or options.start_to_start_lag == StartToStartLag.ACTUAL_START
    )
    row[codes.LEADS_START] = rules.constraint_leads_start
    row[codes.STARTED_BY_FINISH] = rules.started_float_by_finish
    return row


def project_starts(plan: Plan) -> tuple[Int64, tuple[Finding, ...]]:
    """Return the start of each project; where it is missing, the earliest date that its activities hold."""
    starts = np.array([project.start_ticks for project in plan.projects] or [0], np.int64)
    findings = []
    for row in np.flatnonzero(starts == NO_TICKS).tolist():
        project = plan.projects[row]
        dates = [project.data_date_ticks]
        chosen = plan.activities.project == row
        for column in ("actual_start_ticks", "planned_start_ticks"):
            values = getattr(plan.activities, column)[chosen]
            dates.extend(values[values != NO_TICKS][:1].tolist() and [int(values[values != NO_TICKS].min())])
        known = [date for date in dates if date != NO_TICKS]
        starts[row] = min(known) if known else _FALLBACK_START
        findings.append(
            Finding(
                "plan.no_project_start",
                Severity.WARNING,
                f"project '{project.name}'",
                "It has no start date; the earliest date found in it is taken. Set the project start.",
            )
        )
    return starts, tuple(findings)


_FALLBACK_START = 20_454 * TICKS_PER_DAY + 4_800


def first_horizon(plan: Plan, longest_ticks: int, starts: Int64) -> Horizon:
    """Return the days that a schedule of this plan will most likely need."""
    return horizon_of(extent(plan, starts), longest_ticks)


def extent(plan: Plan, starts: Int64) -> tuple[int, int]:
    """Return the earliest and the latest date that a plan holds."""
    activities = plan.activities
    lowest, highest = int(starts.min(initial=_FALLBACK_START)), int(starts.max(initial=0))
    columns = [
        activities.actual_start_ticks,
        activities.actual_finish_ticks,
        activities.planned_start_ticks,
        activities.planned_finish_ticks,
        plan.constraints.at_ticks,
        np.array([project.data_date_ticks for project in plan.projects], np.int64),
        np.array([project.finish_ticks for project in plan.projects], np.int64),
    ]
    for column in columns:
        latest = int(column.max(initial=NO_TICKS))
        if latest != NO_TICKS:
            highest = max(highest, latest)
            lowest = min(lowest, int(column[column != NO_TICKS].min()))
    return lowest, highest


def horizon_of(dates: tuple[int, int], longest_ticks: int) -> Horizon:
    """Return the days that a chain of work between or after these dates will most likely need."""
    lowest, highest = dates
    first_day = lowest // TICKS_PER_DAY - 366
    needed = (highest - lowest + 5 * longest_ticks) // TICKS_PER_DAY + 3 * 366
    # In steps of a sixteenth or less, so that most edits leave the tables as they are.
    step = max(64, 1 << max(0, needed.bit_length() - 5))
    return limited(Horizon(first_day - first_day % 64, needed + 64 + (-needed) % step))


LONGEST_DAYS = 366 * 300
_FIRST_DAY = -366 * 200
_LAST_DAY = 366 * 400


def limited(horizon: Horizon) -> Horizon:
    """Return the horizon cut to the years that tables are ever laid out for."""
    first = min(max(horizon.first_day, _FIRST_DAY), _LAST_DAY)
    after = min(max(horizon.first_day + horizon.days, first + 366), first + LONGEST_DAYS)
    return replace(horizon, first_day=first, days=after - first)
