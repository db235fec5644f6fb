"""Long work: watch it by polling with its ETag, stop it, run it again."""

import hashlib
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from lockstep.api.cursors import USUAL_PAGE, Cursor, Limit, read_id_cursor, write_cursor
from lockstep.api.replies import reply
from lockstep.api.schemas import jobs as shapes
from lockstep.api.shapes import Id
from lockstep.api.versions import has_seen, not_modified, tag
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.runs.actions import cancel, rerun
from lockstep.domain.runs.queries import job, jobs

router = Router(by_alias=True)

Kind = Annotated[str, Field(pattern=r"^([a-z]+(\.[a-z_]+)+)?$", max_length=100)]


@router.get("/jobs", response=shapes.Jobs)
def list_jobs(
    request: HttpRequest,
    node: Id | None = None,
    kind: Kind = "",
    cursor: Cursor = "",
    limit: Limit = USUAL_PAGE,
) -> HttpResponse:
    """List jobs, the newest first: the caller's own, and those of nodes that the caller may read."""
    if node is not None:
        readable_node(request.auth, node)
    before = read_id_cursor("jobs", cursor) or None
    rows = jobs(request.auth, node=node, kind=kind, before=before, limit=limit + 1)
    following = write_cursor("jobs", [rows[limit - 1].id]) if len(rows) > limit else None
    return reply(shapes.Jobs(items=[shapes.Job.model_validate(row) for row in rows[:limit]], next=following))


@router.get("/jobs/{job_id}", response=shapes.Job)
def read_job(request: HttpRequest, job_id: Id) -> HttpResponse:
    """Read a job's progress; ask again with If-None-Match every 2 seconds."""
    return _job(request, job_id)


@router.post("/jobs/{job_id}/cancel", response=shapes.Job)
def cancel_job(request: HttpRequest, job_id: Id) -> HttpResponse:
    """Stop a job: at once while it waits, at its next report while it runs."""
    cancel(request.auth, job_id)
    return _job(request, job_id)


@router.post("/jobs/{job_id}/rerun", response=shapes.Job)
def rerun_job(request: HttpRequest, job_id: Id) -> HttpResponse:
    """Let a job that stopped try again from the start."""
    rerun(request.auth, job_id)
    return _job(request, job_id)


def _job(request: HttpRequest, job_id: int) -> HttpResponse:
    shown = shapes.Job.model_validate(job(request.auth, job_id))
    # A job has no version; what is shown of it is its version.
    current = tag("job", job_id, hashlib.sha256(shown.model_dump_json().encode()).hexdigest()[:16])
    if request.method == "GET" and has_seen(request, current):
        return not_modified(current)
    return reply(shown, etag=current)
