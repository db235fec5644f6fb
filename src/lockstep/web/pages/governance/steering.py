"""What needs the level above: exceptions, and delegated work that is beyond its limits or silent."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.governance.queries.steering import by_exception
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render


@screen
def steering(request: HttpRequest, node: int) -> HttpResponse:
    """Show the page for a node and all below it."""
    found, where = register_at(request.user, node, "exceptions")
    return render(
        request,
        "web/governance/steering.html",
        {**head_values(found, where, "steering"), "page": by_exception(request.user, node)},
        title=f"{capital(found.plural)}, by exception",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("By exception"),
        ],
    )
