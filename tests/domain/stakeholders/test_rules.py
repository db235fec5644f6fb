"""Quadrants, gap, priority, salience and freshness of contact, by hand."""

from datetime import date, timedelta

import pytest

from lockstep.domain.stakeholders.rules import (
    gap_of,
    neglected_after,
    priority_of,
    quadrant_of,
    salience_of,
)
from lockstep.domain.stakeholders.vocabulary import Attitude, Quadrant, Salience


@pytest.mark.parametrize(
    ("power", "interest", "expected"),
    [
        (5, 5, Quadrant.MANAGE_CLOSELY),
        (4, 4, Quadrant.MANAGE_CLOSELY),
        (4, 3, Quadrant.KEEP_SATISFIED),
        (3, 4, Quadrant.KEEP_INFORMED),
        (3, 3, Quadrant.MONITOR),
        (None, 3, None),
    ],
)
def test_a_value_at_the_cut_belongs_to_the_upper_quadrant(
    power: int | None, interest: int | None, expected: Quadrant | None
) -> None:
    assert quadrant_of(power, interest) is expected


def test_the_gap_is_the_missing_steps() -> None:
    assert gap_of(Attitude.RESISTANT, Attitude.SUPPORTIVE) == 2
    assert gap_of(Attitude.LEADING, Attitude.SUPPORTIVE) == -1
    assert gap_of(None, Attitude.SUPPORTIVE) is None


def test_who_resists_with_high_power_stands_on_top() -> None:
    """The largest product without resistance is smaller than the smallest with it."""
    largest = priority_of(5, 5, Attitude.UNAWARE, Attitude.LEADING)
    dangerous = priority_of(4, 1, Attitude.RESISTANT, Attitude.RESISTANT)
    assert largest == 100
    assert dangerous is not None
    assert dangerous > largest
    assert priority_of(3, 2, Attitude.NEUTRAL, Attitude.SUPPORTIVE) == 6
    assert priority_of(5, 5, Attitude.LEADING, Attitude.NEUTRAL) == 0


def test_salience_counts_power_legitimacy_and_urgency() -> None:
    classes = {
        (5, False, False): Salience.DORMANT,
        (1, True, False): Salience.DISCRETIONARY,
        (1, False, True): Salience.DEMANDING,
        (4, True, False): Salience.DOMINANT,
        (4, False, True): Salience.DANGEROUS,
        (1, True, True): Salience.DEPENDENT,
        (4, True, True): Salience.DEFINITIVE,
        (None, False, False): Salience.NONE,
    }
    for (power, legitimate, urgent), expected in classes.items():
        assert salience_of(power, legitimate, urgent) is expected


def test_contact_is_neglected_after_one_and_a_half_intervals() -> None:
    last = date(2026, 5, 1)
    assert neglected_after(last, 14, date(2026, 1, 1)) == last + timedelta(days=21)
    assert neglected_after(None, 7, last) == last + timedelta(days=10)
    assert neglected_after(last, None, last) is None
