"""Expected values and worth of responses, by hand."""

from datetime import date

from lockstep.domain.risks.rules import confidence_of, expected_value, response_worth, sum_deviation


def test_a_threat_and_an_opportunity_by_hand() -> None:
    """30 % of 200 thousand against 20 % of 50 thousand: 60 less 10 is 50; the deviation is 93.81."""
    threat, opportunity = expected_value(0.3, 200.0, False), expected_value(0.2, 50.0, True)
    assert (threat, opportunity) == (60.0, -10.0)
    assert round(sum_deviation([(0.3, 200.0), (0.2, 50.0)]), 2) == 93.81


def test_a_response_is_worth_what_it_takes_away_less_its_cost() -> None:
    assert response_worth(60.0, 20.0, 15.0) == 25.0
    assert response_worth(60.0, 20.0, None) == 40.0
    assert response_worth(None, 20.0, 15.0) is None


def test_an_overdue_review_turns_confidence_gray() -> None:
    """Due today is not overdue; without a review day nothing is."""
    today = date(2026, 5, 4)
    assert confidence_of(date(2026, 5, 3), today) == "gray"
    assert confidence_of(today, today) == "current"
    assert confidence_of(None, today) == "current"
