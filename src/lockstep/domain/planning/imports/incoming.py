"""What a file says of one project, as plain values in the source's own terms (calendars and parents by their keys)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from lockstep.domain.planning.bridge.options import stored_options
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Calendar, ConstraintKind, LinkKind, Plan, Project

Values = dict[str, Any]
End = tuple[str, str]
"""An activity of a file: keys of its project and of itself."""

DEFAULTS: Final[Values] = {
    "name": "",
    "code": "",
    "wbs": "",
    "parent": None,
    "kind": 0,
    "mode": 0,
    "work_rule": 0,
    "calendar": None,
    "ignores_resource_calendars": False,
    "duration_ticks": 0,
    "remaining_ticks": 0,
    "is_elapsed": False,
    "is_effort_driven": False,
    "actual_start_ticks": None,
    "actual_finish_ticks": None,
    "share_complete": 0.0,
    "planned_start_ticks": None,
    "planned_finish_ticks": None,
    "leveling_delay_ticks": 0,
    "priority": 500,
    "constraint": 0,
    "constraint_at_ticks": None,
    "deadline_ticks": None,
    "fixed_cost_minor": 0,
}
"""The fields of an activity that a source masters, with what most activities have."""

_LONGEST = {"name": 1000, "code": 120, "wbs": 400}


@dataclass(frozen=True, slots=True)
class IncomingActivity:
    """An activity of the file."""

    row: int
    key: str
    guid: str
    values: Values
    further: tuple[tuple[int, int | None], ...] = ()
    splits: tuple[tuple[int, int], ...] = ()
    suspension: tuple[int | None, int | None] | None = None


@dataclass(frozen=True, slots=True)
class IncomingLink:
    """A link of the file; both ends by key, `key` is unique within the project."""

    key: str
    predecessor: str
    successor: str
    values: Values


@dataclass(frozen=True, slots=True)
class IncomingResource:
    """A resource of the file."""

    key: str
    guid: str
    values: Values


@dataclass(frozen=True, slots=True)
class IncomingAssignment:
    """An assignment of the file; activity and resource by key."""

    key: str
    activity: str
    resource: str | None
    values: Values


@dataclass(frozen=True, slots=True)
class IncomingBaseline:
    """A baseline of the file: values by activity key."""

    name: str
    values: Mapping[str, tuple[int | None, int | None, int | None, int | None]]


@dataclass(frozen=True, slots=True)
class IncomingProject:
    """One project of a file."""

    key: str
    name: str
    settings: Values
    calendars: Mapping[str, tuple[Calendar, str | None]]
    """Calendar and key of its base, by key."""
    activities: tuple[IncomingActivity, ...]
    links: tuple[IncomingLink, ...]
    resources: tuple[IncomingResource, ...]
    assignments: tuple[IncomingAssignment, ...]
    baselines: tuple[IncomingBaseline, ...]


def incoming_project(plan: Plan, index: int) -> IncomingProject:
    """Return what a plan says of one of its projects."""
    project = plan.projects[index]
    rows = np.flatnonzero(plan.activities.project == index)
    keys = activity_keys(plan, rows)
    calendar_keys = unique_keys([calendar.uid or calendar.name for calendar in plan.calendars])
    resource_keys = unique_keys([str(uid) for uid in plan.resources.uids.tolist()])
    assignments = _assignments(plan, keys, resource_keys)
    used = {found.resource for found in assignments}
    roles = {
        resource_keys[who]: resource_keys[role] for who, role in _cells(plan.fillings, "resource", "role")
    }
    used |= {roles[key] for key in used if key in roles}
    return IncomingProject(
        key=project.uid[:250],
        name=(project.name or "Project")[:250],
        settings=_settings(project, calendar_keys),
        calendars=_calendars(plan, calendar_keys),
        activities=_activities(plan, rows, keys, calendar_keys),
        links=_links(plan, keys),
        resources=_resources(plan, resource_keys, calendar_keys, used, roles, project.currency),
        assignments=assignments,
        baselines=_baselines(plan, rows, keys),
    )


def activity_keys(plan: Plan, rows: Any) -> dict[int, str]:
    """Return the keys of one project's activities, by row of the plan."""
    found = unique_keys([str(uid) for uid in plan.activities.uids[rows].tolist()])
    return dict(zip(rows.tolist(), found, strict=True))


def unique_keys(keys: list[str]) -> list[str]:
    """Return keys with a number appended where one comes again."""
    seen: dict[str, int] = defaultdict(int)
    found = []
    for key in keys:
        seen[key] += 1
        found.append(key[:240] if seen[key] == 1 else f"{key[:240]}#{seen[key]}")
    return found


def _settings(project: Project, calendar_keys: list[str]) -> Values:
    return {
        "dialect": int(project.dialect),
        "start_ticks": _optional(project.start_ticks),
        "finish_ticks": _optional(project.finish_ticks),
        "data_date_ticks": _optional(project.data_date_ticks),
        "schedule_from": int(project.schedule_from),
        "options": stored_options(project.options),
        "calendar": calendar_keys[project.calendar] if 0 <= project.calendar < len(calendar_keys) else None,
        "minutes_per_day": project.minutes_per_day or 480.0,
        "minutes_per_week": project.minutes_per_week or 2400.0,
        "days_per_month": project.days_per_month or 20.0,
        "default_start_minute": project.default_start_minute,
        "default_finish_minute": project.default_finish_minute,
        "priority": project.priority,
        "currency": project.currency,
    }


def _calendars(plan: Plan, keys: list[str]) -> dict[str, tuple[Calendar, str | None]]:
    return {
        key: (calendar, keys[calendar.base] if calendar.base >= 0 else None)
        for key, calendar in zip(keys, plan.calendars, strict=True)
    }


def _activities(
    plan: Plan, rows: Any, keys: dict[int, str], calendar_keys: list[str]
) -> tuple[IncomingActivity, ...]:
    table = plan.activities
    first, further, deadlines = _constraints(plan)
    expenses: dict[int, int] = defaultdict(int)
    for activity, amount in _cells(plan.expenses, "activity", "amount_minor"):
        expenses[activity] += amount
    splits: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for activity, after, gap in _cells(plan.splits, "activity", "after_ticks", "gap_ticks"):
        splits[activity].append((after, gap))
    suspended = {
        activity: (_optional(start), _optional(finish))
        for activity, start, finish in _cells(plan.suspensions, "activity", "suspend_ticks", "resume_ticks")
    }
    plain = {name: getattr(table, name)[rows].tolist() for name in _PLAIN}
    calendars, parents = table.calendar[rows].tolist(), table.parent[rows].tolist()
    found = []
    for at, row in enumerate(rows.tolist()):
        values = {name: column[at] for name, column in plain.items()}
        values["name"] = table.names[row][:1000]
        values["code"] = table.codes[row][:120]
        values["wbs"] = table.wbs[row][:400]
        values["parent"] = keys.get(parents[at])
        values["calendar"] = calendar_keys[calendars[at]] if calendars[at] >= 0 else None
        for name in _TICKS:
            values[name] = _optional(values[name])
        values["duration_ticks"] = max(0, values["duration_ticks"])
        values["remaining_ticks"] = max(0, values["remaining_ticks"])
        values["share_complete"] = round(min(max(values["share_complete"], 0.0), 1.0), 6)
        values["constraint"], values["constraint_at_ticks"] = first.get(row, (0, None))
        values["deadline_ticks"] = deadlines.get(row)
        values["fixed_cost_minor"] = expenses.get(row, 0)
        found.append(
            IncomingActivity(
                row,
                keys[row],
                table.guids[row][:64],
                values,
                tuple(further.get(row, ())),
                tuple(splits.get(row, ())),
                suspended.get(row),
            )
        )
    return tuple(found)


_PLAIN = (
    "kind",
    "mode",
    "work_rule",
    "ignores_resource_calendars",
    "duration_ticks",
    "remaining_ticks",
    "is_elapsed",
    "is_effort_driven",
    "actual_start_ticks",
    "actual_finish_ticks",
    "share_complete",
    "planned_start_ticks",
    "planned_finish_ticks",
    "leveling_delay_ticks",
    "priority",
)
_TICKS = ("actual_start_ticks", "actual_finish_ticks", "planned_start_ticks", "planned_finish_ticks")


def _constraints(plan: Plan) -> tuple[dict[int, Any], dict[int, list[Any]], dict[int, int]]:
    first: dict[int, tuple[int, int | None]] = {}
    further: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    deadlines: dict[int, int] = {}
    for activity, kind, at in _cells(plan.constraints, "activity", "kind", "at_ticks"):
        if kind == ConstraintKind.DEADLINE and activity not in deadlines and at != NO_TICKS:
            deadlines[activity] = at
        elif activity not in first and kind != ConstraintKind.DEADLINE:
            first[activity] = (kind, _optional(at))
        else:
            further[activity].append((kind, _optional(at)))
    return first, further, deadlines


def link_cells(links: Any) -> Any:
    """Give (row of the predecessor, row of the successor, values) of each link."""
    cells = _cells(links, "predecessor", "successor", "kind", "lag_unit", "lag_ticks", "lag_share", "is_hard")
    for before, after, kind, unit, lag, share, is_hard in cells:
        values = {"kind": kind, "lag_unit": unit, "lag_ticks": lag, "lag_share": share, "is_hard": is_hard}
        yield before, after, values


def _links(plan: Plan, keys: dict[int, str]) -> tuple[IncomingLink, ...]:
    """Return the links within a project; those between projects are read for the whole file."""
    found, names = [], []
    for before, after, values in link_cells(plan.links):
        if before not in keys or after not in keys or before == after:
            continue
        names.append(f"{keys[before]}>{keys[after]}:{LinkKind(values['kind']).name}")
        found.append((keys[before], keys[after], values))
    unique = unique_keys(names)
    return tuple(IncomingLink(key[:120], *row) for key, row in zip(unique, found, strict=True))


_KINDS = ("person", "material", "cost")


def _resources(
    plan: Plan,
    keys: list[str],
    calendar_keys: list[str],
    used: set[str | None],
    roles: Mapping[str, str],
    currency: str,
) -> tuple[IncomingResource, ...]:
    table, takes_all = plan.resources, len(plan.projects) == 1
    rates = {row: (rate, code) for row, rate, code in _rates(plan)}
    spans: dict[int, list[list[Any]]] = defaultdict(list)
    for row, start, finish, units in _cells(
        plan.availability, "resource", "from_ticks", "until_ticks", "units"
    ):
        spans[row].append([_optional(start), _optional(finish), units])
    found = []
    for row, key in enumerate(keys):
        if not takes_all and key not in used:
            continue
        calendar = int(table.calendar[row])
        values = {
            "name": (table.names[row] or f"Resource {key}")[:250],
            "kind": "role" if roles.get(key) == key else _KINDS[int(table.kind[row])],
            "role": None if roles.get(key) == key else roles.get(key),
            "calendar": calendar_keys[calendar] if calendar >= 0 else None,
            "max_units": max(0.0, float(table.max_units[row])),
            "capacity": spans.get(row, []),
            "cost_per_hour_minor": None,
            "currency": "",
        }
        if row in rates:
            rate, code = rates[row]
            values |= {"cost_per_hour_minor": round(rate), "currency": code or currency}
        found.append(IncomingResource(key, table.guids[row][:64], values))
    return tuple(found)


def _rates(plan: Plan) -> Any:
    table = plan.rates
    return zip(table.resource.tolist(), table.per_hour_minor.tolist(), table.currencies, strict=True)


def _assignments(
    plan: Plan, keys: dict[int, str], resource_keys: list[str]
) -> tuple[IncomingAssignment, ...]:
    table = plan.assignments
    names = [name for name in type(table).__annotations__ if name not in {"uids", "activity", "resource"}]
    periods: dict[int, list[list[int]]] = defaultdict(list)
    for row, *period in _cells(
        plan.timephased, "assignment", "start_ticks", "finish_ticks", "work_ticks", "is_actual"
    ):
        periods[row].append(period)
    curves = {
        row: {"name": name[:120], "shares": [round(share, 6) for share in shares]}
        for row, name, shares in zip(
            plan.curves.assignment.tolist(), plan.curves.names, plan.curves.shares.tolist(), strict=True
        )
    }
    columns = {name: getattr(table, name).tolist() for name in names}
    found = []
    unique = unique_keys([str(uid) for uid in table.uids.tolist()])
    for row, (activity, resource) in enumerate(
        zip(table.activity.tolist(), table.resource.tolist(), strict=True)
    ):
        if activity not in keys:
            continue
        values = {name: _unless_missing(column[row]) for name, column in columns.items()}
        values["timephased"] = periods.get(row)
        values["curve"] = curves.get(row)
        found.append(
            IncomingAssignment(
                unique[row][:120], keys[activity], resource_keys[resource] if resource >= 0 else None, values
            )
        )
    return tuple(found)


def _baselines(plan: Plan, rows: Any, keys: dict[int, str]) -> tuple[IncomingBaseline, ...]:
    found = []
    for baseline in plan.baselines:
        columns = [
            getattr(baseline.columns, name)[rows].tolist()
            for name in ("start_ticks", "finish_ticks", "duration_ticks", "work_ticks")
        ]
        values = {
            keys[row]: tuple(_optional(cell) for cell in cells)
            for row, *cells in zip(rows.tolist(), *columns, strict=True)
            if any(cell != NO_TICKS for cell in cells)
        }
        if values:
            found.append(IncomingBaseline(baseline.name[:250] or "Baseline", values))  # type: ignore[arg-type]
    return tuple(found)


def _cells(table: Any, *names: str) -> Any:
    return zip(*(getattr(table, name).tolist() for name in names), strict=True)


def _optional(ticks: int) -> int | None:
    return None if ticks == NO_TICKS else ticks


def _unless_missing(value: Any) -> Any:
    return None if value == NO_TICKS else value
