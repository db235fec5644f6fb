"""Saved views of any page whose address says what it shows: the menu that lists them, and what it sends."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render as render_template

from lockstep.web.performing import carry_out

# What of an address is no part of a view.
PASSING = {"page", "v", "as_of", "export", "sel"}


@dataclass(frozen=True)
class ViewPlace:
    """A page whose views are kept; `actions` is the app that keeps them, `target` what its `save_view` is given."""

    address: str
    all_words: str
    noun: str
    actions: str
    target: Mapping[str, Any]
    save_address: str
    change_address: Callable[[Any], str]


def query_of(view: Any) -> str:
    """Return the address of a view after the question mark; it names the view."""
    return urlencode([*parse_qsl(view.query.lstrip("?")), ("v", str(getattr(view, "pk", None) or view.id))])


def kept_part(query: str) -> str:
    """Return what of an address a view keeps."""
    pairs = parse_qsl(query.lstrip("?"))
    return urlencode([(name, value) for name, value in pairs if name not in PASSING])


def menu_of_views(request: HttpRequest, place: ViewPlace, saved: Iterable[Any]) -> HttpResponse:
    """Return the views, mine and shared, what may be done with the present one, and the form that saves another."""
    rows = list(saved)
    chosen = next((row for row in rows if str(row.id) == request.GET.get("v", "")), None)
    values = {
        "mine": [(row, f"{place.address}?{query_of(row)}") for row in rows if row.is_own],
        "shared": [(row, f"{place.address}?{query_of(row)}") for row in rows if not row.is_own],
        "chosen": chosen,
        "all_words": place.all_words,
        "all_address": f"{place.address}?v=all",
        "noun": place.noun,
        "save_address": place.save_address,
        "change_address": place.change_address(chosen) if chosen else "",
        "query": kept_part(request.GET.urlencode()),
    }
    return render_template(request, "web/records/view_menu.html", values)


def kept_view(request: HttpRequest, place: ViewPlace) -> HttpResponse:
    """Save the present address under a name, and go there."""
    name = request.POST.get("name", "").strip()
    arguments = {
        **place.target,
        "name": name,
        "query": kept_part(request.POST.get("query", "")),
        "is_shared": request.POST.get("shared") == "yes",
        "is_default": request.POST.get("default") == "yes",
    }
    said = f"The view “{name}” was saved."
    outcome = carry_out(request, f"{place.actions}.save_view", arguments, said=said)
    return redirect(f"{place.address}?{query_of(outcome.value)}")


def changed_view(request: HttpRequest, place: ViewPlace, view: int, version: int) -> HttpResponse:
    """Change a view's name, what it shows, who sees it or whether the page opens with it, or take it away."""
    what = request.POST.get("what", "")
    named = {"view": view, "version": version}
    if what == "remove":
        carry_out(request, f"{place.actions}.remove_view", named, said="The view is gone.")
        return redirect(f"{place.address}?v=all")
    changes: dict[str, Any] = {
        "update": {"query": kept_part(request.POST.get("query", ""))},
        "rename": {"name": request.POST.get("name", "").strip()},
        "share": {"is_shared": True},
        "keep": {"is_shared": False},
        "default": {"is_default": True},
        "plain": {"is_default": False},
    }.get(what, {})
    outcome = carry_out(
        request, f"{place.actions}.change_view", {**named, **changes}, said="The view was saved."
    )
    return redirect(f"{place.address}?{query_of(outcome.value)}")
