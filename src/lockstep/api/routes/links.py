"""Links within and across projects, and assignments."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lockstep.api.carrying import carry_out
from lockstep.api.replies import reply, reply_nothing
from lockstep.api.schemas import activities as shapes
from lockstep.api.shapes import Id
from lockstep.api.versions import tag, wanted_version
from lockstep.domain.planning.queries.activity_record import assignment_record, link_record

router = Router(by_alias=True)


@router.post("/links", response={201: shapes.LinkShape})
def link_activities(request: HttpRequest, body: shapes.NewLink) -> HttpResponse:
    """Let an activity wait for another, in the same project or in another one."""
    row = carry_out(request, "planning.link_activities", **body.given()).value
    return _link(request, row.pk, status=201)


@router.get("/links/{link_id}", response=shapes.LinkShape)
def read_link(request: HttpRequest, link_id: Id) -> HttpResponse:
    """Read a link."""
    return _link(request, link_id)


@router.patch("/links/{link_id}", response=shapes.LinkShape)
def change_link(request: HttpRequest, link_id: Id, body: shapes.LinkFields) -> HttpResponse:
    """Change kind, lag, hardness or note of a link."""
    version = wanted_version(request, "link", link_id)
    carry_out(request, "planning.change_link", link=link_id, version=version, **body.given())
    return _link(request, link_id)


@router.delete("/links/{link_id}", response={204: None})
def unlink(request: HttpRequest, link_id: Id) -> HttpResponse:
    """Remove a link."""
    version = wanted_version(request, "link", link_id)
    carry_out(request, "planning.unlink", link=link_id, version=version)
    return reply_nothing()


@router.post("/assignments", response={201: shapes.Assignment})
def assign(request: HttpRequest, body: shapes.NewAssignment) -> HttpResponse:
    """Put a resource on an activity; without work it works the whole duration at its units."""
    row = carry_out(request, "planning.assign", **body.given()).value
    return _assignment(request, row.pk, status=201)


@router.get("/assignments/{assignment_id}", response=shapes.Assignment)
def read_assignment(request: HttpRequest, assignment_id: Id) -> HttpResponse:
    """Read an assignment."""
    return _assignment(request, assignment_id)


@router.patch("/assignments/{assignment_id}", response=shapes.Assignment)
def change_assignment(
    request: HttpRequest, assignment_id: Id, body: shapes.ChangedAssignment
) -> HttpResponse:
    """Change units or work of an assignment."""
    version = wanted_version(request, "assignment", assignment_id)
    carry_out(
        request, "planning.change_assignment", assignment=assignment_id, version=version, **body.given()
    )
    return _assignment(request, assignment_id)


@router.delete("/assignments/{assignment_id}", response={204: None})
def unassign(request: HttpRequest, assignment_id: Id) -> HttpResponse:
    """Take a resource off an activity."""
    version = wanted_version(request, "assignment", assignment_id)
    carry_out(request, "planning.unassign", assignment=assignment_id, version=version)
    return reply_nothing()


def _link(request: HttpRequest, link_id: int, status: int = 200) -> HttpResponse:
    row = link_record(request.auth, link_id)
    return reply(shapes.LinkShape.model_validate(row), status=status, etag=tag("link", row.id, row.version))


def _assignment(request: HttpRequest, assignment_id: int, status: int = 200) -> HttpResponse:
    row = assignment_record(request.auth, assignment_id)
    shown = shapes.Assignment.model_validate(row)
    return reply(shown, status=status, etag=tag("assignment", row.id, row.version))
