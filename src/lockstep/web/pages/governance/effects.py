"""The open change requests side by side: what each would do, and how far its answers have come."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.governance.queries.trials import effects_at
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render


@screen
def effects(request: HttpRequest, node: int) -> HttpResponse:
    """Compare the open change requests at and below a node."""
    found, where = register_at(request.user, node, "change-requests")
    rows = [(row, found.states_by_name[row.state]) for row in effects_at(request.user, node)]
    return render(
        request,
        "web/governance/effects.html",
        {**head_values(found, where, "effects"), "rows": rows},
        title=f"{capital(found.plural)}, effects",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Effects"),
        ],
    )
