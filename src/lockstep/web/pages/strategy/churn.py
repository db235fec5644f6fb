"""How much scope and requirements change, node by node and month by month."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.strategy.queries.churn import ChurnCell
from lockstep.domain.strategy.queries.churn import churn as churn_query
from lockstep.web.pages.records.places import capital, head_values, register_at
from lockstep.web.register_places import key_of
from lockstep.web.screens import screen
from lockstep.web.shell import Crumb, render
from lockstep.web.words import share_words

BAR_WIDTH, BAR_STEP, HEIGHT, FULL = 36, 64, 120, 1.0


def bars(cells: tuple[ChurnCell, ...]) -> list[tuple[int, int, int, str, str, str]]:
    """Return one bar a month: x, y, height, tone, the share in words and the month."""
    found = []
    for number, cell in enumerate(cells):
        share = min(cell.share or 0.0, FULL)
        height = round(share / FULL * HEIGHT)
        tone = "bad" if share >= 0.3 else "warn" if share >= 0.2 else "calm"
        found.append(
            (
                8 + number * BAR_STEP,
                HEIGHT - height + 20,
                height,
                tone,
                share_words(cell.share) or "–",
                f"{cell.month:%b %y}",
            )
        )
    return found


@screen
def churn(request: HttpRequest, node: int) -> HttpResponse:
    """Show the months of each node, the whole as bars."""
    found, where = register_at(request.user, node, "requirements")
    shown = churn_query(request.user, node)
    values = {
        **head_values(found, where, "churn"),
        "churn": shown,
        "bars": bars(shown.total.cells),
        "width": 16 + len(shown.months) * BAR_STEP,
        "height": HEIGHT + 44,
        "base": HEIGHT + 20,
        "label_y": HEIGHT + 38,
        "bar_width": BAR_WIDTH,
    }
    return render(
        request,
        "web/strategy/churn.html",
        values,
        title="Requirements, churn",
        here=key_of(found),
        where=where,
        crumbs=[
            Crumb(capital(found.plural), reverse("web:register", args=[node, found.name])),
            Crumb("Churn"),
        ],
    )
