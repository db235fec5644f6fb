"""Carrying a simulation out: called by its job, safe to repeat."""

from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from lockstep.domain.access.queries.nodes import nodes_by_id
from lockstep.domain.ledger import NotFound
from lockstep.domain.outlook.bridge.composing import Composed, SetUp, composed
from lockstep.domain.outlook.bridge.drivers import driver_columns
from lockstep.domain.outlook.bridge.money import money_columns
from lockstep.domain.outlook.bridge.risk_events import risk_effects
from lockstep.domain.outlook.bridge.sharding import (
    close_shards,
    count_shard,
    counted_together,
    is_long,
    open_shards,
    take,
)
from lockstep.domain.outlook.bridge.simulating import (
    SHARES,
    Progress,
    Run,
    Simulated,
    Tally,
    columns_of,
    counted,
    prepared,
    simulated,
)
from lockstep.domain.outlook.bridge.storing import pack
from lockstep.domain.outlook.models import SimulationResult, SimulationRun, SimulationShard
from lockstep.domain.outlook.vocabulary import Response, SimulationProblem, Spread, Together, Unranged
from lockstep.domain.risks.actions import keep_effects
from lockstep.domain.runs.actions import enqueue
from lockstep.domain.runs.queries import is_going_on
from lockstep.foundation.findings import Finding
from lockstep.plan import RangeSource

COUNTING_SHARE = 0.5
"""Of the progress told: counting the iterations; the rest is what each driver is worth."""
MOST_FINDINGS = 50
SHARD = "outlook.count_shard"


def run_simulation(run: int, progress: Progress, job: int | None = None) -> dict[str, Any]:
    """Simulate what a run asks for and store what came of it; return what its job tells.

    The newest revision is taken, whatever it was when the run was asked for. A result that is there already is kept.
    """
    row = SimulationRun.objects.filter(pk=run).first()
    if row is None:
        raise NotFound(f"risk analysis {run}", "It was set aside meanwhile.")
    told = {"analysis": row.pk, "node": row.node_id}
    if SimulationResult.objects.filter(run=row).exists():
        return told
    progress(0.01, "Putting the plan together")
    set_up = set_up_of(row)
    path = nodes_by_id([row.node_id])[row.node_id].path
    plan = composed(set_up, lambda: progress(0.01, "Putting the plan together"))
    ready = prepared(plan, set_up, lambda: progress(0.02, "Making the plan ready"))
    tally = _tally(row, plan, ready, progress, job)

    def go_on() -> None:
        progress(COUNTING_SHARE, "Reading the answer off")

    found = simulated(plan, ready, tally, path, go_on)
    columns = columns_of(plan, found, go_on) | money_columns(plan, found)
    columns |= driver_columns(
        plan,
        set_up,
        found,
        columns["sensitivity"],
        lambda share, phase: progress(COUNTING_SHARE + (0.98 - COUNTING_SHARE) * share, phase),
    )
    keep_effects(
        risk_effects(plan, set_up, found, lambda: progress(0.98, "What each risk and its response do")),
        revision=plan.found.revision,
    )
    progress(0.99, "Storing the result")
    store(row, plan, found, columns)
    close_shards(row)
    return told


def run_shard(run: int, shard: int, progress: Progress) -> dict[str, Any]:
    """Count one shard of a long run, where it is still wanted; called by a job of its own."""
    told = {"shard": shard}
    found = SimulationShard.objects.filter(pk=shard, tally=None).first()
    row = SimulationRun.objects.filter(pk=run).first()
    if found is None or row is None or not _is_wanted(row):
        return told
    set_up = set_up_of(row)
    plan = composed(set_up, lambda: progress(0.01, "Putting the plan together"))
    # What is counted must be of one revision: the run's own job counts the rest where the plan moved on.
    if plan.found.revision != found.revision or not take(shard):
        return told
    ready = prepared(plan, set_up, lambda: progress(0.02, "Making the plan ready"))
    blocks = found.last_block - found.first_block

    def tell(done: int) -> None:
        progress(0.05 + 0.9 * done / blocks, "Counting a part")
        if not _is_wanted(row):
            raise SimulationProblem(str(row), "The analysis was canceled, so its parts are not needed.")

    count_shard(shard, ready, tell)
    return told


def _tally(row: SimulationRun, plan: Composed, ready: Run, progress: Progress, job: int | None) -> Tally:
    """Count the iterations: a short run here, a long one in shards of which any worker may take some."""
    if not is_long(ready):
        return counted(ready, progress, COUNTING_SHARE, f"Scheduling the plan {row.iterations:,} times")
    revision = plan.found.revision
    # The run's own job begins with the last shard, so the first needs no job.
    for shard in open_shards(row, revision, ready)[:-1]:
        enqueue(
            SHARD,
            {"run": row.pk, "shard": shard},
            owner=row.asked_by,
            node=row.node_id,
            parent=job,
            idempotency_key=f"simulation-{row.pk}-{revision}-{shard}",
        )
    return counted_together(row, revision, ready, progress, COUNTING_SHARE)


def _is_wanted(row: SimulationRun) -> bool:
    if SimulationResult.objects.filter(run=row).exists():
        return False
    return row.job_id is None or is_going_on(row.job_id)


def set_up_of(row: SimulationRun) -> SetUp:
    """Return how a run is to be simulated."""
    return SetUp(
        node=row.node_id,
        iterations=row.iterations,
        seed=row.seed,
        spread=Spread(row.spread),
        unranged=Unranged(row.unranged),
        together=Together(row.together),
        response=Response(row.response),
    )


def store(row: SimulationRun, plan: Composed, found: Simulated, columns: dict[str, Any]) -> None:
    """Store what came of a run, unless it is there already."""
    result = found.simulation
    planned = int(columns["node_planned"][np.flatnonzero(columns["node"] == row.node_id)[0]])
    finishes = columns["samples"]
    places = np.ceil(SHARES * len(finishes) - 1e-9).astype(int) - 1
    p10, p50, p80, p90 = finishes[places].tolist()
    with transaction.atomic():
        SimulationResult.objects.get_or_create(
            run=row,
            defaults={
                "network_id": plan.found.network,
                "revision": plan.found.revision,
                "engine_version": result.engine_version,
                "finished_at": timezone.now(),
                "planned_ticks": planned,
                "planned_share": float((finishes <= planned).mean()),
                "p10_ticks": p10,
                "p50_ticks": p50,
                "p80_ticks": p80,
                "p90_ticks": p90,
                "findings": [
                    _plain(finding) for finding in (*plan.findings, *result.findings)[:MOST_FINDINGS]
                ],
                "sources": {
                    source.name.lower(): int(result.range_count[source])
                    for source in RangeSource
                    if result.range_count[source]
                },
                "columns": pack(columns),
            },
        )


def _plain(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code, "severity": int(finding.severity), "sentence": finding.sentence}
