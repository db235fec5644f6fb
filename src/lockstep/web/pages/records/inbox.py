"""What one was told of: why, since when, read or not, put off until a day."""

from datetime import datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lockstep.domain.ledger import perform
from lockstep.domain.records.queries import inbox as inbox_query
from lockstep.domain.records.queries import unread_count
from lockstep.domain.records.vocabulary import InboxPart, NewsKind
from lockstep.web.lists import address
from lockstep.web.performing import tell
from lockstep.web.screens import screen
from lockstep.web.shell import render

PAGE = 50
# Why something is here, said to the person whom it concerns.
REASONS: dict[str, str] = {
    NewsKind.ASSIGNED: "You were made its owner.",
    NewsKind.MENTIONED: "Somebody named you in a comment.",
    NewsKind.COMMENTED: "You own or follow it, and somebody commented.",
    NewsKind.MOVED: "You own or follow it, and its state changed.",
    NewsKind.CHANGED: "You own or follow it, and it was changed.",
    NewsKind.ALERT: "A rule of the program found something in what you own.",
}
LABELS = {
    NewsKind.ASSIGNED: "Made yours",
    NewsKind.MENTIONED: "Mentioned",
    NewsKind.COMMENTED: "Comments",
    NewsKind.MOVED: "Moves",
    NewsKind.CHANGED: "Changes",
    NewsKind.ALERT: "Alerts",
}
SNOOZES = (("tomorrow", "until tomorrow", 1), ("week", "for a week", 7), ("month", "for a month", 30))


@screen
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the inbox, the newest first."""
    query = request.GET
    before = int(query["before"]) if query.get("before", "").isdigit() else None
    kind = query.get("kind", "")
    is_unread_only = query.get("show") != "all"
    rows = inbox_query(
        request.user,
        part=InboxPart.UNREAD if is_unread_only else InboxPart.ALL,
        kind=kind if kind in set(NewsKind) else "",
        before=before,
        limit=PAGE + 1,
    )
    values = {
        "lines": [(row, REASONS.get(row.kind, "")) for row in rows[:PAGE]],
        "older": address(query, before=rows[PAGE - 1].id) if len(rows) > PAGE else "",
        "unread": unread_count(request.user),
        "is_unread_only": is_unread_only,
        "kind": kind,
        "kinds": [(name.value, label) for name, label in LABELS.items()],
        "snoozes": [(name, label) for name, label, _ in SNOOZES],
    }
    return render(request, "web/records/inbox.html", values, title="Inbox", here="inbox")


@screen
@require_POST
def mark(request: HttpRequest) -> HttpResponse:
    """Mark news as read or unread, or put them off."""
    chosen = [int(value) for value in request.POST.getlist("news") if value.isdigit()]
    what = request.POST.get("what", "read")
    days = next((days for name, _, days in SNOOZES if name == what), None)
    if days is not None:
        morning = datetime.combine(timezone.localdate() + timedelta(days=days), time(7))
        until = timezone.make_aware(morning).isoformat()
        perform("records.snooze", actor=request.user, arguments={"notifications": chosen, "until": until})
        tell(request, f"Put off to {morning.day} {morning:%B}.")
    else:
        arguments = {"notifications": None if what == "all" else chosen, "is_read": what != "unread"}
        perform("records.mark_read", actor=request.user, arguments=arguments)
    return redirect(f"{reverse('web:inbox')}?{request.POST.get('query', '')}")


@screen
def open_news(request: HttpRequest, news: int) -> HttpResponse:
    """Lead to the record that news are about; they are read then."""
    found = next((row for row in inbox_query(request.user, before=news + 1, limit=1) if row.id == news), None)
    if found is None or not found.url:
        return redirect("web:inbox")
    perform("records.mark_read", actor=request.user, arguments={"notifications": [news]})
    return redirect(found.url)
