"""Ranges of durations: given one by one or to many, kept by imports, turned into what a simulation takes."""

from typing import Any

import pytest

from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import Refused, perform, undo
from lockstep.domain.planning.models import ActivityLayer, Network
from lockstep.domain.planning.queries.uncertain import ranges_page, uncertain_plan
from lockstep.domain.planning.vocabulary import EditError
from lockstep.plan import RangeSource, RangeUnit, Shape

from .conftest import DAY, do


def stored(activity: Any) -> ActivityLayer:
    return ActivityLayer.objects.get(activity=activity)


def test_quick_ranges_reach_all_unfinished_work_and_undo_takes_them_back(program: Any) -> None:
    dig, pour = program.add(program.dig, "Dig", 10), program.add(program.pour, "Pour", 5)
    gate = program.add(program.pour, "Gate", 0)
    done = program.add(program.dig, "Survey", 2)
    start = {"actual_start_ticks": 29_460_000, "actual_finish_ticks": 29_475_000}
    do("planning.set_progress", activity=done.pk, version=done.version, **start)
    made = perform("planning.quick_ranges", actor=SYSTEM, arguments={"node": program.program})
    assert made.value == 2
    assert (stored(dig).low_share, stored(pour).high_share) == (0.9, 1.3)
    assert not ActivityLayer.objects.filter(activity__in=[gate.pk, done.pk]).exists()
    undo(made.change_set_id, actor=SYSTEM)
    assert not ActivityLayer.objects.exists()


def test_quick_ranges_keep_those_that_somebody_gave_unless_told_otherwise(program: Any) -> None:
    dig, pour = program.add(program.dig, "Dig", 10), program.add(program.pour, "Pour", 5)
    do("planning.set_layer", activity=dig.pk, changes={"low_ticks": 8 * DAY, "high_ticks": 20 * DAY})
    assert do("planning.quick_ranges", node=program.program) == 1
    assert stored(dig).high_ticks == 20 * DAY
    assert [stored(row).range_source for row in (dig, pour)] == [RangeSource.EXPERT, RangeSource.QUICK]
    version = stored(pour).version
    do("planning.set_layer", activity=pour.pk, version=version, changes={"high_share": 1.5})
    assert stored(pour).range_source == RangeSource.EXPERT
    with pytest.raises(Refused):
        do("planning.quick_ranges", node=program.program)
    assert do("planning.quick_ranges", node=program.program, scope="all", text="dig") == 1
    assert (stored(dig).high_ticks, stored(dig).high_share) == (None, 1.3)
    assert do("planning.clear_ranges", activities=[dig.pk, pour.pk]) == 2
    assert stored(dig).low_share is None


def test_a_range_runs_from_best_over_likely_to_worst(program: Any) -> None:
    dig = program.add(program.dig, "Dig", 10)
    with pytest.raises(EditError):
        do("planning.set_ranges", activities=[dig.pk], low_share=1.2, high_share=0.9)
    with pytest.raises(EditError):
        do("planning.set_ranges", activities=[dig.pk], low_share=0.8, high_share=1.2, shape="discrete")
    with pytest.raises(EditError):
        do("planning.set_layer", activity=dig.pk, changes={"low_ticks": DAY, "high_share": 1.2})


def test_a_range_in_working_time_counts_what_is_left_of_it(program: Any) -> None:
    dig = program.add(program.dig, "Dig", 10)
    do("planning.set_layer", activity=dig.pk, changes={"low_ticks": 8 * DAY, "high_ticks": 20 * DAY})
    started = {"actual_start_ticks": 29_460_000, "remaining_ticks": 4 * DAY}
    do("planning.set_progress", activity=dig.pk, version=dig.version, **started)
    found = uncertain_plan(program.program)
    ranges = found.builder.build().ranges
    assert found.activity_ids[ranges.activity[0]] == dig.pk
    assert (ranges.unit[0], ranges.shape[0]) == (RangeUnit.TICKS, Shape.TRIANGULAR)
    assert (ranges.low[0], ranges.likely[0], ranges.high[0]) == (2 * DAY, 4 * DAY, 14 * DAY)


def test_a_range_makes_a_new_revision_and_the_page_costs_the_same_with_many(
    program: Any, statements: Any
) -> None:
    rows = [program.add(program.dig, f"Dig {number}", 3) for number in range(3)]
    before = Network.objects.get().revision
    do("planning.set_ranges", activities=[rows[0].pk], low_share=0.8, high_share=1.5, shape="pert")
    assert Network.objects.get().revision == before + 1
    page = ranges_page(SYSTEM, program.program)
    assert (len(page.rows), page.with_range, page.rows[0].high_ticks) == (3, 1, round(4.5 * DAY))
    few = statements(lambda: ranges_page(SYSTEM, program.program))
    for number in range(20):
        program.add(program.dig, f"More {number}", 3)
    do("planning.quick_ranges", node=program.program)
    ranges_page(SYSTEM, program.program)
    assert statements(lambda: ranges_page(SYSTEM, program.program)) == few
