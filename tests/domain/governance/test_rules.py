"""Colors of tolerances and the comparison of options, by hand."""

from datetime import date

import pytest

from lockstep.domain.governance.comparing import compare, read_matrix
from lockstep.domain.governance.rules import (
    color_of,
    gap_of,
    is_unsupported,
    limits_of,
    may_publish,
    overall_of,
)
from lockstep.domain.governance.vocabulary import Color, Dimension, Reading


@pytest.mark.parametrize(
    ("estimate", "color", "words"),
    [
        (1040.0, Color.GREEN, "Within"),
        (1050.0, Color.GREEN, "Within"),
        (1060.0, Color.AMBER, "amber limit"),
        (1100.0, Color.AMBER, "amber limit"),
        (1101.0, Color.RED, "red limit"),
        (900.0, Color.GREEN, "Within"),
        (880.0, Color.AMBER, "Funds may lapse"),
        (None, Color.GRAY, "no forecast"),
    ],
)
def test_cost_against_a_budget_of_1000(estimate: float | None, color: Color, words: str) -> None:
    """4 % over is green, 6 % amber, 10.1 % red; 12 % under is amber, as funds may lapse."""
    found = color_of(Dimension.COST, Reading(1000.0, estimate))
    assert found.color is color
    assert words in found.reason


@pytest.mark.parametrize(
    ("slip", "left", "delegated", "color"),
    [
        (3.0, 40.0, None, Color.GREEN),
        (5.0, 40.0, None, Color.GREEN),
        (6.0, 40.0, None, Color.AMBER),
        (6.0, 200.0, None, Color.GREEN),
        (11.0, 200.0, None, Color.AMBER),
        (20.0, 40.0, None, Color.AMBER),
        (21.0, 40.0, None, Color.RED),
        (21.0, 40.0, 30.0, Color.AMBER),
        (21.0, 40.0, 10.0, Color.RED),
        (11.0, 40.0, 10.0, Color.AMBER),
        (-4.0, 40.0, None, Color.GREEN),
    ],
)
def test_slip_of_a_committed_milestone(
    slip: float, left: float, delegated: float | None, color: Color
) -> None:
    """Amber beyond the larger of 5 days and 5 % of what is left, red beyond the larger of 20 and what is delegated."""
    assert color_of(Dimension.TIME, Reading(None, slip, left), None, delegated).color is color


@pytest.mark.parametrize(
    ("dimension", "agreed", "forecast", "color"),
    [
        (Dimension.BENEFIT, 100.0, 95.0, Color.GREEN),
        (Dimension.BENEFIT, 100.0, 94.0, Color.AMBER),
        (Dimension.BENEFIT, 100.0, 85.0, Color.AMBER),
        (Dimension.BENEFIT, 100.0, 84.0, Color.RED),
        (Dimension.SCOPE, None, 0.0, Color.GREEN),
        (Dimension.SCOPE, None, 7.0, Color.AMBER),
        (Dimension.QUALITY, None, 0.0, Color.GREEN),
        (Dimension.QUALITY, None, 1.0, Color.RED),
        (Dimension.RISK, 0.8, 0.8, Color.GREEN),
        (Dimension.RISK, 0.8, 0.7, Color.AMBER),
        (Dimension.RISK, 0.8, 0.4, Color.RED),
        (Dimension.RESOURCE, None, 0.10, Color.GREEN),
        (Dimension.RESOURCE, None, 0.11, Color.AMBER),
        (Dimension.RESOURCE, None, 0.26, Color.RED),
        (Dimension.BENEFIT, None, 90.0, Color.GRAY),
        (Dimension.COST, 0.0, 90.0, Color.GRAY),
    ],
)
def test_the_other_dimensions(
    dimension: Dimension, agreed: float | None, forecast: float, color: Color
) -> None:
    assert color_of(dimension, Reading(agreed, forecast)).color is color


def test_a_stale_reading_is_gray_with_the_reason() -> None:
    last, today = date(2026, 5, 1), date(2026, 5, 2)
    found = color_of(Dimension.COST, Reading(1000.0, 1000.0), fresh_until=last, today=today)
    assert (found.color, found.reason) == (Color.GRAY, "The reading is older than one cycle.")
    fresh = color_of(Dimension.COST, Reading(1000.0, 1000.0), fresh_until=last, today=last)
    assert fresh.color is Color.GREEN


def test_limits_given_go_before_the_usual_ones() -> None:
    assert limits_of(Dimension.COST, 0.02).amber == 0.02
    assert limits_of(Dimension.TIME, 2.0, None, 100.0).amber == 5.0


def test_a_better_report_than_the_figures_needs_a_reason() -> None:
    """Green reported while red is computed is a gap of 2; green while gray is unsupported; both need a reason."""
    assert gap_of(Color.RED, Color.GREEN) == 2
    assert not may_publish(Color.RED, Color.GREEN, " ")
    assert may_publish(Color.RED, Color.GREEN, "The claim is settled")
    assert gap_of(Color.GRAY, Color.GREEN) is None
    assert is_unsupported(Color.GRAY, Color.GREEN)
    assert not may_publish(Color.GRAY, Color.GREEN, "")
    assert may_publish(Color.GRAY, Color.GREEN, "Measured by hand")


def test_a_gloomier_report_is_an_early_warning_and_needs_none() -> None:
    assert gap_of(Color.GREEN, Color.AMBER) == -1
    assert may_publish(Color.GREEN, Color.AMBER, "")


def test_the_overall_color_is_the_worst_that_is_not_advisory() -> None:
    found = overall_of(
        [("Time", Color.AMBER, False), ("Cost", Color.GREEN, False), ("Scope", Color.RED, True)]
    )
    assert (found.color, found.driver) == (Color.AMBER, "Time")
    assert found.counts == {Color.AMBER: 1, Color.GREEN: 1, Color.RED: 1}


def test_gray_is_never_green_in_the_overall_color() -> None:
    assert overall_of([("Time", Color.GRAY, False), ("Cost", Color.GREEN, False)]).color is Color.GRAY
    assert overall_of([("Time", Color.GRAY, False), ("Cost", Color.AMBER, False)]).driver == "Cost"
    assert overall_of([("Time", Color.GREEN, True)]).color is Color.GRAY
    assert overall_of([]).color is Color.GRAY


MATRIX = ("Cost: 40\nTime: 30\nRisk: 30", "Bridge: 8, 4, 6\nTunnel: 4, 8, 7\nNothing: 10, 0, 0")


def test_the_winner_and_its_weighted_mean() -> None:
    """Bridge 6.2, tunnel 6.1, nothing 4.0."""
    matrix, findings = read_matrix(*MATRIX)
    assert not findings
    found = compare(matrix)
    assert found.winner == "Bridge"
    assert [(item.option.name, item.rank) for item in found.ranked] == [
        ("Bridge", 1),
        ("Tunnel", 2),
        ("Nothing", 3),
    ]
    totals = [item.total for item in found.ranked]
    assert totals == pytest.approx([6.2, 6.1, 4.0])
    assert found.lead == pytest.approx(0.1)


def test_by_how_much_a_weight_must_change_until_another_option_wins() -> None:
    """The sums are 620 and 610: cost 40 to 37.5, time 30 to 32.5, or risk 30 to 40."""
    found = compare(read_matrix(*MATRIX)[0])
    assert [(flip.change, flip.winner) for flip in found.flips] == [
        (pytest.approx(-2.5), "Tunnel"),
        (pytest.approx(2.5), "Tunnel"),
        (pytest.approx(10.0), "Tunnel"),
    ]
    assert found.closest is not None
    assert found.closest.criterion.name == "Cost"


def test_at_the_flip_the_two_options_are_level() -> None:
    found = compare(read_matrix("Cost: 37.5\nTime: 30\nRisk: 30", MATRIX[1])[0])
    assert (found.winner, found.lead) == ("", 0.0)
    beyond = compare(read_matrix("Cost: 37.4\nTime: 30\nRisk: 30", MATRIX[1])[0])
    assert beyond.winner == "Tunnel"


def test_an_option_that_is_best_everywhere_wins_whatever_a_weight_is() -> None:
    found = compare(read_matrix("Cost: 1\nTime: 1", "A: 9, 9\nB: 3, 3")[0])
    assert [flip.change for flip in found.flips] == [None, None]
    assert found.closest is None


def test_a_missing_score_leaves_an_option_out_of_the_race() -> None:
    found = compare(read_matrix("Cost: 1\nTime: 1", "A: 5, 5\nB: 9, -\nC: 4, 4")[0])
    assert found.winner == "A"
    assert found.ranked[-1].option.name == "B"
    assert found.ranked[-1].total is None


def test_faults_of_a_matrix_are_said() -> None:
    _, findings = read_matrix("Cost: much\nCost: 3", "A: 11\nB: 1, 2")
    sentences = " ".join(finding.sentence for finding in findings)
    assert "“much”" in sentences
    assert "twice" in sentences
    assert "from 0 to 10" in sentences
    assert "2 scores for 1 criteria" in sentences
