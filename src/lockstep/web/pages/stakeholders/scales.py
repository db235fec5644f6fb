"""From where on power and interest count as high, by node."""

from django.http import HttpRequest, HttpResponse

from lockstep.domain.stakeholders.queries import cut_at, quadrant_of
from lockstep.domain.stakeholders.vocabulary import MOST, Quadrant
from lockstep.web.pages.records.settings import Number, SettingPage, setting_page
from lockstep.web.screens import screen

HELP = f"Lowest step from 2 to {MOST} that counts as high; a value at the step is high."
ASKS = {
    Quadrant.MANAGE_CLOSELY: "Win them, involve them, hear them first.",
    Quadrant.KEEP_SATISFIED: "Meet what they need; do not weary them.",
    Quadrant.KEEP_INFORMED: "Tell them often; they carry the news.",
    Quadrant.MONITOR: "Look now and then whether they move.",
}


@screen
def scales(request: HttpRequest, node: int) -> HttpResponse:
    """Show from where on the two count as high; set it."""
    view = cut_at(request.user, node)
    cut = view.cut
    setting = SettingPage(
        register="stakeholders",
        page="scales",
        noun="scales",
        follows="A change places every stakeholder anew at once.",
        place=view.place,
        numbers=(
            Number("power", "Power is high from", HELP, str(cut.power)),
            Number("interest", "Interest is high from", HELP, str(cut.interest)),
        ),
        set_action="stakeholders.set_cut",
        remove_action="stakeholders.remove_cut",
        arguments=lambda given: {name: round(value) for name, value in given.items()},
        template="web/stakeholders/scales.html",
    )
    places = ((MOST, MOST), (MOST, 1), (1, MOST), (1, 1))
    quadrants = [quadrant_of(power, interest, cut) for power, interest in places]
    asks = [
        (
            power >= cut.power,
            interest >= cut.interest,
            quadrant.value,
            ASKS[quadrant],
        )
        for (power, interest), quadrant in zip(places, quadrants, strict=True)
        if quadrant is not None
    ]
    return setting_page(
        request, node, setting, {"cut": cut, "asks": asks, "page_url": "web:stakeholder-scales"}
    )
