"""Checks 9, 11 and 14, and the companions of progress."""

import pytest

from lockstep.engine import HealthRules, Outcome, Trend
from lockstep.engine.health.rules import DataDateReading, ExecutionReading
from lockstep.plan import ActivityKind
from tests.engine.building import DAY, FF, SS
from tests.engine.health.assessing import Reported, check_of, evening, offenders, period_before, total_of


def executed(done: int, due: int, unbaselined: int, late: int = 0) -> Reported:
    """Return a plan with some activities finished of those due, and some without a baseline; one runs on."""
    network = Reported(data_date=20)
    for number in range(due):
        name = f"D{number}"
        if number < done:
            network.done(name, 11 if number < late else 10)
        else:
            network.add(name, 1)
        network.agree(name, 10)
    for number in range(unbaselined):
        network.add(f"U{number}", 1)
    network.add("Later", 30)
    network.agree("Later", 40)
    return network


def test_ninety_five_finished_where_a_hundred_were_due_or_unbaselined_pass() -> None:
    """95 done, 98 due, 2 without a baseline: 0.95, at the limit."""
    check = check_of(executed(95, 98, 2), "14")
    assert (check.value, check.counted, check.out_of) == (pytest.approx(0.95), 95, 100)
    assert check.outcome is Outcome.PASSED
    assert len(check.offenses) == 5


def test_one_less_fails() -> None:
    assert check_of(executed(94, 98, 2), "14").outcome is Outcome.FAILED


def test_unbaselined_work_may_count_only_when_finished() -> None:
    rules = HealthRules(execution_reading=ExecutionReading.COMPLETED_UNBASELINED)
    check = check_of(executed(95, 98, 2), "14", rules=rules)
    assert check.value == pytest.approx(95 / 98)


def test_seven_late_of_ninety_eight_due_fail() -> None:
    """7.14 % were missed, above 5 %."""
    network = executed(98, 98, 0, late=7)
    check = check_of(network, "11")
    assert check.value == pytest.approx(0.0714, abs=5e-5)
    assert (check.outcome, len(check.offenses)) == (Outcome.FAILED, 7)
    assert offenders(network, check)[0] == "D0"


def test_an_unfinished_activity_is_missed_when_its_forecast_is_late() -> None:
    network = Reported(data_date=5)
    network.add("A", 8)
    network.agree("A", 4)
    assert offenders(network, check_of(network, "11")) == ["A"]


def test_forecasts_before_the_data_date_are_invalid() -> None:
    """A should have started and has not; B runs and should have ended; C lies ahead."""
    network = Reported(data_date=5)
    network.add("A", 2)
    network.add("B", 3, actual_start_ticks=evening(1) - 5_400, share_complete=0.5, remaining_ticks=DAY)
    network.add("C", 9)
    network.link("A", "C")
    check = check_of(network, "9a")
    assert (check.value, check.outcome) == (3.0, Outcome.FAILED)
    network = Reported(data_date=5)
    network.done("A", 5)
    network.add("C", 9)
    network.link("A", "C")
    check = check_of(network, "9a")
    assert (check.value, check.outcome, check.offenses) == (0.0, Outcome.PASSED, ())


def test_actual_dates_after_the_data_date_are_invalid() -> None:
    network = Reported(data_date=5)
    network.done("A", 5)
    network.done("B", 6)
    network.add("C", 3, actual_start_ticks=evening(9) - 5_400, remaining_ticks=DAY)
    check = check_of(network, "9b")
    assert offenders(network, check) == ["B", "C"]
    assert check.value == 2.0


def test_a_bare_data_date_may_mean_the_end_of_its_day() -> None:
    """Midnight at the start of the fifth day: what ended that day is in the future, unless the day's end is meant."""
    network = Reported(data_date_ticks=evening(5) - 10_200)
    network.done("A", 5)
    assert check_of(network, "9b").value == 1.0
    rules = HealthRules(data_date_reading=DataDateReading.END_OF_DAY)
    assert check_of(network, "9b", rules=rules).value == 0.0


def test_without_data_date_or_baseline_nothing_is_judged() -> None:
    """Missing data is not applicable, never passed."""
    network = Reported()
    network.chain("A", "B")
    total = total_of(network)
    for code in ("8", "9a", "9b", "11", "13", "14"):
        assert (total.check(code).value, total.check(code).outcome) == (None, Outcome.NOT_APPLICABLE), code


def test_an_empty_plan_is_not_healthy() -> None:
    """Nothing to measure passes nothing."""
    total = total_of(Reported())
    assert {check.outcome for check in total.checks} == {Outcome.NOT_APPLICABLE}
    assert total.score is None


def companion(network: Reported, code: str, **options):
    return {one.code: one for one in total_of(network, **options).companions}[code]


def test_the_hit_rate_asks_only_for_the_period() -> None:
    """Three were to finish in the last four weeks: one in time, one late, one not at all; the oldest is history."""
    network = Reported(data_date=40)
    for name, finish, agreed in (("A", 10, 10), ("B", 30, 30), ("C", 32, 31)):
        network.done(name, finish)
        network.agree(name, agreed)
    network.add("D", 1)
    network.agree("D", 35)
    found = companion(network, "hit_rate")
    assert found.value == pytest.approx(1 / 3)
    assert offenders(network, found) == ["C", "D"]


def test_current_execution_compares_with_what_was_said_a_period_before() -> None:
    """Two were forecast for the period and one of them finished; C was not forecast for it."""
    then = Reported(data_date=0)
    for name, days in (("A", 3), ("B", 4), ("C", 9)):
        then.add(name, days)
    now = Reported(data_date=5)
    now.done("A", 3, 3)
    now.add("B", 8)
    now.add("C", 9)
    found = companion(now, "current_execution_index", previous=period_before(then))
    assert (found.value, offenders(now, found)) == (0.5, ["B"])
    assert companion(now, "current_execution_index").value is None


def test_float_erosion_is_the_mean_loss_of_float() -> None:
    """B had five days, and has one after growing by four; A has none before and after."""
    then, now = Reported(), Reported()
    then.add("A", 10)
    then.add("B", 5)
    now.add("A", 10)
    now.add("B", 9)
    found = companion(now, "float_erosion", previous=period_before(then))
    assert (found.value, offenders(now, found)) == (2.0, ["B"])


def test_checks_have_a_trend_beside_the_period_before() -> None:
    then, now = Reported(), Reported()
    then.chain("A", "B", "C")
    then.link("A", "C", SS)
    now.chain("A", "B", "C")
    now.add("D", 1)
    total = total_of(now, previous=period_before(then))
    assert total.check("4").trend is Trend.BETTER
    assert total.check("1").trend is Trend.WORSE
    assert total.check("2").trend is Trend.SAME
    assert total.check("14").trend is Trend.UNKNOWN
    assert total.check("1").previous_value == pytest.approx(2 / 3)


def test_progress_before_its_predecessor_allowed_it_is_listed() -> None:
    """B started though A runs; C finished though A runs, which a link on the finishes forbids; D is in order."""
    network = Reported(data_date=5)
    network.add("A", 9, actual_start_ticks=evening(1) - 5_400, remaining_ticks=4 * DAY)
    network.add("B", 9, actual_start_ticks=evening(2) - 5_400, remaining_ticks=8 * DAY)
    network.done("C", 4)
    network.add("D", 9, actual_start_ticks=evening(2) - 5_400, remaining_ticks=8 * DAY)
    network.link("A", "B")
    network.link("A", "C", FF)
    network.link("A", "D", SS)
    found = companion(network, "out_of_sequence")
    assert [offense.sentence for offense in found.offenses] == [
        "Activity B 'B' started before activity A 'A' had finished.",
        "Activity C 'C' finished before activity A 'A' had finished.",
    ]


def test_schedule_margin_is_told_in_days() -> None:
    network = Reported()
    network.add("A", 5)
    network.add("G", 8, kind=ActivityKind.MARGIN)
    assert companion(network, "margin_left").value == 8.0
