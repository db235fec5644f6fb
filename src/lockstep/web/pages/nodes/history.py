"""Who changed what at a node and below it; one change set; undo."""

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from lockstep.domain.access.queries.accounts import accounts
from lockstep.domain.ledger import undo as undo_change_set
from lockstep.domain.ledger.queries.history import change_set as stored_change_set
from lockstep.domain.ledger.queries.history import history as stored_history
from lockstep.web.exports import export_asked
from lockstep.web.history_words import HistoryEntry
from lockstep.web.lists import Column, Kind, address, make_listing
from lockstep.web.performing import tell
from lockstep.web.places import node_and_where
from lockstep.web.record_history import entries_of
from lockstep.web.screens import screen, wants_json
from lockstep.web.shell import Crumb, render

PAGE = 50
COLUMNS: tuple[Column[HistoryEntry], ...] = (
    Column("at", "When", lambda entry: entry.row.at, Kind.DATE),
    Column("who", "Who", lambda entry: entry.row.actor),
    Column("what", "What", lambda entry: entry.title),
    Column("records", "Records", lambda entry: entry.summary),
    Column("reason", "Reason", lambda entry: entry.row.reason),
    Column("number", "Change set", lambda entry: entry.row.id, Kind.NUMBER),
)


@screen
def history(request: HttpRequest, node: int) -> HttpResponse:
    """Show the change sets of a node, the newest first, by person, record and date."""
    page, where = node_and_where(request.user, node)
    query = request.GET
    record = _record(query.get("record", ""))
    person = int(query["who"]) if query.get("who", "").isdigit() else None
    before = int(query["before"]) if query.get("before", "").isdigit() else None
    rows = stored_history(
        request.user,
        below=node,
        record=record,
        actor=person,
        before=before,
        until=_end_of(query.get("until", "")),
        words=query.get("q", ""),
        limit=PAGE + 1,
    )
    listing = make_listing(request, entries_of(request.user, rows[:PAGE]), COLUMNS, words="")
    if download := export_asked(request, listing, f"{page.row.name} history"):
        return download
    return render(
        request,
        "web/nodes/history.html",
        {
            "node": page.row,
            "entries": listing.rows,
            "listing": listing,
            "people": accounts(request.user, limit=200),
            "person": person,
            "until": query.get("until", ""),
            "record": query.get("record", ""),
            "older": address(query, before=rows[PAGE - 1].id) if len(rows) > PAGE else "",
            "is_narrowed": any(query.get(name) for name in ("who", "record", "until", "q", "before")),
        },
        title="History",
        here="history",
        where=where,
    )


@screen
def change_set(request: HttpRequest, change_set: int) -> HttpResponse:
    """Show one change set with all its records."""
    row = stored_change_set(request.user, change_set)
    entry = entries_of(request.user, [row])[0]
    node = next((change.node_id for change in row.changes if change.node_id), None)
    where = node_and_where(request.user, node)[1] if node else None
    crumbs = [Crumb("History", reverse("web:history", args=[node])), Crumb(entry.title)] if node else []
    return render(
        request,
        "web/nodes/change_set.html",
        {"entry": entry, "row": row},
        title=entry.words,
        here="history",
        where=where,
        crumbs=crumbs,
    )


@screen
@require_POST
def undo(request: HttpRequest, change_set: int) -> HttpResponse:
    """Take a change set back; conflicts are shown field by field."""
    outcome = undo_change_set(change_set, actor=request.user)
    if wants_json(request):
        tell(request, "Undone.", outcome.change_set_id)
        return JsonResponse({"changeSet": outcome.change_set_id})
    tell(request, "The change was undone.", outcome.change_set_id)
    return redirect("web:change-set", outcome.change_set_id or change_set)


def _record(text: str) -> tuple[str, int] | None:
    """Return ("planning.activity", 7) of "planning.activity-7"."""
    kind, _, number = text.rpartition("-")
    return (kind, int(number)) if kind and number.isdigit() else None


def _end_of(day: str) -> datetime | None:
    """Return the last moment of a day; None for no day."""
    try:
        wanted = parse_date(day) if day else None
    except ValueError:
        return None
    return timezone.make_aware(datetime.combine(wanted, time.max)) if wanted else None
