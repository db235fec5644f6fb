"""The colors of tolerances, node by node, computed beside reported."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.governance.queries import colors_at
from lockstep.domain.governance.queries.colors import color_trends
from lockstep.domain.governance.queries.rolled import chosen_roll_up, rolled
from lockstep.domain.governance.vocabulary import GUIDANCE, Color, NodeColors, RollUp
from lockstep.domain.records.vocabulary import today
from lockstep.web.pages.governance.gap_picture import SHAPES, gap_lane, window
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.performing import carry_out
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

TREND_DAYS = 182
ROLL_UPS = (
    (RollUp.WORST, "The worst of all"),
    (RollUp.MATERIAL, "The worst of what is material"),
    (RollUp.WEIGHTED, "By weight of activities"),
    (RollUp.COUNTED, "By count, each place alike"),
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


def gap_values(user: Any, node: int, places: tuple[NodeColors, ...]) -> dict[str, Any]:
    """Return the gap of each tolerance over the last months, those with the widest gap first."""
    now = today()
    trends = color_trends(user, node, now - timedelta(days=TREND_DAYS))
    first = window([span for spans in trends.values() for span in spans], now, most_days=TREND_DAYS)
    states = [state for place in places for state in place.states if state.id in trends]
    lanes = [(state, gap_lane(trends[state.id], first, now)) for state in states]
    drawn = [(state, lane) for state, lane in lanes if lane is not None]
    drawn.sort(key=lambda item: -(item[0].gap or 0))
    return {"gaps": drawn, "gap_first": first, "gap_last": now}


@screen
def colors(request: HttpRequest, node: int) -> HttpResponse:
    """Show each node's tolerances with their colors, the overall one and what drives it; keep how they roll up."""
    found, where = register_at(request.user, node, "tolerances")
    if request.method == "POST":
        arguments = {"node": node, "option": request.POST.get("by", "")}
        carry_out(request, "governance.choose_roll_up", arguments, said="Rolled up like this from now on.")
        return redirect("web:tolerance-colors", node)
    chosen = chosen_roll_up(request.user, node)
    asked = request.GET.get("by", "")
    option = RollUp(asked) if asked in set(RollUp) else chosen.option
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
            **gap_values(request.user, node, places),
            "chosen": chosen,
        },
        title=f"{capital(found.plural)}, colors",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Colors"),
        ],
    )
