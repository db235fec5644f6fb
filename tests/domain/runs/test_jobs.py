"""The job row: claimed by one, renewed, taken over, finished once."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from lockstep.domain.ledger import Forbidden, NotFound, Refused
from lockstep.domain.runs import actions as runs
from lockstep.domain.runs.models import Job
from lockstep.domain.runs.queries import job, jobs, waiting_counts
from lockstep.domain.runs.vocabulary import Claim, LeaseLost
from lockstep.foundation.findings import LockstepError
from tests.domain.conftest import Forest

pytestmark = pytest.mark.django_db


def claim(worker: str = "w1") -> Claim | None:
    return runs.claim(worker, ["test.work"], lease_seconds=30)


def let_the_lease_run_out(held: Claim) -> None:
    Job.objects.filter(pk=held.job_id).update(lease_until=timezone.now() - timedelta(seconds=1))


def status(job_id: int) -> str:
    return Job.objects.get(pk=job_id).status


def test_a_job_is_claimed_by_one_worker_only() -> None:
    job_id = runs.enqueue("test.work", {"n": 1})
    held = claim()
    assert held is not None
    assert (held.job_id, held.lease_no, held.attempt, held.arguments) == (job_id, 1, 1, {"n": 1})
    assert claim("w2") is None


def test_the_most_urgent_comes_first_then_the_oldest_and_none_before_its_time() -> None:
    later = timezone.now() + timedelta(hours=1)
    runs.enqueue("test.work", {"n": "later"}, run_at=later, priority=9)
    runs.enqueue("test.work", {"n": "old"})
    runs.enqueue("test.work", {"n": "urgent"}, priority=5)
    runs.enqueue("test.other", {"n": "not mine"}, priority=9)
    taken = [claim(), claim(), claim()]
    assert [held.arguments["n"] if held else None for held in taken] == ["urgent", "old", None]


def test_an_abandoned_job_goes_to_another_and_the_first_can_write_no_more() -> None:
    runs.enqueue("test.work", {})
    first = claim()
    let_the_lease_run_out(first)
    second = claim("w2")
    assert (second.job_id, second.lease_no, second.attempt) == (first.job_id, 2, 2)
    for write in (
        lambda: runs.renew(first, lease_seconds=30, progress=0.5),
        lambda: runs.finish(first, "mine"),
        lambda: runs.fail(first, LockstepError("x", "y")),
        lambda: runs.release(first),
        lambda: runs.cancel_held(first),
        lambda: runs.retry_later(first, "Digging"),
    ):
        with pytest.raises(LeaseLost):
            write()
    runs.finish(second, "yours")
    assert Job.objects.get(pk=first.job_id).result == "yours"


def test_a_job_that_kills_its_workers_is_parked_and_others_go_on() -> None:
    job_id = runs.enqueue("test.work", {}, max_attempts=3)
    other = runs.enqueue("test.work", {}, priority=-1)
    for _ in range(3):
        let_the_lease_run_out(claim())
    assert claim().job_id == other
    parked = Job.objects.get(pk=job_id)
    assert (parked.status, parked.error_code) == ("parked", "runs.parked")


def test_a_failure_is_tried_again_after_a_growing_pause_then_given_up() -> None:
    job_id = runs.enqueue("test.work", {}, max_attempts=2)
    runs.retry_later(claim(), "Digging “the hole”")
    waiting = Job.objects.get(pk=job_id)
    assert (waiting.status, waiting.error_code) == ("queued", "runs.unexpected")
    assert waiting.error.startswith("Digging “the hole” did not succeed")
    assert f"job-{job_id}-1" in waiting.error
    assert waiting.run_at > timezone.now()
    assert claim() is None
    Job.objects.update(run_at=timezone.now())
    runs.retry_later(claim(), "Digging “the hole”")
    assert status(job_id) == "failed"


def test_a_released_job_has_lost_no_attempt() -> None:
    job_id = runs.enqueue("test.work", {})
    runs.release(claim())
    assert (status(job_id), Job.objects.get(pk=job_id).attempts) == ("queued", 0)


def test_of_jobs_with_one_dedupe_key_only_the_newest_waits() -> None:
    first = runs.enqueue("test.work", {}, dedupe_key="reschedule 1")
    second = runs.enqueue("test.work", {}, dedupe_key="reschedule 1")
    other = runs.enqueue("test.work", {}, dedupe_key="reschedule 2")
    assert [status(job_id) for job_id in (first, second, other)] == ["canceled", "queued", "queued"]


def test_an_idempotency_key_stands_for_one_job() -> None:
    first = runs.enqueue("test.work", {}, idempotency_key="digest@today")
    assert runs.enqueue("test.work", {}, idempotency_key="digest@today") == first


def test_progress_and_cancel_meet_in_the_renewal(administrator: Any) -> None:
    job_id = runs.enqueue("test.work", {}, owner=administrator)
    held = claim()
    assert not runs.renew(held, lease_seconds=30, progress=0.4, phase="Digging", log_tail="x" * 9_000)
    row = job(administrator, job_id)
    assert (row.progress, row.phase, len(row.log_tail)) == (0.4, "Digging", 4_000)
    runs.cancel(administrator, job_id)
    assert runs.renew(held, lease_seconds=30)
    runs.cancel_held(held)
    assert job(administrator, job_id).status == "canceled"
    with pytest.raises(Refused):
        runs.cancel(administrator, job_id)
    runs.rerun(administrator, job_id)
    assert claim().job_id == job_id


def test_a_waiting_job_is_canceled_at_once(administrator: Any) -> None:
    job_id = runs.enqueue("test.work", {}, owner=administrator)
    runs.cancel(administrator, job_id)
    assert claim() is None


def test_jobs_are_seen_by_their_owner_and_the_readers_of_their_node(
    administrator: Any, make_person: Any, forest: Forest
) -> None:
    owner = make_person("Olga Owner", "viewer", forest.beta)
    reader = make_person("Rita Reader", "viewer", forest.alpha)
    stranger = make_person("Sam Stranger", "viewer", forest.beta)
    job_id = runs.enqueue("test.work", {}, owner=owner, node=forest.dig)
    assert [row.id for row in jobs(reader)] == [job_id]
    with pytest.raises(Forbidden):
        runs.cancel(reader, job_id)
    with pytest.raises(NotFound):
        job(stranger, job_id)
    runs.cancel(administrator, job_id)
    assert waiting_counts() == {"canceled": 1}
