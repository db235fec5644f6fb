"""The frame around every page: who looks, where they are, which places exist here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_template
from django.urls import reverse

from lockstep.domain.records.queries import unread_count
from lockstep.web.places import Where, recent_where
from lockstep.web.register_places import FOLDS, register_entries

THEMES = ("system", "light", "dark")
DENSITIES = ("normal", "compact")
RECENT = "lockstep-node"
YEAR_SECONDS = 31_536_000


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the sidebar; `letter` is typed after `g` to go there."""

    key: str
    label: str
    icon: str
    address: str
    letter: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Places under one question of the manager; one with a `fold` opens and closes, and is remembered so."""

    title: str
    places: tuple[Place, ...]
    is_where: bool = False
    fold: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from the root."""

    label: str
    address: str = ""
    is_node: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything that the frame's templates read."""

    theme: str
    density: str
    user_name: str
    user_email: str
    here: str
    groups: tuple[Group, ...]
    bottom: tuple[Place, ...]
    crumbs: tuple[Crumb, ...]
    node: Where | None


def look_of(request: HttpRequest) -> tuple[str, str]:
    """Return theme and density from their cookies."""
    theme = request.COOKIES.get("lockstep-theme", "system")
    density = request.COOKIES.get("lockstep-density", "normal")
    return theme if theme in THEMES else "system", density if density in DENSITIES else "normal"


def context(request: HttpRequest) -> dict[str, Any]:
    """Give every template a frame; pages of this room put theirs in its place."""
    return {"shell": make_shell(request)}


def render(
    request: HttpRequest,
    template: str,
    values: dict[str, Any] | None = None,
    *,
    title: str,
    here: str = "",
    where: Where | None = None,
    crumbs: Sequence[Crumb] = (),
    status: int = 200,
) -> HttpResponse:
    """Render a page in its frame."""
    shell = make_shell(request, here=here, where=where, crumbs=crumbs, title=title)
    response = render_template(
        request, template, {**(values or {}), "shell": shell, "title": title}, status=status
    )
    if where is not None and request.COOKIES.get(RECENT) != str(where.id):
        response.set_cookie(RECENT, str(where.id), max_age=YEAR_SECONDS, samesite="Lax", httponly=True)
    return response


def make_shell(
    request: HttpRequest,
    *,
    here: str = "",
    where: Where | None = None,
    crumbs: Iterable[Crumb] = (),
    title: str = "",
) -> Shell:
    """Return the frame of a page."""
    theme, density = look_of(request)
    user = getattr(request, "user", None)
    is_known = bool(user and user.is_authenticated)
    # A page that is about no node keeps the places of the one visited last.
    beside = where or (recent_where(user, request.COOKIES.get(RECENT, "")) if is_known and title else None)
    unfolded = request.COOKIES.get(FOLDS, "").split(".")
    # Only pages of this room ask how much waits; `context` is also called for pages that put theirs in its place.
    waiting = unread_count(user) if is_known and title else 0
    groups = _groups(beside, here, unfolded, waiting) if is_known else ()
    return Shell(
        theme,
        density,
        (user.name or user.email) if is_known else "",
        user.email if is_known else "",
        here,
        groups,
        _bottom(groups),
        (*_crumbs(where), *(tuple(crumbs) or (Crumb(title),))),
        where,
    )


def _crumbs(where: Where | None) -> tuple[Crumb, ...]:
    if where is None:
        return ()
    above = tuple(Crumb(name, reverse("web:node", args=[node])) for node, name in where.ancestors)
    return (*above, Crumb(where.name, reverse("web:node", args=[where.id]), is_node=True))


def _groups(where: Where | None, here: str, unfolded: Sequence[str], waiting: int) -> tuple[Group, ...]:
    start = Group(
        "",
        (
            Place("home", "Home", "home", reverse("web:home"), "h"),
            Place("programs", "Programs", "portfolio", reverse("web:programs"), "a"),
            Place("inbox", "Inbox", "inbox", reverse("web:inbox"), "x", waiting),
            Place("jobs", "Jobs", "jobs", reverse("web:jobs"), "j"),
        ),
    )
    if where is None:
        return (start,)
    return (start, *_node_groups(where), *_register_groups(where, here, unfolded))


def _register_groups(where: Where, here: str, unfolded: Sequence[str]) -> Iterable[Group]:
    """Yield the registers in groups that fold, so that forty of them do not drown the rest."""
    for title, entries in register_entries(where):
        places = tuple(Place(*entry) for entry in entries)
        fold = title.lower()
        is_open = fold in unfolded or any(place.key == here for place in places)
        yield Group(title, places, fold=fold, is_open=is_open)


def _node_groups(where: Where) -> Iterable[Group]:
    """Yield the places of a node by the questions that a manager asks of it."""

    def place(key: str, label: str, icon: str, letter: str = "") -> Place:
        return Place(
            key, label, icon, reverse(f"web:{key}", args=[where.id]), letter, where.waiting.get(key, 0)
        )

    yield Group(
        where.name,
        (
            place("node", "Overview", "overview", "o"),
            *(() if where.kind == "project" else (place("projects", "Projects", "projects", "r"),)),
        ),
        is_where=True,
    )
    yield Group(
        "Plan",
        (
            place("schedule", "Schedule", "schedule", "s"),
            place("baselines", "Baselines", "baselines", "b"),
            place("leveling", "Leveling", "leveling", "v"),
            place("calendars", "Calendars", "calendar", "c"),
        ),
    )
    yield Group(
        "Control",
        (
            place("health", "Health", "health", "t"),
            place("imports", "Import", "import", "i"),
            place("proposals", "Proposals", "proposals", "l"),
            place("registers", "Registers", "registers", "e"),
            place("risk-analysis", "Risk analysis", "analysis", "k"),
            place("warnings", "Early warnings", "bell", "a"),
            place("history", "History", "history", "y"),
        ),
    )
    yield Group(
        "Resources",
        (
            place("people", "People", "people", "p"),
            place("workload", "Workload", "workload", "w"),
            place("members", "Members", "members", "m"),
        ),
    )


def _bottom(groups: tuple[Group, ...]) -> tuple[Place, ...]:
    """Return the four places of the phone's bar; the fifth is "more"."""
    places = {place.key: place for group in groups for place in group.places}
    wanted = ("inbox", "node", "schedule", "registers") if "node" in places else ("home", "inbox", "jobs")
    return tuple(places[key] for key in wanted if key in places)
