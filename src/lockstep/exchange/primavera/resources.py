"""P6 resources, their availability in time, and their assignments."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from lockstep.exchange import texts
from lockstep.exchange.primavera import words
from lockstep.exchange.primavera.curves import MappedCurves, map_curves
from lockstep.exchange.primavera.tables import P6Tables, hours, index_by
from lockstep.exchange.texts import Parse
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Assignments, Availability, ResourceKind, Resources
from lockstep.plan.columns import frozen


@dataclass(frozen=True, slots=True)
class MappedAssignments:
    """Assignments, their curves, and how many were kept aside because their activity is not in the file."""

    assignments: Assignments
    curves: MappedCurves
    lost: int


@dataclass(frozen=True, slots=True)
class MappedResources:
    """Resources and roles in one table: roles follow the resources, with their ids as negative uids."""

    resources: Resources
    availability: Availability
    rows: dict[str, int]
    roles: dict[str, int]

    def row_of(self, resource: str, role: str) -> int:
        """Return the row of the one who is assigned: a named resource, else a role, else nobody (-1)."""
        return self.rows.get(resource, self.roles.get(role, -1))


def map_resources(tables: P6Tables, calendar_rows: dict[str, int]) -> MappedResources:
    """Return resources and roles; where a rate table says how much is there from when, as availability."""
    people, roles = tables["RSRC"], tables["ROLES"]
    rows = index_by(people.column("rsrc_id"))
    role_rows = {uid: len(people) + row for uid, row in index_by(roles.column("role_id")).items()}
    steps = _steps(tables, "RSRCRATE", "rsrc_id", rows) | _steps(tables, "ROLERATE", "role_id", role_rows)
    count = len(people) + len(roles)
    kinds = [words.RESOURCE_KINDS.get(word, ResourceKind.WORK) for word in people.column("rsrc_type")]
    calendars = [calendar_rows.get(uid, -1) for uid in people.column("clndr_id")]
    names = [*_names(tables, "RSRC", "rsrc", "Resource"), *_names(tables, "ROLES", "role", "Role")]
    uids = [*tables.wholes("RSRC", "rsrc_id", 0), *(-uid for uid in tables.wholes("ROLES", "role_id", 0))]
    most = [max((units for _, units in steps.get(row, [])), default=1.0) for row in range(count)]
    resources = Resources(
        uids=frozen(uids, np.int64),
        names=tuple(names),
        guids=tuple(people.column("guid")) + ("",) * len(roles),
        kind=frozen(kinds + [ResourceKind.WORK] * len(roles), np.int8),
        calendar=frozen(calendars + [-1] * len(roles), np.int32),
        max_units=frozen(most, np.float64),
    )
    return MappedResources(resources, _availability(steps), rows, role_rows)


def _names(tables: P6Tables, table: str, prefix: str, word: str) -> list[str]:
    columns = (tables[table].column(f"{prefix}_{field}") for field in ("name", "short_name", "id"))
    return [name or short or f"{word} {uid}" for name, short, uid in zip(*columns, strict=True)]


def _availability(steps: dict[int, list[tuple[int, float]]]) -> Availability:
    found = []
    for row, periods in sorted(steps.items()):
        if len(periods) > 1:
            untils = [start for start, _ in periods[1:]] + [NO_TICKS]
            found += [
                (row, start, until, units) for (start, units), until in zip(periods, untils, strict=True)
            ]
    columns = list(zip(*found, strict=True)) if found else [()] * 4
    return Availability(
        frozen(columns[0], np.int32),
        frozen(columns[1], np.int64),
        frozen(columns[2], np.int64),
        frozen(columns[3], np.float64),
    )


def _steps(
    tables: P6Tables, table: str, key: str, rows: dict[str, int]
) -> dict[int, list[tuple[int, float]]]:
    """Return `(from, units)` by resource, ascending."""
    units = tables.values(table, "max_qty_per_hr", Parse(texts.units, 1.0, "number of units"))
    starts = tables.dates(table, "start_date")
    found: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for uid, start, amount in zip(tables[table].column(key), starts, units, strict=True):
        if uid in rows:
            found[rows[uid]].append((start, max(0.0, amount)))
    for periods in found.values():
        periods.sort()
    return dict(found)


def map_assignments(tables: P6Tables, of_task: list[int], resources: MappedResources) -> MappedAssignments:
    """Return the assignments; those whose activity is not in the file are kept aside."""
    table = tables["TASKRSRC"]
    tasks = index_by(tables["TASK"].column("task_id"))
    owners = [of_task[tasks[uid]] if uid in tasks else -1 for uid in table.column("task_id")]
    kept = np.array([row for row, owner in enumerate(owners) if owner >= 0], dtype=np.int64)
    for row, owner in enumerate(owners):
        if owner < 0:
            table.keep([row], tables.raw)
            tables.notices.warn(
                "exchange.lost_assignment",
                f"assignment {table.column('taskrsrc_id')[row]}",
                "Its activity is not in the file; it was kept aside, correct the source.",
            )

    def amounts(name: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        values = tables.values("TASKRSRC", name, Parse(hours, 0, "number of hours"))
        return np.array(values, dtype=np.int64)[kept] if len(kept) else np.zeros(0, dtype=np.int64)

    def dates(name: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return frozen(np.array(tables.dates("TASKRSRC", name), dtype=np.int64)[kept], np.int64)

    done = amounts("act_reg_qty") + amounts("act_ot_qty")
    remaining = amounts("remain_qty")
    count = len(kept)
    none = frozen(np.full(count, NO_TICKS), np.int64)
    zero = frozen(np.zeros(count), np.int64)
    names = table.column("curv_id")
    curves = map_curves(tables, [names[row] for row in kept])
    assigned = list(map(resources.row_of, table.column("rsrc_id"), table.column("role_id")))
    assignments = Assignments(
        uids=frozen(
            np.array(
                tables.values("TASKRSRC", "taskrsrc_id", Parse(texts.whole, 0, "whole number")),
                dtype=np.int64,
            )[kept],
            np.int64,
        ),
        activity=frozen(np.array(owners, dtype=np.int64)[kept], np.int32),
        resource=frozen([assigned[row] for row in kept], np.int32),
        units=frozen(_units(tables)[kept], np.float64),
        work_ticks=frozen(done + remaining, np.int64),
        actual_work_ticks=frozen(done, np.int64),
        remaining_work_ticks=frozen(remaining, np.int64),
        overtime_work_ticks=frozen(amounts("act_ot_qty"), np.int64),
        delay_ticks=frozen(amounts("target_lag_drtn_hr_cnt"), np.int64),
        leveling_delay_ticks=zero,
        contour=frozen(curves.contours, np.int8),
        actual_start_ticks=dates("act_start_date"),
        actual_finish_ticks=dates("act_end_date"),
        stop_ticks=none,
        resume_ticks=none,
        planned_start_ticks=none,
        planned_finish_ticks=none,
    )
    return MappedAssignments(assignments, curves, len(owners) - count)


def _units(tables: P6Tables) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    number = Parse(texts.units, 0.0, "number of units")
    planned = np.array(tables.values("TASKRSRC", "target_qty_per_hr", number), dtype=np.float64)
    return np.where(planned < words.NO_UNITS, 0.0, planned)
