"""Causes that projects share, where the exposure sits, and which responses buy most."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.risks.queries import common_causes, concentrations, exposures, response_worths
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

LABEL = "Causes and exposure"


@screen
def causes(request: HttpRequest, node: int) -> HttpResponse:
    """Show what several projects fear alike, and where the money of the threats sits."""
    found, where = register_at(request.user, node, "risks")
    places = [
        (item, (("Project", item.by_project), ("Shared cause", item.by_cause), ("Owner", item.by_owner)))
        for item in concentrations(request.user, node)
    ]
    return render(
        request,
        "web/risks/causes.html",
        {
            **head_values(found, where, "causes"),
            "causes": common_causes(request.user, node),
            "exposures": exposures(request.user, node),
            "places": places,
            "worths": response_worths(request.user, node),
        },
        title=f"{capital(found.plural)}, {LABEL.lower()}",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb(LABEL),
        ],
    )
