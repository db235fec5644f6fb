"""How far the work for each objective is, from its deliverables up."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.records.registry import register_of
from lockstep.domain.strategy.queries import Rolled
from lockstep.domain.strategy.queries import roll_up as roll_up_query
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render


def _flat(
    thing: Rolled, of: Rolled | None = None, depth: int = 0
) -> Iterator[tuple[int, Rolled, str, float | None]]:
    """Yield a thing and all below it, each with its depth, its kind and its share of what it leads to."""
    whole = sum(part.weight or 0 for part in of.parts) if of else 0
    yield depth, thing, register_of(thing.register).singular, (thing.weight or 0) / whole if whole else None
    for part in thing.parts:
        yield from _flat(part, thing, depth + 1)


@screen
def roll_up(request: HttpRequest, node: int) -> HttpResponse:
    """Show objectives with what leads to them, each with its progress."""
    found, where = register_at(request.user, node, "outcomes")
    rolled = roll_up_query(request.user, node)
    return render(
        request,
        "web/strategy/roll_up.html",
        {**head_values(found, where, "roll-up"), "rows": [row for top in rolled for row in _flat(top)]},
        title="Outcomes, roll-up",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Roll-up"),
        ],
    )
