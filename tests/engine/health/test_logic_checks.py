"""Checks 1 to 5: links and constraints."""

import pytest

from lockstep.engine import HealthRules, Outcome
from lockstep.engine.health.rules import LagCount, Milestones, OpenEnds
from lockstep.plan import ActivityKind, ConstraintKind, LagUnit
from tests.engine.building import FF, FS, SF, SS
from tests.engine.health.assessing import Reported, check_of, offenders, total_of


def test_an_activity_lacks_logic_without_a_predecessor_or_a_successor() -> None:
    """Of a chain of three, both ends stand open, and a lonely fourth stands open at both ends."""
    network = Reported()
    network.chain("A", "B", "C")
    network.add("D", 2)
    check = check_of(network, "1")
    assert (check.value, check.outcome) == (0.75, Outcome.FAILED)
    assert offenders(network, check) == ["A", "C", "D"]
    assert check.offenses[2].sentence == "Activity D 'D' has no predecessor and no successor."


def test_one_start_and_one_finish_may_be_forgiven() -> None:
    network = Reported()
    network.chain("A", "B", "C")
    network.add("D", 2)
    check = check_of(network, "1", rules=HealthRules(open_ends=OpenEnds.ONE_START_AND_ONE_FINISH))
    assert offenders(network, check) == ["D"]


def test_named_open_ends_are_forgiven() -> None:
    network = Reported()
    network.chain("A", "B", "C")
    assert check_of(network, "1", rules=HealthRules(allowed_open_ends=(0, 2))).outcome is Outcome.PASSED


def test_summaries_levels_of_effort_and_inactive_work_are_out_of_scope() -> None:
    """Only what is scheduled, done and alive can offend."""
    network = Reported()
    network.add("S", 0, kind=ActivityKind.SUMMARY)
    network.add("A", 3, parent="S")
    network.add("B", 3, parent="S", mode=2)
    network.add("L", 3, parent="S", kind=ActivityKind.LEVEL_OF_EFFORT)
    assert offenders(network, check_of(network, "1")) == ["A"]


def test_milestones_count_unless_left_out() -> None:
    network = Reported()
    network.add("A", 3)
    network.add("M", 0, kind=ActivityKind.FINISH_MILESTONE)
    assert offenders(network, check_of(network, "1")) == ["A", "M"]
    rules = HealthRules(milestones=Milestones.LEFT_OUT)
    assert offenders(network, check_of(network, "1", rules=rules)) == ["A"]


def lagged() -> Reported:
    """Five activities, four links: a lead, two lags on one activity, and none."""
    network = Reported()
    for name in "ABCDE":
        network.add(name, 5)
    network.link("A", "B", days=-1)
    network.link("A", "C", SS, 2)
    network.link("B", "C", lag_unit=LagUnit.PERCENT, lag_share=0.5)
    network.link("C", "D", FF)
    return network


def test_leads_and_lags_are_shares_of_the_links() -> None:
    network = lagged()
    leads, lags = check_of(network, "2"), check_of(network, "3")
    assert (leads.value, leads.outcome, offenders(network, leads)) == (0.25, Outcome.FAILED, ["B"])
    assert (lags.value, lags.outcome, offenders(network, lags)) == (0.5, Outcome.FAILED, ["C", "C"])
    assert [offense.link for offense in lags.offenses] == [1, 2]


def test_leads_and_lags_may_be_counted_by_activity() -> None:
    network = lagged()
    rules = HealthRules(lag_count=LagCount.ACTIVITIES)
    assert check_of(network, "2", rules=rules).value == 0.2
    assert check_of(network, "3", rules=rules).value == 0.2


def test_a_short_lag_may_be_tolerated() -> None:
    assert check_of(lagged(), "3", rules=HealthRules(lag_limit_days=2)).counted == 1


def test_links_to_finished_work_are_not_counted() -> None:
    """The successor must be incomplete, so its lead is history."""
    network = Reported(data_date=10)
    network.add("A", 5)
    network.done("B", 3)
    network.link("A", "B", days=-4)
    check = check_of(network, "2")
    assert (check.value, check.outcome) == (None, Outcome.NOT_APPLICABLE)


@pytest.mark.parametrize(("others", "outcome"), [(1, Outcome.PASSED), (2, Outcome.FAILED)])
def test_nine_links_in_ten_should_be_finish_to_start(others: int, outcome: Outcome) -> None:
    """Nine of ten pass, eight of ten do not."""
    network = Reported()
    network.chain(*"ABCDEFGHIJK"[: 11 - others])
    for name in "ABCDEFGHIJK"[11 - others :]:
        network.add(name, 1)
        network.link("A", name, SS)
    check = check_of(network, "4")
    assert (check.counted, check.out_of, check.outcome) == (10 - others, 10, outcome)
    assert len(check.offenses) == others


def test_each_kind_of_link_is_told() -> None:
    network = Reported()
    for name in "ABC":
        network.add(name, 2)
    network.link("A", "B", FS)
    network.link("A", "C", SF)
    check = check_of(network, "4")
    assert check.sentence == (
        "1 of 2 links are finish-to-start (50.00%); 0 start-to-start, 0 finish-to-finish, 1 start-to-finish."
    )


@pytest.mark.parametrize(
    ("kind", "is_hard"),
    [
        (ConstraintKind.MUST_START_ON, True),
        (ConstraintKind.MUST_FINISH_ON, True),
        (ConstraintKind.START_NO_LATER_THAN, True),
        (ConstraintKind.FINISH_NO_LATER_THAN, True),
        (ConstraintKind.MANDATORY_START, True),
        (ConstraintKind.START_ON, True),
        (ConstraintKind.START_NO_EARLIER_THAN, False),
        (ConstraintKind.FINISH_NO_EARLIER_THAN, False),
        (ConstraintKind.DEADLINE, False),
    ],
)
def test_hard_constraints_are_those_that_stop_logic(kind: ConstraintKind, is_hard: bool) -> None:
    network = Reported()
    network.add("A", 5)
    network.constrain("A", kind, "2026-01-09T17:00")
    assert offenders(network, check_of(network, "5")) == (["A"] if is_hard else [])


def test_dangling_ends_are_told_beside() -> None:
    """B's start is free although A leads to it, and A's finish although B follows it."""
    network = Reported()
    network.add("A", 5)
    network.add("B", 5)
    network.link("A", "B", FF)
    network.link("A", "B", SF)
    found = {one.code: one for one in total_of(network).companions}["dangling_ends"]
    assert [offense.sentence for offense in found.offenses] == [
        "Activity B 'B' has predecessors, but none holds its start."
    ]
    network = Reported()
    network.add("A", 5)
    network.add("B", 5)
    network.link("A", "B", SS)
    found = {one.code: one for one in total_of(network).companions}["dangling_ends"]
    assert [offense.sentence for offense in found.offenses] == [
        "Activity A 'A' has successors, but none waits for its finish."
    ]
