"""The next gates, each with what is missing to pass it today."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.governance.queries import gates_at
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render


@screen
def readiness(request: HttpRequest, node: int) -> HttpResponse:
    """Show the criteria of the next gates as they stand on live data."""
    found, where = register_at(request.user, node, "gates")
    gates = [(gate, found.states_by_name[gate.state]) for gate in gates_at(request.user, node)]
    return render(
        request,
        "web/governance/readiness.html",
        {**head_values(found, where, "readiness"), "gates": gates},
        title=f"{capital(found.plural)}, readiness",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Readiness"),
        ],
    )
