"""The health of a part of a network: the engine's assessment, kept in the process by revision."""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from lockstep.domain.planning.bridge.baselines import baseline_column
from lockstep.domain.planning.bridge.compiled import DRAFT, Compiled
from lockstep.domain.planning.bridge.packing import unpack_columns
from lockstep.domain.planning.models import Baseline, ScheduleResult
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Baseline as PlanBaseline
from lockstep.plan import Plan
from lockstep.plan.baselines import BaselineColumns

if TYPE_CHECKING:
    from lockstep.engine import Assessment, DatesBefore

KEPT: Final = 64
MOST_TRIED: Final = 20
TRIED_ACTIVITIES: Final = 400_000
"""Activities that may be scheduled again to try hand-offs: a large network tries fewer of them."""
MOST_POINTS: Final = 12
TREND_ACTIVITIES: Final = 30_000
"""Larger networks show no trend: unpacking a dozen of their results takes longer than the page may."""
LEAST_COVERED: Final = 0.8
HIGH_FLOAT_TICKS: Final = 44 * 4_800

_kept: "OrderedDict[tuple[Any, ...], Assessment]" = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class FloatPoint:
    """Total float of some activities at one stored revision; `mean_ticks` is None where none of them was there."""

    revision: int
    at: datetime
    activities: int
    negative: int
    high: int
    mean_ticks: float | None


@dataclass(frozen=True, slots=True)
class Past:
    """What older results say that held most of today's work: a trend, the oldest first, and its first columns."""

    points: tuple[FloatPoint, ...]
    first: Mapping[str, Any] | None


def health_of(
    compiled: Compiled, projects: Sequence[int], name: str, chosen: Mapping[int, Baseline], past: Past | None
) -> "Assessment":
    """Return the assessment of some projects, each against the baseline chosen for it."""
    baselines = tuple(sorted((node, row.pk, row.version) for node, row in chosen.items() if node in projects))
    since = past.points[0].revision if past and past.points else 0
    key = (compiled.network, compiled.revision, tuple(projects), name, baselines, since)
    with _lock:
        found = _kept.get(key)
    if found is not None and compiled.revision != DRAFT:
        return found
    found = _assessed(compiled, projects, name, chosen, past)
    with _lock:
        _kept[key] = found
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def _assessed(
    compiled: Compiled, projects: Sequence[int], name: str, chosen: Mapping[int, Baseline], past: Past | None
) -> "Assessment":
    from lockstep.engine import HealthRules, assess_part  # loads compiled kernels

    members = np.zeros(len(compiled.plan.activities), np.bool_)
    members[compiled.rows_of_projects(projects)] = True
    tried = min(MOST_TRIED, TRIED_ACTIVITIES // max(1, len(members)))
    return assess_part(
        _with_baseline(compiled, projects, chosen),
        compiled.schedule,
        members,
        name=name,
        before=_before(compiled, past),
        rules=HealthRules(traced_handoffs=tried),
    )


def _with_baseline(compiled: Compiled, projects: Sequence[int], chosen: Mapping[int, Baseline]) -> Plan:
    """Return the plan with the chosen baselines of its projects as its only one."""
    covered = [(node, chosen[node]) for node in projects if node in chosen]
    if not covered:
        return replace(compiled.plan, baselines=())
    names = ("start_ticks", "finish_ticks", "duration_ticks", "work_ticks")
    columns = {name: np.full(len(compiled.plan.activities), NO_TICKS, np.int64) for name in names}
    for baseline in {row.pk: row for _, row in covered}.values():
        rows = compiled.rows_of_projects([node for node, row in covered if row.pk == baseline.pk])
        ids = compiled.assembled.activities["id"][rows]
        for name in names:
            columns[name][rows] = baseline_column(baseline.pk, baseline.version, name, ids)
    return replace(compiled.plan, baselines=(PlanBaseline(covered[0][1].name, BaselineColumns(**columns)),))


def past_of(compiled: Compiled, projects: Sequence[int]) -> Past:
    """Return the float of some projects at the last results of other weeks, or of other revisions where all are new."""
    if len(compiled.plan.activities) > TREND_ACTIVITIES or compiled.revision == DRAFT:
        return Past((), None)
    stored = ScheduleResult.objects.filter(network_id=compiled.network, revision__lt=compiled.revision)
    known = list(stored.order_by("-revision").values_list("revision", "computed_at")[:500])
    if not known:
        return Past((), None)
    wanted = _spread(known)
    packed = stored.filter(revision__in=wanted).order_by("revision")
    ids = compiled.assembled.activities["id"][compiled.rows_of_projects(projects)]
    points, first = [], None
    for revision, at, columns in packed.values_list("revision", "computed_at", "columns"):
        found = unpack_columns(columns)
        point = _point(revision, at, found, ids)
        # A network that was still being put together says nothing about how its float was used up.
        if point.activities >= LEAST_COVERED * len(ids):
            first = found if first is None else first
            points.append(point)
    return Past(tuple(points), first)


def _spread(known: Sequence[tuple[int, datetime]]) -> list[int]:
    """Return the last revision of each of the last weeks; where there are hardly any weeks, revisions evenly apart."""
    weeks: dict[tuple[int, int], int] = {}
    for revision, at in known:
        weeks.setdefault(tuple(at.isocalendar()[:2]), revision)  # type: ignore[arg-type]
    if len(weeks) > 2:
        return list(weeks.values())[: MOST_POINTS - 1]
    step = max(1, len(known) // (MOST_POINTS - 1))
    return [revision for revision, _ in known[::step]][: MOST_POINTS - 1]


def point_now(compiled: Compiled, projects: Sequence[int], at: datetime) -> FloatPoint:
    """Return the float of some projects as it is computed now."""
    ids = compiled.assembled.activities["id"]
    columns = {"id": ids, "total_float_ticks": compiled.schedule.total_float_ticks}
    return _point(compiled.revision, at, columns, ids[compiled.rows_of_projects(projects)])


def _point(revision: int, at: datetime, columns: Mapping[str, Any], ids: Any) -> FloatPoint:
    floats = columns["total_float_ticks"][np.isin(columns["id"], ids)]
    floats = floats[floats != NO_TICKS]
    return FloatPoint(
        revision=revision,
        at=at,
        activities=len(floats),
        negative=int((floats < 0).sum()),
        high=int((floats > HIGH_FLOAT_TICKS).sum()),
        mean_ticks=float(floats.mean()) if len(floats) else None,
    )


def _before(compiled: Compiled, past: Past | None) -> "DatesBefore | None":
    """Return what the first of the older results said of each activity of today."""
    from lockstep.engine import DatesBefore  # loads compiled kernels

    if past is None or past.first is None:
        return None
    ids = compiled.assembled.activities["id"]
    then = past.first
    order = np.argsort(then["id"])
    known = then["id"][order]
    at = np.minimum(np.searchsorted(known, ids), max(0, len(known) - 1))
    row = np.where(known[at] == ids, order[at], -1) if len(known) else np.full(len(ids), -1)
    taken = {
        name: np.where(row >= 0, then[name][np.maximum(row, 0)], NO_TICKS)
        if len(known)
        else np.full(len(ids), NO_TICKS)
        for name in ("finish_ticks", "total_float_ticks")
    }
    missing = np.full(len(ids), NO_TICKS, np.int64)
    return DatesBefore(row.astype(np.int64), taken["finish_ticks"], taken["total_float_ticks"], missing)
