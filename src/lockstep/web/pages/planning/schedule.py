"""The schedule: the room around the Gantt island."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.planning.queries import default_of, saved_views
from lockstep.web.next_steps import to_a_schedule
from lockstep.web.places import node_and_where
from lockstep.web.saved_views import query_of
from lockstep.web.screens import screen
from lockstep.web.shell import render


@screen
def schedule(request: HttpRequest, node: int) -> HttpResponse:
    """Show the Gantt of a node; the island fetches its columns itself."""
    page, where = node_and_where(request.user, node)
    saved = saved_views(request.user, node)
    if not request.GET and (usual := default_of(saved)):
        return redirect(f"{request.path}?{query_of(usual)}")
    chosen = next((view.name for view in saved if str(view.id) == request.GET.get("v", "")), "")
    return render(
        request,
        "web/planning/schedule.html",
        {
            "node": page.row,
            "may_request": Permission.RAISE_RECORDS in where.permissions,
            "import": to_a_schedule(where),
            "view_name": chosen,
        },
        title="Schedule",
        here="schedule",
        where=where,
    )
