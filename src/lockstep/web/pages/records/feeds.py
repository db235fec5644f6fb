"""The dates of a node for a calendar program: the secret link is made here, shown once, and ended here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lockstep.domain.ledger import NotFound, perform
from lockstep.domain.records.queries import feed_calendar
from lockstep.domain.records.queries import feeds as feeds_query
from lockstep.web.performing import carry_out
from lockstep.web.places import where_at
from lockstep.web.screens import screen
from lockstep.web.shell import render


@screen
def calendar_link(request: HttpRequest, node: int) -> HttpResponse:
    """Show one's links to the dates of a node; make one."""
    where = where_at(request.user, node)
    link = ""
    if request.method == "POST":
        made = perform("records.make_feed", actor=request.user, arguments={"node": node}).value
        address = reverse("web:calendar-feed", args=[node])
        link = request.build_absolute_uri(f"{address}?token={made.secret}")
    mine = [row for row in feeds_query(request.user) if row.node_id == node]
    values = {"node": where, "link": link, "feeds": mine}
    return render(
        request, "web/records/calendar.html", values, title="Calendar feed", here="registers", where=where
    )


@screen
@require_POST
def end(request: HttpRequest, node: int, feed: int, version: int) -> HttpResponse:
    """End a link; calendar programs that use it find nothing from then on."""
    carry_out(request, "records.revoke_feed", {"feed": feed, "version": version}, said="The link has ended.")
    return redirect("web:calendar-link", node)


@require_safe
def calendar_feed(request: HttpRequest, node: int) -> HttpResponse:
    """Answer a calendar program, which brings only the secret of the link."""
    try:
        text = feed_calendar(request.GET.get("token", ""), node)
    except NotFound as error:
        return HttpResponse(f"{error.sentence}\n", status=404, content_type="text/plain; charset=utf-8")
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
