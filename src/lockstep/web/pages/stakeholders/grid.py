"""Stakeholders on the grid of power and interest."""

from django.http import HttpRequest, HttpResponse

from lockstep.domain.records.queries import RecordRow
from lockstep.domain.stakeholders.queries import cut_at, quadrant_of
from lockstep.domain.stakeholders.vocabulary import MOST, Attitude, Cut, Quadrant
from lockstep.web.pages.records.grids import Axis, GridPicture, Region, grid_page, values_of
from lockstep.web.screens import screen

SIGNS = {
    None: ("?", "attitude not known"),
    Attitude.UNAWARE: ("…", "unaware"),
    Attitude.RESISTANT: ("✕", "resistant"),
    Attitude.NEUTRAL: ("○", "neutral"),
    Attitude.SUPPORTIVE: ("+", "supportive"),
    Attitude.LEADING: ("★", "leading"),
}
HINT = "Arrow keys move the chosen stakeholder by one step; dragging does the same. Undo is in the message after it."
TONES = {
    Quadrant.MANAGE_CLOSELY: "warn",
    Quadrant.KEEP_SATISFIED: "info",
    Quadrant.KEEP_INFORMED: "good",
    Quadrant.MONITOR: "plain",
}


def _steps(high: int) -> tuple[tuple[int, str], ...]:
    """Return the steps of a scale with its words: where low ends and high begins."""
    words = {1: " low", high: " high"}
    return tuple((step, f"{step}{words.get(step, '')}") for step in range(1, MOST + 1))


def _mark(row: RecordRow) -> tuple[str, str]:
    current, desired, gap = values_of(row, "current", "desired", "gap")
    sign, words = SIGNS[Attitude.of(current or "")]
    if not desired or not gap:
        return sign, words
    return sign, f"{words}, wanted {desired}"


def picture_of(cut: Cut) -> GridPicture:
    """Return the grid by the cut of a node."""

    def region(interest: int, power: int) -> Region:
        found = quadrant_of(power, interest, cut)
        assert found is not None
        return Region(found.value.capitalize(), TONES[found])

    return GridPicture(
        register="stakeholders",
        page="grid",
        across=Axis("interest", "Interest", _steps(cut.interest)),
        up=Axis("power", "Power", _steps(cut.power)),
        region_of=region,
        columns=("current", "desired", "gap"),
        mark_of=_mark,
        legend=tuple(SIGNS.values()),
        hint=HINT,
        template="web/stakeholders/grid.html",
        is_by_name=True,
    )


@screen
def grid(request: HttpRequest, node: int) -> HttpResponse:
    """Show the grid; move a stakeholder on it."""
    scales = cut_at(request.user, node)
    return grid_page(request, node, picture_of(scales.cut), {"scales": scales})
