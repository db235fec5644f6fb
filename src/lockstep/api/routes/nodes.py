"""The tree: portfolios, programs and projects, and whether they take part."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lockstep.api.carrying import carry_out
from lockstep.api.replies import reply, reply_nothing
from lockstep.api.schemas import tree as shapes
from lockstep.api.shapes import Body, Id
from lockstep.api.versions import tag, wanted_version
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.portfolio.queries import children, node_page, tree

router = Router(by_alias=True)


@router.get("/nodes", response=shapes.Nodes)
def list_nodes(
    request: HttpRequest, below: Id | None = None, on: date | None = None, kind: NodeKind | None = None
) -> HttpResponse:
    """List the readable tree, today or on another day, whole or below a node."""
    rows = tree(request.auth, on=on, below=below)
    return reply(shapes.Nodes(items=[_line(row) for row in rows if kind is None or row.kind is kind]))


@router.post("/nodes", response={201: shapes.NodeDetail})
def add_node(request: HttpRequest, body: shapes.NewNode) -> HttpResponse:
    """Add a portfolio, program or project."""
    arguments = body.given()
    reason = arguments.pop("reason", "")
    node = carry_out(request, "portfolio.add_node", because=reason, **arguments).value
    return _detail(request, node.pk, status=201)


@router.get("/nodes/{node_id}", response=shapes.NodeDetail)
def read_node(request: HttpRequest, node_id: Id) -> HttpResponse:
    """Read one node with its place and what the caller may do there."""
    return _detail(request, node_id)


@router.patch("/nodes/{node_id}", response=shapes.NodeDetail)
def rename_node(request: HttpRequest, node_id: Id, body: shapes.NodeName) -> HttpResponse:
    """Give a node another name."""
    version = wanted_version(request, "node", node_id)
    carry_out(request, "portfolio.rename_node", node=node_id, version=version, name=body.name)
    return _detail(request, node_id)


@router.delete("/nodes/{node_id}", response={204: None})
def remove_node(request: HttpRequest, node_id: Id) -> HttpResponse:
    """Remove an empty node that was added by mistake; withdraw what took part."""
    version = wanted_version(request, "node", node_id)
    carry_out(request, "portfolio.remove_node", node=node_id, version=version)
    return reply_nothing()


@router.patch("/nodes/{node_id}/details", response=shapes.NodeDetail)
def change_node_details(request: HttpRequest, node_id: Id, body: shapes.ChangedDetails) -> HttpResponse:
    """Change what is said about a node; If-Match is `"details-<node>-<detailsVersion>"`."""
    version = wanted_version(request, "details", node_id)
    carry_out(request, "portfolio.change_details", node=node_id, version=version, changes=body.given())
    return _detail(request, node_id)


@router.get("/nodes/{node_id}/children", response=shapes.Nodes)
def list_children(request: HttpRequest, node_id: Id) -> HttpResponse:
    """List the nodes just below one, by name."""
    node_page(request.auth, node_id)
    return reply(shapes.Nodes(items=[_line(row) for row in children(request.auth, node_id)]))


@router.get("/nodes/{node_id}/memberships", response=shapes.Memberships)
def list_memberships(request: HttpRequest, node_id: Id) -> HttpResponse:
    """List where a node belonged, since when and in which state."""
    rows = node_page(request.auth, node_id).memberships
    return reply(shapes.Memberships(items=[shapes.MembershipLine.model_validate(row) for row in rows]))


@router.post("/nodes/{node_id}/move", response=shapes.NodeDetail)
def move_node(request: HttpRequest, node_id: Id, body: shapes.Placing) -> HttpResponse:
    """Put a node with all below it under another parent."""
    return _place(request, "portfolio.move_node", node_id, body)


@router.post("/nodes/{node_id}/pause", response=shapes.NodeDetail)
def pause_node(request: HttpRequest, node_id: Id, body: shapes.Resting) -> HttpResponse:
    """Let a node rest."""
    return _place(request, "portfolio.pause_node", node_id, body)


@router.post("/nodes/{node_id}/resume", response=shapes.NodeDetail)
def resume_node(request: HttpRequest, node_id: Id, body: shapes.Returning) -> HttpResponse:
    """Let a paused node take part again."""
    return _place(request, "portfolio.resume_node", node_id, body)


@router.post("/nodes/{node_id}/withdraw", response=shapes.NodeDetail)
def withdraw_node(request: HttpRequest, node_id: Id, body: shapes.Leaving) -> HttpResponse:
    """Take a node out of its parent for good; its history stays."""
    return _place(request, "portfolio.withdraw_node", node_id, body)


@router.post("/nodes/{node_id}/rejoin", response=shapes.NodeDetail)
def rejoin_node(request: HttpRequest, node_id: Id, body: shapes.Rejoining) -> HttpResponse:
    """Let a withdrawn node take part again, at its old place or at another."""
    return _place(request, "portfolio.rejoin_node", node_id, body)


def _place(request: HttpRequest, action: str, node_id: int, body: Body) -> HttpResponse:
    arguments = body.given()
    reason = arguments.get("reason", "")
    if action == "portfolio.move_node":
        arguments.pop("reason", None)
    carry_out(request, action, because=reason, node=node_id, **arguments)
    return _detail(request, node_id)


def _detail(request: HttpRequest, node_id: int, status: int = 200) -> HttpResponse:
    page = node_page(request.auth, node_id)
    current = tag("node", node_id, page.row.version)
    body = shapes.NodeDetail(
        node=_line(page.row),
        sponsor=page.sponsor,
        description=page.description,
        crumbs=[shapes.CrumbLine.model_validate(crumb) for crumb in page.crumbs],
        permissions=sorted(page.permissions),
    )
    location = f"/api/v1/nodes/{node_id}" if status == 201 else None
    return reply(body, status=status, etag=current, location=location)


def _line(row: object) -> shapes.Shape:
    return shapes.NodeLine.model_validate(row)
