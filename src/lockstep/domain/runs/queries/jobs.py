"""Jobs as their owners and the readers of their node see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from lockstep.domain.access.policies import Standing, may_read
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger import NotFound
from lockstep.domain.runs.models import Job
from lockstep.domain.runs.vocabulary import JobStatus


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job. `progress` is the share done; `result` is what its kind promises; `file_name` is what it reads."""

    id: int
    kind: str
    status: JobStatus
    owner_id: int | None
    owner: str
    node_id: int | None
    progress: float
    phase: str
    eta: datetime | None
    attempts: int
    cancel_requested: bool
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    result: Any
    error: str
    error_code: str
    log_tail: str
    file_name: str = ""


def job(user: Any, job_id: int) -> JobRow:
    """Return a job; NotFound when it is absent or may not be seen."""
    row = visible_jobs(user).filter(pk=job_id).select_related("owner").first()
    if row is None:
        raise NotFound(f"job {job_id}", "There is no such job, or you may not see it.")
    return _row(row)


def jobs(
    user: Any, *, node: int | None = None, kind: str = "", before: int | None = None, limit: int = 50
) -> tuple[JobRow, ...]:
    """Return jobs, the newest first; `before` is the id after which the next page starts."""
    found = visible_jobs(user).select_related("owner").order_by("-pk")
    if node is not None:
        found = found.filter(node_id=node)
    if kind:
        found = found.filter(kind=kind)
    if before is not None:
        found = found.filter(pk__lt=before)
    return tuple(_row(row) for row in found[:limit])


def jobs_by_key(user: Any, keys: Sequence[str]) -> dict[str, JobRow]:
    """Return the jobs that were asked for once under some keys, those that the user may see."""
    found = visible_jobs(user).filter(idempotency_key__in=keys).select_related("owner")
    return {row.idempotency_key: _row(row) for row in found if row.idempotency_key}


def is_going_on(job_id: int) -> bool:
    """Tell whether a job waits or runs and nobody asked to stop it, whoever asks: for work that belongs to it."""
    return Job.objects.filter(
        pk=job_id, status__in=(JobStatus.QUEUED, JobStatus.RUNNING), cancel_requested=False
    ).exists()


def waiting_counts() -> Mapping[str, int]:
    """Return how many jobs there are in each state, for `doctor`."""
    counted = Job.objects.values_list("status").annotate(Count("pk")).order_by("status")
    return dict(counted)


def visible_jobs(user: Any) -> QuerySet[Job]:
    """Return the jobs of a person, of nodes that the person may read, and all for who may read everything."""
    if user is None or Standing.of(user).may(Permission.READ, ""):
        return Job.objects.none() if user is None else Job.objects.all()
    return Job.objects.filter(Q(owner_id=user.pk) | Q(node__in=may_read.nodes(user)))


def _row(row: Job) -> JobRow:
    return JobRow(
        id=row.pk,
        kind=row.kind,
        status=JobStatus(row.status),
        owner_id=row.owner_id,
        owner=row.owner.name if row.owner else "Lockstep",
        node_id=row.node_id,
        progress=row.progress,
        phase=row.phase,
        eta=row.eta,
        attempts=row.attempts,
        cancel_requested=row.cancel_requested,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        result=row.result,
        error=row.error,
        error_code=row.error_code,
        log_tail=row.log_tail,
        file_name=str(row.arguments.get("file_name", "")),
    )
