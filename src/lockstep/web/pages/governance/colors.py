"""The colors of tolerances, node by node, computed beside reported."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.governance.queries import colors_at
from lockstep.domain.governance.vocabulary import Color
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

SHAPES = {Color.GREEN: "good", Color.AMBER: "warn", Color.RED: "bad", Color.GRAY: "none"}


@screen
def colors(request: HttpRequest, node: int) -> HttpResponse:
    """Show each node's tolerances with their colors, the overall one and what drives it."""
    found, where = register_at(request.user, node, "tolerances")
    nodes = [
        {
            "place": place,
            "shape": SHAPES[place.overall.color],
            "counts": [(SHAPES[color], color.value, place.overall.counts.get(color, 0)) for color in Color],
            "states": [
                (
                    state,
                    SHAPES[state.judgment.color],
                    SHAPES[state.reported] if state.reported else "",
                )
                for state in place.states
            ],
        }
        for place in colors_at(request.user, node)
    ]
    return render(
        request,
        "web/governance/colors.html",
        {**head_values(found, where, "colors"), "nodes": nodes},
        title=f"{capital(found.plural)}, colors",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Colors"),
        ],
    )
