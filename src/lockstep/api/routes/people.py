"""People and other resources, and working-time calendars."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lockstep.api.carrying import carry_out
from lockstep.api.cursors import USUAL_PAGE, Cursor, Limit, read_id_cursor, write_cursor
from lockstep.api.replies import reply, reply_nothing
from lockstep.api.schemas import people as shapes
from lockstep.api.shapes import Id, Line
from lockstep.api.versions import has_seen, not_modified, tag, wanted_version
from lockstep.domain.people.queries import calendar, calendars, people, person
from lockstep.domain.planning.queries import namesakes

router = Router(by_alias=True)


@router.get("/people", response=shapes.People)
def list_people(
    request: HttpRequest,
    node: Id | None = None,
    text: Line = "",
    cursor: Cursor = "",
    limit: Limit = USUAL_PAGE,
) -> HttpResponse:
    """List people and other resources, those of a node, or those whose name or e-mail holds the words."""
    after = read_id_cursor("people", cursor)
    page = people(request.auth, node=node, text=text, after=after, limit=limit)
    following = write_cursor("people", [page.after]) if page.after else None
    return reply(
        shapes.People(items=[shapes.Person.model_validate(row) for row in page.people], next=following)
    )


@router.post("/people", response={201: shapes.Person})
def add_person(request: HttpRequest, body: shapes.NewPerson) -> HttpResponse:
    """Add a person, role, machine, material or cost."""
    return _person(request, carry_out(request, "people.add_resource", **body.fields()).value.pk, status=201)


@router.get("/nodes/{node_id}/namesakes", response=shapes.Namesakes)
def list_namesakes(request: HttpRequest, node_id: Id) -> HttpResponse:
    """List the names that stand for several people, roles or machines in the plans at and below a node."""
    rows = namesakes(request.auth, node_id)
    return reply(shapes.Namesakes(items=[shapes.SameName.model_validate(row) for row in rows]))


@router.get("/people/{person_id}", response=shapes.Person)
def read_person(request: HttpRequest, person_id: Id) -> HttpResponse:
    """Read one resource."""
    return _person(request, person_id)


@router.patch("/people/{person_id}", response=shapes.Person)
def change_person(request: HttpRequest, person_id: Id, body: shapes.ChangedPerson) -> HttpResponse:
    """Change fields of a resource."""
    version = wanted_version(request, "person", person_id)
    carry_out(request, "people.change_resource", resource=person_id, version=version, changes=body.fields())
    return _person(request, person_id)


@router.post("/people/{person_id}/joining", response=shapes.Person)
def join_people(request: HttpRequest, person_id: Id, body: shapes.Joining) -> HttpResponse:
    """Let one person, role or machine replace others, with all their work, for every plan below a node."""
    arguments = {"version": body.version, "others": body.replaced(), "node": body.node}
    carry_out(request, "planning.join_resources", resource=person_id, **arguments)
    return _person(request, person_id)


@router.delete("/people/{person_id}", response={204: None})
def remove_person(request: HttpRequest, person_id: Id) -> HttpResponse:
    """Remove a resource that nothing uses."""
    version = wanted_version(request, "person", person_id)
    carry_out(request, "people.remove_resource", resource=person_id, version=version)
    return reply_nothing()


@router.get("/calendars", response=shapes.Calendars)
def list_calendars(request: HttpRequest, node: Id | None = None) -> HttpResponse:
    """List calendars, all or those offered at a node."""
    rows = calendars(request.auth, node=node)
    return reply(shapes.Calendars(items=[shapes.CalendarLine.model_validate(row) for row in rows]))


@router.post("/calendars", response={201: shapes.WorkCalendar})
def add_calendar(request: HttpRequest, body: shapes.NewCalendar) -> HttpResponse:
    """Add a calendar for everything at and below a node."""
    return _calendar(request, carry_out(request, "people.add_calendar", **body.fields()).value.pk, status=201)


@router.get("/calendars/{calendar_id}", response=shapes.WorkCalendar)
def read_calendar(request: HttpRequest, calendar_id: Id) -> HttpResponse:
    """Read one calendar with its week, exceptions and work weeks."""
    return _calendar(request, calendar_id)


@router.patch("/calendars/{calendar_id}", response=shapes.WorkCalendar)
def change_calendar(request: HttpRequest, calendar_id: Id, body: shapes.ChangedCalendar) -> HttpResponse:
    """Change name, base, week, exceptions or work weeks."""
    version = wanted_version(request, "calendar", calendar_id)
    carry_out(request, "people.change_calendar", calendar=calendar_id, version=version, changes=body.fields())
    return _calendar(request, calendar_id)


@router.delete("/calendars/{calendar_id}", response={204: None})
def remove_calendar(request: HttpRequest, calendar_id: Id) -> HttpResponse:
    """Remove a calendar that nothing uses."""
    version = wanted_version(request, "calendar", calendar_id)
    carry_out(request, "people.remove_calendar", calendar=calendar_id, version=version)
    return reply_nothing()


@router.post("/calendars/{calendar_id}/holidays", response=shapes.WorkCalendar)
def add_holidays(request: HttpRequest, calendar_id: Id, body: shapes.Holidays) -> HttpResponse:
    """Add the public holidays of a country as days off."""
    carry_out(request, "people.add_public_holidays", calendar=calendar_id, **body.given())
    return _calendar(request, calendar_id)


def _person(request: HttpRequest, person_id: int, status: int = 200) -> HttpResponse:
    row = person(request.auth, person_id)
    current = tag("person", row.id, row.version)
    if request.method == "GET" and has_seen(request, current):
        return not_modified(current)
    return reply(shapes.Person.model_validate(row), status=status, etag=current)


def _calendar(request: HttpRequest, calendar_id: int, status: int = 200) -> HttpResponse:
    row = calendar(request.auth, calendar_id)
    current = tag("calendar", row.id, row.version)
    if request.method == "GET" and has_seen(request, current):
        return not_modified(current)
    return reply(shapes.WorkCalendar.model_validate(row), status=status, etag=current)
