"""Sheets to plan: rows in outline order, references as row numbers, calendars with their bases."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lockstep.domain.people.queries import PlanCalendar, PlanResource
from lockstep.domain.planning.bridge.options import options_of
from lockstep.domain.planning.bridge.outline import outline_order
from lockstep.domain.planning.bridge.sheets import GoOn, Sheet, unasked
from lockstep.domain.planning.bridge.tables import ProjectNode, Tables
from lockstep.domain.planning.vocabulary import RowState
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import (
    Activities,
    ActivityKind,
    Assignments,
    Availability,
    Calendar,
    ConstraintKind,
    Constraints,
    Curves,
    Dialect,
    Expenses,
    Fillings,
    Links,
    Plan,
    Project,
    Rates,
    Resources,
    ScheduleFrom,
    Splits,
    Suspensions,
    Timephased,
    curves_of,
    fillings_of,
)
from lockstep.plan.calendars import FULL_WEEK
from lockstep.plan.columns import NO_INDEX, frozen


@dataclass(frozen=True, slots=True)
class Assembled:
    """A plan with the database ids of its rows."""

    plan: Plan
    activities: Sheet
    """The sheet of the plan's activities, row by row in the plan's order (so `id` is not ascending)."""
    links: Sheet
    """The sheet of the plan's links, row by row."""
    project_ids: Any
    """Node id of each project, length P."""
    calendar_ids: tuple[int, ...]
    """Id of each calendar, length C."""
    resource_ids: tuple[int, ...]
    """Id of each resource, length R."""
    activity_row: dict[int, int]
    """Row of each activity id."""


def assemble(tables: Tables, name: str = "", go_on: GoOn = unasked) -> Assembled:
    """Make the plan of all rows that count: not withdrawn, both ends of a link there; `go_on` is asked in between."""
    settings = {int(node): row for row, node in enumerate(tables.projects["node_id"])}
    nodes = [node for node in tables.nodes if node.id in settings]
    rank = {node.id: number for number, node in enumerate(nodes)}
    calendar_rows = _numbered(tables.calendars)
    projects = tuple(_project(tables.projects, settings[n.id], n, calendar_rows) for n in nodes)
    activities, columns = _activities(tables, rank)
    row_of = dict(zip(activities["id"].tolist(), range(len(activities)), strict=True))
    go_on()
    links, link_columns = _links(tables.links, row_of)
    go_on()
    resources, availability = _resources(tables.resources, calendar_rows)
    assignments, timephased, curves = _assignments(tables, row_of)
    go_on()
    plan = Plan(
        name=name,
        projects=projects,
        calendars=_calendars(tables.calendars, calendar_rows),
        activities=columns,
        links=link_columns,
        constraints=_constraints(activities, tables.constraints, row_of),
        splits=_sparse(Splits, tables.splits, row_of, ("after_ticks", "gap_ticks")),
        suspensions=_sparse(Suspensions, tables.suspensions, row_of, ("suspend_ticks", "resume_ticks")),
        resources=resources,
        availability=availability,
        assignments=assignments,
        timephased=timephased,
        curves=curves,
        expenses=_expenses(activities),
        rates=_rates(tables.resources),
        fillings=_fillings(tables.resources),
    )
    return Assembled(
        plan=plan,
        activities=activities,
        links=links,
        project_ids=np.asarray([node.id for node in nodes], dtype=np.int64),
        calendar_ids=tuple(tables.calendars),
        resource_ids=tuple(tables.resources),
        activity_row=row_of,
    )


def _activities(tables: Tables, rank: dict[int, int]) -> tuple[Sheet, Activities]:
    sheet = tables.activities
    is_counted = np.isin(sheet["project_id"], np.fromiter(rank, dtype=np.int64, count=len(rank)))
    is_counted &= sheet["state"] != RowState.WITHDRAWN
    if not is_counted.all():
        sheet = sheet.take(np.flatnonzero(is_counted))
    project = _ranks(sheet["project_id"], rank)
    sheet = sheet.take(outline_order(sheet["id"], sheet["parent_id"], sheet["position"], project))
    project = _ranks(sheet["project_id"], rank)
    parent = _lookup(sheet["id"], sheet["parent_id"])
    # A parent of another project, or one that comes later (a circle), counts as none.
    rows = np.arange(len(sheet))
    parent = np.where((parent >= 0) & (parent < rows), parent, NO_INDEX)
    parent = np.where((parent >= 0) & (project[parent] != project), NO_INDEX, parent)
    has_child = np.zeros(len(sheet), dtype=bool)
    has_child[parent[parent >= 0]] = True
    columns = Activities(
        uids=frozen(sheet["id"], np.int64),
        codes=sheet["code"],
        names=sheet["name"],
        wbs=sheet["wbs"],
        guids=sheet["guid"],
        project=frozen(project, np.int32),
        parent=frozen(parent, np.int32),
        kind=frozen(np.where(has_child, ActivityKind.SUMMARY, sheet["kind"]), np.int8),
        mode=sheet["mode"],
        work_rule=sheet["work_rule"],
        calendar=frozen(_mapped(sheet["calendar_id"], _numbered(tables.calendars)), np.int32),
        ignores_resource_calendars=sheet["ignores_resource_calendars"],
        duration_ticks=sheet["duration_ticks"],
        remaining_ticks=sheet["remaining_ticks"],
        is_elapsed=sheet["is_elapsed"],
        is_effort_driven=sheet["is_effort_driven"],
        actual_start_ticks=sheet["actual_start_ticks"],
        actual_finish_ticks=sheet["actual_finish_ticks"],
        share_complete=sheet["share_complete"],
        planned_start_ticks=sheet["planned_start_ticks"],
        planned_finish_ticks=sheet["planned_finish_ticks"],
        leveling_delay_ticks=sheet["leveling_delay_ticks"],
        priority=frozen(sheet["priority"], np.int32),
    )
    return sheet, columns


def _ranks(project_ids: Any, rank: dict[int, int]) -> Any:
    return np.asarray([rank[project] for project in project_ids.tolist()], dtype=np.int64)


def _lookup(ids: Any, wanted: Any) -> Any:
    """Return the row of each wanted id in a column of ids in any order, -1 where it is not there."""
    if not len(ids):
        return np.full(len(wanted), NO_INDEX)
    order = np.argsort(ids, kind="stable")
    at = np.minimum(np.searchsorted(ids, wanted, sorter=order), len(ids) - 1)
    rows = order[at]
    return np.where(ids[rows] == wanted, rows, NO_INDEX)


def _links(sheet: Sheet, row_of: dict[int, int]) -> tuple[Sheet, Links]:
    predecessor = np.asarray([row_of.get(i, -1) for i in sheet["predecessor_id"].tolist()], dtype=np.int64)
    successor = np.asarray([row_of.get(i, -1) for i in sheet["successor_id"].tolist()], dtype=np.int64)
    counts = (predecessor >= 0) & (successor >= 0) & (sheet["state"] != RowState.WITHDRAWN)
    rows = np.flatnonzero(counts)
    sheet = sheet.take(rows)
    return sheet, Links(
        uids=frozen(sheet["id"], np.int64),
        predecessor=frozen(predecessor[rows], np.int32),
        successor=frozen(successor[rows], np.int32),
        kind=sheet["kind"],
        lag_unit=sheet["lag_unit"],
        lag_ticks=sheet["lag_ticks"],
        lag_share=sheet["lag_share"],
        is_hard=sheet["is_hard"],
    )


def _constraints(activities: Sheet, further: Sheet, row_of: dict[int, int]) -> Constraints:
    first = np.flatnonzero(activities["constraint"])
    deadlines = np.flatnonzero(activities["deadline_ticks"] != NO_TICKS)
    more = [(row_of[i], row) for row, i in enumerate(further["activity_id"].tolist()) if i in row_of]
    rows = np.concatenate([first, deadlines, np.asarray([row for row, _ in more], dtype=np.int64)])
    kinds = np.concatenate(
        [
            activities["constraint"][first],
            np.full(len(deadlines), ConstraintKind.DEADLINE),
            further["kind"][[row for _, row in more]] if more else np.zeros(0),
        ]
    )
    dates = np.concatenate(
        [
            activities["constraint_at_ticks"][first],
            activities["deadline_ticks"][deadlines],
            further["at_ticks"][[row for _, row in more]] if more else np.zeros(0, dtype=np.int64),
        ]
    )
    order = np.argsort(rows, kind="stable")
    return Constraints(
        activity=frozen(rows[order], np.int32),
        kind=frozen(kinds[order], np.int8),
        at_ticks=frozen(dates[order].astype(np.int64), np.int64),
    )


def _sparse(table: Any, sheet: Sheet, row_of: dict[int, int], names: tuple[str, ...]) -> Any:
    found = [(row_of[i], row) for row, i in enumerate(sheet["activity_id"].tolist()) if i in row_of]
    rows = [row for _, row in found]
    first = sheet[names[0]]
    found.sort(key=lambda pair: (pair[0], int(first[pair[1]])))
    rows = [row for _, row in found]
    picked = {name: frozen(sheet[name][rows], np.int64) for name in names}
    return table(activity=frozen([activity for activity, _ in found], np.int32), **picked)


def _assignments(tables: Tables, row_of: dict[int, int]) -> tuple[Assignments, Timephased, Curves]:
    sheet = tables.assignments
    activity = np.asarray([row_of.get(i, -1) for i in sheet["activity_id"].tolist()], dtype=np.int64)
    rows = np.flatnonzero(activity >= 0)
    sheet = sheet.take(rows)
    plain = {
        name: sheet[name]
        for name in Assignments.__annotations__
        if name not in {"uids", "activity", "resource"}
    }
    periods = [
        (row, *period) for row, spread in enumerate(sheet["timephased"]) if spread for period in spread
    ]
    cells = list(zip(*periods, strict=True)) if periods else [()] * 5
    return (
        Assignments(
            uids=frozen(sheet["id"], np.int64),
            activity=frozen(activity[rows], np.int32),
            resource=frozen(_mapped(sheet["resource_id"], _numbered(tables.resources)), np.int32),
            **plain,
        ),
        Timephased(
            assignment=frozen(cells[0], np.int32),
            start_ticks=frozen(cells[1], np.int64),
            finish_ticks=frozen(cells[2], np.int64),
            work_ticks=frozen(cells[3], np.int64),
            is_actual=frozen(cells[4], np.int8),
        ),
        curves_of(
            [(row, curve["name"], curve["shares"]) for row, curve in enumerate(sheet["curve"]) if curve]
        ),
    )


def _resources(
    found: Mapping[int, PlanResource], calendar_rows: Mapping[int, int]
) -> tuple[Resources, Availability]:
    spans = [
        (row, NO_TICKS if start is None else start, NO_TICKS if finish is None else finish, units)
        for row, resource in enumerate(found.values())
        for start, finish, units in resource.capacity
    ]
    cells = list(zip(*spans, strict=True)) if spans else [()] * 4
    rows = found.values()
    return (
        Resources(
            uids=frozen(list(found), np.int64),
            names=tuple(row.name for row in rows),
            guids=tuple(row.guid for row in rows),
            kind=frozen([row.kind for row in rows], np.int8),
            calendar=frozen([calendar_rows.get(row.calendar_id or 0, NO_INDEX) for row in rows], np.int32),
            max_units=frozen([row.max_units for row in rows], np.float64),
        ),
        Availability(
            resource=frozen(cells[0], np.int32),
            from_ticks=frozen(cells[1], np.int64),
            until_ticks=frozen(cells[2], np.int64),
            units=frozen(cells[3], np.float64),
        ),
    )


def _fillings(found: Mapping[int, PlanResource]) -> Fillings:
    rows = _numbered(found)
    roles = [(row, row) for row, resource in enumerate(found.values()) if resource.is_role]
    filled = [(row, rows.get(resource.role_id or 0, -1)) for row, resource in enumerate(found.values())]
    return fillings_of(sorted([*roles, *(pair for pair in filled if pair[1] >= 0)]))


def _expenses(activities: Sheet) -> Expenses:
    amount = activities["fixed_cost_minor"]
    rows = np.flatnonzero(amount)
    return Expenses(frozen(rows, np.int32), frozen(amount[rows], np.int64))


def _rates(found: Mapping[int, PlanResource]) -> Rates:
    known = [(row, rate.cost_per_hour_minor, rate.currency) for row, rate in enumerate(found.values())]
    cells = [cell for cell in known if cell[1]]
    return Rates(
        frozen([row for row, _, _ in cells], np.int32),
        frozen([rate for _, rate, _ in cells], np.float64),
        tuple(currency for _, _, currency in cells),
    )


def _calendars(found: Mapping[int, PlanCalendar], rows: Mapping[int, int]) -> tuple[Calendar, ...]:
    calendars = tuple(
        replace(row.calendar, base=rows.get(row.base_id or 0, NO_INDEX)) for row in found.values()
    )
    # A plan needs one calendar even where there is no project yet.
    return calendars or (Calendar("0", "24 hours", FULL_WEEK),)


def _numbered(found: Mapping[int, Any]) -> dict[int, int]:
    return {key: row for row, key in enumerate(found)}


def _mapped(ids: Any, rows: Mapping[int, int]) -> Any:
    return [rows.get(found, NO_INDEX) for found in ids.tolist()]


def _project(sheet: Sheet, row: int, node: ProjectNode, calendar_rows: Mapping[int, int]) -> Project:
    return Project(
        uid=str(node.id),
        name=node.name,
        dialect=Dialect(int(sheet["dialect"][row])),
        start_ticks=int(sheet["start_ticks"][row]),
        finish_ticks=int(sheet["finish_ticks"][row]),
        data_date_ticks=int(sheet["data_date_ticks"][row]),
        calendar=calendar_rows[int(sheet["calendar_id"][row])],
        schedule_from=ScheduleFrom(int(sheet["schedule_from"][row])),
        options=options_of(sheet["options"][row]),
        minutes_per_day=float(sheet["minutes_per_day"][row]),
        minutes_per_week=float(sheet["minutes_per_week"][row]),
        days_per_month=float(sheet["days_per_month"][row]),
        default_start_minute=int(sheet["default_start_minute"][row]),
        default_finish_minute=int(sheet["default_finish_minute"][row]),
        priority=int(sheet["priority"][row]),
        currency=sheet["currency"][row],
    )
