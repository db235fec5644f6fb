"""Writing resources, assignments, work by period and splits."""

from collections import defaultdict

from lockstep.exchange.dates import ScheduledDates
from lockstep.exchange.mspdi.words import NOBODY, WORK_DONE, WORK_REMAINING
from lockstep.exchange.mspdi.writing_curves import Laid, laid_curves, written_contour
from lockstep.exchange.worktime import WorkTime
from lockstep.exchange.xmlout import XmlOut
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Contour, Plan, ResourceKind

_TYPES = {ResourceKind.MATERIAL: 0, ResourceKind.WORK: 1, ResourceKind.COST: 2}
_ELAPSED_DAYS = 8
_OPEN_START, _OPEN_FINISH = "1984-01-01T00:00:00", "2049-12-31T23:59:00"


def write_resources(out: XmlOut, plan: Plan) -> list[int]:
    """Write the resources; return their unique ids."""
    table = plan.resources
    uids = table.uids.tolist()
    if len(set(uids)) != len(uids) or min(uids, default=1) < 1:
        uids = list(range(1, len(uids) + 1))
    rates = dict(zip(plan.rates.resource.tolist(), plan.rates.per_hour_minor.tolist(), strict=True))
    periods: dict[int, list[int]] = defaultdict(list)
    for row, resource in enumerate(plan.availability.resource.tolist()):
        periods[resource].append(row)
    roles = set(plan.fillings.role.tolist())
    with out.element("Resources"):
        for row, uid in enumerate(uids):
            with out.element("Resource"):
                out.leaf("UID", uid)
                out.leaf("GUID", table.guids[row] or None)
                out.leaf("ID", row + 1)
                out.leaf("Name", table.names[row])
                out.leaf("Type", _TYPES[ResourceKind(int(table.kind[row]))])
                out.leaf("IsNull", 0)
                out.leaf("IsGeneric", 1 if row in roles else None)
                out.leaf("MaxUnits", float(table.max_units[row]))
                calendar = int(table.calendar[row])
                out.leaf("CalendarUID", calendar + 1 if calendar >= 0 else -1)
                out.leaf("StandardRate", round(rates[row] / 100, 6) if row in rates else None)
                _write_periods(out, plan, periods.get(row, []))
    return uids


def _write_periods(out: XmlOut, plan: Plan, rows: list[int]) -> None:
    if not rows:
        return
    table = plan.availability
    with out.element("AvailabilityPeriods"):
        for row in rows:
            with out.element("AvailabilityPeriod"):
                for tag, ticks, missing in (
                    ("AvailableFrom", table.from_ticks[row], _OPEN_START),
                    ("AvailableTo", table.until_ticks[row], _OPEN_FINISH),
                ):
                    if ticks == NO_TICKS:
                        out.leaf(tag, missing)
                    else:
                        out.date(tag, ticks)
                out.leaf("AvailableUnits", float(table.units[row]))


def write_assignments(
    out: XmlOut, plan: Plan, uid_of: dict[int, int], resource_uids: list[int], schedule: ScheduledDates | None
) -> None:
    """Write the assignments, and for split activities without any the placeholder that carries the splits."""
    table = plan.assignments
    periods: dict[int, list[int]] = defaultdict(list)
    for row, assignment in enumerate(plan.timephased.assignment.tolist()):
        periods[assignment].append(row)
    uids = table.uids.tolist()
    if len(set(uids)) != len(uids):
        uids = list(range(1, len(uids) + 1))
    laid = laid_curves(plan, schedule)
    with out.element("Assignments"):
        for row, uid in enumerate(uids):
            with out.element("Assignment"):
                out.leaf("UID", uid)
                out.leaf("TaskUID", uid_of[int(table.activity[row])])
                resource = int(table.resource[row])
                out.leaf("ResourceUID", resource_uids[resource] if resource >= 0 else NOBODY)
                _write_assignment(out, plan, row, laid)
                for piece in laid.get(row, ()):
                    _write_timephased(out, WORK_REMAINING, uid, *piece)
                for period in periods.get(row, ()):
                    _write_period(out, plan, uid, period)
        if schedule is not None:
            _write_splits(out, plan, uid_of, max(uids, default=0), schedule, set(periods))


def _write_assignment(out: XmlOut, plan: Plan, row: int, laid: Laid) -> None:
    table, pieces = plan.assignments, laid.get(row)
    out.date("ActualFinish", table.actual_finish_ticks[row])
    out.date("ActualStart", table.actual_start_ticks[row])
    out.duration("ActualWork", table.actual_work_ticks[row])
    out.leaf("Delay", int(table.delay_ticks[row]))
    out.date("Finish", pieces[-1][1] if pieces else table.planned_finish_ticks[row])
    out.leaf("LevelingDelay", int(table.leveling_delay_ticks[row]))
    out.leaf("LevelingDelayFormat", _ELAPSED_DAYS)
    out.duration("OvertimeWork", table.overtime_work_ticks[row])
    out.duration("RemainingWork", table.remaining_work_ticks[row])
    out.date("Start", pieces[0][0] if pieces else table.planned_start_ticks[row])
    out.date("Stop", table.stop_ticks[row])
    out.date("Resume", table.resume_ticks[row])
    out.leaf("Units", float(table.units[row]))
    out.duration("Work", table.work_ticks[row])
    out.leaf("WorkContour", written_contour(plan, row, laid))


def _write_period(out: XmlOut, plan: Plan, uid: int, row: int) -> None:
    table = plan.timephased
    kind = WORK_DONE if table.is_actual[row] else WORK_REMAINING
    _write_timephased(
        out, kind, uid, int(table.start_ticks[row]), int(table.finish_ticks[row]), int(table.work_ticks[row])
    )


def _write_timephased(out: XmlOut, kind: int, uid: int, start: int, finish: int, work: int) -> None:
    with out.element("TimephasedData"):
        out.leaf("Type", kind)
        out.leaf("UID", uid)
        out.date("Start", start)
        out.date("Finish", finish)
        out.leaf("Unit", 2)
        out.duration("Value", work)


def _write_splits(
    out: XmlOut,
    plan: Plan,
    uid_of: dict[int, int],
    uid: int,
    schedule: ScheduledDates,
    spread: set[int],
) -> None:
    """A placeholder for each split activity whose splits no real assignment carries."""
    activities = plan.activities
    carried = {
        int(plan.assignments.activity[row])
        for row in spread
        if plan.assignments.contour[row] == Contour.EDITED
    }
    gaps: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for activity, after, gap in zip(
        plan.splits.activity.tolist(),
        plan.splits.after_ticks.tolist(),
        plan.splits.gap_ticks.tolist(),
        strict=True,
    ):
        if activity not in carried:
            gaps[activity].append((after, gap))
    worktime = WorkTime(plan.calendars)
    for activity, pieces in gaps.items():
        start = int(schedule.start_ticks[activity])
        if start == NO_TICKS:
            continue
        own = int(activities.calendar[activity])
        calendar = own if own >= 0 else plan.projects[int(activities.project[activity])].calendar
        uid += 1
        with out.element("Assignment"):
            out.leaf("UID", uid)
            out.leaf("TaskUID", uid_of[activity])
            out.leaf("ResourceUID", NOBODY)
            out.leaf("Units", 1)
            out.leaf("Work", "PT0H0M0S")
            out.leaf("WorkContour", int(Contour.EDITED))
            done = 0
            for after, gap in [*pieces, (int(activities.duration_ticks[activity]), 0)]:
                start = worktime.next_start(calendar, start)
                finish = worktime.after(calendar, start, after - done)
                _write_timephased(out, WORK_REMAINING, uid, start, finish, after - done)
                done, start = after, worktime.after(calendar, finish, gap) if gap else finish
