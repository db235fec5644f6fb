"""Demands in order, with the line that budget and capacity draw."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lockstep.domain.strategy.queries import RankedBy, ranked_demands, weights_at
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.performing import carry_out
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render

ORDERS = (
    (RankedBy.RANK, "Rank"),
    (RankedBy.WSJF, "WSJF"),
    (RankedBy.SCORE, "Weighted score"),
    (RankedBy.MOSCOW, "Must, should, could"),
)
MINOR = 100


def _budget(text: str) -> int | None:
    """Return minor units of what was typed; nothing typed, or no number, is no budget."""
    digits = "".join(letter for letter in text if letter.isdigit())[:12]
    return int(digits) * MINOR if digits else None


def _capacity(text: str) -> float | None:
    """Return the days that were typed; nothing typed, or no number, is no limit."""
    digits = "".join(letter for letter in text if letter.isdigit())[:7]
    return float(digits) if digits else None


@screen
def ranked(request: HttpRequest, node: int) -> HttpResponse:
    """Show the ranked list; move a demand on it."""
    found, where = register_at(request.user, node, "demands")
    if request.method == "POST":
        arguments = {
            "node": node,
            "demand": int(request.POST["demand"]),
            "place": int(request.POST["place"]),
        }
        carry_out(request, "strategy.rank_demand", arguments, said=f"Put at place {arguments['place']}.")
        return redirect(request.get_full_path())
    order = request.GET.get("order", "")
    chosen = RankedBy(order) if order in {item.value for item in RankedBy} else RankedBy.RANK
    budget = _budget(request.GET.get("budget", ""))
    capacity = _capacity(request.GET.get("capacity", ""))
    demands = ranked_demands(
        request.user,
        node,
        order=chosen,
        budget=budget,
        currency=request.GET.get("currency"),
        capacity_days=capacity,
    )
    scoring = weights_at(request.user, node)
    values = {
        **head_values(found, where, "ranked"),
        "demands": demands,
        "orders": [(item.value, label) for item, label in ORDERS],
        "order": chosen.value,
        "budget": budget // MINOR if budget is not None else "",
        "capacity": f"{capacity:.0f}" if capacity is not None else "",
        "is_by_rank": chosen is RankedBy.RANK and len(demands.currencies) < 2,
        "scoring": scoring,
        "weights": [(found.all_fields[name].label, weight) for name, weight in scoring.shares.items()],
    }
    return render(
        request,
        "web/strategy/ranked.html",
        values,
        title="Demands, ranked",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Ranked list"),
        ],
    )
