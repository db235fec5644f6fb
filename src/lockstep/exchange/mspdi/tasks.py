"""Tasks to activities, constraints and suspensions.

Blank rows (`IsNull`) hold nothing that could be scheduled: they are counted and kept raw, not made activities.
The project summary task (uid 0) is kept as the top summary, so that every stored date has its row.
Computed dates go to `stored` only; the plan gets dates of manual, inactive and external activities.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lockstep.exchange import texts
from lockstep.exchange.document import RawValues
from lockstep.exchange.mspdi.calendars import MappedCalendars
from lockstep.exchange.mspdi.words import ELAPSED_FORMATS
from lockstep.exchange.noticing import Notices
from lockstep.exchange.texts import Parse
from lockstep.exchange.xmlrows import Rows
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import (
    Activities,
    ActivityKind,
    ActivityMode,
    ConstraintKind,
    Constraints,
    Suspensions,
    WorkRule,
)
from lockstep.plan.columns import NO_INDEX, frozen

_CONSTRAINTS = {int(kind): kind for kind in ConstraintKind if kind <= ConstraintKind.FINISH_NO_LATER_THAN}


@dataclass(slots=True)
class MappedTasks:
    """Activities and what belongs to them, with the way from the file's rows to the plan's."""

    activities: Activities
    constraints: Constraints
    suspensions: Suspensions
    row_of_uid: dict[int, int]
    index_of_row: list[int]
    """Index of the activity for each row of the file, -1 for a blank row."""
    kept_rows: list[int]
    blank: int
    moments: Parse

    def place(self, index: int) -> str:
        """How findings name an activity."""
        activities = self.activities
        return f"activity {activities.codes[index] or activities.uids[index]} '{activities.names[index]}'"


class _Columns:
    """Typed columns of the rows that are not blank, each text parsed once."""

    def __init__(self, rows: Rows, kept: list[int], moments: Parse, notices: Notices) -> None:
        self._rows = rows
        self._kept = kept
        self._notices = notices
        self._moments = moments

    def text(self, name: str) -> list[str | None]:
        column = self._rows.column(name)
        return column if len(self._kept) == len(column) else [column[row] for row in self._kept]

    def parsed(self, name: str, parse: Parse) -> list[Any]:
        column = self.text(name)
        values = parse.column(column)
        texts.report_bad(parse, column, self.place, name, self._notices)
        return values

    def place(self, row: int) -> str:
        fields = dict(zip(self._rows.fields, self._rows.rows[self._kept[row]], strict=True))
        return f"activity {fields['ID'] or fields['UID']} '{fields['Name'] or ''}'"

    def moments(self, name: str) -> Any:
        return np.array(self.parsed(name, self._moments), dtype=np.int64)

    def durations(self, name: str) -> Any:
        return np.array(self.parsed(name, Parse(texts.iso_duration, NO_TICKS, "duration")), dtype=np.int64)

    def wholes(self, name: str, missing: int) -> Any:
        return np.array(self.parsed(name, Parse(texts.whole, missing, "whole number")), dtype=np.int64)

    def flags(self, name: str, missing: object = False) -> Any:
        return np.array(self.parsed(name, Parse(texts.flag, bool(missing), "yes or no")), dtype=bool)


def map_tasks(
    rows: Rows, codes: dict[int, str], calendars: MappedCalendars, raw: RawValues, notices: Notices
) -> MappedTasks:
    """Return the activities with their constraints and suspensions; `codes` are ids from a custom field, by row."""
    is_null = Parse(texts.flag, False, "yes or no").column(rows.column("IsNull"))
    kept = [row for row, blank in enumerate(is_null) if not blank]
    index_of_row = [NO_INDEX] * len(rows)
    for index, row in enumerate(kept):
        index_of_row[row] = index
    for row, blank in enumerate(is_null):
        if blank:
            raw.keep("task", rows.rows[row][0] or "", "blank row", rows.rows[row][2] or "")
    moments = Parse(texts.moment, NO_TICKS, "date")
    columns = _Columns(rows, kept, moments, notices)
    uids = _unique_uids(columns, notices)
    activities = _activities(columns, uids, calendars)
    if codes:
        ids = (codes.get(row) or activities.codes[index] for index, row in enumerate(kept))
        activities = replace(activities, codes=tuple(ids))
    return MappedTasks(
        activities=activities,
        constraints=_constraints(columns, notices),
        suspensions=_suspensions(columns, activities),
        row_of_uid={int(uid): index for index, uid in enumerate(uids)},
        index_of_row=index_of_row,
        kept_rows=kept,
        blank=len(rows) - len(kept),
        moments=moments,
    )


def _unique_uids(columns: _Columns, notices: Notices) -> Any:
    uids = columns.wholes("UID", -1)
    seen: set[int] = set()
    highest = int(uids.max(initial=0))
    for row, uid in enumerate(uids.tolist()):
        if uid in seen or uid < 0:
            highest += 1
            uids[row] = highest
            notices.error(
                "exchange.duplicate_uid",
                columns.place(row),
                f"Its unique id {uid} is missing or stands twice; it became {highest}, check the links to it.",
            )
        seen.add(int(uids[row]))
    return uids


def _activities(columns: _Columns, uids: Any, calendars: MappedCalendars) -> Activities:
    count = len(uids)
    duration = columns.durations("Duration")
    is_milestone_flag = columns.flags("Milestone")
    parents, has_child = _outline(columns.wholes("OutlineLevel", 0).tolist())
    mode = _modes(columns)
    is_external = columns.flags("ExternalTask") | (columns.flags("IsSubproject") & ~has_child)
    kind = np.full(count, int(ActivityKind.ACTIVITY))
    kind[is_milestone_flag & (duration <= 0)] = ActivityKind.FINISH_MILESTONE
    kind[is_external] = ActivityKind.EXTERNAL
    kind[has_child] = ActivityKind.SUMMARY
    manual_duration = columns.durations("ManualDuration")
    is_missing = duration == NO_TICKS
    duration = np.where(
        is_missing & (manual_duration != NO_TICKS), manual_duration, np.where(is_missing, 0, duration)
    )
    start, finish = _held_dates(columns, mode, kind)
    actual_start, actual_finish = columns.moments("ActualStart"), columns.moments("ActualFinish")
    return Activities(
        uids=frozen(uids, np.int64),
        codes=tuple(text or "" for text in columns.text("ID")),
        names=tuple(text or "" for text in columns.text("Name")),
        wbs=tuple(text or "" for text in columns.text("WBS")),
        guids=tuple(text or "" for text in columns.text("GUID")),
        project=frozen(np.zeros(count), np.int32),
        parent=frozen(parents, np.int32),
        kind=frozen(kind, np.int8),
        mode=frozen(mode, np.int8),
        work_rule=frozen(_work_rules(columns), np.int8),
        calendar=frozen([calendars.own_index_of(uid) for uid in columns.text("CalendarUID")], np.int32),
        ignores_resource_calendars=frozen(columns.flags("IgnoreResourceCalendar"), np.bool_),
        duration_ticks=frozen(np.maximum(duration, 0), np.int64),
        remaining_ticks=frozen(_remaining(columns, duration, actual_start, actual_finish), np.int64),
        is_elapsed=frozen(np.isin(columns.wholes("DurationFormat", 7), list(ELAPSED_FORMATS)), np.bool_),
        is_effort_driven=frozen(columns.flags("EffortDriven"), np.bool_),
        actual_start_ticks=frozen(actual_start, np.int64),
        actual_finish_ticks=frozen(actual_finish, np.int64),
        share_complete=frozen(_shares(columns), np.float64),
        planned_start_ticks=frozen(start, np.int64),
        planned_finish_ticks=frozen(finish, np.int64),
        leveling_delay_ticks=frozen(
            columns.parsed("LevelingDelay", Parse(texts.tenths, 0, "delay")), np.int64
        ),
        priority=frozen(np.clip(columns.wholes("Priority", 500), 0, 1000), np.int32),
    )


def _outline(levels: list[int]) -> tuple[list[int], Any]:
    """Return the parent of each row, from outline levels in file order, and who has children."""
    parents, has_child = [], np.zeros(len(levels), dtype=bool)
    open_rows: list[tuple[int, int]] = []
    for row, level in enumerate(levels):
        while open_rows and open_rows[-1][0] >= level:
            open_rows.pop()
        parent = open_rows[-1][1] if open_rows else NO_INDEX
        parents.append(parent)
        if parent >= 0:
            has_child[parent] = True
        open_rows.append((level, row))
    return parents, has_child


def _modes(columns: _Columns) -> Any:
    mode = np.where(columns.flags("Manual"), int(ActivityMode.MANUAL), int(ActivityMode.AUTOMATIC))
    mode[~columns.flags("Active", True)] = ActivityMode.INACTIVE
    return mode


def _work_rules(columns: _Columns) -> Any:
    rule = columns.wholes("Type", 0)
    return np.where((rule < 0) | (rule > WorkRule.FIXED_WORK), int(WorkRule.FIXED_UNITS), rule)


def _shares(columns: _Columns) -> Any:
    percent = np.array(columns.parsed("PercentComplete", Parse(texts.real, 0.0, "number")), dtype=np.float64)
    return np.clip(percent / 100.0, 0.0, 1.0)


def _remaining(columns: _Columns, duration: Any, actual_start: Any, actual_finish: Any) -> Any:
    """Remaining duration: what the file says of started work, the duration of work not started."""
    remaining = columns.durations("RemainingDuration")
    remaining = np.where((remaining == NO_TICKS) | (actual_start == NO_TICKS), duration, remaining)
    return np.maximum(np.where(actual_finish != NO_TICKS, 0, remaining), 0)


def _held_dates(columns: _Columns, mode: Any, kind: Any) -> tuple[Any, Any]:
    """Dates that are input: those that a person typed (manual), or that nothing computes (inactive, external)."""
    is_manual = mode == ActivityMode.MANUAL
    holds = is_manual | (mode == ActivityMode.INACTIVE) | (kind == ActivityKind.EXTERNAL)
    dates = []
    for name in ("Start", "Finish"):
        shown, typed = columns.moments(name), columns.moments("Manual" + name)
        date = np.where(is_manual & (typed != NO_TICKS), typed, shown)
        dates.append(np.where(holds, date, NO_TICKS))
    return dates[0], dates[1]


def _constraints(columns: _Columns, notices: Notices) -> Constraints:
    kinds = columns.wholes("ConstraintType", 0).tolist()
    dates, deadlines = columns.moments("ConstraintDate").tolist(), columns.moments("Deadline").tolist()
    found: list[tuple[int, int, int]] = []
    for row, (number, date, deadline) in enumerate(zip(kinds, dates, deadlines, strict=True)):
        if number:
            kind = _CONSTRAINTS.get(number)
            if kind is None:
                notices.warn(
                    "exchange.bad_value",
                    columns.place(row),
                    f"Constraint type {number} is unknown; it was left out.",
                )
            elif kind == ConstraintKind.AS_LATE_AS_POSSIBLE:
                found.append((row, kind, NO_TICKS))
            elif date == NO_TICKS:
                notices.warn(
                    "exchange.constraint_date",
                    columns.place(row),
                    "Its constraint has no date; it was left out, set the date.",
                )
            else:
                found.append((row, kind, date))
        if deadline != NO_TICKS:
            found.append((row, ConstraintKind.DEADLINE, deadline))
    activity, kind_column, at = zip(*found, strict=True) if found else ((), (), ())
    return Constraints(frozen(activity, np.int32), frozen(kind_column, np.int8), frozen(at, np.int64))


def _suspensions(columns: _Columns, activities: Activities) -> Suspensions:
    """Stop and resume of work in progress."""
    stop, resume = columns.moments("Stop"), columns.moments("Resume")
    is_open = (activities.actual_start_ticks != NO_TICKS) & (activities.actual_finish_ticks == NO_TICKS)
    is_leaf = activities.kind != ActivityKind.SUMMARY
    rows = np.flatnonzero(is_open & is_leaf & (stop != NO_TICKS) & (resume != NO_TICKS) & (resume >= stop))
    return Suspensions(frozen(rows, np.int32), frozen(stop[rows], np.int64), frozen(resume[rows], np.int64))
