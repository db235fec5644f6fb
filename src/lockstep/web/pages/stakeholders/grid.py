"""Stakeholders on the grid of power and interest."""

from django.http import HttpRequest, HttpResponse

from lockstep.domain.records.queries import RecordRow
from lockstep.domain.stakeholders.queries import quadrant_of
from lockstep.domain.stakeholders.vocabulary import Attitude, Quadrant
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
TONES = {
    Quadrant.MANAGE_CLOSELY: "warn",
    Quadrant.KEEP_SATISFIED: "info",
    Quadrant.KEEP_INFORMED: "good",
    Quadrant.MONITOR: "plain",
}
STEPS = ((1, "1 low"), (2, "2"), (3, "3"), (4, "4 high"), (5, "5"))


def _region(interest: int, power: int) -> Region:
    found = quadrant_of(power, interest)
    assert found is not None
    return Region(found.value.capitalize(), TONES[found])


def _mark(row: RecordRow) -> tuple[str, str]:
    current, desired, gap = values_of(row, "current", "desired", "gap")
    sign, words = SIGNS[Attitude.of(current or "")]
    if not desired or not gap:
        return sign, words
    return sign, f"{words}, wanted {desired}"


PICTURE = GridPicture(
    register="stakeholders",
    page="grid",
    across=Axis("interest", "Interest", STEPS),
    up=Axis("power", "Power", STEPS),
    region_of=_region,
    columns=("current", "desired", "gap"),
    mark_of=_mark,
    legend=tuple(SIGNS.values()),
    hint="Arrow keys move the chosen stakeholder by one step; dragging does the same. Undo is in the message after it.",
    is_by_name=True,
)


@screen
def grid(request: HttpRequest, node: int) -> HttpResponse:
    """Show the grid; move a stakeholder on it."""
    return grid_page(request, node, PICTURE)
