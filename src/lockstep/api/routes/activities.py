"""Activities: lists, single ones, and changes of one or of many."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from lockstep.api.carrying import carry_out
from lockstep.api.cursors import USUAL_PAGE, Cursor, Limit, read_id_cursor, write_cursor
from lockstep.api.replies import reply, reply_columns, reply_nothing
from lockstep.api.schemas import activities as shapes
from lockstep.api.schemas.schedule import ChangesAnswer
from lockstep.api.shapes import Id, Line, MomentTicks
from lockstep.api.versions import NO_VERSION, tag, wanted_version
from lockstep.api.words import KindWord
from lockstep.domain.ledger import Edit
from lockstep.domain.planning.actions import apply_edits
from lockstep.domain.planning.queries.activity_list import ActivityFilter, activity_list
from lockstep.domain.planning.queries.activity_record import activity_record
from lockstep.domain.planning.queries.viewpoint import viewpoint_of_edits
from lockstep.plan import ActivityKind

router = Router(by_alias=True)

FOREIGN_VERSION = -1
"""What a tag of another record counts as where 0 means that there is none yet."""

Kind = Annotated[KindWord | None, Field()]


@router.get("/activities", response=shapes.ActivityPage)
def list_activities(
    request: HttpRequest,
    node: Id | None = None,
    parent: Id | None = None,
    text: Line = "",
    kind: Kind = None,
    critical: bool | None = None,
    finish_from: MomentTicks | None = None,
    finish_until: MomentTicks | None = None,
    cursor: Cursor = "",
    limit: Limit = USUAL_PAGE,
) -> HttpResponse:
    """List activities as columns: below a node or a summary, by words, kind, criticality, or finish."""
    wanted = ActivityFilter(
        node, parent, text, ActivityKind[kind.upper()] if kind else None, critical, finish_from, finish_until
    )
    page = activity_list(request.auth, wanted, after=read_id_cursor("activities", cursor), limit=limit)
    following = write_cursor("activities", [page.after]) if page.after else None
    return reply(shapes.ActivityPage(columns=shapes.ActivityTable(**page.columns), next=following))


@router.post("/activities", response={201: shapes.Activity})
def add_activity(request: HttpRequest, body: shapes.NewActivity) -> HttpResponse:
    """Add an activity to a project."""
    row = carry_out(request, "planning.add_activity", **body.arguments()).value
    return _activity(request, row.pk, status=201)


@router.post("/activities/bulk", response=ChangesAnswer)
def change_activities(request: HttpRequest, body: shapes.BulkBody) -> HttpResponse:
    """Change many activities, each with the version it is based on: all or none, one change set."""
    edits = [
        {"activity": item.id, "version": item.version, "changes": item.changes.given()} for item in body.items
    ]
    several = [Edit("planning.change_activities", {"edits": edits})]
    node = viewpoint_of_edits(request.auth, several)
    applied = apply_edits(request.auth, node, several, reason=body.reason)
    return reply_columns({**applied.payload, "proposal": None})


@router.get("/activities/{activity_id}", response=shapes.Activity)
def read_activity(request: HttpRequest, activity_id: Id) -> HttpResponse:
    """Read an activity with its links, assignments and layer."""
    return _activity(request, activity_id)


@router.patch("/activities/{activity_id}", response=shapes.Activity)
def change_activity(request: HttpRequest, activity_id: Id, body: shapes.ActivityFields) -> HttpResponse:
    """Change fields of an activity."""
    version = wanted_version(request, "activity", activity_id)
    carry_out(
        request, "planning.change_activity", activity=activity_id, version=version, changes=body.given()
    )
    return _activity(request, activity_id)


@router.delete("/activities/{activity_id}", response={204: None})
def remove_activity(request: HttpRequest, activity_id: Id) -> HttpResponse:
    """Take an activity and all below it out of the plan; it can be restored."""
    version = wanted_version(request, "activity", activity_id)
    carry_out(request, "planning.remove_activity", activity=activity_id, version=version)
    return reply_nothing()


@router.post("/activities/{activity_id}/restore", response=shapes.Activity)
def restore_activity(request: HttpRequest, activity_id: Id, body: shapes.ExpectedActivity) -> HttpResponse:
    """Put a removed or vanished activity back into the plan."""
    carry_out(request, "planning.restore_activity", activity=activity_id, version=body.version)
    return _activity(request, activity_id)


@router.post("/activities/{activity_id}/progress", response=shapes.Activity)
def report_progress(request: HttpRequest, activity_id: Id, body: shapes.Progress) -> HttpResponse:
    """Report progress, which contributors may do who may not edit the schedule."""
    carry_out(request, "planning.set_progress", activity=activity_id, **body.arguments())
    return _activity(request, activity_id)


@router.patch("/activities/{activity_id}/layer", response=shapes.Activity)
def change_layer(request: HttpRequest, activity_id: Id, body: shapes.ChangedLayer) -> HttpResponse:
    """Set owner, range or notes; If-Match is `"layer-<activity>-<version of the layer>"`, 0 where there is none."""
    version: int | None = wanted_version(request, "layer", activity_id)
    if version == NO_VERSION:
        is_first = request.headers["If-Match"].strip() == tag("layer", activity_id, 0)
        version = None if is_first else FOREIGN_VERSION
    carry_out(request, "planning.set_layer", activity=activity_id, version=version, changes=body.given())
    return _activity(request, activity_id)


def _activity(request: HttpRequest, activity_id: int, status: int = 200) -> HttpResponse:
    # No 304 here: computed dates and links change without the activity's version.
    row = activity_record(request.auth, activity_id)
    return reply(
        shapes.Activity.model_validate(row), status=status, etag=tag("activity", row.id, row.version)
    )
