"""Closing a program or project: the checklist on live data, what is handed over, the report, the end."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lockstep.domain.access.queries.accounts import accounts
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.governance.queries import closure_at, open_things
from lockstep.domain.portfolio.queries import node_page
from lockstep.domain.records.queries import ListQuery, Scope, register_counts
from lockstep.domain.records.queries import listing as listing_query
from lockstep.domain.records.registry import register_of
from lockstep.web.pages.governance.handing import grouped
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.performing import carry_out
from lockstep.web.places import node_and_where
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

MOST_LESSONS = 50


@screen
def closure(request: HttpRequest, node: int) -> HttpResponse:
    """Show what is missing to close a node, and what would have to be handed over."""
    found, where = register_at(request.user, node, "closure-items")
    state = closure_at(request.user, node)
    page = node_page(request.user, node)
    values = {
        **head_values(found, where, "closure"),
        "closure": state,
        "items": [(item, found.states_by_name[item.state]) for item in state.items],
        "groups": grouped(open_things(request.user, node)),
        "people": [
            (row.id, row.name or row.email) for row in accounts(request.user, limit=500) if row.is_active
        ],
        "homes": [(crumb.id, crumb.name) for crumb in page.crumbs],
        "may_edit": Permission.EDIT_RECORDS in where.permissions,
        "may_close": Permission.DECIDE in where.permissions,
    }
    return render(
        request,
        "web/governance/closure.html",
        values,
        title=f"Closure of {where.name}",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Closure"),
        ],
    )


@screen
@require_POST
def step(request: HttpRequest, node: int, step: str) -> HttpResponse:
    """Begin a closure, hand open records over, close the node, or open it again."""
    arguments: dict[str, Any] = {"node": node}
    if step == "hand-over":
        chosen = [text.rpartition(":") for text in request.POST.getlist("record")]
        arguments |= {
            "receiver": int(request.POST.get("receiver") or 0),
            "title": request.POST.get("title", "").strip() or "Handed over at the end",
            "notes": request.POST.get("notes", "").strip(),
            "home": int(request.POST["home"]) if request.POST.get("home") else None,
            "records": [{"type": kind, "id": int(number)} for kind, _, number in chosen if number.isdigit()],
        }
    said = {
        "begin": "The checklist is there.",
        "hand-over": "It was handed over.",
        "close": "It is closed and stays readable.",
        "reopen": "It is open again.",
    }
    actions = {
        "begin": "governance.begin_closure",
        "hand-over": "governance.hand_over",
        "close": "governance.close_node",
        "reopen": "governance.reopen_node",
    }
    carry_out(request, actions[step], arguments, said=said[step])
    return redirect("web:closure", node)


@screen
def report(request: HttpRequest, node: int) -> HttpResponse:
    """Show the report of a closure on a sheet of paper."""
    page, where = node_and_where(request.user, node)
    lessons = listing_query(
        request.user,
        "lessons",
        Scope(node),
        ListQuery(columns=("kind", "recommendation"), page_size=MOST_LESSONS),
    )
    counts = register_counts(request.user, node)
    values = {
        "closure": closure_at(request.user, node),
        "page": page,
        "lessons": lessons.rows,
        "counts": [
            (capital(register_of(name).plural), count.total, count.open)
            for name, count in counts.items()
            if count.total
        ],
        "at": timezone.now(),
    }
    return render(
        request,
        "web/governance/closure_report.html",
        values,
        title=f"Closure report of {where.name}",
        here=key_of(register_of("closure-items")),
        where=where,
        crumbs=[Crumb("Closure", reverse("web:closure", args=[node])), Crumb("Report")],
    )
