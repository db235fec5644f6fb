"""P6 activities and WBS rows to the plan's activities, with constraints, suspensions and stored dates."""

from typing import Any

import numpy as np

from lockstep.exchange import texts
from lockstep.exchange.primavera import words
from lockstep.exchange.primavera.outline import TASK, Outline
from lockstep.exchange.primavera.tables import P6Tables, hours
from lockstep.exchange.texts import Parse
from lockstep.exchange.worktime import WorkTime
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import (
    Activities,
    ActivityKind,
    ConstraintKind,
    Constraints,
    Project,
    Suspensions,
    WorkRule,
)
from lockstep.plan.columns import frozen


class Scatter:
    """Puts columns of TASK and PROJWBS into the rows of the outline."""

    def __init__(self, tables: P6Tables, outline: Outline) -> None:
        self.tables = tables
        self.outline = outline
        self.task_rows = np.array([row for kind, row in outline.sources if kind == TASK], dtype=np.int64)
        self.is_task = np.array([kind == TASK for kind, _ in outline.sources], dtype=bool)

    def numbers(self, values: Any, missing: Any, dtype: Any) -> Any:
        """Return a column of numbers of TASK as a column of activities; `missing` for WBS rows."""
        column = np.full(len(self.outline.sources), missing, dtype=dtype)
        if len(self.task_rows):
            column[self.is_task] = np.asarray(values, dtype=dtype)[self.task_rows]
        return column

    def texts(self, task_field: str, wbs_field: str) -> tuple[str, ...]:
        """Return a column of text."""
        of_tasks = self.tables["TASK"].column(task_field)
        of_wbs = self.tables["PROJWBS"].column(wbs_field)
        return tuple(of_tasks[row] if kind == TASK else of_wbs[row] for kind, row in self.outline.sources)

    def dates(self, name: str) -> Any:
        """Return a column of moments of TASK."""
        return self.numbers(self.tables.dates("TASK", name), NO_TICKS, np.int64)

    def hours(self, name: str, missing: int) -> Any:
        """Return a column of TASK that counts hours, in ticks."""
        return self.numbers(
            self.tables.values("TASK", name, Parse(hours, missing, "number of hours")), missing, np.int64
        )

    def coded(self, name: str, codes: dict[str, Any], missing: Any, wbs: Any) -> Any:
        """Return a column of TASK that holds one of P6's words."""
        return self.numbers(
            [codes.get(text, missing) for text in self.tables["TASK"].column(name)], wbs, np.int64
        )


def map_activities(
    scatter: Scatter, calendar_rows: dict[str, int], projects: list[Project], worktime: WorkTime
) -> Activities:
    """Return the activities in outline order."""
    outline, tables = scatter.outline, scatter.tables
    count = len(outline.sources)
    kind = scatter.coded("task_type", words.KINDS, ActivityKind.ACTIVITY, int(ActivityKind.SUMMARY))
    duration = np.maximum(scatter.hours("target_drtn_hr_cnt", 0), 0)
    remaining = scatter.hours("remain_drtn_hr_cnt", NO_TICKS)
    actual_start, actual_finish = scatter.dates("act_start_date"), scatter.dates("act_end_date")
    remaining = np.where(remaining == NO_TICKS, duration, np.maximum(remaining, 0))
    remaining = np.where(actual_finish != NO_TICKS, 0, remaining)
    wbs_names = scatter.texts("wbs_id", "wbs_short_name")
    own = scatter.numbers(
        [calendar_rows.get(uid, -1) for uid in tables["TASK"].column("clndr_id")], -1, np.int32
    )
    total = _at_completion(scatter, duration, remaining, actual_start, actual_finish, own, projects, worktime)
    _keep_originals(scatter, np.flatnonzero(total != duration))
    return Activities(
        uids=frozen(_uids(scatter), np.int64),
        codes=scatter.texts("task_code", "wbs_short_name"),
        names=scatter.texts("task_name", "wbs_name"),
        wbs=_wbs_paths(outline, wbs_names),
        guids=scatter.texts("guid", "guid"),
        project=frozen(outline.projects, np.int32),
        parent=frozen(outline.parents, np.int32),
        kind=frozen(kind, np.int8),
        mode=frozen(np.zeros(count), np.int8),
        work_rule=frozen(
            scatter.coded("duration_type", words.WORK_RULES, WorkRule.FIXED_DURATION, 1), np.int8
        ),
        calendar=frozen(own, np.int32),
        ignores_resource_calendars=frozen(kind != ActivityKind.RESOURCE_DEPENDENT, np.bool_),
        duration_ticks=frozen(total, np.int64),
        remaining_ticks=frozen(remaining, np.int64),
        is_elapsed=frozen(np.zeros(count), np.bool_),
        is_effort_driven=frozen(np.zeros(count), np.bool_),
        actual_start_ticks=frozen(actual_start, np.int64),
        actual_finish_ticks=frozen(actual_finish, np.int64),
        share_complete=frozen(_shares(scatter, duration, remaining, actual_start, actual_finish), np.float64),
        planned_start_ticks=frozen(scatter.dates("target_start_date"), np.int64),
        planned_finish_ticks=frozen(scatter.dates("target_end_date"), np.int64),
        leveling_delay_ticks=frozen(np.zeros(count), np.int64),
        priority=frozen(scatter.coded("priority_type", words.PRIORITIES, 500, 500), np.int32),
    )


def _at_completion(
    scatter: Scatter,
    duration: Any,
    remaining: Any,
    actual_start: Any,
    actual_finish: Any,
    calendar: Any,
    projects: list[Project],
    worktime: WorkTime,
) -> Any:
    """Duration of started activities: what was worked so far and what remains, so that both dialects mean the same.

    P6's original duration of such activities is kept raw; percent complete is taken against it.
    """
    total = np.array(duration)
    stated = scatter.hours("at_completion_hr_cnt", NO_TICKS)
    for index in np.flatnonzero((actual_start != NO_TICKS) & scatter.is_task):
        project = projects[scatter.outline.projects[index]]
        until = actual_finish[index] if actual_finish[index] != NO_TICKS else project.data_date_ticks
        if stated[index] != NO_TICKS:
            total[index] = stated[index]
        elif until != NO_TICKS:
            own = int(calendar[index]) if calendar[index] >= 0 else project.calendar
            done = max(0, worktime.between(own, int(actual_start[index]), int(until)))
            total[index] = done + remaining[index]
    return np.maximum(total, 0)


def _keep_originals(scatter: Scatter, indices: Any) -> None:
    table = scatter.tables["TASK"]
    rows = [scatter.outline.sources[index][1] for index in indices if scatter.is_task[index]]
    ids, texts_ = table.column("task_id"), table.column("target_drtn_hr_cnt")
    scatter.tables.raw.keep_column(
        "TASK", "target_drtn_hr_cnt", [ids[row] for row in rows], [texts_[row] for row in rows]
    )


def _uids(scatter: Scatter) -> list[int]:
    """P6's own numbers; a WBS row whose number an activity of its project has too gets a new one."""
    tables, outline = scatter.tables, scatter.outline
    ids = (tables.wholes("PROJWBS", "wbs_id", -1), tables.wholes("TASK", "task_id", -1))
    uids = [ids[kind][row] for kind, row in outline.sources]
    if len(set(uids)) == len(uids) and min(uids, default=0) >= 0:
        return uids
    is_task = scatter.is_task.tolist()
    seen: set[tuple[int, int]] = set()
    highest = max(0, *uids)
    for index in sorted(range(len(uids)), key=lambda index: not is_task[index]):
        key = (outline.projects[index], uids[index])
        if uids[index] < 0 or key in seen:
            highest += 1
            if is_task[index]:
                tables.notices.error(
                    "exchange.duplicate_uid",
                    f"activity {tables['TASK'].column('task_code')[outline.sources[index][1]]}",
                    f"Its id {uids[index]} is missing or stands twice; it became {highest}, check the links to it.",
                )
            uids[index] = highest
        seen.add((outline.projects[index], uids[index]))
    return uids


def _wbs_paths(outline: Outline, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the WBS code of each row: the short names of the rows above, with dots."""
    paths: list[str] = []
    for (kind, _), parent, name in zip(outline.sources, outline.parents, names, strict=True):
        above = paths[parent] if parent >= 0 else ""
        paths.append(above if kind == TASK else ".".join(filter(None, (above, name))))
    return tuple(paths)


def _shares(scatter: Scatter, duration: Any, remaining: Any, actual_start: Any, actual_finish: Any) -> Any:
    """Percent complete by the activity's own rule: duration, physical or units."""
    number = Parse(texts.real, 0.0, "number")

    def column(name: str) -> Any:
        return scatter.numbers(scatter.tables.values("TASK", name, number), 0.0, np.float64)

    rule = scatter.coded("complete_pct_type", {"CP_Drtn": 0, "CP_Phys": 1, "CP_Units": 2}, 0, 0)
    done, to_do = column("act_work_qty"), column("remain_work_qty")
    by_duration = np.where(duration > 0, (duration - remaining) / np.maximum(duration, 1), 0.0)
    by_units = np.where(done + to_do > 0, done / np.maximum(done + to_do, 1e-9), 0.0)
    share = np.select([rule == 1, rule == 2], [column("phys_complete_pct") / 100.0, by_units], by_duration)
    share = np.where(actual_start == NO_TICKS, 0.0, np.clip(share, 0.0, 1.0))
    return np.where(actual_finish != NO_TICKS, 1.0, share)


def map_constraints(scatter: Scatter) -> Constraints:
    """Return both constraints of each activity, expected finish, and the dates that stand for outside links."""
    tables, of_task = scatter.tables, scatter.outline.of_task
    table = tables["TASK"]
    found: list[tuple[int, int, int]] = []
    for suffix in ("", "2"):
        dates = tables.dates("TASK", f"cstr_date{suffix}")
        for row, (word, date) in enumerate(zip(table.column(f"cstr_type{suffix}"), dates, strict=True)):
            kind = words.CONSTRAINTS.get(word)
            if kind is None or of_task[row] < 0:
                if word:
                    tables.notices.warn(
                        "exchange.bad_value",
                        f"activity {table.column('task_code')[row]}",
                        f"Constraint {word[:40]!r} is unknown; it was left out.",
                    )
            elif kind == ConstraintKind.AS_LATE_AS_POSSIBLE:
                found.append((of_task[row], kind, NO_TICKS))
            elif date == NO_TICKS:
                tables.notices.warn(
                    "exchange.constraint_date",
                    f"activity {table.column('task_code')[row]}",
                    "Its constraint has no date; it was left out, set the date.",
                )
            else:
                found.append((of_task[row], kind, date))
    for name, kind in _DATED:
        rows = enumerate(tables.dates("TASK", name))
        found += [(of_task[row], kind, date) for row, date in rows if date != NO_TICKS and of_task[row] >= 0]
    found.sort()
    columns = list(zip(*found, strict=True)) if found else [()] * 3
    return Constraints(
        frozen(columns[0], np.int32), frozen(columns[1], np.int8), frozen(columns[2], np.int64)
    )


_DATED = (
    ("expect_end_date", ConstraintKind.EXPECTED_FINISH),
    ("external_early_start_date", ConstraintKind.EXTERNAL_EARLY_START),
    ("external_late_end_date", ConstraintKind.EXTERNAL_LATE_FINISH),
)


def map_suspensions(scatter: Scatter, activities: Activities) -> Suspensions:
    """Return suspend and resume of started, unfinished activities."""
    suspend, resume = scatter.dates("suspend_date"), scatter.dates("resume_date")
    is_open = (activities.actual_start_ticks != NO_TICKS) & (activities.actual_finish_ticks == NO_TICKS)
    rows = np.flatnonzero(is_open & (suspend != NO_TICKS))
    return Suspensions(
        frozen(rows, np.int32), frozen(suspend[rows], np.int64), frozen(resume[rows], np.int64)
    )
