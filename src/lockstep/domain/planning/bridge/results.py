"""The engine's result, stored: one immutable row a revision, and the narrow table of current dates."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from lockstep.domain.planning.bridge.packing import pack_columns, unpack_columns
from lockstep.domain.planning.models import CurrentDates, CurrentResult, ScheduleResult
from lockstep.foundation.findings import Finding, Severity
from lockstep.foundation.ticks import NO_TICKS

if TYPE_CHECKING:
    from lockstep.engine import Schedule

BY_ACTIVITY = (
    "start_ticks",
    "finish_ticks",
    "early_start_ticks",
    "early_finish_ticks",
    "late_start_ticks",
    "late_finish_ticks",
    "total_float_ticks",
    "free_float_ticks",
    "is_critical",
    "is_on_longest_path",
    "driver_kind",
    "driver",
    "calendar",
)
BY_LINK = ("is_driving", "link_float_ticks")
NARROW = ("start_ticks", "finish_ticks", "late_finish_ticks", "total_float_ticks", "is_critical")
MOST_FINDINGS = 500


@dataclass(frozen=True, slots=True)
class Result:
    """Result columns with the database ids that they belong to."""

    schedule: "Schedule"
    activity_ids: Any
    link_ids: Any
    project_ids: Any

    def fits(self, activity_ids: Any, link_ids: Any) -> bool:
        """Tell whether the rows are those of a plan, in its order."""
        return np.array_equal(self.activity_ids, activity_ids) and np.array_equal(self.link_ids, link_ids)


def store(network: int, revision: int, result: Result, *, dialect: str) -> bool:
    """Store the result of a revision; False, and nothing written, where a newer one is stored already."""
    columns = columns_of(result)
    with transaction.atomic():
        current, _ = CurrentResult.objects.select_for_update().get_or_create(network_id=network)
        if current.revision >= revision:
            return False
        before = load_columns(network, current.revision)
        ScheduleResult.objects.update_or_create(
            network_id=network,
            revision=revision,
            defaults={
                "engine_version": result.schedule.engine_version,
                "dialect": dialect,
                "computed_at": timezone.now(),
                "activities": len(result.activity_ids),
                "findings": [_plain(finding) for finding in result.schedule.findings[:MOST_FINDINGS]],
                "columns": pack_columns(columns),
            },
        )
        _write_narrow(before, columns)
        CurrentResult.objects.filter(network_id=network).update(revision=revision)
    return True


def load_columns(network: int, revision: int) -> dict[str, Any] | None:
    """Return the stored columns of a revision, None where there are none."""
    packed = (
        ScheduleResult.objects.filter(network_id=network, revision=revision)
        .values_list("columns", flat=True)
        .first()
    )
    return None if packed is None else unpack_columns(packed)


def columns_of(result: Result) -> dict[str, Any]:
    """Return a result as named columns; those of links and projects are prefixed."""
    schedule = result.schedule
    columns = {"id": result.activity_ids, **{name: getattr(schedule, name) for name in BY_ACTIVITY}}
    columns["link.id"] = result.link_ids
    columns.update({f"link.{name}": getattr(schedule, name) for name in BY_LINK})
    columns["project.id"] = result.project_ids
    columns["project.finish_ticks"] = schedule.project_finish_ticks
    return columns


def schedule_of(columns: dict[str, Any], findings: list[dict[str, Any]], engine_version: str) -> Result:
    """Return stored columns as the engine's result."""
    from lockstep.engine import Schedule  # loads compiled kernels; commands such as migrate need none

    schedule = Schedule(
        **{name: columns[name] for name in BY_ACTIVITY},
        **{name: columns[f"link.{name}"] for name in BY_LINK},
        project_finish_ticks=columns["project.finish_ticks"],
        findings=tuple(_finding(found) for found in findings),
        engine_version=engine_version,
    )
    return Result(schedule, columns["id"], columns["link.id"], columns["project.id"])


def load(network: int, revision: int) -> Result | None:
    """Return the stored result of a revision, None where there is none."""
    row = (
        ScheduleResult.objects.filter(network_id=network, revision=revision)
        .values_list("columns", "findings", "engine_version")
        .first()
    )
    return None if row is None else schedule_of(unpack_columns(row[0]), row[1], row[2])


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": int(finding.severity),
        "place": finding.place,
        "sentence": finding.sentence,
        "activities": list(finding.activities),
    }


def _finding(stored: dict[str, Any]) -> Finding:
    return Finding(
        stored["code"],
        Severity(stored["severity"]),
        stored["place"],
        stored["sentence"],
        tuple(stored["activities"]),
    )


def _write_narrow(before: dict[str, Any] | None, after: dict[str, Any]) -> None:
    """Write the rows that differ, and take away those that are no longer there."""
    order = np.argsort(after["id"])
    ids = after["id"][order]
    values = {name: after[name][order] for name in NARROW}
    differs = np.ones(len(ids), dtype=bool)
    if before is not None:
        old_order = np.argsort(before["id"])
        old_ids = before["id"][old_order]
        gone = old_ids[~np.isin(old_ids, ids)]
        for start in range(0, len(gone), 500):
            CurrentDates.objects.filter(pk__in=gone[start : start + 500].tolist()).delete()
        if len(old_ids):
            at = np.minimum(np.searchsorted(old_ids, ids), len(old_ids) - 1)
            same = old_ids[at] == ids
            for name in NARROW:
                same &= before[name][old_order][at] == values[name]
            differs = ~same
    rows = np.flatnonzero(differs)
    if len(rows):
        _upsert(ids[rows].tolist(), [_nullable(values[name][rows]) for name in NARROW])


def _nullable(values: Any) -> list[Any]:
    if values.dtype == bool:
        return list(values.tolist())
    return [None if value == NO_TICKS else value for value in values.tolist()]


def _upsert(ids: list[int], columns: list[list[Any]]) -> None:
    table = CurrentDates._meta.db_table
    names = ", ".join(NARROW)
    # Another statement may have removed the activity since it was read; such a row is left out.
    sets = ", ".join(f"{name} = excluded.{name}" for name in NARROW)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"INSERT INTO {table} (activity_id, {names}) "  # noqa: S608  names are our own columns
                "SELECT found.* FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], "
                f"%s::boolean[]) AS found(activity_id, {names}) "
                "JOIN planning_activity ON planning_activity.id = found.activity_id "
                f"ON CONFLICT (activity_id) DO UPDATE SET {sets}",
                [ids, *columns],
            )
            return
        marks = ", ".join(["%s"] * (len(NARROW) + 1))
        cursor.executemany(
            f"INSERT INTO {table} (activity_id, {names}) VALUES ({marks}) "  # noqa: S608
            f"ON CONFLICT (activity_id) DO UPDATE SET {sets}",
            list(zip(ids, *columns, strict=True)),
        )
