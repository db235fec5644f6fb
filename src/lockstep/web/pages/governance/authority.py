"""Who may decide what at a node, from the narrowest limit to the widest."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.governance.queries.authority import authority_at
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

MATTERS = {"changes": "Change requests", "decisions": "Decisions", "exceptions": "Exceptions"}


@screen
def authority(request: HttpRequest, node: int) -> HttpResponse:
    """Show the chains of authority in force."""
    found, where = register_at(request.user, node, "delegations")
    chains = [(MATTERS[chain.matter.value], chain.rows) for chain in authority_at(request.user, node)]
    return render(
        request,
        "web/governance/authority.html",
        {**head_values(found, where, "authority"), "chains": chains},
        title=f"{capital(found.plural)}, who may decide",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Who may decide"),
        ],
    )
