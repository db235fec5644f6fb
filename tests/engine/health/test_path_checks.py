"""Checks 12 and 13: the critical path."""

import pytest

from lockstep.engine import HealthRules, Outcome
from lockstep.engine.health.path import path_length_index
from lockstep.engine.health.rules import PathMargin
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind, ConstraintKind, Plan
from tests.engine.building import DAY, NIGHTS, SF, Network
from tests.engine.health.assessing import Reported, at, check_of, evening, offenders, total_of


@pytest.mark.parametrize(
    ("margin", "value", "passes"), [(-10, 0.917, False), (-6, 0.95, True), (0, 1.0, True), (12, 1.1, True)]
)
def test_the_path_index_of_a_hundred_and_twenty_days(margin: int, value: float, passes: bool) -> None:
    """120 days are left; ten late give 0.917 and fail, six late give 0.95 and pass; the path is named."""
    network = Reported(data_date=10)
    network.done("A", 10, 10)
    network.add("B", 120)
    network.link("A", "B")
    network.agree("B", 130 + margin)
    check = check_of(network, "13")
    assert (check.out_of, check.counted) == (120, 120 + margin)
    assert check.value == pytest.approx(value, abs=5e-4)
    assert check.outcome is (Outcome.PASSED if passes else Outcome.FAILED)
    assert offenders(network, check) == (["B"] if margin < 0 else [])


def test_nothing_left_of_the_path_has_no_index() -> None:
    assert path_length_index(0, -5) is None


def test_the_margin_may_be_that_of_the_contract_or_the_float() -> None:
    network = Reported(data_date=10, finish_ticks=evening(35))
    network.done("A", 10, 10)
    network.add("B", 20)
    network.link("A", "B")
    assert check_of(network, "13", rules=HealthRules(path_margin=PathMargin.CONTRACT)).value == 1.25
    assert check_of(network, "13", rules=HealthRules(path_margin=PathMargin.TOTAL_FLOAT)).value == 1.0


def test_a_target_milestone_may_be_chosen() -> None:
    """The default is what finishes last; another milestone has its own promise."""
    network = Reported(data_date=5)
    network.done("A", 5, 5)
    for name, days, agreed in (("B", 10, 15), ("C", 30, 20)):
        network.add(name, days)
        network.link("A", name)
        network.agree(name, agreed)
    assert check_of(network, "13").outcome is Outcome.FAILED
    assert check_of(network, "13", targets=(network.row["B"],)).value == 1.0
    with pytest.raises(IndexError):
        total_of(network, targets=(9,))


def test_a_delay_travels_through_sound_logic_to_the_finish() -> None:
    network = Reported()
    network.chain("A", "B", "C")
    network.add("M", 0, kind=ActivityKind.FINISH_MILESTONE)
    network.link("C", "M")
    check = check_of(network, "12")
    assert (check.counted, check.out_of) == (pytest.approx(600), 600)
    assert (check.outcome, check.offenses) == (Outcome.PASSED, ())


@pytest.mark.parametrize("last", [3, 0])
def test_a_must_finish_date_that_swallows_the_delay_fails(last: float) -> None:
    """The finish stays on its date, whatever happens before it, be it an activity or a milestone."""
    network = Reported()
    network.chain("A", "B")
    network.add("C", last, kind=ActivityKind.ACTIVITY if last else ActivityKind.FINISH_MILESTONE)
    network.link("B", "C")
    network.constrain(
        "C", ConstraintKind.MUST_FINISH_ON, "2026-01-16T17:00" if not last else "2026-01-21T17:00"
    )
    check = check_of(network, "12")
    assert check.outcome is Outcome.FAILED
    assert check.value < 0.99
    assert offenders(network, check) == ["A", "C"]
    assert (
        "although what it follows moved; it carries the constraint 'must finish on'"
        in check.offenses[1].sentence
    )


def test_a_finish_scheduled_by_hand_fails() -> None:
    network = Reported()
    network.chain("A", "B")
    network.add(
        "C",
        5,
        mode=1,
        planned_start_ticks=at("2026-02-02T08:00"),
        planned_finish_ticks=at("2026-02-06T17:00"),
    )
    network.link("B", "C")
    network.builder.change_activity(network.row["C"], kind=ActivityKind.ACTIVITY)
    check = check_of(network, "12", targets=(network.row["C"],))
    assert (check.outcome, offenders(network, check)) == (Outcome.FAILED, ["C"])


def test_the_first_incomplete_critical_activity_is_delayed() -> None:
    """A is finished, so B carries the test; the side path does not."""
    network = Reported(data_date=5)
    network.done("A", 5, 5)
    network.add("B", 5)
    network.add("C", 5)
    network.add("Side", 2)
    network.link("A", "B")
    network.link("B", "C")
    network.link("A", "Side")
    check = check_of(network, "12")
    assert check.sentence.startswith(
        "600 days added to activity B 'B' move the finish of activity C 'C' by 600"
    )


@pytest.mark.parametrize("units", [1.0, 0.5])
def test_work_on_a_resource_calendar_does_not_swallow_the_delay(units: float) -> None:
    """The copy's work grows with its duration, so that it takes as much longer on the resource's own calendar."""
    network = Reported()
    network.chain("A", "B")
    nights = network.builder.add_calendar(NIGHTS)
    crew = network.builder.add_resource(uids=1, names="Crew", calendar=nights)
    network.builder.add_assignment(0, resource=crew, units=units, work_ticks=round(5 * DAY * units))
    assert check_of(network, "12").outcome is Outcome.PASSED


def test_a_finished_plan_has_no_critical_path_to_test() -> None:
    network = Reported(data_date=5)
    network.done("A", 3)
    assert check_of(network, "12").outcome is Outcome.NOT_APPLICABLE
    assert check_of(network, "13").outcome is Outcome.NOT_APPLICABLE


def test_the_scratch_copy_leaves_the_plan_as_it_was() -> None:
    network = Reported()
    network.chain("A", "B")
    plan: Plan = network.plan()
    total_of(network)
    assert plan.activities.duration_ticks.tolist() == [5 * DAY, 5 * DAY]


def test_a_path_may_run_through_start_to_finish_links() -> None:
    """The delay moves B's finish by A's start only, so lengthening A moves nothing."""
    network: Network = Reported()
    network.add("A", 5)
    network.add("B", 5)
    network.link("A", "B", SF, 10)
    check = check_of(network, "12")
    assert check.outcome is Outcome.FAILED
    assert total_of(network).oldest_data_date_ticks == NO_TICKS
