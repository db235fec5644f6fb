"""The matrix of responsibilities: activities and decisions by roles."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.governance.queries.raci import raci_at
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render


@screen
def raci(request: HttpRequest, node: int) -> HttpResponse:
    """Show the page for a node and all below it."""
    found, where = register_at(request.user, node, "responsibilities")
    page = raci_at(request.user, node)
    return render(
        request,
        "web/governance/raci.html",
        {
            **head_values(found, where, "matrix"),
            "page": page,
            "lines": [(line, list(zip(page.roles, line.letters, strict=True))) for line in page.lines],
        },
        title=f"{capital(found.plural)}, matrix",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Matrix"),
        ],
    )
