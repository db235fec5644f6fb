"""Writing Microsoft Project XML."""

from collections import Counter
from dataclasses import dataclass
from typing import IO

import numpy as np

from lockstep.exchange.dates import ScheduledDates
from lockstep.exchange.mspdi.words import CODE_ALIAS, CODE_FIELD
from lockstep.exchange.mspdi.writing_calendars import write_calendars
from lockstep.exchange.mspdi.writing_tasks import TaskWriter
from lockstep.exchange.mspdi.writing_work import write_assignments, write_resources
from lockstep.exchange.xmlout import XmlOut
from lockstep.foundation.findings import Finding, Severity, worst_first
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_MINUTE
from lockstep.plan import ActivityKind, ConstraintKind, Dialect, Plan, ProgressRule, Project, ScheduleFrom

_NAMESPACE = ' xmlns="http://schemas.microsoft.com/project"'


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task of the file: an activity, or (index -1) the summary of a project where there are several."""

    index: int
    project: int
    level: int
    uid: int
    number: int


def write_mspdi(plan: Plan, stream: IO[str], schedule: ScheduledDates | None = None) -> tuple[Finding, ...]:
    """Write a plan; return what the format cannot carry. Several projects become one, each below its own summary."""
    out = XmlOut(stream)
    out.declaration()
    rows = task_rows(plan)
    uid_of = {row.index: row.uid for row in rows if row.index >= 0}
    with out.element("Project", _NAMESPACE):
        _write_header(out, plan, schedule)
        keeps_codes = _numbers(plan.activities.codes) is None
        if keeps_codes:
            _write_code_field(out)
        write_calendars(out, plan)
        writer = TaskWriter(out, plan, uid_of, schedule, keeps_codes=keeps_codes)
        with out.element("Tasks"):
            for row in rows:
                writer.write(row)
        resource_uids = write_resources(out, plan)
        write_assignments(out, plan, uid_of, resource_uids, schedule)
    return _losses(plan)


def task_rows(plan: Plan) -> list[TaskRow]:
    """Return the tasks in file order with level, unique id and number."""
    activities = plan.activities
    levels: list[int] = []
    for parent in activities.parent.tolist():
        levels.append(levels[parent] + 1 if parent >= 0 else 0)
    several = len(plan.projects) > 1
    uids = activities.uids.tolist()
    keeps_uids = not several and len(set(uids)) == len(uids)
    has_top = not several and bool(len(uids)) and uids[0] == 0 and levels.count(0) == 1
    numbers = _numbers(activities.codes) if keeps_uids else None
    rows: list[TaskRow] = []
    current = -1
    for index, (project, level) in enumerate(zip(activities.project.tolist(), levels, strict=True)):
        if several and project != current:
            current = project
            rows.append(TaskRow(-1, project, 1, len(rows) + 1, len(rows) + 1))
        uid = uids[index] if keeps_uids else len(rows) + 1
        number = numbers[index] if numbers else len(rows) + (0 if has_top else 1)
        rows.append(TaskRow(index, project, level + (2 if several else 0 if has_top else 1), uid, number))
    return rows


def _numbers(codes: tuple[str, ...]) -> list[int] | None:
    """Return the codes as Project's row numbers where they are that."""
    if not all(code.isascii() and code.isdigit() and len(code) < 9 for code in codes):
        return None
    numbers = [int(code) for code in codes]
    return numbers if len(set(numbers)) == len(numbers) else None


def _write_header(out: XmlOut, plan: Plan, schedule: ScheduledDates | None) -> None:
    project = plan.projects[0] if plan.projects else Project("", plan.name)
    options = project.options
    out.leaf("SaveVersion", 14)
    out.leaf("BuildNumber", "Lockstep")
    name = plan.name if len(plan.projects) > 1 else project.name
    out.leaf("Name", name or "Plan")
    if len(plan.projects) == 1:
        out.leaf("GUID", project.uid)
    out.leaf("Title", name or "Plan")
    out.leaf("ScheduleFromStart", project.schedule_from == ScheduleFrom.START)
    out.date(
        "StartDate",
        min((p.start_ticks for p in plan.projects if p.start_ticks != NO_TICKS), default=NO_TICKS),
    )
    out.date("FinishDate", _finish(project, schedule))
    out.leaf("CriticalSlackLimit", _days(options.critical_limit_ticks, project))
    out.leaf("CalendarUID", project.calendar + 1)
    out.leaf("DefaultStartTime", _clock(project.default_start_minute))
    out.leaf("DefaultFinishTime", _clock(project.default_finish_minute))
    out.leaf("MinutesPerDay", _plain(project.minutes_per_day))
    out.leaf("MinutesPerWeek", _plain(project.minutes_per_week))
    out.leaf("DaysPerMonth", _plain(project.days_per_month))
    # Microsoft Project writes this one the wrong way round; the reader knows.
    out.leaf("HonorConstraints", not options.constraints_win)
    out.leaf("MultipleCriticalPaths", options.is_every_open_end_critical)
    out.leaf("SplitsInProgressTasks", options.progress_rule == ProgressRule.RETAINED_LOGIC)
    out.leaf("MoveCompletedEndsBack", options.moves_completed_to_status)
    out.leaf("MoveRemainingStartsForward", options.updates_remaining_to_status)
    out.leaf("NewTasksAreManual", value=False)
    out.date("StatusDate", project.data_date_ticks)
    out.leaf("CurrencyCode", project.currency or None)
    if project.priority != 500:
        out.leaf("Priority", project.priority)


def _write_code_field(out: XmlOut) -> None:
    """Ids such as A1010 are no row numbers: they go to a custom text field."""
    with out.element("ExtendedAttributes"), out.element("ExtendedAttribute"):
        out.leaf("FieldID", CODE_FIELD)
        out.leaf("FieldName", "Text1")
        out.leaf("Alias", CODE_ALIAS)


def _finish(project: Project, schedule: ScheduledDates | None) -> int:
    if project.schedule_from == ScheduleFrom.FINISH or schedule is None or not len(schedule.finish_ticks):
        return project.finish_ticks
    return int(np.max(schedule.finish_ticks))


def _days(ticks: int, project: Project) -> object:
    return (
        _plain(round(ticks / (project.minutes_per_day * TICKS_PER_MINUTE), 6))
        if project.minutes_per_day
        else 0
    )


def _plain(value: float) -> object:
    return int(value) if float(value).is_integer() else value


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}:00"


_PLAIN_KINDS = {
    ActivityKind.LEVEL_OF_EFFORT: "levels of effort become ordinary tasks",
    ActivityKind.MARGIN: "schedule margins become ordinary tasks",
    ActivityKind.RESOURCE_DEPENDENT: "resource-dependent activities become ordinary tasks",
}


def _losses(plan: Plan) -> tuple[Finding, ...]:
    """Return what Microsoft Project has no place for."""
    kinds = Counter(plan.activities.kind.tolist())
    found = [f"{kinds[kind]} {words}" for kind, words in _PLAIN_KINDS.items() if kinds[kind]]
    if ConstraintKind.EXPECTED_FINISH in plan.constraints.kind.tolist():
        found.append("expected finish dates are left out")
    hard = plan.constraints.activity[plan.constraints.kind != ConstraintKind.DEADLINE]
    if len(set(hard.tolist())) != len(hard):
        found.append("only the first constraint of an activity is kept")
    if any(project.dialect == Dialect.PRIMAVERA for project in plan.projects):
        found.append("P6's scheduling options are left out, so dates may be computed differently")
    if len(plan.curves):
        found.append(
            "resource curves become hours by period, and even work where their activity has no dates"
        )
    if any(plan.fillings.resource != plan.fillings.role):
        found.append("who fills which role is left out")
    if not all(plan.links.is_hard):
        found.append("soft links are left out")
    return worst_first(
        Finding(
            "exchange.not_carried", Severity.NOTE, plan.name or "plan", f"In Microsoft Project XML, {words}."
        )
        for words in found
    )
