"""Saved views of a schedule, and proposals to those who master a plan elsewhere."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lockstep.api.carrying import carry_out
from lockstep.api.cursors import USUAL_PAGE, Cursor, Limit, read_id_cursor, write_cursor
from lockstep.api.files import TEXT_CSV, attachment
from lockstep.api.replies import reply, reply_nothing
from lockstep.api.schemas import plans as shapes
from lockstep.api.shapes import Id
from lockstep.api.versions import tag, wanted_version
from lockstep.domain.planning.actions import proposal_csv
from lockstep.domain.planning.queries import proposal, proposals, saved_views

router = Router(by_alias=True)


@router.get("/nodes/{node_id}/views", response=shapes.Views)
def list_views(request: HttpRequest, node_id: Id) -> HttpResponse:
    """List the caller's own views of a node and the shared ones."""
    rows = saved_views(request.auth, node_id)
    return reply(shapes.Views(items=[shapes.View.model_validate(row) for row in rows]))


@router.post("/nodes/{node_id}/views", response={201: shapes.StoredView})
def save_view(request: HttpRequest, node_id: Id, body: shapes.NewView) -> HttpResponse:
    """Keep what stands in the address under a name."""
    return _view(carry_out(request, "planning.save_view", node=node_id, **body.given()).value, status=201)


@router.patch("/views/{view_id}", response=shapes.StoredView)
def change_view(request: HttpRequest, view_id: Id, body: shapes.ViewFields) -> HttpResponse:
    """Rename, replace or share a view."""
    version = wanted_version(request, "view", view_id)
    return _view(
        carry_out(request, "planning.change_view", view=view_id, version=version, **body.given()).value
    )


@router.delete("/views/{view_id}", response={204: None})
def remove_view(request: HttpRequest, view_id: Id) -> HttpResponse:
    """Remove a view."""
    carry_out(request, "planning.remove_view", view=view_id, version=wanted_version(request, "view", view_id))
    return reply_nothing()


@router.get("/nodes/{node_id}/proposals", response=shapes.Proposals)
def list_proposals(
    request: HttpRequest, node_id: Id, cursor: Cursor = "", limit: Limit = USUAL_PAGE
) -> HttpResponse:
    """List the proposals for projects at and below a node, the newest first."""
    before = read_id_cursor("proposals", cursor) or None
    rows = proposals(request.auth, node_id, before=before, limit=limit + 1)
    following = write_cursor("proposals", [rows[limit - 1].id]) if len(rows) > limit else None
    items = [shapes.Proposal.model_validate(row) for row in rows[:limit]]
    return reply(shapes.Proposals(items=items, next=following))


@router.get("/proposals/{proposal_id}", response=shapes.Proposal)
def read_proposal(request: HttpRequest, proposal_id: Id) -> HttpResponse:
    """Read a proposal."""
    return _proposal(request, proposal_id)


@router.patch("/proposals/{proposal_id}", response=shapes.Proposal)
def decide_proposal(request: HttpRequest, proposal_id: Id, body: shapes.Decision) -> HttpResponse:
    """Note what became of a proposal."""
    version = wanted_version(request, "proposal", proposal_id)
    carry_out(request, "planning.decide_proposal", proposal=proposal_id, version=version, state=body.state)
    return _proposal(request, proposal_id)


@router.get("/proposals/{proposal_id}/table", openapi_extra=TEXT_CSV)
def export_proposal(request: HttpRequest, proposal_id: Id) -> HttpResponse:
    """Fetch a proposal as a table for the project's manager, field by field."""
    row = proposal(request.auth, proposal_id)
    content = proposal_csv([dict(entry) for entry in row.rows]).encode()
    return attachment(f"proposal-{row.id}.csv", content)


def _view(row: object, status: int = 200) -> HttpResponse:
    shown = shapes.StoredView.model_validate(row)
    return reply(shown, status=status, etag=tag("view", shown.id, shown.version))


def _proposal(request: HttpRequest, proposal_id: int) -> HttpResponse:
    row = proposal(request.auth, proposal_id)
    return reply(shapes.Proposal.model_validate(row), etag=tag("proposal", row.id, row.version))
