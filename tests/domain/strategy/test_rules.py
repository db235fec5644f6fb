"""Progress, alignment, roll-up, ranking and churn, by hand."""

import pytest

from lockstep.domain.strategy.rules import (
    alignment_score,
    cut_after,
    is_reached,
    progress_of,
    rolled_up,
    scope_churn,
    weighted_score,
    wsjf_of,
)


def test_progress_is_the_share_of_the_way_in_either_direction() -> None:
    assert progress_of(34, 50, 38) == pytest.approx(0.25)
    assert progress_of(41, 25, 33) == pytest.approx(0.5)
    assert progress_of(41, 25, 45) == pytest.approx(-0.25)
    assert progress_of(10, 10, 10) is None
    assert progress_of(None, 10, 5) is None
    assert is_reached(41, 25, 24)
    assert not is_reached(34, 50, 49.9)


def test_the_score_of_alignment_is_weight_times_strength_over_the_most_possible() -> None:
    """Objectives of weight 5, 3 and 2; strengths 3, 1 and 0 give 18 of 30."""
    assert alignment_score([(5, 3), (3, 1), (2, 0)], 10) == pytest.approx(0.6)
    assert alignment_score([(5, 3), (3, 3), (2, 3)], 10) == 1
    assert alignment_score([], 0) is None


def test_what_nobody_judged_counts_as_not_begun_and_what_weighs_nothing_does_not_count() -> None:
    assert rolled_up([(1.0, 3), (0.5, 1), (None, 1)]) == pytest.approx(0.7)
    assert rolled_up([(1.0, 0), (0.2, 2)]) == pytest.approx(0.2)
    assert rolled_up([(1.0, None)]) is None
    assert rolled_up([]) is None


def test_wsjf_is_the_cost_of_delay_by_size() -> None:
    assert wsjf_of(8, 5, 3, 2) == 8
    assert wsjf_of(8, 5, 3, None) is None
    assert wsjf_of(8, None, 3, 2) is None


def test_the_weighted_score_runs_from_0_to_100_and_risk_counts_against() -> None:
    levels = {"fit": 5, "value_level": 5, "risk_level": 1, "technical_fit": 5}
    assert weighted_score(levels) == pytest.approx(100)
    assert weighted_score({**dict.fromkeys(levels, 1), "risk_level": 5}) == pytest.approx(0)
    assert weighted_score(dict.fromkeys(levels, 3)) == pytest.approx(50)
    assert weighted_score({**levels, "fit": None}) is None


def test_the_cut_line_stands_before_the_first_that_the_budget_does_not_cover() -> None:
    """What is smaller further down does not overtake."""
    assert cut_after([400, 500, 300, 50], 1_000) == 2
    assert cut_after([400, None, 600, 1], 1_000) == 3
    assert cut_after([400], 0) == 0
    assert cut_after([400, 500], None) == 2


def test_scope_churn_is_the_share_of_lines_that_came_or_went() -> None:
    assert scope_churn("Trams\nDepot\nTickets", "- depot\nTrams\nRamp") == pytest.approx(2 / 4)
    assert scope_churn("Trams", " *  trams ") == 0
    assert scope_churn("", "") == 0
