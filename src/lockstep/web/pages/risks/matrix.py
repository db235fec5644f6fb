"""Risks on the matrix of likelihood and impact: inherent, residual and target, and what they add up to."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lockstep.domain.records.queries import OPEN_STATES, RecordRow
from lockstep.domain.risks.queries import Grid, common_causes, exposures, grid_at
from lockstep.domain.risks.vocabulary import DIMENSIONS, Band, Confidence
from lockstep.web.pages.records.grids import Axis, GridPicture, Region, grid_page, values_of
from lockstep.web.screens import screen

TONES = {Band.LOW: "good", Band.MODERATE: "info", Band.HIGH: "warn", Band.EXTREME: "bad"}
INHERENT, RESIDUAL, TARGET, GRAY = "●", "○", "◎", "◌"
PLACES = ("residual_likelihood", "residual_impact", "target_likelihood", "target_impact")
BANDS = ("band", "residual_band", "target_band", "confidence")


def _mark(row: RecordRow) -> tuple[str, str]:
    band, residual, target, confidence = values_of(row, *BANDS)
    after_p, after_i, target_p, target_i = values_of(row, *PLACES)
    words = f"inherent {band}"
    if after_p and after_i:
        words += f", residual {residual} ({after_p} × {after_i})"
    if target_p and target_i:
        words += f", target {target} ({target_p} × {target_i})"
    if confidence == Confidence.GRAY:
        return GRAY, f"{words}; review overdue, so this is not known"
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


def picture_of(grid: Grid, node: int) -> GridPicture:
    """Return the matrix by the scales of a node."""

    def region(impact: int, likelihood: int) -> Region:
        band = grid.band_of(likelihood, impact)
        assert band is not None
        is_beyond = grid.passes(grid.score_of(likelihood, impact), None)
        return Region(band.value.capitalize(), f"{TONES[band]}{' is-beyond' if is_beyond else ''}")

    def cell_address(impact: int, likelihood: int) -> str:
        bounds = {"f.impact.from": impact - 0.5, "f.impact.to": impact + 0.49}
        query = {"f.state": OPEN_STATES, "f.likelihood": likelihood, **bounds}
        return f"{reverse('web:register', args=[node, 'risks'])}?{urlencode(query)}"

    return GridPicture(
        register="risks",
        page="matrix",
        across=Axis("impact", "Impact", _steps(grid.impact_words)),
        up=Axis("likelihood", "Likelihood", _steps(grid.likelihood_words)),
        region_of=region,
        columns=(*BANDS, *DIMENSIONS, *PLACES),
        mark_of=_mark,
        legend=(
            (INHERENT, "inherent, before anything is done"),
            (RESIDUAL, "residual"),
            (TARGET, "target"),
            (GRAY, "review overdue, confidence gray"),
            ("▦", "striped: beyond what a project may bear; the program should own it"),
        ),
        hint="Arrow keys move the chosen risk by one step, sideways in its worst impact; dragging does the same.",
        changes_of=_changes,
        others_of=_others,
        cell_address=cell_address,
        template="web/risks/matrix.html",
    )


def _steps(words: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((step, f"{step} {said}") for step, said in enumerate(words, start=1))


@screen
def matrix(request: HttpRequest, node: int) -> HttpResponse:
    """Show the matrix; move a risk on it."""
    scales = grid_at(request.user, node)
    more = {
        "exposures": exposures(request.user, node),
        "causes": common_causes(request.user, node),
        "scales": scales,
    }
    return grid_page(request, node, picture_of(scales.grid, node), more)
