"""The schedule: what the Gantt shows, tries out and changes."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from lockstep.api.carrying import carry_out
from lockstep.api.door import only_reads
from lockstep.api.rates import SEARCH, limited
from lockstep.api.replies import reply, reply_columns
from lockstep.api.schemas import schedule as shapes
from lockstep.api.shapes import Few, Id, Words
from lockstep.api.versions import has_seen, not_modified, tag
from lockstep.domain.access.policies import Standing
from lockstep.domain.ledger import undo
from lockstep.domain.outlook.queries import confidence, confidence_stamp, filled
from lockstep.domain.planning.actions import apply_edits, undo_edits
from lockstep.domain.planning.queries import (
    ScheduleStamp,
    link_ends,
    preview_edits,
    schedule,
    schedule_stamp,
)
from lockstep.domain.planning.queries.viewpoint import (
    project_of_edits,
    viewpoint_of_change_set,
    viewpoint_of_edits,
)

router = Router(by_alias=True)


@router.get("/nodes/{node_id}/schedule", response=shapes.ScheduleDocument)
def read_schedule(request: HttpRequest, node_id: Id, baseline: Id | None = None) -> HttpResponse:
    """Read a node's schedule as columns; ask again with If-None-Match to hear of a new revision."""
    stamp = schedule_stamp(request.auth, node_id)
    analysis = confidence_stamp(stamp.network)
    current = _tag(request, stamp, baseline, analysis.run)
    if has_seen(request, current):
        return not_modified(current)
    found = schedule(request.auth, node_id, baseline=baseline)
    rows = found.payload["activities"]
    rows |= filled(confidence(stamp.network, analysis), rows)
    told = {"run": analysis.run, "revision": analysis.revision, "finishedAt": analysis.finished_at}
    found.payload["analysis"] = told if analysis.run else None
    return reply_columns(found.payload, etag=current)


@router.post("/nodes/{node_id}/schedule/preview", response=shapes.PreviewAnswer)
@only_reads
def preview_schedule(request: HttpRequest, node_id: Id, body: shapes.EditsBody) -> HttpResponse:
    """Say what edits would move and whether the caller may save them; nothing is stored."""
    return reply_columns(preview_edits(request.auth, node_id, body.as_edits()).payload)


@router.get("/nodes/{node_id}/schedule/link-ends", response=shapes.LinkEnds)
@limited(SEARCH)
def find_link_ends(request: HttpRequest, node_id: Id, text: Words, limit: Few = 20) -> HttpResponse:
    """Find activities of other projects, by activity and project, that one of the node's may be linked to."""
    rows = link_ends(request.auth, node_id, text, limit=limit)
    return reply(shapes.LinkEnds(items=[shapes.LinkEnd.model_validate(row) for row in rows]))


@router.post("/changes", response=shapes.ChangesAnswer)
def change_schedule(request: HttpRequest, body: shapes.ChangesBody) -> HttpResponse:
    """Carry out edits as one change set, all or none, and say what moved; or propose them with `propose`."""
    edits = body.as_edits()
    if body.propose:
        return _propose(request, body)
    node = body.node or viewpoint_of_edits(request.auth, edits)
    applied = apply_edits(request.auth, node, edits, reason=body.reason)
    return reply_columns({**applied.payload, "proposal": None})


@router.post("/change-sets/{change_set_id}/undo", response=shapes.Undone)
def undo_change_set(request: HttpRequest, change_set_id: Id, body: shapes.UndoBody) -> HttpResponse:
    """Take a change set back by a new one; 409 names the fields that were changed since."""
    user = request.auth
    node = viewpoint_of_change_set(user, change_set_id)
    if node is None:
        outcome = undo(change_set_id, actor=user, reason=body.reason)
        return reply_columns(
            {**NOTHING_MOVED, "changeSet": outcome.change_set_id, "inverseOf": change_set_id}
        )
    undone = undo_edits(user, node, change_set_id, reason=body.reason)
    return reply_columns({**undone.payload, "proposal": None, "inverseOf": change_set_id})


def _propose(request: HttpRequest, body: shapes.ChangesBody) -> HttpResponse:
    user, edits = request.auth, body.as_edits()
    project = project_of_edits(user, edits)
    seen = preview_edits(user, body.node or viewpoint_of_edits(user, edits), edits).payload
    plain = [{"action": edit.action, "arguments": edit.arguments} for edit in body.edits]
    row = carry_out(request, "planning.propose_edit", project=project, edits=plain, note=body.reason).value
    return reply_columns({**seen, "changeSet": None, "revision": None, "proposal": row.pk})


NOTHING_MOVED: dict[str, Any] = {
    "moved": 0,
    "sentence": "Undone.",
    "finish": None,
    "rows": {name: [] for name in ("id", "start", "finish", "totalFloat", "critical", "version", "removed")},
    "milestones": [],
    "mayApply": True,
    "mustPropose": False,
    "findings": [],
    "revision": None,
    "proposal": None,
}
"""What an undo answers that touched no schedule."""


def _tag(request: HttpRequest, stamp: ScheduleStamp, baseline: int | None, analysis: int) -> str:
    """Return a tag of everything that the document depends on.

    Revision, state and day; the newest risk analysis; and what the caller may see.
    """
    standing = Standing.of(request.auth)
    seen = repr((standing.grants, request.auth.pk, timezone.localdate(), baseline, analysis))
    digest = hashlib.sha256(seen.encode()).hexdigest()[:12]
    return tag("schedule", stamp.node, stamp.network, stamp.revision, stamp.state.value, digest)
