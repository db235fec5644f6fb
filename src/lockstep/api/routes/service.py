"""The service itself: is it there, and what can it do."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lockstep import __version__
from lockstep.api.replies import reply
from lockstep.api.shapes import Shape
from lockstep.domain.access.queries.service import check_database

router = Router(by_alias=True)


class Health(Shape):
    """The server answers, and so does its database."""

    status: Literal["ok"]
    version: str


@router.get("/health", response=Health, auth=None)
def read_health(request: HttpRequest) -> HttpResponse:
    """Tell that the server and its database answer; 503 where the database does not."""
    check_database()
    return reply(Health(status="ok", version=__version__))


@router.get("/openapi.json", auth=None, include_in_schema=False)
def read_document(request: HttpRequest) -> HttpResponse:
    """Return the description of this interface."""
    from lockstep.api.areas import DOOR
    from lockstep.api.document import document_bytes

    return HttpResponse(document_bytes(DOOR), content_type="application/json")
