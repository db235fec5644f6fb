"""Runs of simulations as people see them: asked for, under way, done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import NodeRow, readable_node
from lockstep.domain.ledger import NotFound
from lockstep.domain.outlook.bridge.storing import unpack
from lockstep.domain.outlook.models import SimulationResult, SimulationRun
from lockstep.domain.outlook.vocabulary import Response, RunState, Spread, Together, Unranged
from lockstep.domain.planning.queries.uncertain import network_revision
from lockstep.domain.runs.vocabulary import JobStatus

_STATES = {
    JobStatus.QUEUED: RunState.WAITING,
    JobStatus.RUNNING: RunState.RUNNING,
    JobStatus.CANCELED: RunState.CANCELED,
    JobStatus.DONE: RunState.DONE,
}


@dataclass(frozen=True, slots=True)
class RunRow:
    """One simulation: how it was asked for, where it stands, and the figures of its node once it is done."""

    id: int
    version: int
    node: int
    node_name: str
    iterations: int
    seed: int
    spread: Spread
    unranged: Unranged
    together: Together
    response: Response
    asked_by: str
    asked_at: datetime
    job: int | None
    state: RunState
    progress: float
    phase: str
    error: str
    finished_at: datetime | None
    revision: int | None
    is_stale: bool
    planned_ticks: int | None
    planned_share: float | None
    p10_ticks: int | None
    p50_ticks: int | None
    p80_ticks: int | None
    p90_ticks: int | None


def analyses(user: Any, node: int, *, before: int | None = None, limit: int = 50) -> tuple[RunRow, ...]:
    """Return the simulations of a node and of those above it that the user may read, the newest first.

    `before` is the id after which the next page starts.
    """
    return run_rows(user, readable_node(user, node), limit, before=before)


def run_rows(user: Any, place: NodeRow, limit: int, *, before: int | None = None) -> tuple[RunRow, ...]:
    """Return the simulations that a node's page shows."""
    found = SimulationRun.objects.filter(may_read.readable(user, "node"), node_id__in=place.ancestor_ids)
    found = found.select_related("node", "asked_by", "job", "result").defer("result__columns")
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[:limit])
    newest = _newest(rows)
    return tuple(_row(row, newest) for row in rows)


def run_row(user: Any, run: int) -> RunRow:
    """Return one simulation; NotFound when it is absent or its node may not be read."""
    found = SimulationRun.objects.filter(may_read.readable(user, "node"), pk=run)
    row = found.select_related("node", "asked_by", "job", "result").defer("result__columns").first()
    if row is None:
        raise NotFound(f"risk analysis {run}", "There is no such analysis, or you may not see it.")
    return _row(row, _newest([row]))


@lru_cache(maxsize=8)
def columns_of(run: int, finished_at: datetime) -> dict[str, Any]:
    """Return the columns of a finished run; they never change, so they are kept in the process."""
    packed = SimulationResult.objects.filter(run_id=run).values_list("columns", flat=True).first()
    if packed is None:
        raise NotFound(f"risk analysis {run}", "It was set aside meanwhile.")
    return unpack(packed)


def _newest(rows: Iterable[SimulationRun]) -> dict[int, int]:
    networks = {row.result.network_id for row in rows if hasattr(row, "result")}
    return {network: network_revision(network) for network in networks}


def _row(row: SimulationRun, newest: dict[int, int]) -> RunRow:
    result = getattr(row, "result", None)
    job = row.job
    state = RunState.FAILED
    if result is not None:
        state = RunState.DONE
    elif job is not None:
        state = _STATES.get(JobStatus(job.status), RunState.FAILED)
    return RunRow(
        id=row.pk,
        version=row.version,
        node=row.node_id,
        node_name=row.node.name,
        iterations=row.iterations,
        seed=row.seed,
        spread=Spread(row.spread),
        unranged=Unranged(row.unranged),
        together=Together(row.together),
        response=Response(row.response),
        asked_by=row.asked_by.name if row.asked_by else "Lockstep",
        asked_at=row.asked_at,
        job=row.job_id,
        state=state,
        progress=1.0 if result is not None else job.progress if job else 0.0,
        phase=job.phase if job else "",
        error=job.error if job and result is None else "",
        finished_at=result.finished_at if result else None,
        revision=result.revision if result else None,
        is_stale=bool(result and newest[result.network_id] > result.revision),
        planned_ticks=result.planned_ticks if result else None,
        planned_share=result.planned_share if result else None,
        p10_ticks=result.p10_ticks if result else None,
        p50_ticks=result.p50_ticks if result else None,
        p80_ticks=result.p80_ticks if result else None,
        p90_ticks=result.p90_ticks if result else None,
    )
