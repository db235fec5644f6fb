"""The ten practices: evidence, scores, and several projects in one plan."""

import pytest

from lockstep.engine import Evidence, HealthRules, Outcome, assess_health, schedule
from lockstep.engine.health.practices import practice_score
from lockstep.engine.health.rules import PracticeScoring
from lockstep.plan import ActivityKind, ConstraintKind, Project
from tests.engine.building import DAY, MONDAY, STANDARD, Network
from tests.engine.health.assessing import Reported, check_of, evening, health_of, total_of


def evidence(network: Network, number: int, title: str, **options) -> Evidence:
    """Return one row of a practice, by the beginning of its title."""
    practice = total_of(network, **options).practices[number - 1]
    return next(row for row in practice.evidence if row.title.startswith(title))


def test_outline_elements_without_activities_and_levels_of_effort_are_told() -> None:
    network = Reported()
    network.add("S", 0, kind=ActivityKind.SUMMARY)
    network.add("A", 3, parent="S")
    network.add("Empty", 0, kind=ActivityKind.SUMMARY)
    network.add("L", 3, kind=ActivityKind.LEVEL_OF_EFFORT)
    network.add("X", 3, kind=ActivityKind.EXTERNAL)
    assert evidence(network, 1, "Outline").activities == (2,)
    assert evidence(network, 1, "Level-of-effort").value == 0.5
    assert evidence(network, 1, "Placeholders").activities == (4,)


def test_a_person_on_two_things_at_once_is_over_allocated() -> None:
    network = Reported()
    network.add("A", 5)
    network.add("B", 5)
    crew = network.builder.add_resource(uids=1, names="Crew")
    for name in "AB":
        network.builder.add_assignment(network.row[name], resource=crew, work_ticks=5 * DAY)
    row = evidence(network, 3, "Over-allocated")
    assert row.value == 1.0
    assert row.sentence == (
        "1 resource is asked for more than its capacity: 'Crew' 16 of 8 hours on 2026-01-05 (over on 5 days)."
    )
    network.link("A", "B")
    assert evidence(network, 3, "Over-allocated").value == 0.0


def test_summaries_are_the_first_start_and_the_last_finish_of_their_children() -> None:
    network = Reported()
    network.add("S", 0, kind=ActivityKind.SUMMARY)
    network.add("A", 3, parent="S")
    assert evidence(network, 5, "Vertical").outcome is Outcome.PASSED


def test_the_path_is_continuous_without_constraint_or_lag() -> None:
    network = Reported()
    network.chain("A", "B")
    assert evidence(network, 6, "Path").outcome is Outcome.PASSED
    network.link("A", "B", days=3)
    row = evidence(network, 6, "Path")
    assert (row.outcome, row.activities) == (Outcome.FAILED, (1,))
    network = Reported()
    network.chain("A", "B")
    network.constrain("B", ConstraintKind.START_NO_EARLIER_THAN, "2026-02-02T08:00")
    assert evidence(network, 6, "Path").activities == (1,)


def test_what_the_plan_does_not_hold_is_said_and_not_scored() -> None:
    """A risk run is no part of a plan, so practice 8 has no score, nor has the characteristic that it belongs to."""
    network = Reported()
    network.chain("A", "B")
    total = total_of(network)
    assert total.practices[7].score is None
    assert {one.title: one.score for one in total.characteristics}["credible"] is None


def test_activities_without_a_baseline_are_told() -> None:
    network = Reported()
    network.chain("A", "B")
    network.agree("A", 5)
    row = evidence(network, 10, "Activities without")
    assert (row.value, row.activities) == (0.5, (1,))


@pytest.mark.parametrize(("passed", "of", "score"), [(0, 4, 1), (1, 4, 2), (2, 4, 3), (3, 4, 4), (4, 4, 5)])
def test_a_practice_is_scored_by_the_rows_that_have_a_limit(passed: int, of: int, score: int) -> None:
    """None 1, below half 2, half 3, three quarters 4, all 5; rows that are only shown do not count."""
    network = Reported()
    network.chain("A", "B")
    from lockstep.engine.health.facts import facts_of

    plan = network.plan()
    rows = [
        Evidence("row", 0.0, Outcome.PASSED if number < passed else Outcome.FAILED, "")
        for number in range(of)
    ]
    rows.append(Evidence("shown", 0.0, Outcome.SHOWN, ""))
    assert practice_score(facts_of(plan, schedule(plan), None, HealthRules()), rows) == score
    no_scores = HealthRules(practice_scoring=PracticeScoring.NONE)
    assert practice_score(facts_of(plan, schedule(plan), None, no_scores), rows) is None


def two_projects(*, is_hard: bool = True) -> Network:
    """A giver in the first project hands over to a receiver in the second; each has its own data date."""
    network = Network(data_date_ticks=evening(1))
    other = network.builder.add_project(
        Project("q", "Q", start_ticks=MONDAY, calendar=network.calendar, data_date_ticks=evening(3))
    )
    network.builder.add_calendar(STANDARD)
    network.add("A", 5)
    network.add("B", 5)
    network.add("C", 5, project=other)
    network.link("A", "B")
    network.link("A", "C", is_hard=is_hard)
    return network


def test_each_project_is_assessed_and_the_plan_as_a_whole() -> None:
    """Check 1 counts two incomplete activities in the first, one in the second, three in all."""
    health = health_of(two_projects())
    assert [one.check("1").out_of for one in (health.total, *health.projects)] == [3, 2, 1]
    assert [one.name for one in health.projects] == ["P", "Q"]
    assert (health.total.oldest_data_date_ticks, health.total.newest_data_date_ticks) == (
        evening(1),
        evening(3),
    )


def test_a_receiver_follows_its_giver() -> None:
    row = evidence(two_projects(), 5, "Horizontal")
    assert (row.value, row.outcome) == (0.0, Outcome.PASSED)


def test_a_soft_hand_off_does_not_move_its_receiver() -> None:
    row = evidence(two_projects(is_hard=False), 5, "Horizontal")
    assert (row.outcome, row.activities) == (Outcome.FAILED, (2,))


def test_the_result_carries_its_rules_and_says_how_to_read_it() -> None:
    rules = HealthRules(high_float_days=20)
    network = Reported()
    network.chain("A", "B")
    health = health_of(network, rules=rules)
    assert health.rules is rules
    assert "not a verdict" in health.sentence


def test_a_baseline_is_chosen_by_name() -> None:
    network = Reported(data_date=5)
    network.chain("A", "B")
    network.agree("A", 5)
    network.builder.set_baseline("Second", 1, finish_ticks=evening(9))
    plan = network.plan()
    assert assess_health(plan, schedule(plan)).baseline == "Approved"
    assert assess_health(plan, schedule(plan), baseline="Second").baseline == "Second"
    with pytest.raises(KeyError, match="'Third'"):
        assess_health(plan, schedule(plan), baseline="Third")


def test_the_score_is_passed_of_passed_and_failed() -> None:
    network = Reported()
    network.chain("A", "B")
    total = total_of(network)
    outcomes = [check.outcome for check in total.checks]
    passed, failed = outcomes.count(Outcome.PASSED), outcomes.count(Outcome.FAILED)
    assert total.score == passed / (passed + failed)
    assert check_of(network, "1").outcome is Outcome.FAILED
