"""Holding a job: claim, renew, and the four ways to let go. Every write names its lease number."""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from lockstep.domain.runs.models import Job
from lockstep.domain.runs.vocabulary import Claim, JobStatus, LeaseLost
from lockstep.foundation.findings import LockstepError

LOG_TAIL_CHARACTERS = 4_000
UNEXPECTED = "runs.unexpected"
FIRST_PAUSE_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 600.0


def due_jobs(kinds: Iterable[str]) -> list[tuple[int, int]]:
    """Return (job id, priority) of what waits to be started now, abandoned jobs included."""
    return list(_due(list(kinds), _now()).values_list("pk", "priority"))


def claim(
    worker: str, kinds: Iterable[str], *, lease_seconds: float, only: int | None = None
) -> Claim | None:
    """Take the most urgent due job, or one whose worker fell silent; None when there is nothing to do.

    With `only`, take that job or none.
    """
    known = list(kinds)
    # Looking costs no write lock, so an idle worker disturbs nobody.
    if not _due(known, _now(), only).exists():
        return None
    with transaction.atomic():
        now = _now()
        while True:
            due = _due(known, now, only).select_for_update(skip_locked=True, of=("self",))
            job = due.order_by("-priority", "run_at", "pk").first()
            if job is None:
                return None
            if job.status == JobStatus.RUNNING and job.attempts >= job.max_attempts:
                _park(job, now)
                continue
            job.lease_no += 1
            job.attempts += 1
            Job.objects.filter(pk=job.pk).update(
                status=JobStatus.RUNNING,
                lease_no=job.lease_no,
                lease_until=now + timedelta(seconds=lease_seconds),
                worker=worker,
                attempts=job.attempts,
                started_at=job.started_at or now,
            )
            return Claim(
                job.pk,
                job.lease_no,
                job.kind,
                job.arguments,
                job.arguments_version,
                job.owner_id,
                job.attempts,
            )


def renew(held: Claim, *, lease_seconds: float, **report: Any) -> bool:
    """Say that the worker lives, with what there is to report; return whether the job is to be canceled.

    `report` may hold `progress` (share done), `phase`, `eta` and `log_tail`.
    """
    if "log_tail" in report:
        report["log_tail"] = report["log_tail"][-LOG_TAIL_CHARACTERS:]
    _write(held, lease_until=_now() + timedelta(seconds=lease_seconds), **report)
    return Job.objects.filter(pk=held.job_id, cancel_requested=True).exists()


def finish(held: Claim, result: Any = None) -> None:
    """Mark the job done. Called in the transaction of its effect, so that both happen or neither."""
    _write(
        held,
        status=JobStatus.DONE,
        result=result,
        progress=1.0,
        phase="done",
        eta=None,
        finished_at=_now(),
        lease_until=None,
    )


def fail(held: Claim, error: LockstepError) -> None:
    """Give the job up: trying again would give the same."""
    _give_up(held, error.code, str(error))


def retry_later(held: Claim, what: str) -> None:
    """Put the job back with a growing pause, or give it up after its last attempt.

    `what` says to people what did not succeed; the worker's log tells why, under the reference of the claim.
    """
    job = Job.objects.select_related("node").get(pk=held.job_id)
    told = f"{what}, at {job.node.name}," if job.node else what
    if job.attempts >= job.max_attempts:
        _give_up(held, UNEXPECTED, _failed_words(told, held, job.attempts))
        return
    pause = min(FIRST_PAUSE_SECONDS * 2 ** (job.attempts - 1), LONGEST_PAUSE_SECONDS)
    _write(
        held,
        status=JobStatus.QUEUED,
        run_at=_now() + timedelta(seconds=pause * random.uniform(0.5, 1.5)),
        lease_until=None,
        error_code=UNEXPECTED,
        error=f"{told} did not succeed in attempt {job.attempts} of {job.max_attempts}: Lockstep met a fault of its "
        f"own. It is tried again by itself, and nothing is half done. Reference in the server's log: {held.reference}.",
    )


def _failed_words(what: str, held: Claim, attempts: int) -> str:
    """Say to people that a job was given up, what became of their data, and what to do."""
    times = "once" if attempts == 1 else f"{attempts} times"
    return (
        f"{what} failed: it was tried {times}, and each time Lockstep met a fault of its own. Nothing of it was kept; "
        "what was there is as it was. Run it again; if it fails again, tell your administrator the reference "
        f"{held.reference}, under which the server's log says what happened."
    )


def _give_up(held: Claim, code: str, sentence: str) -> None:
    _write(
        held,
        status=JobStatus.FAILED,
        finished_at=_now(),
        lease_until=None,
        eta=None,
        error_code=code,
        error=sentence,
    )


def release(held: Claim) -> None:
    """Put the job back at once, as if it had not begun: the worker is told to end."""
    _write(held, status=JobStatus.QUEUED, attempts=max(held.attempt - 1, 0), lease_until=None)


def cancel_held(held: Claim) -> None:
    """Stop the job as its owner asked."""
    _write(held, status=JobStatus.CANCELED, finished_at=_now(), lease_until=None, phase="canceled", eta=None)


def _due(kinds: list[str], now: datetime, only: int | None = None) -> QuerySet[Job]:
    is_waiting = Q(status=JobStatus.QUEUED, run_at__lte=now)
    is_abandoned = Q(status=JobStatus.RUNNING, lease_until__lt=now)
    due = Job.objects.filter(is_waiting | is_abandoned, kind__in=kinds)
    return due if only is None else due.filter(pk=only)


def _park(job: Job, now: datetime) -> None:
    Job.objects.filter(pk=job.pk).update(
        status=JobStatus.PARKED,
        lease_until=None,
        finished_at=now,
        lease_no=job.lease_no + 1,
        error_code="runs.parked",
        error=f"The process that ran it died {job.attempts} times, most often because memory runs out. "
        "Nothing of it was kept. Tell your administrator, whose system log says why processes were ended; then run it "
        f"again. In the server's log: job {job.pk}.",
    )


def _write(held: Claim, **values: Any) -> None:
    written = Job.objects.filter(pk=held.job_id, lease_no=held.lease_no, status=JobStatus.RUNNING).update(
        **values
    )
    if written != 1:
        raise LeaseLost(held)


def _now() -> datetime:
    """Return the time by the database's clock, the only one that all workers share."""
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
