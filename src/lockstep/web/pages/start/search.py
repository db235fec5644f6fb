"""Search over everything one may see, and the palette's short version of it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_template
from django.urls import reverse

from lockstep.domain.access.queries.nodes import readable_nodes
from lockstep.domain.planning.queries.activity_list import ActivityFilter, activity_list
from lockstep.domain.portfolio.queries import search_nodes
from lockstep.domain.records.queries import search as search_records
from lockstep.web.icons import ICONS
from lockstep.web.places import recent_where
from lockstep.web.register_places import icon_of, readable_registers
from lockstep.web.screens import screen
from lockstep.web.shell import RECENT, render
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
    hits = _register_hits(request, text) if text else []
    if text and not text.casefold().startswith("new"):
        hits += [hit for _, found in _hits(request.user, text, 8) for hit in found]
    return render_template(request, "web/start/palette.html", {"hits": hits, "text": text})


def _register_hits(request: HttpRequest, text: str) -> list[Hit]:
    """Return "New risk" and the registers themselves, at the node that was visited last."""
    where = recent_where(request.user, request.COOKIES.get(RECENT, ""))
    if where is None:
        return []
    words = text.casefold()
    offered = [register for members in readable_registers(where).values() for register in members]
    made = [
        Hit(
            f"New {register.singular}",
            f"in {where.name}",
            "add",
            reverse("web:record-new", args=[where.id, register.name]),
        )
        for register in offered
        if register.raise_ in where.permissions and _fits(words, f"new {register.singular}")
    ]
    lists = [
        Hit(
            register.plural.capitalize(),
            where.name,
            icon_of(register),
            reverse("web:register", args=[where.id, register.name]),
        )
        for register in offered
        if words in register.plural.casefold()
    ]
    return [*made, *lists]


def _fits(typed: str, offered: str) -> bool:
    return offered.startswith(typed) or (len(typed) > 2 and typed in offered)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _hits(user: Any, text: str, limit: int) -> list[tuple[str, list[Hit]]]:
    nodes = [
        Hit(row.name, row.kind.value, row.kind.value, reverse("web:node", args=[row.id]), row.code)
        for row in search_nodes(user, text, limit=limit)
    ]
    found = activity_list(user, ActivityFilter(text=text), limit=limit).columns
    projects = readable_nodes(user, set(found["project"])) if found["project"] else {}
    activities = [
        Hit(
            name,
            "activity",
            "schedule",
            reverse("web:activity", args=[row]),
            _joined(code, projects[project].name if project in projects else "", finish_day_words(finish)),
        )
        for row, name, code, project, finish in zip(
            found["id"], found["name"], found["code"], found["project"], found["finish_ticks"], strict=True
        )
    ]
    records = [
        Hit(
            f"{row.key} {row.title}",
            row.kind,
            row.icon if row.icon in ICONS else "registers",
            row.url,
            f"{row.state} · {row.node}",
        )
        for row in search_records(user, text, limit=limit)
    ]
    groups = (
        ("Portfolios, programs and projects", nodes),
        ("Records", records),
        ("Activities", activities),
    )
    return [(title, hits) for title, hits in groups if hits]
