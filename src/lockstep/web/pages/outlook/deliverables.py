"""Deliverables live: when they are expected, how likely on time, and what they cost beside their budgets."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.outlook.queries import live_deliverables
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render


def tone_of(share: float | None) -> str:
    """Return the color of a probability: green from 80 %, amber from 50 %."""
    if share is None:
        return "none"
    return "good" if share >= 0.8 else "warn" if share >= 0.5 else "bad"


@screen
def on_time(request: HttpRequest, node: int) -> HttpResponse:
    """Show the open deliverables with day, probability and money."""
    found, where = register_at(request.user, node, "deliverables")
    live = live_deliverables(request.user, node)
    values = {
        **head_values(found, where, "on-time"),
        "live": live,
        "lines": [(item, tone_of(item.on_time_share)) for item in live.rows],
    }
    return render(
        request,
        "web/outlook/on_time.html",
        values,
        title="Deliverables, on time",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("On time"),
        ],
    )
