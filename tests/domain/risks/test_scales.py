"""Grids, bands and scores, by hand; scales of a node, those below it, and what changing them does."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from lockstep.domain.ledger import Forbidden, Refused, perform, undo
from lockstep.domain.records.queries import ListQuery, Scope, listing
from lockstep.domain.risks.queries import grid_at
from lockstep.domain.risks.scales import DECIMAL, FIVE, Grid, Scoring
from lockstep.domain.risks.vocabulary import Band
from tests.domain.conftest import Forest

STEPS = range(1, 6)


def content(grid: Grid, **changes: Any) -> dict[str, Any]:
    """Return scales as the action takes them."""
    return {
        "likelihood_values": list(grid.likelihood_values),
        "likelihood_words": list(grid.likelihood_words),
        "impact_values": list(grid.impact_values),
        "impact_words": list(grid.impact_words),
        "cells": [list(row) for row in grid.cells],
        "bands": [{"start": start, "band": band.value} for start, band in grid.bands],
        "top_is_high": grid.top_is_high,
        "escalation_score": grid.escalation_score,
        **changes,
    }


def set_grid(actor: Any, node: int, grid: dict[str, Any]) -> Any:
    """Give a node scales."""
    return perform("risks.set_grid", actor=actor, arguments={"node": node, "grid": grid})


def raised(actor: Any, node: int, **fields: Any) -> Any:
    """Raise a risk."""
    arguments = {"register": "risks", "node": node, "fields": {"title": "Vendor late", **fields}}
    return perform("records.raise_record", actor=actor, arguments=arguments).value


def stands(actor: Any, risk: Any) -> tuple[Any, ...]:
    """Return how a risk stands now."""
    query = ListQuery(ids=(risk.pk,), columns=("impact", "score", "band"))
    (row,) = listing(actor, "risks", Scope(), query).rows
    return row.values["impact"], row.values["score"], row.values["band"]


@pytest.mark.parametrize(
    ("likelihood", "impact", "band"),
    [
        (1, 4, Band.LOW),
        (5, 1, Band.MODERATE),
        (3, 3, Band.MODERATE),
        (5, 2, Band.HIGH),
        (3, 5, Band.EXTREME),
        (4, 4, Band.EXTREME),
        (1, 5, Band.HIGH),
        (2, 5, Band.HIGH),
    ],
)
def test_bands_of_five_by_five(likelihood: int, impact: int, band: Band) -> None:
    """Low to 4, moderate to 9, high to 14, extreme from 15; an impact of 5 is never below high."""
    assert FIVE.band_of(likelihood, impact) is band
    assert FIVE.score_of(likelihood, impact) == likelihood * impact


def test_an_impact_of_five_is_never_below_high() -> None:
    assert all(FIVE.band_of(likelihood, 5) in (Band.HIGH, Band.EXTREME) for likelihood in STEPS)
    assert FIVE.band_of(None, 5) is None


def test_bands_of_the_decimal_grid_are_half_open() -> None:
    """.3 times .4 is .12, moderate; .3 times .2 is .06 and .9 times .2 is .18: a bound belongs to what is above it."""
    assert (DECIMAL.score_of(2, 4), DECIMAL.band_of(2, 4)) == (0.12, Band.MODERATE)
    assert (DECIMAL.score_of(2, 3), DECIMAL.band_of(2, 3)) == (0.06, Band.MODERATE)
    assert (DECIMAL.score_of(1, 4), DECIMAL.band_of(1, 4)) == (0.04, Band.LOW)
    assert (DECIMAL.score_of(5, 3), DECIMAL.band_of(5, 3)) == (0.18, Band.HIGH)


def test_the_impact_is_the_worst_dimension_or_the_weighted_mean() -> None:
    """Worst of 2, 4, 1 is 4. Weighted 3 to 1 for time over cost, 2 and 4 give 2.5, which the upper step scores."""
    assert FIVE.impact_of([2, None, 4, 1]) == 4
    assert FIVE.impact_of([None] * 4) is None
    weighted = replace(FIVE, scoring=Scoring.WEIGHTED, weights=(3.0, 1.0, 0.0, 0.0))
    assert weighted.impact_of([2, 4, 5, None]) == 2.5
    assert weighted.score_of(2, 2.5) == 6
    assert weighted.impact_of([None, None, 5, 3]) == 4


def test_a_risk_passes_its_level_by_score_or_by_money() -> None:
    grid = replace(FIVE, escalation_cost=100_00)
    assert grid.passes(15, None)
    assert not grid.passes(14, 99_99)
    assert grid.passes(1, 100_00)


def test_scales_hold_below_until_a_node_has_its_own(administrator: Any, forest: Forest) -> None:
    """The program goes decimal, one project stays whole; risks are scored anew; undo brings the old scores back."""
    dig = raised(administrator, forest.dig, likelihood=2, time_level=4)
    pour = raised(administrator, forest.pour, likelihood=2, cost_level=4)
    assert stands(administrator, dig) == (4, 8, "moderate")
    set_grid(administrator, forest.pour, content(FIVE))
    outcome = set_grid(administrator, forest.alpha, content(DECIMAL))
    assert stands(administrator, dig) == (4, 0.12, "moderate")
    assert stands(administrator, pour) == (4, 8, "moderate")
    view = grid_at(administrator, forest.dig)
    assert (view.home, view.is_own) == (forest.alpha, False)
    assert [node for node, _ in grid_at(administrator, forest.alpha).others] == [forest.pour]
    version = dig.version
    dig.refresh_from_db()
    assert dig.version == version, "scoring anew is no edit"
    new = raised(administrator, forest.dig, likelihood=5, time_level=3)
    assert stands(administrator, new) == (3, 0.18, "high")
    undo(outcome.change_set_id, actor=administrator)
    assert stands(administrator, dig) == (4, 8, "moderate")


def test_an_edited_cell_and_band_score_anew(administrator: Any, forest: Forest) -> None:
    """One cell is raised and extreme begins lower; taking the scales away leaves the shipped ones."""
    risk = raised(administrator, forest.dig, likelihood=3, time_level=4)
    assert stands(administrator, risk) == (4, 12, "high")
    cells = [list(row) for row in FIVE.cells]
    cells[2][3] = 13.0
    bands = [{"start": start, "band": band.value} for start, band in FIVE.bands]
    bands[3]["start"] = 13.0
    made = set_grid(administrator, forest.alpha, content(FIVE, cells=cells, bands=bands)).value
    assert stands(administrator, risk) == (4, 13, "extreme")
    arguments = {"node": forest.alpha, "version": made.version}
    perform("risks.remove_grid", actor=administrator, arguments=arguments)
    assert stands(administrator, risk) == (4, 12, "high")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"likelihood_values": [1, 2, 3, 4]}, "5 steps"),
        ({"impact_values": [1, 2, 2, 4, 5]}, "rise"),
        ({"cells": [[5, 4, 3, 2, 1]] * 5}, "never fall"),
        ({"bands": [{"start": 2, "band": "low"}]}, "lowest score"),
        ({"bands": [{"start": 1, "band": "high"}, {"start": 2, "band": "low"}]}, "above the one before"),
        ({"weights": [0, 0, 0, 0]}, "weight"),
    ],
)
def test_scales_that_cannot_score_are_refused(
    administrator: Any, forest: Forest, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        set_grid(administrator, forest.alpha, content(FIVE, **changes))


def test_scales_are_the_program_managers(forest: Forest, make_person: Callable[..., Any]) -> None:
    with pytest.raises(Forbidden):
        set_grid(make_person("Paula", "project_manager", forest.dig), forest.dig, content(FIVE))
    assert set_grid(make_person("Greta", "program_manager", forest.alpha), forest.alpha, content(FIVE))


def test_a_word_of_roam_needs_what_stands_behind_it(administrator: Any, forest: Forest) -> None:
    """Owned a name and a day, accepted a reason, mitigated a link, resolved nothing."""

    def said(**changes: Any) -> Any:
        risk.refresh_from_db()
        arguments = {"register": "risks", "record": risk.pk, "version": risk.version, "changes": changes}
        return perform("records.change_record", actor=administrator, arguments=arguments)

    risk = raised(administrator, forest.dig)
    for word, words in (("owned", "name"), ("accepted", "reason"), ("mitigated", "link")):
        with pytest.raises(Refused, match=words):
            said(roam=word)
    said(roam="owned", owner=administrator.pk, due_on="2030-01-01")
    said(roam="accepted", roam_reason="It costs less than avoiding it.")
    fields = {"title": "Rent a second bench"}
    action = perform(
        "records.raise_record",
        actor=administrator,
        arguments={"register": "actions", "node": forest.dig, "fields": fields},
    ).value
    ends = {
        "source": {"type": "risks.correctiveaction", "id": action.pk},
        "target": {"type": "risks.risk", "id": risk.pk},
    }
    perform("records.link_records", actor=administrator, arguments={"kind": "mitigates", **ends})
    said(roam="mitigated")
    said(roam="resolved")
