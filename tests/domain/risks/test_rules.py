"""Scores, bands and expected values, by hand."""

from itertools import product

import pytest

from lockstep.domain.risks.rules import (
    band_of,
    decimal_band,
    expected_value,
    impact_of,
    response_worth,
    score_of,
    sum_deviation,
)
from lockstep.domain.risks.vocabulary import Band


def test_the_impact_is_the_worst_dimension() -> None:
    assert impact_of([2, None, 4, 1]) == 4
    assert impact_of([None, None]) is None
    assert score_of(3, 4) == 12
    assert score_of(None, 4) is None


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
    assert band_of(likelihood, impact) is band


def test_an_impact_of_five_is_never_below_high() -> None:
    assert all(band_of(likelihood, 5) in (Band.HIGH, Band.EXTREME) for likelihood in range(1, 6))
    assert all(band_of(*place) is not None for place in product(range(1, 6), repeat=2))


def test_bands_of_the_decimal_grid_are_half_open() -> None:
    """0.3 times 0.4 is 0.12, moderate; a value at a bound belongs above it."""
    assert decimal_band(0.3, 0.4) is Band.MODERATE
    assert decimal_band(0.3, 0.2) is Band.MODERATE
    assert decimal_band(0.1, 0.4) is Band.LOW
    assert decimal_band(0.9, 0.2) is Band.HIGH


def test_a_threat_and_an_opportunity_by_hand() -> None:
    """30 % of 200 thousand against 20 % of 50 thousand: 60 less 10 is 50; the deviation is 93.81."""
    threat, opportunity = expected_value(0.3, 200.0, False), expected_value(0.2, 50.0, True)
    assert (threat, opportunity) == (60.0, -10.0)
    assert round(sum_deviation([(0.3, 200.0), (0.2, 50.0)]), 2) == 93.81


def test_a_response_is_worth_what_it_takes_away_less_its_cost() -> None:
    assert response_worth(60.0, 20.0, 15.0) == 25.0
    assert response_worth(60.0, 20.0, None) == 40.0
    assert response_worth(None, 20.0, 15.0) is None
