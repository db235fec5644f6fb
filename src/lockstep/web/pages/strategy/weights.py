"""What counts how much in the score of demands, by node."""

from django.http import HttpRequest, HttpResponse

from lockstep.domain.records.registry import register_of
from lockstep.domain.strategy.queries import weights_at
from lockstep.web.pages.records.settings import Number, SettingPage, setting_page
from lockstep.web.screens import screen

PERCENT = 100


@screen
def weights(request: HttpRequest, node: int) -> HttpResponse:
    """Show the weights; set them."""
    view = weights_at(request.user, node)
    fields = register_of("demands").all_fields
    numbers = tuple(
        Number(
            name,
            fields[name].label,
            "Counts against a demand." if weight < 0 or name == "risk_level" else "Counts for a demand.",
            f"{abs(weight) * PERCENT:g}",
        )
        for name, weight in view.weights.items()
    )
    setting = SettingPage(
        register="demands",
        page="weights",
        noun="weights",
        follows="A change scores every demand anew at once.",
        place=view.place,
        numbers=numbers,
        set_action="strategy.set_weights",
        remove_action="strategy.remove_weights",
        arguments=lambda given: {"weights": {name: value / PERCENT for name, value in given.items()}},
        template="web/strategy/weights.html",
    )
    lines = [(fields[name].label, abs(share), name == "risk_level") for name, share in view.shares.items()]
    return setting_page(request, node, setting, {"lines": lines, "page_url": "web:demand-weights"})
