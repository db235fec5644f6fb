"""Long work on plans: files are read, applied and written by jobs, with progress and once only."""

import time
from pathlib import Path
from typing import Any

import pytest

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.planning.actions import (
    ask_apply,
    ask_export,
    ask_import,
    ask_leveling,
    ask_recalculation,
)
from lockstep.domain.planning.bridge.files import read_kept
from lockstep.domain.planning.bridge.leveling import leveling_report
from lockstep.domain.planning.models import Activity, ImportRun, Network
from lockstep.domain.planning.queries import leveling, leveling_of_job
from lockstep.domain.planning.queries.exports import kept_export
from lockstep.domain.runs.models import Job
from lockstep.jobs.worker import Worker
from tests.domain.planning.conftest import MONDAY, do, plan_file

ROWS = [(1, "Survey", 3.0), (2, "Design", 5.0)]


@pytest.fixture
def worker(transactional_db: None, settings: Any, tmp_path: Path) -> Worker:
    settings.MEDIA_ROOT = str(tmp_path / "files")
    return Worker(lease_seconds=30.0, poll_seconds=0.02)


@pytest.fixture
def portfolio(worker: Worker) -> int:
    return do("portfolio.add_node", kind="portfolio", name="City").pk


def result(job: int) -> Any:
    row = Job.objects.get(pk=job)
    assert row.status == "done", row.error
    return row.result


def test_a_file_is_read_applied_and_exported_by_jobs(worker: Worker, portfolio: int) -> None:
    job = ask_import(SYSTEM, portfolio, "vendor.xml", plan_file(ROWS, [(1, 2)]))
    worker.work_off()
    run = result(job)["run"]
    assert Activity.objects.count() == 0
    job = ask_apply(SYSTEM, portfolio, run)
    assert ask_apply(SYSTEM, portfolio, run) == job
    worker.work_off()
    assert result(job)["changeSet"] == ImportRun.objects.get(pk=run).change_set
    assert Activity.objects.count() == 2
    job = ask_export(SYSTEM, portfolio, "mspdi")
    worker.work_off()
    assert b"Survey" in kept_export(result(job)["digest"])


def test_a_worker_elsewhere_finds_the_files_that_a_server_was_given(
    worker: Worker, portfolio: int, settings: Any, tmp_path: Path
) -> None:
    """Machines have only the database in common."""
    content = plan_file(ROWS, [(1, 2)])
    job = ask_import(SYSTEM, portfolio, "vendor.xml", content)
    settings.MEDIA_ROOT = str(tmp_path / "elsewhere")
    read_kept.cache_clear()
    worker.work_off()
    run = ImportRun.objects.get(pk=result(job)["run"])
    assert (run.file_size, len(run.summary["projects"])) == (len(content), 1)


def test_a_file_that_cannot_be_read_fails_in_plain_words(worker: Worker, portfolio: int) -> None:
    job = ask_import(SYSTEM, portfolio, "vendor.xml", b"no plan at all")
    worker.work_off()
    row = Job.objects.get(pk=job)
    assert row.status == "failed"
    assert "vendor.xml" in row.error


def test_of_several_recalculations_the_newest_is_carried_out(worker: Worker, portfolio: int) -> None:
    project = do("portfolio.add_node", kind="project", name="Dig", parent=portfolio).pk
    do("planning.open_plan", project=project, changes={"start_ticks": MONDAY})
    do("planning.add_activity", project=project, name="Dig", duration_ticks=4_800)
    network = Network.objects.get(root=portfolio)
    for _ in range(3):
        ask_recalculation(network.pk)
    worker.work_off()
    done = Job.objects.filter(kind="planning.recalculate", status="done")
    assert [row.result for row in done] == [{"revision": network.revision}]


@pytest.fixture
def crowded(worker: Worker, portfolio: int) -> int:
    """A project in which Ann is wanted by ten activities at once."""
    project = do("portfolio.add_node", kind="project", name="Dig", parent=portfolio).pk
    do("planning.open_plan", project=project, changes={"start_ticks": MONDAY})
    ann = do("people.add_resource", node=project, name="Ann").pk
    for number in range(10):
        row = do("planning.add_activity", project=project, name=f"Dig {number}", duration_ticks=4_800)
        do("planning.assign", activity=row.pk, resource=ann)
    return project


def test_leveling_is_a_job_that_keeps_a_proposal(worker: Worker, crowded: int) -> None:
    job = ask_leveling(SYSTEM, crowded, seconds=0.2)
    worker.work_off()
    assert result(job) == {"leveling": leveling_of_job(SYSTEM, job)}
    assert len(leveling(SYSTEM, result(job)["leveling"]).delays) == 9


def test_a_leveling_job_that_is_canceled_keeps_the_best_so_far(
    worker: Worker, crowded: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The search would last ten minutes; it ends within a second of the cancel, and what it has is kept.

    While the plan is read there is nothing yet to keep.
    """
    early = ask_leveling(SYSTEM, crowded, seconds=600)
    Job.objects.filter(pk=early).update(cancel_requested=True)
    began = time.monotonic()
    worker.work_off()
    assert Job.objects.get(pk=early).status == "canceled"
    assert leveling_of_job(SYSTEM, early) is None

    def canceled_then(*given: Any) -> Any:
        Job.objects.filter(pk=job).update(cancel_requested=True)
        return leveling_report(*given)

    monkeypatch.setattr("lockstep.domain.planning.actions.leveling.leveling_report", canceled_then)
    job = ask_leveling(SYSTEM, crowded, seconds=600)
    worker.work_off()
    assert time.monotonic() - began < 10
    assert Job.objects.get(pk=job).status == "canceled"
    kept = leveling_of_job(SYSTEM, job)
    assert kept is not None
    assert leveling(SYSTEM, kept).row.is_stopped
