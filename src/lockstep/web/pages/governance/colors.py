"""The colors of tolerances, node by node, computed beside reported."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.governance.queries import colors_at
from lockstep.domain.governance.queries.rolled import rolled
from lockstep.domain.governance.vocabulary import GUIDANCE, Color, NodeColors, RollUp
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

SHAPES = {Color.GREEN: "good", Color.AMBER: "warn", Color.RED: "bad", Color.GRAY: "none"}
ROLL_UPS = (
    (RollUp.WORST, "The worst of all"),
    (RollUp.MATERIAL, "The worst of what is material"),
    (RollUp.WEIGHTED, "By weight of activities"),
)


def rolled_values(user: Any, places: tuple[NodeColors, ...], option: RollUp) -> dict[str, Any]:
    """Return what the whole comes to by an option."""
    if not places:
        return {}
    whole = rolled(user, places, option)
    return {
        "whole": whole,
        "whole_shape": SHAPES[whole.color],
        "guidance": GUIDANCE[whole.step],
        "shares": [(SHAPES[color], color.value, share) for color, share in whole.shares.items() if share],
        "roll_ups": [(item.value, label) for item, label in ROLL_UPS],
        "roll_up": option.value,
    }


@screen
def colors(request: HttpRequest, node: int) -> HttpResponse:
    """Show each node's tolerances with their colors, the overall one and what drives it."""
    found, where = register_at(request.user, node, "tolerances")
    asked = request.GET.get("by", "")
    option = RollUp(asked) if asked in set(RollUp) else RollUp.WORST
    places = colors_at(request.user, node)
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
        for place in places
    ]
    return render(
        request,
        "web/governance/colors.html",
        {
            **head_values(found, where, "colors"),
            "nodes": nodes,
            **rolled_values(request.user, places, option),
        },
        title=f"{capital(found.plural)}, colors",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Colors"),
        ],
    )
