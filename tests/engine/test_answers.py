"""Explanations, inspections and reconciliations of small plans."""

from dataclasses import replace

import numpy as np
import pytest

from lockstep.engine import Cause, DriverKind, explain, inspect, reconcile, schedule
from lockstep.foundation.ticks import NO_TICKS, ticks_of_iso
from lockstep.plan import ActivityKind, ActivityMode, ConstraintKind, Plan, StoredDates, join
from tests.engine.building import DAY, MONDAY, SS, Network


def stored_of(plan: Plan) -> StoredDates:
    """Return our own dates as if a source had stored them."""
    ours = schedule(plan)
    return StoredDates(
        ours.start_ticks,
        ours.finish_ticks,
        ours.early_start_ticks,
        ours.early_finish_ticks,
        ours.late_start_ticks,
        ours.late_finish_ticks,
        ours.total_float_ticks,
        ours.free_float_ticks,
        ours.is_critical.astype(np.int8),
    )


def moved(stored: StoredDates, row: int, ticks: int) -> StoredDates:
    """Return stored dates with the early dates of one activity moved."""
    start, finish = stored.early_start_ticks.copy(), stored.early_finish_ticks.copy()
    start[row] += ticks
    finish[row] += ticks
    return replace(stored, early_start_ticks=start, early_finish_ticks=finish)


def test_an_explanation_follows_the_driving_links_to_the_root() -> None:
    network = Network()
    for name, days in (("A", 2), ("B", 1), ("C", 1)):
        network.add(name, days)
    network.constrain("A", ConstraintKind.START_NO_EARLIER_THAN, "2026-01-06T08:00")
    network.link("A", "B", days=1)
    network.link("B", "C", SS)
    plan = network.plan()
    answer = explain(plan, schedule(plan), 2)
    assert [step.activity for step in answer.steps] == [2, 1, 0]
    assert [step.kind for step in answer.steps] == [DriverKind.LINK, DriverKind.LINK, DriverKind.CONSTRAINT]
    assert answer.sentences == (
        "activity C 'C' starts 2026-01-09 08:00, after activity B 'B' starts 2026-01-09 08:00.",
        "activity B 'B' starts 2026-01-09 08:00, after activity A 'A' finishes 2026-01-07 17:00 with a lag of 1 day.",
        "activity A 'A' starts 2026-01-06 08:00, because it may not start before 2026-01-06 08:00.",
        "activity C 'C' finishes 2026-01-09 17:00: 1 day of work on calendar 'Standard'.",
    )


def test_an_explanation_names_the_wait_for_working_time() -> None:
    network = Network()
    network.add("A", 5)
    network.add("B", 1)
    network.link("A", "B")
    plan = network.plan()
    step = explain(plan, schedule(plan), 1).steps[0]
    assert step.waits_ticks == ticks_of_iso("2026-01-12T08:00") - ticks_of_iso("2026-01-09T17:00")
    assert "no working time in between" in step.sentence


def test_an_explanation_leads_through_summaries_and_into_other_projects() -> None:
    one = Network()
    one.add("S", kind=ActivityKind.SUMMARY)
    one.add("A", 1, parent="S")
    two = Network()
    two.add("B", 3)
    both = join([one.plan(), two.plan()], "both")
    network = Network()
    network.add("before", 1)
    network.add("S", kind=ActivityKind.SUMMARY)
    network.add("child", 1, parent="S")
    network.link("before", "S")
    plan = network.plan()
    chain = [step.activity for step in explain(plan, schedule(plan), 1).steps]
    assert chain == [1, 2, 0]
    sentence = explain(both, schedule(both), 1).sentences[0]
    assert sentence.startswith("project 'P', activity A 'A' starts 2026-01-05 08:00")


@pytest.mark.parametrize("mode", [ActivityMode.MANUAL, ActivityMode.INACTIVE])
def test_dates_that_are_given_are_explained_as_given(mode: ActivityMode) -> None:
    network = Network()
    network.add("A", 1, mode=mode, planned_start_ticks=ticks_of_iso("2026-01-07T08:00"))
    plan = network.plan()
    answer = explain(plan, schedule(plan), 0)
    assert answer.steps[0].cause == -1
    assert answer.finish.sentence.endswith("as set by hand.")


def test_an_activity_that_does_not_exist_cannot_be_explained() -> None:
    plan = Network().plan()
    with pytest.raises(IndexError, match="outside"):
        explain(plan, schedule(plan), 3)


def test_an_inspection_counts_and_finds() -> None:
    network = Network()
    network.add("S", kind=ActivityKind.SUMMARY)
    network.add("A", 1, parent="S")
    network.add("M", kind=ActivityKind.FINISH_MILESTONE, mode=ActivityMode.MANUAL)
    network.link("A", "M", days=-1)
    network.link("M", "A", SS, 1)
    network.constrain("A", ConstraintKind.DEADLINE, "2026-01-07T17:00")
    answer = inspect(network.plan())
    counts = answer.counts
    assert (counts.activities, counts.summaries, counts.milestones, counts.manual) == (3, 1, 1, 1)
    assert counts.links == {"FS": 1, "SS": 1, "FF": 0, "SF": 0}
    assert (counts.lags, counts.leads) == (2, 1)
    assert counts.constraints == {"deadline": 1}
    assert [finding.code for finding in answer.findings] == ["plan.loop"]


def test_our_own_dates_reconcile_wholly() -> None:
    network = Network()
    network.add("A", 2)
    network.add("B", 1)
    network.link("A", "B")
    plan = network.plan()
    answer = reconcile(plan, schedule(plan), stored_of(plan))
    assert answer.agrees.all()
    assert answer.total.share == answer.total.linked_share == 1.0
    assert answer.trust.is_trusted


def test_the_two_sides_of_a_night_are_the_same_moment() -> None:
    network = Network()
    network.add("A", 1)
    plan = network.plan()
    stored = stored_of(plan)
    # Nothing is promised of links that are not there.
    assert reconcile(plan, schedule(plan), stored).trust.sentence.startswith("Taken as it is")
    finish = stored.early_finish_ticks.copy()
    finish[0] = ticks_of_iso("2026-01-06T08:00")
    assert reconcile(plan, schedule(plan), replace(stored, early_finish_ticks=finish)).agrees.all()


def test_a_difference_names_its_cause_and_what_follows_from_it_names_the_first() -> None:
    network = Network()
    network.add("A", 2)
    network.add("B", 1)
    network.add("C", 1, leveling_delay_ticks=14_400)
    network.add("D", 1)
    network.constrain("A", ConstraintKind.START_NO_EARLIER_THAN, "2026-01-06T08:00")
    network.link("A", "B")
    plan = network.plan()
    stored = moved(moved(moved(stored_of(plan), 0, DAY), 1, DAY), 2, DAY)
    answer = reconcile(plan, schedule(plan), stored)
    assert [Cause(cause) for cause in answer.cause.tolist()] == [
        Cause.CONSTRAINT,
        Cause.UPSTREAM,
        Cause.LEVELING_DELAY,
        Cause.NONE,
    ]
    assert answer.origin.tolist() == [-1, 0, -1, -1]
    assert answer.total.share == 0.25


def test_a_file_whose_dates_break_its_own_links_is_not_trusted() -> None:
    network = Network()
    network.add("A", 2)
    network.add("B", 1)
    network.link("A", "B")
    plan = network.plan()
    broken = moved(stored_of(plan), 1, -2 * 14_400)
    answer = reconcile(plan, schedule(plan), broken).trust
    assert not answer.is_trusted
    assert (answer.checked_links, answer.broken_links) == (1, 1)
    assert answer.sentence == "Not trusted: its dates break 1 of 1 plain links."


def test_a_file_without_early_dates_is_not_trusted() -> None:
    network = Network()
    network.add("A", 2)
    plan = network.plan()
    empty = np.array([NO_TICKS])
    nothing = StoredDates(*[empty] * 8, np.array([-1], np.int8))
    answer = reconcile(plan, schedule(plan), nothing)
    assert not answer.trust.is_trusted
    assert answer.total.share is None


def test_a_late_date_that_contradicts_its_own_file_is_called_stale() -> None:
    """Nothing follows the short activity, so its late finish should be that of the plan that was stored with it."""
    network = Network()
    short, _ = network.add("short", 1), network.add("long", 5)
    plan = network.plan()
    ours = schedule(plan)
    late_finish, total_float = ours.late_finish_ticks.copy(), ours.total_float_ticks.copy()
    late_finish[short] -= 2 * 14_400
    total_float[short] -= 2 * DAY
    stored = replace(stored_of(plan), late_finish_ticks=late_finish, total_float_ticks=total_float)
    found = reconcile(plan, ours, stored)
    assert Cause(int(found.cause[short])) == Cause.STALE
    assert found.total.share == 0.5


def test_a_late_date_from_before_what_follows_had_started_is_called_out_of_sequence() -> None:
    """The second started before the first was done; the first keeps the late finish that it had before that."""
    network = Network()
    first = network.add("first", 4, actual_start_ticks=MONDAY, remaining_ticks=2 * DAY)
    second = network.add("second", 3, actual_start_ticks=MONDAY + 14_400, remaining_ticks=2 * DAY)
    network.add("long", 15)
    network.link("first", "second")
    plan = network.plan()
    ours = schedule(plan)
    late_finish, total_float = ours.late_finish_ticks.copy(), ours.total_float_ticks.copy()
    late_finish[first] -= 14_400
    total_float[first] -= DAY
    stored = replace(stored_of(plan), late_finish_ticks=late_finish, total_float_ticks=total_float)
    found = reconcile(plan, ours, stored)
    assert [Cause(int(found.cause[row])) for row in (first, second)] == [Cause.OUT_OF_SEQUENCE, Cause.NONE]
