"""Risks on the matrix of likelihood and impact: inherent, residual and target, and what they add up to."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from lockstep.domain.records.queries import RecordRow
from lockstep.domain.risks.queries import band_of, common_causes, exposures
from lockstep.domain.risks.vocabulary import DIMENSIONS, Band
from lockstep.web.pages.records.grids import Axis, GridPicture, Region, grid_page, values_of
from lockstep.web.screens import screen

TONES = {Band.LOW: "good", Band.MODERATE: "info", Band.HIGH: "warn", Band.EXTREME: "bad"}
INHERENT, RESIDUAL, TARGET = "●", "○", "◎"
STEPS = ((1, "1 very low"), (2, "2"), (3, "3"), (4, "4"), (5, "5 very high"))
PLACES = ("residual_likelihood", "residual_impact", "target_likelihood", "target_impact")


def _region(impact: int, likelihood: int) -> Region:
    found = band_of(likelihood, impact)
    assert found is not None
    return Region(found.value.capitalize(), TONES[found])


def _mark(row: RecordRow) -> tuple[str, str]:
    band, after_p, after_i, target_p, target_i = values_of(row, "band", *PLACES)
    words = f"inherent {band}"
    if after_p and after_i:
        words += f", residual {band_of(after_p, after_i)} ({after_p} × {after_i})"
    if target_p and target_i:
        words += f", target {band_of(target_p, target_i)} ({target_p} × {target_i})"
    return INHERENT, words


def _others(row: RecordRow) -> tuple[tuple[int, int, str, str], ...]:
    after_p, after_i, target_p, target_i = values_of(row, *PLACES)
    found = []
    if after_p and after_i:
        found.append((after_i, after_p, RESIDUAL, "residual"))
    if target_p and target_i:
        found.append((target_i, target_p, TARGET, "target"))
    return tuple(found)


def _changes(row: RecordRow, impact: int, likelihood: int) -> dict[str, Any]:
    """Write the likelihood, and the impact to the dimension that is worst now."""
    levels = {name: row.values.get(name) or 0 for name in DIMENSIONS}
    worst = max(levels, key=lambda name: levels[name])
    changes: dict[str, Any] = {"likelihood": likelihood}
    if impact != levels[worst]:
        changes |= {name: impact for name, level in levels.items() if name == worst or level > impact}
    return changes


PICTURE = GridPicture(
    register="risks",
    page="matrix",
    across=Axis("impact", "Impact", STEPS),
    up=Axis("likelihood", "Likelihood", STEPS),
    region_of=_region,
    columns=("band", *DIMENSIONS, *PLACES),
    mark_of=_mark,
    legend=((INHERENT, "inherent, before anything is done"), (RESIDUAL, "residual"), (TARGET, "target")),
    hint="Arrow keys move the chosen risk by one step, sideways in its worst impact; dragging does the same.",
    changes_of=_changes,
    others_of=_others,
    template="web/risks/matrix.html",
)


@screen
def matrix(request: HttpRequest, node: int) -> HttpResponse:
    """Show the matrix; move a risk on it."""
    more = {"exposures": exposures(request.user, node), "causes": common_causes(request.user, node)}
    return grid_page(request, node, PICTURE, more)
