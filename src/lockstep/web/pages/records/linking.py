"""Typed links of a record or an activity: the dialog that makes one, and taking one away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_template
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lockstep.domain.ledger import InvalidInput, NotFound
from lockstep.domain.records.queries import record_choices
from lockstep.domain.records.registry import LinkEnd, link_kinds, linkable, linkables, register_for
from lockstep.foundation.findings import LockstepError
from lockstep.web.pages.records.places import capital
from lockstep.web.pages.records.talk import way_back
from lockstep.web.performing import carry_out
from lockstep.web.places import where_at
from lockstep.web.screens import is_fragment, screen
from lockstep.web.shell import Crumb, render

FOUND = 30


@screen
def new(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """Show the dialog of a new link; make it."""
    end = _end(request.user, kind, record)
    problem = ""
    if request.method == "POST":
        try:
            return _link(request, end)
        except LockstepError as error:
            problem = error.sentence
    words, chosen = request.GET.get("q", "").strip(), request.GET.get("type", "")
    found = record_choices(request.user, words, record_type=chosen) if words or chosen else ()
    values = {
        "end": end,
        "words": words,
        "types": [(item.record_type, capital(item.label)) for item in linkables()],
        "chosen_type": chosen,
        "kinds": _kinds(kind, chosen),
        "chosen_kind": request.POST.get("kind") or _usual_kind(kind),
        "found": [other for other in found if (other.record_type, other.id) != (kind, record)][:FOUND],
        "address": reverse("web:link-new", args=[kind, record]),
        "back": _back(request, end),
        "problem": problem,
    }
    status = 422 if problem else 200
    if is_fragment(request):
        values["is_dialog"] = True
        return render_template(request, "web/records/link_new.html", values, status=status)
    where = where_at(request.user, end.node_id) if end.node_id else None
    return render(
        request,
        "web/records/alone.html",
        {**values, "inner": "web/records/link_new.html"},
        title=f"Link {end.key}",
        where=where,
        crumbs=[Crumb(end.key or end.title, end.url), Crumb("Link")],
        status=status,
    )


def _end(user: Any, kind: str, record: int) -> LinkEnd:
    end = linkable(kind).resolve([record], user).get(record)
    if end is None:
        raise NotFound(f"{kind} {record}", "There is no such thing, or you may not see it.")
    return end


def _usual_kind(kind: str) -> str:
    register = register_for(kind)
    return f"forward:{register.link_kinds[0]}" if register and register.link_kinds else ""


def _kinds(kind: str, other: str) -> list[tuple[str, str]]:
    """Return what a link may say from this end: forward as the source, backward as the target."""
    register = register_for(kind)
    own = register.link_kinds if register else ()
    ordered = sorted(link_kinds(), key=lambda item: item.name not in own)

    def fits(types: tuple[str, ...], name: str) -> bool:
        return not types or not name or name in types

    forward = [
        (f"forward:{item.name}", f"{item.forward} …")
        for item in ordered
        if (fits(item.sources, kind) or item.name in own) and fits(item.targets, other)
    ]
    backward = [
        (f"backward:{item.name}", f"{item.backward} …")
        for item in ordered
        if fits(item.targets, kind) and fits(item.sources, other) and item.forward != item.backward
    ]
    return [*forward, *backward]


def _back(request: HttpRequest, end: LinkEnd) -> str:
    given = request.POST.get("back") or request.headers.get("HX-Current-URL", "")
    return given if url_has_allowed_host_and_scheme(given, {request.get_host()}) else end.url


def _link(request: HttpRequest, end: LinkEnd) -> HttpResponse:
    direction, _, name = request.POST.get("kind", "").partition(":")
    other_type, _, other_id = request.POST.get("other", "").partition(":")
    if not other_id.isdigit():
        raise InvalidInput("link", "Choose what it is linked to.")
    here, there = {"type": end.record_type, "id": end.id}, {"type": other_type, "id": int(other_id)}
    source, target = (there, here) if direction == "backward" else (here, there)
    arguments = {"kind": name, "source": source, "target": target, "reason": request.POST.get("reason", "")}
    carry_out(request, "records.link_records", arguments, said="The link was made.")
    if is_fragment(request):
        return HttpResponse(headers={"HX-Redirect": _back(request, end)})
    return way_back(request, "#links")


@screen
@require_POST
def unlink(request: HttpRequest, link: int, version: int) -> HttpResponse:
    """Take a link away."""
    arguments = {"link": link, "version": version}
    carry_out(request, "records.unlink_records", arguments, said="The link was taken away.")
    return way_back(request, "#links")
