"""Leveling of plans: the worked answer, and day by day nobody above capacity once the delays are scheduled."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lockstep.engine import pieces, schedule
from lockstep.engine.leveling import (
    Aim,
    Hiring,
    Leveling,
    LevelingRules,
    Phase,
    Progress,
    Splitting,
    level,
    value_of_capacity,
    with_delays,
    with_gaps,
)
from lockstep.foundation.ticks import EPOCH_WEEKDAY, TICKS_PER_DAY
from lockstep.plan import ActivityKind, ActivityMode, ConstraintKind, Plan, Project
from tests.engine.building import AROUND_THE_CLOCK, DAY, FF, FS, MONDAY, SS, Network


class Staffed(Network):
    """A network whose activities are assigned to named resources."""

    def __init__(self, **project: Any) -> None:
        super().__init__(**project)
        self.resource: dict[str, int] = {}

    def hire(self, name: str, units: float = 1.0, **values: Any) -> int:
        """Add a work resource."""
        self.resource[name] = self.builder.add_resource(names=name, max_units=units, **values)
        return self.resource[name]

    def give(self, activity: str, resource: str, units: float = 1.0) -> None:
        """Assign an activity, all of its duration at some units."""
        row = self.row[activity]
        ticks = self.builder._activities.columns["duration_ticks"][row]
        self.builder.add_assignment(
            row, resource=self.resource[resource], units=units, work_ticks=round(ticks * units)
        )


def two_of_one_person(units: float = 1.0) -> Plan:
    """Return X and Y of five days each for one person, X first by priority."""
    network = Staffed()
    network.hire("Ann", units)
    network.add("Y", 5, priority=500)
    network.add("X", 5, priority=600)
    network.give("X", "Ann")
    network.give("Y", "Ann")
    return network.plan()


def leveled(plan: Plan, **values: Any) -> Leveling:
    """Level a plan."""
    return level(plan, schedule(plan), **values)


def peaks(plan: Plan, answer: Leveling) -> dict[int, float]:
    """Return by resource the largest use of capacity at any quarter of an hour, by scheduling the plan anew."""
    delayed = replace(
        plan, activities=replace(plan.activities, leveling_delay_ticks=answer.leveling_delay_ticks)
    )
    dates = schedule(delayed)
    first = int(dates.start_ticks.min())
    slots = np.arange(first, int(dates.finish_ticks.max()), 150)
    minute, weekday = slots % TICKS_PER_DAY // 10, (slots // TICKS_PER_DAY + EPOCH_WEEKDAY) % 7
    office = ((minute >= 480) & (minute < 720)) | ((minute >= 780) & (minute < 1_020))
    office &= weekday < 5
    used: dict[int, np.ndarray] = {}
    for row in range(len(plan.assignments)):
        activity, resource = int(plan.assignments.activity[row]), int(plan.assignments.resource[row])
        runs = (slots >= dates.start_ticks[activity]) & (slots < dates.finish_ticks[activity])
        if plan.activities.calendar[activity] < 0:
            runs &= office
        used[resource] = used.get(resource, 0) + runs * plan.assignments.units[row]
    return {resource: float(use.max()) for resource, use in used.items()}


def test_two_activities_of_one_person_go_one_after_the_other() -> None:
    """Leveled finish after 10 days; Y is delayed by 5 days, blocked by X of priority 600; no overload is left."""
    plan = two_of_one_person()
    answer = leveled(plan)
    (delay,) = answer.delays
    assert (delay.activity, delay.delay_work_ticks, delay.delay_ticks) == (0, 5 * DAY, 7 * TICKS_PER_DAY)
    assert (delay.blocked_by.resource, delay.blocked_by.activity, delay.blocked_by.priority) == (0, 1, 600)
    assert answer.finish_before_ticks == MONDAY + 4 * TICKS_PER_DAY + 9 * 600
    assert answer.finish_after_ticks == MONDAY + 11 * TICKS_PER_DAY + 9 * 600
    assert answer.overload_before_ticks.tolist() == [5 * DAY]
    assert answer.overload_after_ticks.tolist() == [0]
    assert answer.lower_bound_ticks > MONDAY + 11 * TICKS_PER_DAY


def test_a_second_person_gains_five_days() -> None:
    """With two of the role nothing is delayed and the finish is after 5 days; the value of capacity says so."""
    plan = two_of_one_person()
    (value,) = value_of_capacity(plan, schedule(plan), leveled(plan))
    assert (value.gained_days, value.effort_weeks, value.days_per_effort_week) == (5.0, 1.0, 5.0)
    both = leveled(two_of_one_person(2.0))
    assert both.delays == ()
    assert both.finish_after_ticks == value.finish_ticks


def test_part_time_units_share_a_person() -> None:
    """Two halves run together, a third waits."""
    network = Staffed()
    network.hire("Ann")
    for name in "ABC":
        network.add(name, 2)
        network.give(name, "Ann", 0.5)
    answer = leveled(network.plan())
    assert [delay.activity for delay in answer.delays] == [2]


def test_capacity_that_varies_in_time_is_met() -> None:
    """Nobody is there in the first week, so that the work waits a week."""
    network = Staffed()
    network.hire("Ann")
    network.add("A", 2)
    network.give("A", "Ann")
    network.builder.add_availability(0, until_ticks=MONDAY + 7 * TICKS_PER_DAY - DAY, units=0.0)
    (delay,) = leveled(network.plan()).delays
    assert delay.start_ticks == MONDAY + 7 * TICKS_PER_DAY
    assert delay.blocked_by.activity == -1


def test_what_waits_for_a_delayed_activity_follows_without_a_delay_of_its_own() -> None:
    """The successor moves by its link; only the activity that lacked somebody is listed."""
    network = Staffed()
    network.hire("Ann")
    for name, days in (("A", 3), ("B", 2), ("C", 1)):
        network.add(name, days)
    network.link("B", "C")
    network.give("A", "Ann")
    network.give("B", "Ann")
    plan = network.plan()
    answer = leveled(plan)
    assert len(answer.delays) == 1
    assert peaks(plan, answer)[0] == 1.0


def test_locked_work_stays_and_the_rest_goes_around_it() -> None:
    """Started, manual and must-start work keep their dates, whatever their priority."""
    network = Staffed()
    network.hire("Ann")
    network.add("Free", 2, priority=900)
    network.add("Started", 2, priority=100, actual_start_ticks=MONDAY)
    network.add("Manual", 2, mode=ActivityMode.MANUAL, planned_start_ticks=MONDAY + 2 * TICKS_PER_DAY)
    network.add("Must", 1)
    network.constrain("Must", ConstraintKind.MUST_START_ON, "2026-01-09T08:00")
    for name in ("Free", "Started", "Manual", "Must"):
        network.give(name, "Ann")
    plan = network.plan()
    answer = leveled(plan)
    assert [delay.activity for delay in answer.delays] == [0]
    assert answer.delays[0].start_ticks == MONDAY + 7 * TICKS_PER_DAY
    assert peaks(plan, answer)[0] == 1.0


@pytest.mark.parametrize("kind", [ConstraintKind.FINISH_NO_LATER_THAN, ConstraintKind.START_NO_LATER_THAN])
def test_work_held_before_its_leveled_predecessor_gets_no_delay(kind: ConstraintKind) -> None:
    """A date that is stronger than links keeps the successor in place: a delay would move nothing, so none is given."""
    network = Staffed()
    network.hire("Ann")
    network.add("First", 5, priority=900)
    network.add("Second", 5)
    network.add("Held", 2)
    network.link("Second", "Held")
    network.constrain("Held", kind, "2026-01-13T17:00")
    for name in ("First", "Second"):
        network.give(name, "Ann")
    plan = network.plan()
    answer = leveled(plan)
    assert [delay.activity for delay in answer.delays] == [1]
    assert answer.leveling_delay_ticks[2] == 0
    assert answer.schedule.start_ticks[2] < answer.schedule.finish_ticks[1]


def test_inactive_work_needs_nobody() -> None:
    """An inactive activity takes no capacity and is not moved."""
    network = Staffed()
    network.hire("Ann")
    network.add("A", 2)
    network.add("B", 2, mode=ActivityMode.INACTIVE)
    network.give("A", "Ann")
    network.give("B", "Ann")
    assert leveled(network.plan()).delays == ()


def test_within_float_the_finish_does_not_move() -> None:
    """One activity fits into its float; the one without float stays overloaded and is named."""
    network = Staffed()
    network.hire("Ann")
    for name, days in (("Long", 4), ("Short", 1), ("Other", 1)):
        network.add(name, days)
    network.add("Gate", 6)
    for name in ("Long", "Short", "Other"):
        network.give(name, "Ann")
    plan = network.plan()
    answer = leveled(plan, rules=LevelingRules(aim=Aim.WITHIN_FLOAT))
    assert answer.finish_after_ticks == answer.finish_before_ticks
    assert answer.overload_after_ticks[0] < answer.overload_before_ticks[0]
    tight = leveled(two_of_one_person(), rules=LevelingRules(aim=Aim.WITHIN_FLOAT))
    assert tight.delays == ()
    assert tight.unresolved == (0,)
    assert [finding.code for finding in tight.findings] == ["leveling.unresolved"]


def test_more_units_than_there_ever_are_is_named() -> None:
    """An activity that needs two of one person is leveled as if it needed all of the one."""
    network = Staffed()
    network.hire("Ann")
    network.add("A", 2)
    network.give("A", "Ann", 2.0)
    assert [finding.code for finding in leveled(network.plan()).findings] == ["leveling.beyond_capacity"]


def test_old_delays_are_replaced() -> None:
    """Leveling a leveled plan gives the same dates again."""
    plan = two_of_one_person()
    answer = leveled(plan)
    again = leveled(
        replace(plan, activities=replace(plan.activities, leveling_delay_ticks=answer.leveling_delay_ticks))
    )
    assert again.leveling_delay_ticks.tolist() == answer.leveling_delay_ticks.tolist()


def test_an_empty_plan_and_one_without_people_need_no_delay() -> None:
    """Nothing to level gives nothing, and no value of capacity."""
    nobody = Network()
    nobody.add("A", 2)
    for plan in (nobody.plan(), Network().plan()):
        answer = leveled(plan)
        assert (answer.delays, answer.findings) == ((), ())
        assert value_of_capacity(plan, schedule(plan), answer) == ()


def random_plan(seed: int) -> Plan:
    """Return a plan with summaries, two calendars, several kinds of links, part-time units and constraints."""
    random = np.random.default_rng(seed)
    network = Staffed()
    nights = network.builder.add_calendar(AROUND_THE_CLOCK)
    for name in ("P", "Q", "R"):
        network.hire(name, float(random.choice([1.0, 1.5, 2.0])))
    names: list[str] = []
    for group in range(3):
        network.add(f"S{group}", kind=ActivityKind.SUMMARY)
        for number in range(6):
            name = f"{group}{number}"
            calendar = {"calendar": nights} if random.random() < 0.2 else {}
            network.add(
                name,
                float(random.integers(0, 9)) / 2,
                parent=f"S{group}",
                priority=int(random.integers(1, 10)) * 100,
                **calendar,
            )
            names.append(name)
            for resource in random.choice(["P", "Q", "R"], random.integers(0, 3), replace=False):
                network.give(name, str(resource), float(random.choice([0.5, 1.0])))
    for _ in range(12):
        before, after = sorted(random.choice(len(names), 2, replace=False).tolist())
        kind = [FS, FS, SS, FF][int(random.integers(4))]
        network.link(names[before], names[after], kind, float(random.integers(0, 3)))
    if random.random() < 0.5:
        network.link("S0", "S1")
    network.constrain(names[3], ConstraintKind.START_NO_EARLIER_THAN, "2026-01-14T08:00")
    return network.plan()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 100_000), st.sampled_from([0, 1]))
def test_scheduled_with_its_delays_no_plan_uses_more_than_there_is(seed: int, iterations: int) -> None:
    """The plan scheduled anew with the delays keeps every capacity at every moment, and starts nothing earlier."""
    plan = random_plan(seed)
    before = schedule(plan)
    answer = level(plan, before, iterations=iterations)
    assert answer.unresolved == ()
    for resource, peak in peaks(plan, answer).items():
        assert peak <= plan.resources.max_units[resource] + 1e-9
    assert (answer.schedule.start_ticks >= before.start_ticks).all()
    assert answer.overload_after_ticks.sum() == 0
    assert answer.lower_bound_ticks <= answer.finish_after_ticks


@pytest.mark.parametrize("workers", [1, 2])
def test_equal_seed_and_rounds_give_equal_delays(workers: int) -> None:
    """The proposal does not depend on the number of threads."""
    plan = random_plan(11)
    one = leveled(plan, seed=2, iterations=2, workers=1)
    other = leveled(plan, seed=2, iterations=2, workers=workers)
    assert one.leveling_delay_ticks.tolist() == other.leveling_delay_ticks.tolist()


def test_progress_is_told_with_the_best_finish_so_far_and_ends_with_the_answer() -> None:
    """Phases follow each other, rounds count up, the finish never gets later, and the last one is the answer's."""
    told: list[Progress] = []
    answer = leveled(random_plan(11), iterations=3, on_progress=told.append)
    assert [progress.phase for progress in told] == sorted(progress.phase for progress in told)
    assert {progress.phase for progress in told} == set(Phase)
    finishes = [progress.finish_ticks for progress in told[1:]]
    assert finishes == sorted(finishes, reverse=True)
    assert told[-1].rounds == answer.rounds
    assert told[-1].finish_ticks == answer.finish_after_ticks
    assert told[-1].lower_bound_ticks == answer.lower_bound_ticks


def crowded(seed: int) -> Plan:
    """Return sixty activities on two calendars that three people share, with a few links."""
    random = np.random.default_rng(seed)
    network = Staffed()
    nights = network.builder.add_calendar(AROUND_THE_CLOCK)
    for name in ("P", "Q", "R"):
        network.hire(name)
    for number in range(60):
        calendar = {"calendar": nights} if number % 3 == 0 else {}
        network.add(str(number), float(random.integers(1, 9)) / 2, **calendar)
        for resource in random.choice(["P", "Q", "R"], 2, replace=False):
            network.give(str(number), str(resource), float(random.choice([0.4, 0.6, 1.0])))
    for _ in range(30):
        before, after = sorted(random.choice(60, 2, replace=False).tolist())
        network.link(str(before), str(after))
    return network.plan()


def test_with_rounds_the_finish_of_a_crowded_plan_comes_earlier_and_stays_feasible() -> None:
    """Calendars that differ are met by passes over the plan itself; the bound is never passed."""
    plan = crowded(3)
    first, better = leveled(plan), leveled(plan, iterations=6, workers=2)
    assert better.finish_after_ticks < first.finish_after_ticks
    assert better.overload_after_ticks.sum() == 0
    assert better.lower_bound_ticks <= better.finish_after_ticks
    assert leveled(plan, iterations=6).leveling_delay_ticks.tolist() == better.leveling_delay_ticks.tolist()


def test_a_search_that_is_stopped_at_once_gives_the_answer_of_the_pass() -> None:
    """Cancel never costs the answer that is there."""
    plan = crowded(3)
    stopped = leveled(plan, iterations=1_000, stop=lambda: True)
    assert stopped.leveling_delay_ticks.tolist() == leveled(plan).leveling_delay_ticks.tolist()
    assert stopped.rounds == 0


ALLOWED = LevelingRules(splitting=Splitting.ALLOWED)


def around_a_day() -> Plan:
    """Return three days of work for Ann, who is taken on Wednesday by work that must be done then."""
    network = Staffed()
    network.hire("Ann")
    network.add("Long", 4)
    network.add("Visit", 1)
    network.constrain("Visit", ConstraintKind.MUST_START_ON, "2026-01-07T08:00")
    for name in ("Long", "Visit"):
        network.give(name, "Ann")
    return network.plan()


def test_work_that_may_be_split_goes_on_around_other_work() -> None:
    """Long pauses on Wednesday and ends on Friday; in one piece it would begin on Thursday."""
    plan = around_a_day()
    whole, split = leveled(plan), leveled(plan, rules=ALLOWED)
    assert whole.gaps == ()
    assert whole.delays[0].start_ticks == MONDAY + 3 * TICKS_PER_DAY
    assert [(gap.activity, gap.after_ticks, gap.gap_ticks) for gap in split.gaps] == [(0, 2 * DAY, DAY)]
    assert split.delays == ()
    assert split.finish_after_ticks == MONDAY + 4 * TICKS_PER_DAY + 9 * 600
    assert (split.overload_before_ticks.tolist(), split.overload_after_ticks.tolist()) == ([DAY], [0])
    again = schedule(with_gaps(plan, split.gaps))
    assert again.finish_ticks.tolist() == split.schedule.finish_ticks.tolist()


def test_no_piece_is_shorter_than_asked_for() -> None:
    """With pieces of three days at least, the two days before the visit are too short to begin."""
    rules = LevelingRules(splitting=Splitting.ALLOWED, shortest_piece_ticks=3 * DAY)
    answer = leveled(around_a_day(), rules=rules)
    assert answer.gaps == ()
    assert answer.delays[0].start_ticks == MONDAY + 3 * TICKS_PER_DAY


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 100_000))
@example(18)  # a step of a day that a weekend swallows
@example(174)  # a delay corrected too far, because what comes before it was corrected too
@example(355)
def test_split_work_keeps_every_capacity_and_is_never_longer(seed: int) -> None:
    """Counted in the plan with its gaps, no overload is left; all work of each activity is there."""
    plan = random_plan(seed)
    answer = leveled(plan, rules=ALLOWED, iterations=1)
    assert answer.overload_after_ticks.sum() == 0
    assert answer.unresolved == ()
    gapped = with_gaps(plan, answer.gaps)
    delayed = with_delays(gapped, answer.leveling_delay_ticks)
    parts = pieces(delayed, schedule(delayed))
    for activity in {gap.activity for gap in answer.gaps}:
        assert (parts.activity == activity).sum() >= 2


def test_the_priority_of_the_program_goes_before_that_of_the_activity() -> None:
    """Y of the more important program keeps its dates though X has the higher priority of its own."""
    network = Staffed()
    network.hire("Ann")
    other = network.builder.add_project(Project("q", "Q", start_ticks=MONDAY, calendar=0))
    network.add("X", 2, priority=900)
    network.add("Y", 2, priority=100, project=other)
    for name in "XY":
        network.give(name, "Ann")
    plan = network.plan()
    assert [delay.activity for delay in leveled(plan).delays] == [1]
    rules = LevelingRules(program_priority=(500, 600))
    assert [delay.activity for delay in leveled(plan, rules=rules).delays] == [0]


def test_a_person_who_comes_later_gains_less_and_costs_less() -> None:
    """With a lead of a week on the clock Y starts on the second Monday all the same: nothing is gained."""
    plan = two_of_one_person()
    before = schedule(plan)
    answer = level(plan, before)
    (late,) = value_of_capacity(plan, before, answer, hiring=Hiring(lead_ticks=7 * TICKS_PER_DAY))
    assert (late.gained_days, late.effort_weeks) == (0.0, 1.0)
    (soon,) = value_of_capacity(plan, before, answer, hiring=Hiring(lead_ticks=2 * TICKS_PER_DAY))
    assert (soon.gained_days, soon.effort_weeks) == (3.0, 1.0)
    (slow,) = value_of_capacity(plan, before, answer, hiring=Hiring(ramp_up_ticks=3 * TICKS_PER_DAY))
    assert slow.gained_days == 2.0
    assert value_of_capacity(plan, before, answer, stop=lambda: True) == ()
