"""What an edit moves: two computed states of one network, compared."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from lockstep.domain.planning.bridge.compiled import Compiled
from lockstep.domain.planning.bridge.rollups import rows_below, span
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_DAY
from lockstep.plan import ActivityKind

MOST_MILESTONES: Final = 20


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone that moves; `days` are calendar days, later is positive."""

    id: int
    name: str
    before: int | None
    after: int | None
    days: float


@dataclass(frozen=True, slots=True)
class Impact:
    """What moves. Counts and rows hold only what the user may read."""

    moved: int
    sentence: str
    finish_before: int | None
    finish_after: int | None
    rows: dict[str, list[Any]]
    milestones: tuple[Milestone, ...]

    @property
    def finish_days(self) -> float:
        """Return by how many calendar days the finish moves; later is positive."""
        if self.finish_before is None or self.finish_after is None:
            return 0.0
        return days_between(self.finish_before, self.finish_after)


def compare(before: Compiled, after: Compiled, path: str, what: str, readable: frozenset[int]) -> Impact:
    """Compare two states of a network as one who may read some of its projects sees them.

    `path` is the node whose finish is told, `what` its kind in words.
    """
    ids, old, new = _common(before, after, readable)
    differs = np.zeros(len(ids), dtype=bool)
    for name in ("start_ticks", "finish_ticks", "total_float_ticks", "is_critical"):
        differs |= getattr(before.schedule, name)[old] != getattr(after.schedule, name)[new]
    has_moved = before.schedule.start_ticks[old] != after.schedule.start_ticks[new]
    has_moved |= before.schedule.finish_ticks[old] != after.schedule.finish_ticks[new]
    is_leaf = after.plan.activities.kind[new] != ActivityKind.SUMMARY
    moved = int((has_moved & is_leaf).sum())
    fresh = _fresh(before, after, readable)
    shown = np.concatenate([new[differs], fresh]).astype(np.int64)
    finish_before, finish_after = _finish(before, path), _finish(after, path)
    return Impact(
        moved=moved,
        sentence=_sentence(moved, what, finish_before, finish_after),
        finish_before=finish_before,
        finish_after=finish_after,
        rows={
            **_row_columns(after, shown, path),
            "removed": [int(i) for i in _gone(before, after, readable)],
        },
        milestones=_milestones(before, after, ids, old, new, has_moved),
    )


def unchanged(compiled: Compiled, path: str) -> Impact:
    """Return the impact of nothing."""
    finish = _finish(compiled, path)
    rows: dict[str, list[Any]] = {
        name: [] for name in ("id", "start", "finish", "totalFloat", "critical", "version", "removed")
    }
    return Impact(0, "Moves nothing.", finish, finish, rows, ())


def days_between(before: int, after: int) -> float:
    """Return calendar days with one decimal."""
    return round((after - before) / TICKS_PER_DAY, 1)


def _common(before: Compiled, after: Compiled, readable: frozenset[int]) -> tuple[Any, Any, Any]:
    old_ids, new_ids = before.assembled.activities["id"], after.assembled.activities["id"]
    ids, old, new = np.intersect1d(old_ids, new_ids, assume_unique=True, return_indices=True)
    seen = _is_seen(after, readable)[new]
    return ids[seen], old[seen], new[seen]


def _is_seen(compiled: Compiled, readable: frozenset[int]) -> Any:
    seen = np.isin(compiled.assembled.project_ids, np.asarray(sorted(readable), dtype=np.int64))
    projects = compiled.plan.activities.project
    return seen[projects] if len(projects) else np.zeros(0, dtype=bool)


def _fresh(before: Compiled, after: Compiled, readable: frozenset[int]) -> Any:
    is_new = ~np.isin(after.assembled.activities["id"], before.assembled.activities["id"])
    return np.flatnonzero(is_new & _is_seen(after, readable))


def _gone(before: Compiled, after: Compiled, readable: frozenset[int]) -> Any:
    ids = before.assembled.activities["id"]
    return ids[~np.isin(ids, after.assembled.activities["id"]) & _is_seen(before, readable)]


def _row_columns(after: Compiled, rows: Any, path: str) -> dict[str, list[Any]]:
    """Return the rows that differ, then the node and every one between it and them that has dates of its own."""
    schedule = after.schedule
    columns = {
        "id": after.assembled.activities["id"][rows].tolist(),
        "start": optional(schedule.start_ticks[rows]),
        "finish": optional(schedule.finish_ticks[rows]),
        "totalFloat": optional(schedule.total_float_ticks[rows]),
        "critical": schedule.is_critical[rows].astype(np.int8).tolist(),
        "version": after.assembled.activities["version"][rows].tolist(),
    }
    touched = {int(after.assembled.project_ids[p]) for p in np.unique(after.plan.activities.project[rows])}
    paths = [node.path for node in after.tables.nodes if node.id in touched]
    nodes = sorted(
        {int(part) for found in paths if found.startswith(path) for part in found.split("/") if part}
    )
    own = [int(part) for part in path.split("/") if part]
    for node in nodes:
        if node in own[:-1]:
            continue
        found = span(after, rows_below(after, _path_to(paths, node)))
        columns["id"].append(-node)
        columns["start"].append(_optional(found.start))
        columns["finish"].append(_optional(found.finish))
        columns["totalFloat"].append(None)
        columns["critical"].append(0)
        columns["version"].append(0)
    return columns


def _path_to(paths: list[str], node: int) -> str:
    mark = f"/{node}/"
    path = next(found for found in paths if mark in found)
    return path[: path.index(mark) + len(mark)]


def optional(values: Any) -> list[Any]:
    """Return ticks as plain numbers, None where they are missing."""
    return [None if value == NO_TICKS else value for value in values.tolist()]


def _optional(value: int) -> int | None:
    return None if value == NO_TICKS else value


def _finish(compiled: Compiled, path: str) -> int | None:
    return _optional(span(compiled, rows_below(compiled, path)).finish)


def _milestones(
    before: Compiled, after: Compiled, ids: Any, old: Any, new: Any, has_moved: Any
) -> tuple[Milestone, ...]:
    kinds = after.plan.activities.kind[new]
    is_milestone = (kinds == ActivityKind.START_MILESTONE) | (kinds == ActivityKind.FINISH_MILESTONE)
    rows = np.flatnonzero(has_moved & is_milestone)
    moves = after.schedule.finish_ticks[new[rows]] - before.schedule.finish_ticks[old[rows]]
    found = []
    for at in np.argsort(-np.abs(moves), kind="stable")[:MOST_MILESTONES].tolist():
        row = int(rows[at])
        was, will = int(before.schedule.finish_ticks[old[row]]), int(after.schedule.finish_ticks[new[row]])
        name = after.plan.activities.names[int(new[row])]
        found.append(Milestone(int(ids[row]), name, _optional(was), _optional(will), days_between(was, will)))
    return tuple(found)


def _sentence(moved: int, what: str, before: int | None, after: int | None) -> str:
    if moved == 0 and before == after:
        return "Moves nothing."
    activities = "no activity" if moved == 0 else "1 activity" if moved == 1 else f"{moved} activities"
    if before is None or after is None or before == after:
        return f"Moves {activities}; {what} finish stays."
    days = days_between(before, after)
    amount = f"{abs(days):g} {'day' if abs(days) == 1 else 'days'}"
    how = f"slips {amount}" if days > 0 else f"comes {amount} earlier"
    return f"Moves {activities}; {what} finish {how}."
