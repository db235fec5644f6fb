"""Forums with their measures, escalation paths and the calendar of governance."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.governance.queries.operating import operating_model
from lockstep.domain.records.vocabulary import today
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render


@screen
def operating(request: HttpRequest, node: int) -> HttpResponse:
    """Show the page for a node and all below it."""
    found, where = register_at(request.user, node, "forums")
    return render(
        request,
        "web/governance/operating.html",
        {
            **head_values(found, where, "operating"),
            "page": operating_model(request.user, node),
            "today": today(),
        },
        title=f"{capital(found.plural)}, operating model",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Operating model"),
        ],
    )
