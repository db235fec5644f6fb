"""The embedded worker: effects once, stops when asked, gives way."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from lockstep.domain.access.models import Node
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import perform
from lockstep.domain.runs import actions as runs
from lockstep.domain.runs.models import Job
from lockstep.foundation.findings import LockstepError
from lockstep.jobs import kinds as registry
from lockstep.jobs.kinds import job_kind
from lockstep.jobs.tickets import Ticket
from lockstep.jobs.worker import Worker


@pytest.fixture
def own_kinds() -> Iterator[Callable[..., Any]]:
    registry.load_kinds()
    known = dict(registry._kinds)
    yield job_kind
    registry._kinds.clear()
    registry._kinds.update(known)


@pytest.fixture
def worker(transactional_db: None) -> Worker:
    return Worker(lease_seconds=1.0, poll_seconds=0.02)


def test_a_job_runs_and_its_result_is_kept(own_kinds: Any, worker: Worker) -> None:
    own_kinds("test.sum")(lambda ticket: sum(ticket.arguments["numbers"]))
    job_id = runs.enqueue("test.sum", {"numbers": [1, 2, 3]})
    assert worker.work_off() >= 1
    row = Job.objects.get(pk=job_id)
    assert (row.status, row.result, row.progress) == ("done", 6, 1.0)


def test_a_refusal_fails_at_once_with_its_sentence(own_kinds: Any, worker: Worker) -> None:
    @own_kinds("test.refused")
    def refused(ticket: Ticket) -> None:
        raise LockstepError("plan.xml", "It is empty. Choose another file.", code="test.empty")

    job_id = runs.enqueue("test.refused", {})
    worker.work_off()
    row = Job.objects.get(pk=job_id)
    assert (row.status, row.error_code) == ("failed", "test.empty")
    assert "Choose another file" in row.error


def test_an_accident_is_tried_again_and_told_without_its_traceback(
    own_kinds: Any, worker: Worker, caplog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People read what failed, of which thing, and a reference; the log has the cause under the same reference."""
    monkeypatch.setattr(logging.getLogger("lockstep"), "propagate", True)
    node = Node.objects.create(kind="portfolio", name="Eastern Line", path="/1/")

    @own_kinds("test.accident", words="Reading the file “{file_name}”")
    def accident(ticket: Ticket) -> None:
        raise ZeroDivisionError("secret cause")

    job_id = runs.enqueue("test.accident", {"file_name": "plan.xml"}, node=node.pk, max_attempts=2)
    worker.work_off()
    assert Job.objects.get(pk=job_id).status == "queued"
    Job.objects.update(run_at=timezone.now())
    worker.work_off()
    row = Job.objects.get(pk=job_id)
    assert (row.status, row.error_code) == ("failed", "runs.unexpected")
    assert row.error.startswith("Reading the file “plan.xml”, at Eastern Line, failed: it was tried 2 times")
    assert f"job-{job_id}-2" in row.error
    told = f"{row.error} {row.log_tail} {row.phase} {row.result}"
    assert "secret cause" not in told
    assert "ZeroDivisionError" not in told
    assert "secret cause" in caplog.text
    assert f"job-{job_id}-2" in caplog.text


def test_arguments_that_cannot_be_brought_up_to_date_end_the_job_and_not_the_worker(
    own_kinds: Any, worker: Worker
) -> None:
    own_kinds("test.renamed", version=2, upgrades={})(lambda ticket: None)
    job_id = runs.enqueue("test.renamed", {}, max_attempts=1)
    worker.work_off()
    assert Job.objects.get(pk=job_id).status == "failed"


def test_a_long_job_keeps_its_lease_without_reporting(own_kinds: Any, worker: Worker) -> None:
    own_kinds("test.long")(lambda ticket: time.sleep(1.8))
    job_id = runs.enqueue("test.long", {})
    thread = in_thread(worker.work_once)
    time.sleep(1.4)
    assert runs.claim("thief", ["test.long"], lease_seconds=30) is None
    thread.join()
    assert Job.objects.get(pk=job_id).status == "done"


def test_cancel_reaches_a_running_job_at_its_next_report(own_kinds: Any, worker: Worker) -> None:
    started = threading.Event()

    @own_kinds("test.endless")
    def endless(ticket: Ticket) -> None:
        started.set()
        for step in range(1_000):
            ticket.report(step / 1_000, "Working")
            time.sleep(0.05)

    job_id = runs.enqueue("test.endless", {})
    thread = in_thread(worker.work_once)
    assert started.wait(5)
    runs.cancel(SYSTEM, job_id)
    thread.join(5)
    assert Job.objects.get(pk=job_id).status == "canceled"


def test_a_worker_that_is_told_to_end_puts_its_job_back(own_kinds: Any, worker: Worker) -> None:
    @own_kinds("test.patient")
    def patient(ticket: Ticket) -> None:
        worker.ending.set()
        ticket.report(0.5, "Half")

    job_id = runs.enqueue("test.patient", {})
    worker.work_once()
    row = Job.objects.get(pk=job_id)
    assert (row.status, row.attempts) == ("queued", 0)


def test_effect_and_end_are_one_transaction(own_kinds: Any, worker: Worker) -> None:
    """A worker that lost its lease while it computed changes nothing."""
    arguments = {"kind": "portfolio", "name": "Twice?"}

    @own_kinds("test.effect")
    def effect(ticket: Ticket) -> None:
        if ticket.held.lease_no == 1:
            Job.objects.filter(pk=ticket.job_id).update(lease_no=2)
        perform(
            "portfolio.add_node",
            actor=SYSTEM,
            arguments=arguments,
            seal=ticket.seal(lambda work: {"change_set": work.change_set_id}),
        )

    job_id = runs.enqueue("test.effect", {})
    worker.work_once()
    assert not Node.objects.filter(name="Twice?").exists()
    Job.objects.filter(pk=job_id).update(status="queued")
    worker.work_once()
    row = Job.objects.get(pk=job_id)
    assert Node.objects.filter(name="Twice?").count() == 1
    assert row.status == "done"
    assert row.result["change_set"] > 0


def test_daily_jobs_are_asked_for_once_whatever_the_number_of_workers(worker: Worker) -> None:
    other = Worker(lease_seconds=1.0)
    for one in (worker, other, worker):
        one._day = ""
        one.ask_for_daily_jobs()
    daily = [kind for kind in registry.kinds() if kind.is_daily]
    assert len(daily) >= 1
    assert Job.objects.count() == len(daily)


def in_thread(target: Callable[[], Any]) -> threading.Thread:
    """Run on a connection of its own."""

    def run() -> None:
        try:
            target()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread
