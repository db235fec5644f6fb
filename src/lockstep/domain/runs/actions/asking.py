"""Asking for long work, and stopping it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from lockstep.domain.access.policies import Standing
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger import Forbidden, NotFound, Refused
from lockstep.domain.runs.models import Job
from lockstep.domain.runs.queries import visible_jobs
from lockstep.domain.runs.vocabulary import JobStatus

Wake = Callable[[int, int, datetime], None]


def _by_polling(job_id: int, priority: int, run_at: datetime) -> None:
    """Do nothing: the embedded worker looks for due jobs by itself."""


_wake: Wake = _by_polling


def wake_with(wake: Wake) -> None:
    """Tell a queue of every new job by `wake(job id, priority, earliest start)`, in the asker's transaction."""
    global _wake
    _wake = wake


def enqueue(
    kind: str,
    arguments: Mapping[str, Any],
    *,
    owner: Any = None,
    arguments_version: int = 1,
    node: int | None = None,
    parent: int | None = None,
    priority: int = 0,
    run_at: datetime | None = None,
    max_attempts: int = 3,
    idempotency_key: str = "",
    dedupe_key: str = "",
) -> int:
    """Ask for work in the caller's transaction and return the job's id: no commit, no job.

    A key that exists already returns its job. With a `dedupe_key`, jobs of this key that still wait are dropped.
    """
    if idempotency_key:
        known = Job.objects.filter(idempotency_key=idempotency_key).values_list("pk", flat=True).first()
        if known is not None:
            return known
    now = timezone.now()
    if dedupe_key:
        Job.objects.filter(dedupe_key=dedupe_key, status=JobStatus.QUEUED).update(
            status=JobStatus.CANCELED, finished_at=now, phase="replaced by a newer request"
        )
    job = Job(
        kind=kind,
        arguments=dict(arguments),
        arguments_version=arguments_version,
        owner_id=getattr(owner, "pk", None),
        node_id=node,
        parent_id=parent,
        priority=priority,
        run_at=run_at or now,
        created_at=now,
        max_attempts=max_attempts,
        idempotency_key=idempotency_key or None,
        dedupe_key=dedupe_key,
    )
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        # Someone else asked for the same at the same moment.
        return Job.objects.values_list("pk", flat=True).get(idempotency_key=idempotency_key)
    _wake(job.pk, job.priority, job.run_at)
    return job.pk


def cancel(user: Any, job_id: int) -> None:
    """Stop a job: at once while it waits, at its next report while it runs."""
    job = _own(user, job_id)
    now = timezone.now()
    waiting = Job.objects.filter(pk=job.pk, status=JobStatus.QUEUED)
    if waiting.update(status=JobStatus.CANCELED, finished_at=now, cancel_requested=True, phase="canceled"):
        return
    if not Job.objects.filter(pk=job.pk, status=JobStatus.RUNNING).update(cancel_requested=True):
        raise Refused(str(job), "It is over already, so there is nothing to cancel.")


def rerun(user: Any, job_id: int) -> None:
    """Let a job that failed, was parked or canceled try again from the start."""
    job = _own(user, job_id)
    stopped = Q(status__in=[JobStatus.FAILED, JobStatus.PARKED, JobStatus.CANCELED])
    changed = Job.objects.filter(stopped, pk=job.pk).update(
        status=JobStatus.QUEUED,
        attempts=0,
        progress=0.0,
        phase="",
        error="",
        error_code="",
        cancel_requested=False,
        finished_at=None,
        run_at=timezone.now(),
    )
    if not changed:
        raise Refused(str(job), "It waits, runs or is done; only what stopped can be run again.")
    _wake(job.pk, job.priority, timezone.now())


def _own(user: Any, job_id: int) -> Job:
    job = visible_jobs(user).filter(pk=job_id).first()
    if job is None:
        raise NotFound(f"job {job_id}", "There is no such job, or you may not see it.")
    if job.owner_id != user.pk and not Standing.of(user).may(Permission.ADMINISTER, ""):
        raise Forbidden(str(job), "Only its owner or an administrator may do this.")
    return job
