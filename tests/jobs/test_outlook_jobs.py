"""Simulations as jobs: carried out once, canceled within a second, and in parts the same to the bit."""

from pathlib import Path
from typing import Any

import pytest

from lockstep.domain.outlook.bridge import sharding
from lockstep.domain.outlook.models import SimulationResult, SimulationRun, SimulationShard
from lockstep.domain.runs.actions import cancel
from lockstep.domain.runs.models import Job
from lockstep.jobs.worker import Worker
from tests.domain.planning.conftest import DAY, MONDAY, do


@pytest.fixture
def worker(transactional_db: None, settings: Any, tmp_path: Path) -> Worker:
    settings.MEDIA_ROOT = str(tmp_path / "files")
    return Worker(lease_seconds=30.0, poll_seconds=0.02)


@pytest.fixture
def portfolio(worker: Worker) -> int:
    """Two activities in a row, with ranges."""
    top = do("portfolio.add_node", kind="portfolio", name="City").pk
    project = do("portfolio.add_node", kind="project", name="Dig", parent=top).pk
    do("planning.open_plan", project=project, changes={"start_ticks": MONDAY})
    one = do("planning.add_activity", project=project, name="Dig", duration_ticks=20 * DAY)
    other = do("planning.add_activity", project=project, name="Pour", duration_ticks=10 * DAY)
    do("planning.link_activities", predecessor=one.pk, successor=other.pk)
    do("planning.quick_ranges", node=top)
    return int(top)


def test_a_job_simulates_and_says_where_the_answer_is(worker: Worker, portfolio: int) -> None:
    run = do("outlook.start_simulation", node=portfolio, iterations=256)
    assert worker.work_off() == 1
    job = Job.objects.get(pk=run.job_id)
    assert (job.status, job.result) == ("done", {"analysis": run.pk, "node": portfolio})
    assert SimulationResult.objects.get(run=run).p80_ticks > 0


def test_parts_counted_by_any_worker_give_the_same_bits(
    worker: Worker, portfolio: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = do("outlook.start_simulation", node=portfolio, iterations=1_000)
    worker.work_off()
    monkeypatch.setattr(sharding, "SHARDED_WORK", 1)
    monkeypatch.setattr(sharding, "SHARD_WORK", 500)
    cut = do("outlook.start_simulation", node=portfolio, iterations=1_000)
    worker.work_off()
    columns = [bytes(SimulationResult.objects.get(run=run).columns) for run in (whole, cut)]
    assert columns[0] == columns[1]
    assert Job.objects.filter(kind="outlook.count_shard", parent_id=cut.job_id, status="done").count() >= 1
    assert not SimulationShard.objects.exists()


def test_a_part_that_was_counted_elsewhere_is_taken_over(
    worker: Worker, portfolio: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts counted by their own jobs are brought together; one that is held by nobody any more is counted again."""
    from lockstep.domain.outlook.actions import run_shard, run_simulation
    from lockstep.domain.outlook.actions.running import set_up_of
    from lockstep.domain.outlook.bridge.composing import composed
    from lockstep.domain.outlook.bridge.simulating import prepared

    monkeypatch.setattr(sharding, "SHARDED_WORK", 1)
    monkeypatch.setattr(sharding, "SHARD_WORK", 500)
    row = do("outlook.start_simulation", node=portfolio, iterations=1_000)
    plan = composed(set_up_of(row))
    shards = sharding.open_shards(row, plan.found.revision, prepared(plan, set_up_of(row)))
    assert len(shards) == 4
    run_shard(row.pk, shards[0], lambda share, phase: None)
    assert SimulationShard.objects.exclude(tally=None).count() == 1
    run_simulation(row.pk, lambda share, phase: None)
    assert SimulationResult.objects.filter(run=row).exists()


def test_a_canceled_analysis_stops_and_leaves_nothing_to_count(worker: Worker, portfolio: int) -> None:
    run = do("outlook.start_simulation", node=portfolio, iterations=256)
    from lockstep.domain.access.models import Grant, User

    root = User.objects.create_user("root@example.org", "long enough pass", name="Root")
    Grant.objects.create(user=root, node=None, role="administrator")
    cancel(root, run.job_id)
    assert worker.work_off() == 0
    assert not SimulationResult.objects.exists()
    assert SimulationRun.objects.get().job.status == "canceled"
