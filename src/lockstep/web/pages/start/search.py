"""Search over everything one may see, and the palette's short version of it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_template
from django.urls import reverse

from lockstep.domain.planning.queries.activity_list import ActivityFilter, activity_list
from lockstep.domain.portfolio.queries import search_nodes
from lockstep.web.screens import screen
from lockstep.web.shell import render
from lockstep.web.words import finish_day_words


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    label: str
    kind: str
    icon: str
    address: str
    note: str = ""


@screen
def search(request: HttpRequest) -> HttpResponse:
    """Show everything found, by kind."""
    text = request.GET.get("q", "").strip()
    groups = _hits(request.user, text, 50) if text else []
    count = sum(len(hits) for _, hits in groups)
    values = {"text": text, "groups": groups, "count": count}
    return render(request, "web/start/search.html", values, title="Search", here="search")


@screen
def palette(request: HttpRequest) -> HttpResponse:
    """Return the options that the palette shows below its places."""
    text = request.GET.get("q", "").strip()
    hits = [hit for _, found in _hits(request.user, text, 8) for hit in found] if text else []
    return render_template(request, "web/start/palette.html", {"hits": hits, "text": text})


def _hits(user: Any, text: str, limit: int) -> list[tuple[str, list[Hit]]]:
    nodes = [
        Hit(row.name, row.kind.value, row.kind.value, reverse("web:node", args=[row.id]), row.code)
        for row in search_nodes(user, text, limit=limit)
    ]
    found = activity_list(user, ActivityFilter(text=text), limit=limit).columns
    activities = [
        Hit(
            name,
            "activity",
            "schedule",
            reverse("web:activity", args=[row]),
            code or finish_day_words(finish),
        )
        for row, name, code, finish in zip(
            found["id"], found["name"], found["code"], found["finish_ticks"], strict=True
        )
    ]
    groups = (("Portfolios, programs and projects", nodes), ("Activities", activities))
    return [(title, hits) for title, hits in groups if hits]
