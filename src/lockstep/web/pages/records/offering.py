"""What may apply to something that is being written down, or is stored: shown, taken, turned down."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.shortcuts import render as render_template
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lockstep.domain.ledger import perform
from lockstep.domain.records.declarations import FieldKind
from lockstep.domain.records.offering import Asked, Offered
from lockstep.domain.records.queries import Offers, offers, offers_for
from lockstep.domain.records.registry import linkable, register_for
from lockstep.foundation.findings import LockstepError
from lockstep.web.performing import carry_out
from lockstep.web.screens import screen

TAKEN = "take"
"""The name of the boxes that are ticked beside offers on the form of a new thing."""
_WORDS = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.TAGS)


@screen
def offered_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Return what may apply to the new thing whose form was sent along; nothing is written."""
    asked = Asked(kind, typed_words(kind, request.POST))
    ticked = set(request.POST.getlist(TAKEN))
    groups = [
        (label, [(item, value, value in ticked) for item, value in items])
        for label, items in _groups(offers(request.user, asked))
    ]
    return render_template(request, "web/records/offered_new.html", {"groups": groups, "kind": kind})


def _groups(found: Sequence[Offers]) -> list[tuple[str, list[tuple[Offered, str]]]]:
    """Return what was found under its labels, each with the value that names it in a form."""
    return [
        (group.offering.label, [(item, f"{group.offering.name}:{item.end.id}") for item in group.found])
        for group in found
    ]


def typed_words(kind: str, typed: Any) -> str:
    """Return the words of a form: what was typed into the fields of text of its register, and the name of a node."""
    register = register_for(kind)
    fields = register.all_fields.values() if register else ()
    names = [field.name for field in fields if field.kind in _WORDS] or ["name", "description"]
    return " ".join(typed.get(name, "") for name in names)


def take_ticked(request: HttpRequest, kind: str, record: int) -> None:
    """Link what was ticked on the form to the thing that was made of it; what is gone by now is passed over."""
    for text in request.POST.getlist(TAKEN):
        name, _, offered = text.partition(":")
        if offered.isdigit():
            arguments = {"offering": name, "offered": int(offered), "thing": {"type": kind, "id": record}}
            try:
                perform("records.take_offer", actor=request.user, arguments=arguments)
            except LockstepError:
                continue


@screen
def offered(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """Return what may apply to a stored thing."""
    back = request.headers.get("HX-Current-URL", "")
    values = {
        "groups": _groups(offers_for(request.user, kind, record)),
        "kind": kind,
        "record": record,
        "back": back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "",
    }
    return render_template(request, "web/records/offered.html", values)


@screen
@require_POST
def answer(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """Take what is offered, or turn it down."""
    name, _, number = request.POST.get("offer", "").partition(":")
    arguments = {
        "offering": name,
        "offered": int(number) if number.isdigit() else 0,
        "thing": {"type": kind, "id": record},
    }
    if request.POST.get("answer") == "dismiss":
        carry_out(request, "records.dismiss_offer", arguments, said="It is not offered here again.")
    else:
        carry_out(request, "records.take_offer", arguments, said="It is linked.")
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return redirect(back)
    end = linkable(kind).resolve([record], request.user).get(record)
    return redirect(end.url if end and end.url else "/")
