"""Assignments, work by period, and the splits that can be seen in it.

An activity without resources has a placeholder assignment that nobody works on; it only carries the spread of
the activity over time. It becomes no assignment, but its gaps become splits. An activity whose gaps come from a
real, edited assignment has both: rows of 0 work in the timephased table, and splits.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

from lockstep.exchange import texts
from lockstep.exchange.mspdi.gathering import Gathered
from lockstep.exchange.mspdi.resources import MappedResources
from lockstep.exchange.mspdi.tasks import MappedTasks
from lockstep.exchange.mspdi.words import CONTOURS, NOBODY, WORK_DONE
from lockstep.exchange.noticing import Notices
from lockstep.exchange.splitting import Piece, gaps
from lockstep.exchange.texts import Parse
from lockstep.exchange.worktime import WorkTime
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Assignments, Calendar, Contour, Splits, Timephased
from lockstep.plan.columns import frozen

_EDITED = str(int(Contour.EDITED))


@dataclass(frozen=True, slots=True)
class MappedWork:
    """Assignments and what was found in their work by period."""

    assignments: Assignments
    timephased: Timephased
    splits: Splits
    kept: int


def map_assignments(
    gathered: Gathered,
    tasks: MappedTasks,
    resources: MappedResources,
    calendars: tuple[Calendar, ...],
    project_calendar: int,
    notices: Notices,
) -> MappedWork:
    """Return the assignments of named resources."""
    rows = gathered.assignments
    whole = Parse(texts.whole, None, "whole number")
    activity = [tasks.row_of_uid.get(uid, -1) for uid in whole.column(rows.column("TaskUID"))]
    resource_uid = whole.column(rows.column("ResourceUID"))
    kept: list[int] = []
    for row, (owner, uid) in enumerate(zip(activity, resource_uid, strict=True)):
        if owner < 0:
            notices.warn(
                "exchange.lost_assignment",
                f"assignment {rows.rows[row][0]}",
                f"Its activity {rows.rows[row][1]} is not in the file; it was kept aside, correct the source.",
            )
        elif uid is not None and uid != NOBODY and uid in resources.row_of_uid:
            kept.append(row)
        if owner < 0 or kept[-1:] != [row]:
            gathered.raw.keep(
                "assignment", rows.rows[row][0] or str(row), "ResourceUID", rows.rows[row][2] or ""
            )
    assignments = _columns(gathered, tasks, kept, activity, resource_uid, resources)
    index_of_row = {row: index for index, row in enumerate(kept)}
    pieces = _pieces(gathered, tasks)
    return MappedWork(
        assignments=assignments,
        timephased=_timephased(pieces, index_of_row),
        splits=_splits(gathered, tasks, pieces, activity, WorkTime(calendars), project_calendar),
        kept=len(rows) - len(kept),
    )


def _columns(
    gathered: Gathered,
    tasks: MappedTasks,
    kept: list[int],
    activity: list[int],
    resource_uid: list[Any],
    resources: MappedResources,
) -> Assignments:
    rows = gathered.assignments
    duration = Parse(texts.iso_duration, 0, "duration")
    tenths = Parse(texts.tenths, 0, "delay")
    units = Parse(texts.units, 1.0, "number of units")
    uids = Parse(texts.whole, 0, "whole number")

    def column(name: str, parse: Parse, dtype: Any) -> Any:
        found = rows.column(name)
        return frozen([parse[found[row]] for row in kept], dtype)

    contour = column("WorkContour", Parse(lambda text: CONTOURS.get(int(text), 0), 0, "contour"), np.int8)
    is_edited = contour == Contour.EDITED

    def held(name: str) -> Any:
        return frozen(np.where(is_edited, column(name, tasks.moments, np.int64), NO_TICKS), np.int64)

    work, done = column("Work", duration, np.int64), column("ActualWork", duration, np.int64)
    remaining_text = rows.column("RemainingWork")
    remaining = column("RemainingWork", duration, np.int64)
    is_missing = np.array([remaining_text[row] is None for row in kept], dtype=bool)
    return Assignments(
        uids=column("UID", uids, np.int64),
        activity=frozen([activity[row] for row in kept], np.int32),
        resource=frozen([resources.row_of_uid[resource_uid[row]] for row in kept], np.int32),
        units=column("Units", units, np.float64),
        work_ticks=work,
        actual_work_ticks=done,
        remaining_work_ticks=frozen(np.where(is_missing, work - done, remaining), np.int64),
        overtime_work_ticks=column("OvertimeWork", duration, np.int64),
        delay_ticks=column("Delay", tenths, np.int64),
        leveling_delay_ticks=column("LevelingDelay", tenths, np.int64),
        contour=contour,
        actual_start_ticks=column("ActualStart", tasks.moments, np.int64),
        actual_finish_ticks=column("ActualFinish", tasks.moments, np.int64),
        stop_ticks=column("Stop", tasks.moments, np.int64),
        resume_ticks=column("Resume", tasks.moments, np.int64),
        planned_start_ticks=held("Start"),
        planned_finish_ticks=held("Finish"),
    )


def _pieces(gathered: Gathered, tasks: MappedTasks) -> dict[int, list[Piece]]:
    """Return the periods of work by row of the assignment, ascending."""
    duration = Parse(texts.iso_duration, 0, "duration")
    pieces: dict[int, list[Piece]] = defaultdict(list)
    for row, (kind, start, finish, value) in gathered.timephased:
        begin, end = tasks.moments[start], tasks.moments[finish]
        if begin != NO_TICKS and end != NO_TICKS and begin < end:
            pieces[row].append(Piece(begin, end, duration[value], kind == str(WORK_DONE)))
    for found in pieces.values():
        found.sort()
    return pieces


def _timephased(pieces: dict[int, list[Piece]], index_of_row: dict[int, int]) -> Timephased:
    found = [
        (index_of_row[row], piece.start_ticks, piece.finish_ticks, piece.work_ticks, int(piece.is_actual))
        for row in sorted(pieces)
        if row in index_of_row
        for piece in pieces[row]
    ]
    columns = list(zip(*found, strict=True)) if found else [()] * 5
    return Timephased(
        frozen(columns[0], np.int32),
        frozen(columns[1], np.int64),
        frozen(columns[2], np.int64),
        frozen(columns[3], np.int64),
        frozen(columns[4], np.int8),
    )


def _splits(
    gathered: Gathered,
    tasks: MappedTasks,
    pieces: dict[int, list[Piece]],
    activity: list[int],
    worktime: WorkTime,
    project_calendar: int,
) -> Splits:
    contours = gathered.assignments.column("WorkContour")
    by_activity: dict[int, list[Piece]] = defaultdict(list)
    for row, found in pieces.items():
        if contours[row] == _EDITED and activity[row] >= 0:
            by_activity[activity[row]] += found
    split: list[tuple[int, int, int]] = []
    for index in sorted(by_activity):
        own = int(tasks.activities.calendar[index])
        calendar = own if own >= 0 else project_calendar
        split += [(index, after, gap) for after, gap in gaps(by_activity[index], worktime, calendar)]
    columns = list(zip(*split, strict=True)) if split else [()] * 3
    return Splits(frozen(columns[0], np.int32), frozen(columns[1], np.int64), frozen(columns[2], np.int64))
