"""Writing tasks with their links, constraints and baselines."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from lockstep.exchange.dates import ScheduledDates
from lockstep.exchange.mspdi.words import CODE_FIELD
from lockstep.exchange.xmlout import XmlOut
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind, ActivityMode, ConstraintKind, LagUnit, LinkKind, Plan

if TYPE_CHECKING:
    from lockstep.exchange.mspdi.writing import TaskRow

_CONSTRAINTS = {
    ConstraintKind.START_ON: 2,
    ConstraintKind.FINISH_ON: 3,
    ConstraintKind.MANDATORY_START: 2,
    ConstraintKind.MANDATORY_FINISH: 3,
    ConstraintKind.EXTERNAL_EARLY_START: 4,
    ConstraintKind.EXTERNAL_LATE_FINISH: 7,
} | {kind: int(kind) for kind in ConstraintKind if kind <= ConstraintKind.FINISH_NO_LATER_THAN}
_LINKS = {LinkKind.FF: 0, LinkKind.FS: 1, LinkKind.SF: 2, LinkKind.SS: 3}
_LAG_FORMATS = {LagUnit.WORKING: 7, LagUnit.ELAPSED: 8, LagUnit.PERCENT: 19, LagUnit.PERCENT_ELAPSED: 20}
_DAYS, _ELAPSED_DAYS = 7, 8


class TaskWriter:
    """Writes one task after the other."""

    def __init__(
        self,
        out: XmlOut,
        plan: Plan,
        uid_of: dict[int, int],
        schedule: ScheduledDates | None,
        *,
        keeps_codes: object,
    ) -> None:
        self._keeps_codes = bool(keeps_codes)
        self._out = out
        self._plan = plan
        self._uid_of = uid_of
        self._schedule = schedule
        self._links = _by(plan.links.successor.tolist())
        self._constraints = _by(plan.constraints.activity.tolist())
        self._suspensions = {int(activity): row for row, activity in enumerate(plan.suspensions.activity)}
        self._expenses: dict[int, int] = defaultdict(int)
        for activity, amount in zip(
            plan.expenses.activity.tolist(), plan.expenses.amount_minor.tolist(), strict=True
        ):
            self._expenses[activity] += amount
        activities = plan.activities
        self._lists = {
            name: getattr(activities, name).tolist()
            for name in type(activities).__slots__
            if hasattr(getattr(activities, name), "tolist")
        }

    def write(self, row: TaskRow) -> None:
        """Write one task."""
        with self._out.element("Task"):
            if row.index < 0:
                self._write_project(row)
            else:
                self._write_activity(row)

    def _write_project(self, row: TaskRow) -> None:
        out = self._out
        out.leaf("UID", row.uid)
        out.leaf("ID", row.number)
        out.leaf("Name", self._plan.projects[row.project].name)
        out.leaf("Type", 1)
        out.leaf("IsNull", 0)
        out.leaf("OutlineLevel", row.level)
        out.leaf("Summary", 1)

    def _write_activity(self, row: TaskRow) -> None:
        out, index, value = self._out, row.index, self._value
        texts = self._plan.activities
        mode, kind = value("mode", index), value("kind", index)
        out.leaf("UID", row.uid)
        out.leaf("GUID", texts.guids[index] or None)
        out.leaf("ID", row.number)
        out.leaf("Name", texts.names[index] or None)
        out.leaf("Active", mode != ActivityMode.INACTIVE)
        out.leaf("Manual", mode == ActivityMode.MANUAL)
        out.leaf("Type", value("work_rule", index))
        out.leaf("IsNull", 0)
        out.leaf("WBS", texts.wbs[index] or None)
        out.leaf("OutlineLevel", row.level)
        out.leaf("Priority", value("priority", index))
        self._write_dates(index, mode)
        out.leaf("EffortDriven", value("is_effort_driven", index))
        out.leaf("Milestone", ActivityKind(kind).is_milestone)
        out.leaf("Summary", kind == ActivityKind.SUMMARY)
        out.leaf("ExternalTask", kind == ActivityKind.EXTERNAL)
        self._write_results(index)
        self._write_progress(index)
        self._write_constraints(index)
        calendar = value("calendar", index)
        out.leaf("CalendarUID", calendar + 1 if calendar >= 0 else -1)
        out.leaf("LevelingDelay", value("leveling_delay_ticks", index))
        out.leaf("LevelingDelayFormat", _ELAPSED_DAYS)
        out.leaf("IgnoreResourceCalendar", value("ignores_resource_calendars", index))
        out.leaf("FixedCost", self._expenses.get(index))
        for link in self._links.get(index, ()):
            self._write_link(link)
        if self._keeps_codes and texts.codes[index]:
            with out.element("ExtendedAttribute"):
                out.leaf("FieldID", CODE_FIELD)
                out.leaf("Value", texts.codes[index])
        self._write_baselines(index)

    def _value(self, name: str, index: int) -> Any:
        return self._lists[name][index]

    def _write_dates(self, index: int, mode: int) -> None:
        out = self._out
        planned = (self._value("planned_start_ticks", index), self._value("planned_finish_ticks", index))
        computed = (NO_TICKS, NO_TICKS)
        if self._schedule is not None:
            computed = (int(self._schedule.start_ticks[index]), int(self._schedule.finish_ticks[index]))
        actual = (self._value("actual_start_ticks", index), self._value("actual_finish_ticks", index))
        for name, *choices in zip(("Start", "Finish"), computed, planned, actual, strict=True):
            out.date(name, next((ticks for ticks in choices if ticks != NO_TICKS), NO_TICKS))
        out.duration("Duration", self._value("duration_ticks", index))
        if mode == ActivityMode.MANUAL:
            out.date("ManualStart", planned[0])
            out.date("ManualFinish", planned[1])
            out.duration("ManualDuration", self._value("duration_ticks", index))
        out.leaf("DurationFormat", _ELAPSED_DAYS if self._value("is_elapsed", index) else _DAYS)

    def _write_results(self, index: int) -> None:
        schedule, out = self._schedule, self._out
        if schedule is None:
            return
        critical = int(schedule.is_critical[index])
        out.leaf("Critical", critical if critical >= 0 else None)
        out.date("EarlyStart", schedule.early_start_ticks[index])
        out.date("EarlyFinish", schedule.early_finish_ticks[index])
        out.date("LateStart", schedule.late_start_ticks[index])
        out.date("LateFinish", schedule.late_finish_ticks[index])
        for name, ticks in (
            ("FreeSlack", schedule.free_float_ticks),
            ("TotalSlack", schedule.total_float_ticks),
        ):
            out.leaf(name, int(ticks[index]) if ticks[index] != NO_TICKS else None)

    def _write_progress(self, index: int) -> None:
        out, value = self._out, self._value
        percent = value("share_complete", index) * 100.0
        out.leaf("PercentComplete", int(percent) if percent == int(percent) else round(percent, 6))
        if value("actual_start_ticks", index) != NO_TICKS:
            out.date("ActualStart", value("actual_start_ticks", index))
            out.date("ActualFinish", value("actual_finish_ticks", index))
            done = value("duration_ticks", index) - value("remaining_ticks", index)
            out.duration("ActualDuration", max(0, done))
        out.duration("RemainingDuration", value("remaining_ticks", index))
        row = self._suspensions.get(index)
        if row is not None:
            out.date("Stop", self._plan.suspensions.suspend_ticks[row])
            out.date("Resume", self._plan.suspensions.resume_ticks[row])

    def _write_constraints(self, index: int) -> None:
        out, table = self._out, self._plan.constraints
        rows = self._constraints.get(index, ())
        hard = [row for row in rows if table.kind[row] in _CONSTRAINTS]
        if hard:
            out.leaf("ConstraintType", _CONSTRAINTS[ConstraintKind(int(table.kind[hard[0]]))])
            out.date("ConstraintDate", table.at_ticks[hard[0]])
        else:
            out.leaf("ConstraintType", 0)
        for row in rows:
            if table.kind[row] == ConstraintKind.DEADLINE:
                out.date("Deadline", table.at_ticks[row])
                break

    def _write_link(self, row: int) -> None:
        out, links = self._out, self._plan.links
        if not links.is_hard[row]:
            return
        unit = LagUnit(int(links.lag_unit[row]))
        is_percent = unit in (LagUnit.PERCENT, LagUnit.PERCENT_ELAPSED)
        with out.element("PredecessorLink"):
            out.leaf("PredecessorUID", self._uid_of[int(links.predecessor[row])])
            out.leaf("Type", _LINKS[LinkKind(int(links.kind[row]))])
            out.leaf("CrossProject", 0)
            out.leaf(
                "LinkLag",
                round(float(links.lag_share[row]) * 100) if is_percent else int(links.lag_ticks[row]),
            )
            out.leaf("LagFormat", _LAG_FORMATS[unit])

    def _write_baselines(self, index: int) -> None:
        out = self._out
        for number, baseline in enumerate(self._plan.baselines[:11]):
            columns = baseline.columns
            values = (columns.start_ticks, columns.finish_ticks, columns.duration_ticks, columns.work_ticks)
            start, finish, duration, work = (int(column[index]) for column in values)
            if (start, finish, duration, work) != (NO_TICKS,) * 4:
                with out.element("Baseline"):
                    out.leaf("Number", _baseline_number(baseline.name, number))
                    out.date("Start", start)
                    out.date("Finish", finish)
                    out.duration("Duration", duration)
                    out.duration("Work", work)


def _baseline_number(name: str, place: int) -> int:
    """Baselines with Project's own names keep their numbers, others are numbered as they come."""
    if name == "Baseline":
        return 0
    number = name.removeprefix("Baseline ")
    return int(number) if number.isdigit() and 1 <= int(number) <= 10 else place


def _by(owners: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for row, owner in enumerate(owners):
        found[owner].append(row)
    return found
