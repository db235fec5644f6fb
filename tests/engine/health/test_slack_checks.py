"""Checks 6 to 8 and 10: float, duration, resources."""

from lockstep.engine import HealthRules, Outcome
from lockstep.engine.health.rules import DurationReading
from lockstep.plan import ActivityKind, ConstraintKind
from tests.engine.building import DAY
from tests.engine.health.assessing import BASELINE, Reported, check_of, evening, offenders, total_of


def floating() -> Reported:
    """A of 60 days beside B of 16 and C of 15 days: floats 0, 44 and 45."""
    network = Reported()
    network.add("A", 60)
    network.add("B", 16)
    network.add("C", 15)
    return network


def test_float_above_forty_four_days_is_high() -> None:
    network = floating()
    check = check_of(network, "6")
    assert (offenders(network, check), check.value, check.outcome) == (["C"], 1 / 3, Outcome.FAILED)
    assert check.offenses[0].sentence == "Activity C 'C' has 45 days of total float."


def test_milestones_never_have_high_float() -> None:
    network = floating()
    network.add("M", 0, kind=ActivityKind.FINISH_MILESTONE)
    assert check_of(network, "6").out_of == 3


def test_the_distribution_of_float_counts_each_incomplete_activity_once() -> None:
    network = floating()
    network.constrain("B", ConstraintKind.DEADLINE, "2026-01-12T17:00")
    bands = {band.title: band.count for band in total_of(network).float_bands}
    assert (bands["negative"], bands["none"], bands["above 44 days"]) == (1, 1, 1)
    assert sum(bands.values()) == 3


def test_work_that_misses_its_deadline_has_negative_float() -> None:
    """Ten days of work are due after six."""
    network = Reported()
    network.add("A", 10)
    network.constrain("A", ConstraintKind.DEADLINE, "2026-01-12T17:00")
    check = check_of(network, "7")
    assert (check.value, check.outcome, offenders(network, check)) == (1.0, Outcome.FAILED, ["A"])
    assert check.offenses[0].sentence == "Activity A 'A' is 4 days late for what it must meet."


def long_ones() -> Reported:
    """Three activities baselined at 45, 44 and 50 days, and one without a baseline."""
    network = Reported()
    for name in "ABCD":
        network.add(name, 46)
    for name, days in (("A", 45), ("B", 44), ("C", 50)):
        network.agree(name, 60, days)
    return network


def test_a_baseline_duration_above_forty_four_days_is_high() -> None:
    network = long_ones()
    check = check_of(network, "8")
    assert (check.value, offenders(network, check)) == (0.5, ["A", "C"])


def test_planning_packages_may_be_long() -> None:
    network = long_ones()
    assert offenders(network, check_of(network, "8", rules=HealthRules(planning_packages=(2,)))) == ["A"]


def test_durations_may_be_read_as_what_remains() -> None:
    network = long_ones()
    rules = HealthRules(duration_reading=DurationReading.REMAINING)
    assert offenders(network, check_of(network, "8", rules=rules)) == ["A", "B", "C", "D"]


def test_a_baseline_of_dates_alone_has_the_working_time_between_them() -> None:
    network = Reported()
    network.add("A", 5)
    start = evening(1) - 5_400
    network.builder.set_baseline(BASELINE, 0, start_ticks=start, finish_ticks=evening(45))
    assert check_of(network, "8").counted == 1


def test_without_a_baseline_long_durations_are_not_judged() -> None:
    """No status can be good on missing data."""
    network = Reported()
    network.add("A", 5)
    assert check_of(network, "8").outcome is Outcome.NOT_APPLICABLE


def test_work_of_a_day_or_more_wants_a_resource_or_a_cost() -> None:
    """B has somebody, C is half a day, the milestone and the margin take nobody."""
    network = Reported()
    for name, days in (("A", 1), ("B", 3), ("C", 0.5)):
        network.add(name, days)
    network.add("M", 0, kind=ActivityKind.FINISH_MILESTONE)
    network.add("G", 5, kind=ActivityKind.MARGIN)
    crew = network.builder.add_resource(uids=1, names="Crew")
    network.builder.add_assignment(network.row["B"], resource=crew, work_ticks=3 * DAY)
    check = check_of(network, "10")
    assert (offenders(network, check), check.out_of) == (["A"], 3)
    assert check.outcome is Outcome.SHOWN
    assert check_of(network, "10", rules=HealthRules(most_without_resources=0.0)).outcome is Outcome.FAILED
