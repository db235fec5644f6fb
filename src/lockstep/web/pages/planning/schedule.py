"""The schedule: the room around the Gantt island."""

from django.http import HttpRequest, HttpResponse

from lockstep.domain.access.vocabulary import Permission
from lockstep.web.places import node_and_where
from lockstep.web.screens import screen
from lockstep.web.shell import render


@screen
def schedule(request: HttpRequest, node: int) -> HttpResponse:
    """Show the Gantt of a node; the island fetches its columns itself."""
    page, where = node_and_where(request.user, node)
    return render(
        request,
        "web/planning/schedule.html",
        {"node": page.row, "may_request": Permission.RAISE_RECORDS in where.permissions},
        title="Schedule",
        here="schedule",
        where=where,
    )
