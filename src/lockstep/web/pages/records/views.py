"""Saved views: a named address of a list, mine or shared, one of them what the list opens with."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render as render_template
from django.urls import reverse
from django.views.decorators.http import require_POST

from lockstep.domain.records.declarations import Register
from lockstep.domain.records.queries import ViewRow, default_view
from lockstep.domain.records.queries import views as views_query
from lockstep.web.pages.records.places import register_at
from lockstep.web.performing import carry_out
from lockstep.web.places import Where
from lockstep.web.screens import screen

# What of an address is no part of a view.
PASSING = {"page", "v", "as_of", "export"}


def default_query(saved: Iterable[ViewRow], where: Where) -> str:
    """Return the address with which the list opens, or ""."""
    view = default_view(saved, where.id)
    return _address(view) if view else ""


def _address(view: Any) -> str:
    return urlencode([*parse_qsl(view.query.lstrip("?")), ("v", str(view.id))])


def kept_part(query: str) -> str:
    """Return what of an address a view keeps."""
    pairs = parse_qsl(query.lstrip("?"))
    return urlencode([(name, value) for name, value in pairs if name not in PASSING])


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
        tabs.append(ViewTab(row.name, f"{address}?{_address(row)}", ", ".join(notes), chosen == str(row.id)))
    return tabs


@screen
def menu(request: HttpRequest, node: int, register: str) -> HttpResponse:
    """Return the views, mine and shared, and the form that saves the present one."""
    found, where = register_at(request.user, node, register)
    rows = views_query(request.user, found.name, where.id)
    chosen = request.GET.get("v", "")
    address = reverse("web:register", args=[node, register])
    values = {
        "register": found,
        "node": where,
        "mine": [(row, f"{address}?{_address(row)}") for row in rows if row.is_own],
        "shared": [(row, f"{address}?{_address(row)}") for row in rows if not row.is_own],
        "chosen": next((row for row in rows if str(row.id) == chosen), None),
        "all_address": f"{address}?v=all",
        "query": kept_part(request.GET.urlencode()),
    }
    return render_template(request, "web/records/view_menu.html", values)


@screen
@require_POST
def save(request: HttpRequest, node: int, register: str) -> HttpResponse:
    """Save the present address under a name."""
    found, where = register_at(request.user, node, register)
    name = request.POST.get("name", "").strip()
    arguments = {
        "register": found.name,
        "node": where.id,
        "name": name,
        "query": kept_part(request.POST.get("query", "")),
        "is_shared": request.POST.get("shared") == "yes",
        "is_default": request.POST.get("default") == "yes",
    }
    outcome = carry_out(request, "records.save_view", arguments, said=f"The view “{name}” was saved.")
    return redirect(f"{reverse('web:register', args=[node, register])}?{_address(outcome.value)}")


@screen
@require_POST
def change(request: HttpRequest, node: int, register: str, view: int, version: int) -> HttpResponse:
    """Change what a view shows or whether the list opens with it, or take it away."""
    register_at(request.user, node, register)
    address = reverse("web:register", args=[node, register])
    what = request.POST.get("what", "")
    if what == "remove":
        carry_out(
            request, "records.remove_view", {"view": view, "version": version}, said="The view is gone."
        )
        return redirect(f"{address}?v=all")
    changes: dict[str, Any] = {
        "update": {"query": kept_part(request.POST.get("query", ""))},
        "rename": {"name": request.POST.get("name", "").strip()},
        "share": {"is_shared": True},
        "keep": {"is_shared": False},
        "default": {"is_default": True},
        "plain": {"is_default": False},
    }.get(what, {})
    outcome = carry_out(
        request,
        "records.change_view",
        {"view": view, "version": version, **changes},
        said="The view was saved.",
    )
    return redirect(f"{address}?{_address(outcome.value)}")
