"""The schedule: the room around the Gantt island."""

from django.http import HttpRequest, HttpResponse

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
        {"node": page.row},
        title="Schedule",
        here="schedule",
        where=where,
    )
