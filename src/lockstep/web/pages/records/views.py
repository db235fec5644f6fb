"""Saved views of lists: a named address, mine or shared, one of them what the list opens with."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from lockstep.domain.records.declarations import Register
from lockstep.domain.records.queries import ViewRow, default_view
from lockstep.domain.records.queries import views as views_query
from lockstep.web.pages.records.places import register_at
from lockstep.web.places import Where
from lockstep.web.saved_views import ViewPlace, changed_view, kept_view, menu_of_views, query_of
from lockstep.web.screens import screen


def default_query(saved: Iterable[ViewRow], where: Where) -> str:
    """Return the address with which the list opens, or ""."""
    view = default_view(saved, where.id)
    return query_of(view) if view else ""


def view_menu(request: HttpRequest, register: Register, where: Where) -> list[dict[str, Any]]:
    """Return the menu of views; what it holds is fetched when it is opened."""
    address = reverse("web:register", args=[where.id, register.name])
    query = request.GET.urlencode()
    return [{"label": "Views", "icon": "overview", "address": f"{address}part/views/?{query}"}]


@dataclass(frozen=True, slots=True)
class ViewTab:
    """A saved view as a tab over the list."""

    name: str
    address: str
    note: str
    is_here: bool


def view_tabs(
    request: HttpRequest, register: Register, where: Where, saved: Iterable[ViewRow]
) -> list[ViewTab]:
    """Return the saved views, one's own first, before them all records; nothing where none is saved."""
    rows = sorted(saved, key=lambda row: not row.is_own)
    if not rows:
        return []
    address = reverse("web:register", args=[where.id, register.name])
    chosen = request.GET.get("v", "")
    tabs = [ViewTab(f"All {register.plural}", f"{address}?v=all", "", chosen in ("", "all"))]
    for row in rows:
        notes = ["mine" if row.is_own else "shared"]
        notes += ["shared"] if row.is_own and row.is_shared else []
        notes += ["opens first"] if row.is_default else []
        tabs.append(ViewTab(row.name, f"{address}?{query_of(row)}", ", ".join(notes), chosen == str(row.id)))
    return tabs


@screen
def menu(request: HttpRequest, node: int, register: str) -> HttpResponse:
    """Return the views, mine and shared, and the form that saves the present one."""
    place = _place(request, node, register)
    return menu_of_views(request, place, views_query(request.user, register, node))


@screen
@require_POST
def save(request: HttpRequest, node: int, register: str) -> HttpResponse:
    """Save the present address under a name."""
    return kept_view(request, _place(request, node, register))


@screen
@require_POST
def change(request: HttpRequest, node: int, register: str, view: int, version: int) -> HttpResponse:
    """Change what a view shows or whether the list opens with it, or take it away."""
    return changed_view(request, _place(request, node, register), view, version)


def _place(request: HttpRequest, node: int, register: str) -> ViewPlace:
    found, where = register_at(request.user, node, register)
    at = [where.id, found.name]
    return ViewPlace(
        address=reverse("web:register", args=at),
        all_words=f"All {found.plural}",
        noun="list",
        actions="records",
        target={"register": found.name, "node": where.id},
        save_address=reverse("web:view-save", args=at),
        change_address=lambda view: reverse("web:view-change", args=[*at, view.id, view.version]),
    )
