"""Handing over what a manager owns to a successor, as one change that can be undone."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.access.queries.accounts import accounts
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.governance.queries import OpenThing, open_things
from lockstep.domain.portfolio.queries import managed_by
from lockstep.domain.records.registry import register_of
from lockstep.foundation.findings import LockstepError
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.performing import carry_out
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render


def grouped(things: Iterable[OpenThing]) -> list[tuple[str, str, list[OpenThing]]]:
    """Return things under the plural of their register, in its order."""
    found: dict[str, list[OpenThing]] = {}
    for thing in things:
        found.setdefault(thing.register, []).append(thing)
    return [(capital(register_of(name).plural), name, rows) for name, rows in found.items()]


@screen
def hand_over(request: HttpRequest, node: int) -> HttpResponse:
    """Show all that somebody owns and manages here; give it to a successor."""
    found, where = register_at(request.user, node, "hand-overs")
    people = [(row.id, row.name or row.email) for row in accounts(request.user, limit=500) if row.is_active]
    text = request.POST.get("giver") or request.GET.get("giver", "")
    giver = int(text) if text.isdigit() else None
    problem = ""
    if request.method == "POST" and giver is not None:
        arguments = {
            "node": node,
            "giver": giver,
            "receiver": int(request.POST.get("receiver") or 0),
            "notes": request.POST.get("notes", "").strip(),
        }
        try:
            outcome = carry_out(request, "governance.hand_over_post", arguments, said="It was handed over.")
            return redirect("web:record", found.name, outcome.value.pk)
        except LockstepError as error:
            problem = error.sentence
    values = {
        **head_values(found, where, "post"),
        "people": people,
        "giver": giver,
        "giver_name": dict(people).get(giver, "") if giver else "",
        "posts": managed_by(request.user, giver, below=node) if giver else (),
        "groups": grouped(open_things(request.user, node, owner=giver)) if giver else [],
        "may_hand_over": Permission.DECIDE in where.permissions,
        "problem": problem,
    }
    return render(
        request,
        "web/governance/hand_over.html",
        values,
        title=f"Hand over, {where.name}",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Hand over"),
        ],
        status=422 if problem else 200,
    )
