"""The schedule of a node as columns: the one form that the Gantt, exports and programs read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.planning.bridge.baselines import baseline_column
from lockstep.domain.planning.bridge.compiled import Compiled
from lockstep.domain.planning.bridge.rollups import span, summary_shares
from lockstep.domain.planning.bridge.rows import ViewRows
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityMode, Calendar, ConstraintKind, LagUnit

KINDS: Final = (
    "activity",
    "start_milestone",
    "finish_milestone",
    "summary",
    "level_of_effort",
    "margin",
    "external",
    "resource_dependent",
    "project",
    "program",
    "portfolio",
    "stub",
)
CONSTRAINTS: Final = ("as_soon_as_possible", *(kind.name.lower() for kind in ConstraintKind))
STUB: Final = KINDS.index("stub")
OUTSIDE: Final = "activity outside your view"


@dataclass(frozen=True, slots=True)
class BaselineChoice:
    """Which baseline a project is shown against."""

    id: int
    version: int


@dataclass(frozen=True, slots=True)
class View:
    """Everything that the columns are made of beside the plan."""

    rows: ViewRows
    may_edit: Mapping[int, bool]
    is_stale: Mapping[int, bool]
    baselines: Mapping[int, BaselineChoice]
    owners: Mapping[int, str]
    stub_names: Mapping[int, str]
    """Name of a stub by row of the plan; one that is missing may not be read."""
    profile_codes: Mapping[int, str]


def activity_columns(compiled: Compiled, view: View) -> dict[str, Any]:
    """Return one value a row: nodes and activities in outline order, then stubs."""
    rows, activities, schedule = view.rows, compiled.plan.activities, compiled.schedule
    sheet = compiled.assembled.activities
    projects = {found.node.id: number for number, found in enumerate(_project_rows(view))}
    frame = _Frame(rows)
    base_start, base_finish = _baseline_dates(compiled, view)
    node_spans = [span(compiled, _rows_of(rows, found.row, found.last)) for found in rows.nodes]
    project_of = np.asarray(
        [projects.get(int(i), -1) for i in compiled.assembled.project_ids], dtype=np.int64
    )
    columns = {
        "id": frame.numbers(sheet["id"], [-found.node.id for found in rows.nodes]),
        "project": frame.numbers(
            project_of[activities.project], [projects.get(found.node.id, -1) for found in rows.nodes], stub=-1
        ),
        "parent": frame.placed(rows.parent, [found.parent for found in rows.nodes], -1),
        "level": frame.placed(rows.level, [found.level for found in rows.nodes], 0),
        "code": frame.texts(
            activities.codes, [view.profile_codes.get(found.node.id, "") for found in rows.nodes]
        ),
        "name": frame.texts(activities.names, [found.node.name for found in rows.nodes]),
        "kind": frame.numbers(
            activities.kind, [KINDS.index(found.node.kind) for found in rows.nodes], stub=STUB
        ),
        "start": frame.ticks(schedule.start_ticks, [found.start for found in node_spans]),
        "finish": frame.ticks(schedule.finish_ticks, [found.finish for found in node_spans]),
        "lateFinish": frame.ticks(schedule.late_finish_ticks),
        "totalFloat": frame.ticks(schedule.total_float_ticks),
        "freeFloat": frame.ticks(schedule.free_float_ticks),
        "duration": frame.ticks(activities.duration_ticks),
        "elapsed": frame.flags(activities.is_elapsed),
        "progress": frame.shares(summary_shares(compiled), [found.share_complete for found in node_spans]),
        "critical": frame.flags(schedule.is_critical),
        "longestPath": frame.flags(schedule.is_on_longest_path),
        "baseStart": frame.ticks(base_start, _node_dates(rows, base_start, np.min)),
        "baseFinish": frame.ticks(base_finish, _node_dates(rows, base_finish, np.max)),
        "actualStart": frame.ticks(activities.actual_start_ticks),
        "actualFinish": frame.ticks(activities.actual_finish_ticks),
        "deadline": frame.ticks(sheet["deadline_ticks"]),
        "calendar": frame.numbers(_calendars(compiled), [-1] * len(rows.nodes), stub=-1),
        "manual": frame.flags(activities.mode == ActivityMode.MANUAL),
        "inactive": frame.flags(activities.mode == ActivityMode.INACTIVE),
        "vanished": frame.flags(sheet["state"] == 1),
        "constraint": frame.numbers(sheet["constraint"], [0] * len(rows.nodes)),
        "constraintAt": frame.ticks(sheet["constraint_at_ticks"]),
        "version": frame.numbers(sheet["version"], [found.node.version for found in rows.nodes]),
        "owner": _owners(compiled, view),
        "p80": [None] * rows.count,
        "outside": [0] * (rows.count - len(rows.stubs)) + [1] * len(rows.stubs),
        "segments": _segments(compiled, rows),
        "kinds": list(KINDS),
        "constraints": list(CONSTRAINTS),
    }
    _hide_stubs(columns, view, activities.names)
    return columns


def link_columns(compiled: Compiled, view: View) -> dict[str, Any]:
    """Return the links that touch the view; `from` and `to` are rows of it."""
    links, schedule, chosen = compiled.plan.links, compiled.schedule, view.rows.links
    is_share = links.lag_unit[chosen] >= LagUnit.PERCENT
    lag = np.where(
        is_share, np.round(links.lag_share[chosen] * 100).astype(np.int64), links.lag_ticks[chosen]
    )
    return {
        "id": links.uids[chosen].tolist(),
        "from": view.rows.place[links.predecessor[chosen]].tolist(),
        "to": view.rows.place[links.successor[chosen]].tolist(),
        "kind": links.kind[chosen].tolist(),
        "lag": lag.tolist(),
        "lagUnit": np.minimum(links.lag_unit[chosen], LagUnit.PERCENT).tolist(),
        "driving": schedule.is_driving[chosen].astype(np.int8).tolist(),
        "hard": links.is_hard[chosen].astype(np.int8).tolist(),
        "version": compiled.assembled.links["version"][chosen].tolist(),
    }


def project_columns(compiled: Compiled, view: View) -> dict[str, Any]:
    """Return one value a project of the view, in its order."""
    found = [row.node for row in _project_rows(view)]
    sheet = compiled.tables.projects
    at = {int(node): row for row, node in enumerate(sheet["node_id"])}
    rank = {int(node): row for row, node in enumerate(compiled.assembled.project_ids)}

    def setting(node: int, name: str, missing: Any) -> Any:
        return sheet[name][at[node]] if node in at else missing

    dates = [int(setting(node.id, "data_date_ticks", NO_TICKS)) for node in found]
    return {
        "id": [node.id for node in found],
        "name": [node.name for node in found],
        "code": [view.profile_codes.get(node.id, "") or str(setting(node.id, "code", "")) for node in found],
        "version": [int(setting(node.id, "version", 0)) for node in found],
        "dataDate": [None if date == NO_TICKS else date for date in dates],
        "mastered": [str(setting(node.id, "mastered", "here")) for node in found],
        "mayEdit": [view.may_edit.get(node.id, False) for node in found],
        "minutesPerDay": [float(setting(node.id, "minutes_per_day", 480.0)) for node in found],
        "calendar": [
            int(compiled.plan.projects[rank[node.id]].calendar) if node.id in rank else 0 for node in found
        ],
        "stale": [view.is_stale.get(node.id, False) for node in found],
        "idle": [node.id not in rank for node in found],
    }


def calendar_columns(compiled: Compiled) -> list[dict[str, Any]]:
    """Return every calendar with its own week, and exceptions; bases and work weeks are worked in."""
    calendars = compiled.plan.calendars
    ids = compiled.assembled.calendar_ids or (0,)
    return [
        {"id": ids[row], "name": calendar.name, **_effective(calendars, row)}
        for row, calendar in enumerate(calendars)
    ]


def _effective(calendars: Sequence[Calendar], row: int) -> dict[str, Any]:
    chain = []
    while row >= 0 and calendars[row] not in chain:
        chain.append(calendars[row])
        row = calendars[row].base
    week = [
        next((found.week[day] for found in chain if found.week[day] is not None), ()) or ()
        for day in range(7)
    ]
    exceptions = [
        [item.first_day, item.last_day, [list(shift) for shift in item.shifts]]
        for found in chain
        for item in found.exceptions
    ]
    work_weeks = [
        [
            item.first_day,
            item.last_day,
            [[list(s) for s in day] if day is not None else None for day in item.week],
        ]
        for found in chain
        for item in found.work_weeks
    ]
    return {
        "week": [[list(shift) for shift in day] for day in week],
        "exceptions": exceptions,
        "workWeeks": work_weeks,
    }


@dataclass(frozen=True, slots=True)
class _Frame:
    """Spreads values of activities, nodes and stubs over the rows of a view."""

    rows: ViewRows

    def numbers(self, values: Any, nodes: Sequence[int], stub: int | None = None) -> list[Any]:
        found = np.zeros(self.rows.count, dtype=np.int64)
        found[self.rows.at] = values[self.rows.rows]
        found[self._node_rows] = nodes
        if len(self.rows.stubs):
            found[self._stub_rows] = values[self.rows.stubs] if stub is None else stub
        return list(found.tolist())

    def placed(self, values: Any, nodes: Sequence[int], stub: int) -> list[Any]:
        """Spread values that are given for the shown rows only."""
        found = np.full(self.rows.count, stub, dtype=np.int64)
        found[self.rows.at] = values
        found[self._node_rows] = nodes
        return list(found.tolist())

    def ticks(self, values: Any, nodes: Sequence[int] | None = None) -> list[Any]:
        found = np.full(self.rows.count, NO_TICKS, dtype=np.int64)
        found[self.rows.at] = values[self.rows.rows]
        if nodes is not None:
            found[self._node_rows] = nodes
        found[self._stub_rows] = values[self.rows.stubs]
        listed: list[Any] = found.tolist()
        for row in np.flatnonzero(found == NO_TICKS).tolist():
            listed[row] = None
        return list(listed)

    def shares(self, values: Any, nodes: Sequence[float]) -> list[Any]:
        found = np.zeros(self.rows.count)
        found[self.rows.at] = values[self.rows.rows]
        found[self._node_rows] = nodes
        return list(np.round(found, 4).tolist())

    def flags(self, values: Any) -> list[Any]:
        found = np.zeros(self.rows.count, dtype=np.int8)
        found[self.rows.at] = values[self.rows.rows]
        return list(found.tolist())

    def texts(self, values: Sequence[str], nodes: Sequence[str]) -> list[str]:
        found = [""] * self.rows.count
        for row, at in zip(self.rows.rows.tolist(), self.rows.at.tolist(), strict=True):
            found[at] = values[row]
        for node, text in zip(self.rows.nodes, nodes, strict=True):
            found[node.row] = text
        return found

    @property
    def _node_rows(self) -> list[int]:
        return [found.row for found in self.rows.nodes]

    @property
    def _stub_rows(self) -> Any:
        return self.rows.count - len(self.rows.stubs) + np.arange(len(self.rows.stubs))


def _calendars(compiled: Compiled) -> Any:
    """Return the calendar of each activity: its own, else its project's."""
    activities, projects = compiled.plan.activities, compiled.plan.projects
    default = np.asarray([project.calendar for project in projects] or [0])
    return np.where(activities.calendar >= 0, activities.calendar, default[activities.project])


def _project_rows(view: View) -> list[Any]:
    return [found for found in view.rows.nodes if found.node.kind == NodeKind.PROJECT]


def _rows_of(rows: ViewRows, first: int, last: int) -> Any:
    return rows.rows[(rows.at > first) & (rows.at < last)]


def _baseline_dates(compiled: Compiled, view: View) -> tuple[Any, Any]:
    ids = compiled.assembled.activities["id"]
    start, finish = np.full(len(ids), NO_TICKS), np.full(len(ids), NO_TICKS)
    for choice in set(view.baselines.values()):
        nodes = [node for node, found in view.baselines.items() if found == choice]
        rows = compiled.rows_of_projects(nodes)
        start[rows] = baseline_column(choice.id, choice.version, "start_ticks", ids[rows])
        finish[rows] = baseline_column(choice.id, choice.version, "finish_ticks", ids[rows])
    return start, finish


def _node_dates(rows: ViewRows, values: Any, pick: Any) -> list[int]:
    found = []
    for node in rows.nodes:
        below = values[_rows_of(rows, node.row, node.last)]
        below = below[below != NO_TICKS]
        found.append(int(pick(below)) if len(below) else NO_TICKS)
    return found


def _owners(compiled: Compiled, view: View) -> list[str]:
    found = [""] * view.rows.count
    for activity, name in view.owners.items():
        row = compiled.row(activity)
        if row is not None and view.rows.place[row] >= 0:
            found[int(view.rows.place[row])] = name
    return found


def _segments(compiled: Compiled, rows: ViewRows) -> dict[str, list[int]]:
    """Return the pieces of split work, by row of the view; stubs are shown in one."""
    found = compiled.pieces
    place = rows.place[found.activity]
    is_shown = (place >= 0) & (place < rows.count - len(rows.stubs))
    return {
        "row": place[is_shown].tolist(),
        "start": found.start_ticks[is_shown].tolist(),
        "finish": found.finish_ticks[is_shown].tolist(),
    }


def _hide_stubs(columns: dict[str, Any], view: View, names: Sequence[str]) -> None:
    """Leave of a stub its dates, and its name where it may be read."""
    first = view.rows.count - len(view.rows.stubs)
    for number, row in enumerate(view.rows.stubs.tolist()):
        at = first + number
        is_known = row in view.stub_names
        columns["name"][at] = view.stub_names.get(row, OUTSIDE)
        if not is_known:
            columns["id"][at] = 0
        for name in ("lateFinish", "totalFloat", "freeFloat", "duration", "deadline", "constraintAt"):
            columns[name][at] = None
        for name in ("baseStart", "baseFinish", "actualStart", "actualFinish"):
            columns[name][at] = None
        columns["constraint"][at] = columns["version"][at] = 0
