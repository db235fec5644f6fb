"""The scheduling rules of Microsoft Project and Primavera P6, one hand-made case each.

The week of the tests begins on Monday 2026-01-05, eight hours a day from 08:00 to 17:00 with a lunch hour.
"""

import pytest

from lockstep.engine import DriverKind, Schedule, schedule
from lockstep.foundation.ticks import NO_TICKS, iso_of, ticks_of_iso
from lockstep.plan import (
    ActivityKind,
    ActivityMode,
    ConstraintKind,
    Contour,
    Dialect,
    LagCalendar,
    LagUnit,
    ProgressRule,
    ResourceKind,
    ScheduleFrom,
    SchedulingOptions,
    WorkRule,
    join,
)
from tests.engine.building import (
    AROUND_THE_CLOCK,
    DAY,
    FF,
    FS,
    HOUR,
    MONDAY,
    NEVER_WORKS,
    NIGHTS,
    SF,
    SS,
    Network,
)


def span(result: Schedule, row: int) -> tuple[str, str]:
    """Return early start and finish as day and time: ("05 08:00", "05 17:00")."""
    dates = result.early_start_ticks[row], result.early_finish_ticks[row]
    return tuple(str(iso_of(int(date)))[8:16].replace("T", " ") for date in dates)  # type: ignore[return-value]


def late(result: Schedule, row: int) -> tuple[str, str]:
    """Return late start and finish in the same form."""
    dates = result.late_start_ticks[row], result.late_finish_ticks[row]
    return tuple(str(iso_of(int(date)))[8:16].replace("T", " ") for date in dates)  # type: ignore[return-value]


def test_negative_lag_may_pull_a_successor_before_its_predecessor_ends() -> None:
    network = Network()
    first, second = network.add("A", 3), network.add("B", 1)
    network.link("A", "B", FS, -1)
    result = schedule(network.plan())
    assert span(result, first) == ("05 08:00", "07 17:00")
    assert span(result, second) == ("07 08:00", "07 17:00")


def test_elapsed_lag_runs_on_the_clock_and_percent_lag_is_a_share_of_the_predecessor() -> None:
    network = Network()
    network.add("A", 5)
    elapsed, percent = network.add("B", 1), network.add("C", 1)
    network.link("A", "B", lag_ticks=2 * 14_400, lag_unit=LagUnit.ELAPSED)
    network.link("A", "C", SS, lag_unit=LagUnit.PERCENT, lag_share=0.4)
    result = schedule(network.plan())
    assert span(result, elapsed) == ("12 08:00", "12 17:00")
    assert span(result, percent) == ("07 08:00", "07 17:00")


@pytest.mark.parametrize(
    ("option", "start"),
    [
        (LagCalendar.PREDECESSOR, "06 08:00"),
        (LagCalendar.SUCCESSOR, "06 10:00"),
        (LagCalendar.PROJECT, "06 10:00"),
        (LagCalendar.CONTINUOUS, "06 08:00"),
    ],
)
def test_a_working_lag_is_counted_on_the_calendar_that_the_option_names(
    option: LagCalendar, start: str
) -> None:
    """A works around the clock until 16:00; B, three hours later, in the office, which closes at 17:00."""
    network = Network(SchedulingOptions(lag_calendar=option))
    clock = network.builder.add_calendar(AROUND_THE_CLOCK)
    network.add("A", duration_ticks=8 * HOUR, calendar=clock)
    network.add("B", 1)
    network.link("A", "B", lag_ticks=3 * HOUR)
    assert span(schedule(network.plan()), 1)[0] == start


def test_finish_links_pull_the_start_from_the_finish_they_ask() -> None:
    network = Network()
    network.add("A", 4)
    finish_to_finish, start_to_finish = network.add("B", 1), network.add("C", 1)
    network.link("A", "B", FF)
    network.link("A", "C", SF, 3)
    result = schedule(network.plan())
    assert span(result, finish_to_finish) == ("08 08:00", "08 17:00")
    assert span(result, start_to_finish) == ("07 08:00", "07 17:00")


def test_a_milestone_stays_at_the_end_of_the_day_where_an_activity_moves_to_the_next_morning() -> None:
    network = Network()
    network.add("A", 1)
    milestone = network.add("M", kind=ActivityKind.FINISH_MILESTONE)
    after = network.add("B", 1)
    network.link("A", "M")
    network.link("M", "B")
    result = schedule(network.plan())
    assert span(result, milestone) == ("05 17:00", "05 17:00")
    assert span(result, after) == ("06 08:00", "06 17:00")


def test_p6_start_milestones_go_to_the_next_start_of_work() -> None:
    network = Network(dialect=Dialect.PRIMAVERA)
    network.add("A", 1)
    start = network.add("S", kind=ActivityKind.START_MILESTONE)
    finish = network.add("F", kind=ActivityKind.FINISH_MILESTONE)
    network.link("A", "S")
    network.link("A", "F")
    result = schedule(network.plan())
    assert span(result, start)[0] == "06 08:00"
    assert span(result, finish)[0] == "05 17:00"


def test_an_elapsed_duration_ignores_the_calendar_and_has_its_float_on_the_clock() -> None:
    network = Network()
    elapsed = network.add("A", duration_ticks=14_400, is_elapsed=True)
    network.add("B", 5)
    result = schedule(network.plan())
    assert span(result, elapsed) == ("05 08:00", "06 08:00")
    assert result.total_float_ticks[elapsed] == ticks_of_iso("2026-01-09T17:00") - ticks_of_iso(
        "2026-01-06T08:00"
    )


CONSTRAINED = [
    (ConstraintKind.START_NO_EARLIER_THAN, "2026-01-08T08:00", "08 08:00", 0),
    (ConstraintKind.FINISH_NO_EARLIER_THAN, "2026-01-09T17:00", "08 08:00", 0),
    (ConstraintKind.MUST_START_ON, "2026-01-06T08:00", "06 08:00", -1),
    (ConstraintKind.MUST_FINISH_ON, "2026-01-07T17:00", "06 08:00", -1),
    (ConstraintKind.START_NO_LATER_THAN, "2026-01-06T08:00", "06 08:00", -1),
    (ConstraintKind.FINISH_NO_LATER_THAN, "2026-01-07T17:00", "06 08:00", -1),
    (ConstraintKind.DEADLINE, "2026-01-07T17:00", "07 08:00", -1),
]


@pytest.mark.parametrize(("kind", "at", "start", "float_of_predecessor"), CONSTRAINED)
def test_constraints_that_win_override_links(
    kind: ConstraintKind, at: str, start: str, float_of_predecessor: int
) -> None:
    """A takes two days, B two after it: by links B starts on the 7th."""
    network = Network()
    network.add("A", 2)
    second = network.add("B", 2)
    network.link("A", "B")
    network.constrain("B", kind, at)
    result = schedule(network.plan())
    assert span(result, second)[0] == start
    if float_of_predecessor < 0:
        assert result.total_float_ticks[0] == float_of_predecessor * DAY
        assert result.is_critical[0]


@pytest.mark.parametrize("kind", [ConstraintKind.MUST_START_ON, ConstraintKind.START_NO_LATER_THAN])
def test_constraints_that_do_not_win_leave_the_links_and_show_negative_float(kind: ConstraintKind) -> None:
    network = Network(SchedulingOptions(constraints_win=False))
    network.add("A", 2)
    second = network.add("B", 2)
    network.link("A", "B")
    network.constrain("B", kind, "2026-01-06T08:00")
    result = schedule(network.plan())
    assert span(result, second)[0] == "07 08:00"
    assert result.total_float_ticks[second] == -DAY


def test_as_late_as_possible_takes_the_total_float_in_project_and_the_free_float_in_p6() -> None:
    for dialect, start in ((Dialect.MICROSOFT, "09 08:00"), (Dialect.PRIMAVERA, "06 08:00")):
        network = Network(dialect=dialect)
        first = network.add("A", 1)
        network.add("B", 1)
        network.add("C", 5)
        network.add("D", 2)
        network.link("D", "B")
        network.link("A", "B")
        network.constrain("A", ConstraintKind.AS_LATE_AS_POSSIBLE)
        result = schedule(network.plan())
        expected = "08 08:00" if dialect is Dialect.MICROSOFT else start
        assert span(result, first)[0] == expected
        assert result.driver_kind[first] == DriverKind.LATE_AS_POSSIBLE
        if dialect is Dialect.MICROSOFT:
            assert result.total_float_ticks[first] == 0
        else:
            assert result.free_float_ticks[first] == 0


def test_a_project_scheduled_from_its_finish_starts_as_late_as_that_allows() -> None:
    network = Network(schedule_from=ScheduleFrom.FINISH, finish_ticks=ticks_of_iso("2026-01-16T17:00"))
    first, second = network.add("A", 2), network.add("B", 3)
    network.link("A", "B")
    result = schedule(network.plan())
    assert span(result, first) == ("12 08:00", "13 17:00")
    assert span(result, second) == ("14 08:00", "16 17:00")
    assert result.total_float_ticks.tolist() == [0, 0]


def test_a_summary_spans_its_children_and_its_links_act_on_them() -> None:
    network = Network()
    network.add("before", 1)
    summary = network.add("S", kind=ActivityKind.SUMMARY)
    one, two = network.add("one", 2, parent="S"), network.add("two", 3, parent="S")
    after = network.add("after", 1)
    network.link("before", "S")
    network.link("S", "after")
    result = schedule(network.plan())
    assert span(result, one) == ("06 08:00", "07 17:00")
    assert span(result, summary) == ("06 08:00", "08 17:00")
    assert span(result, after) == ("09 08:00", "09 17:00")
    assert result.driver_kind[one] == DriverKind.SUMMARY
    assert result.driver_kind[summary] == DriverKind.CHILDREN
    assert result.total_float_ticks[[one, two]].tolist() == [DAY, 0]
    assert result.is_on_longest_path.tolist() == [True, True, False, True, True]


def test_a_started_summary_holds_its_predecessors_by_what_remains_of_it() -> None:
    """Eight days of S hold eight of work, five of which remain; its latest finish is Friday the 16th."""
    network = Network()
    before = network.add("A", 2, actual_start_ticks=MONDAY)
    network.add("S", kind=ActivityKind.SUMMARY)
    evening = ticks_of_iso("2026-01-05T17:00")
    network.add("W", 1, parent="S", actual_start_ticks=MONDAY, actual_finish_ticks=evening)
    tuesday = ticks_of_iso("2026-01-06T08:00")
    network.add("X", 4, parent="S", actual_start_ticks=tuesday, remaining_ticks=2 * DAY)
    network.add("Y", 3, parent="S")
    network.add("long", 10)
    network.link("A", "S")
    network.link("W", "X")
    network.link("X", "Y")
    result = schedule(network.plan())
    assert span(result, network.row["S"]) == ("05 08:00", "14 17:00")
    assert late(result, before)[1] == "09 17:00"
    assert result.total_float_ticks[before] == 3 * DAY


def test_a_started_summary_holds_its_predecessors_by_the_children_that_nothing_within_holds() -> None:
    network = Network()
    before = network.add("A", 2, actual_start_ticks=MONDAY, remaining_ticks=DAY)
    network.add("S", kind=ActivityKind.SUMMARY)
    started = ticks_of_iso("2026-01-07T08:00")
    network.add("X", 2, parent="S", actual_start_ticks=started, remaining_ticks=DAY)
    network.add("Z", 8, parent="S")
    network.link("A", "S")
    result = schedule(network.plan())
    assert late(result, before)[1] == "06 17:00"
    assert result.total_float_ticks[before] == 0


def test_a_finished_summary_holds_no_predecessor() -> None:
    network = Network()
    before = network.add("A", 2, actual_start_ticks=MONDAY, remaining_ticks=DAY)
    network.add("S", kind=ActivityKind.SUMMARY)
    started, finished = ticks_of_iso("2026-01-05T08:00"), ticks_of_iso("2026-01-05T17:00")
    network.add("X", 1, parent="S", actual_start_ticks=started, actual_finish_ticks=finished)
    network.add("long", 10)
    network.link("A", "S")
    assert schedule(network.plan()).total_float_ticks[before] == 8 * DAY


def test_a_constraint_on_a_summary_holds_its_children() -> None:
    network = Network()
    network.add("S", kind=ActivityKind.SUMMARY)
    child = network.add("one", 2, parent="S")
    network.constrain("S", ConstraintKind.START_NO_EARLIER_THAN, "2026-01-07T08:00")
    assert span(schedule(network.plan()), child)[0] == "07 08:00"


def test_work_on_the_resources_own_calendar_sets_the_finish_unless_duration_is_fixed() -> None:
    """A night worker from Monday 20:00 on takes sixteen hours: four, six and four, and two on Wednesday."""
    for rule, dates in (
        (WorkRule.FIXED_UNITS, ("05 20:00", "07 02:00")),
        (WorkRule.FIXED_DURATION, ("05 08:00", "06 17:00")),
    ):
        network = Network()
        nights = network.builder.add_calendar(NIGHTS)
        row = network.add("A", 2, work_rule=rule)
        worker = network.builder.add_resource(names="night worker", calendar=nights)
        network.builder.add_assignment(row, resource=worker, work_ticks=16 * HOUR)
        assert span(schedule(network.plan()), row) == dates


def test_material_and_idle_assignments_do_not_drive() -> None:
    network = Network()
    nights = network.builder.add_calendar(NIGHTS)
    row = network.add("A", 1)
    sand = network.builder.add_resource(names="sand", kind=ResourceKind.MATERIAL, calendar=nights)
    idle = network.builder.add_resource(names="idle", calendar=nights)
    network.builder.add_assignment(row, resource=sand, work_ticks=16 * HOUR)
    network.builder.add_assignment(row, resource=idle, work_ticks=16 * HOUR, units=0.0)
    assert span(schedule(network.plan()), row) == ("05 08:00", "05 17:00")


def test_overtime_shortens_and_contours_stretch_what_drives() -> None:
    for values, finish in (
        ({"work_ticks": 16 * HOUR, "overtime_work_ticks": 8 * HOUR}, "06 04:00"),
        ({"work_ticks": 8 * HOUR, "contour": Contour.BELL}, "07 04:00"),
        ({"work_ticks": 8 * HOUR, "units": 0.5}, "07 04:00"),
        ({"work_ticks": 8 * HOUR, "delay_ticks": 8 * HOUR}, "07 04:00"),
        ({"work_ticks": 8 * HOUR, "leveling_delay_ticks": 14_400}, "07 04:00"),
    ):
        network = Network()
        nights = network.builder.add_calendar(NIGHTS)
        row = network.add("A", 2)
        worker = network.builder.add_resource(names="night worker", calendar=nights)
        network.builder.add_assignment(row, resource=worker, **values)
        assert span(schedule(network.plan()), row)[1].startswith(finish[:2]), values


def test_leveling_delay_runs_on_the_clock_from_working_time() -> None:
    network = Network()
    row = network.add("A", 1, leveling_delay_ticks=14_400)
    result = schedule(network.plan())
    assert span(result, row) == ("06 08:00", "06 17:00")
    assert result.driver_kind[row] == DriverKind.LEVELING_DELAY


def test_a_split_activity_finishes_with_its_last_piece() -> None:
    network = Network()
    row = network.add("A", 2)
    network.builder.add_split(row, DAY, 2 * DAY)
    assert span(schedule(network.plan()), row) == ("05 08:00", "08 17:00")


def test_manual_activities_keep_their_dates_and_drive_and_inactive_ones_do_not() -> None:
    for mode, start in ((ActivityMode.MANUAL, "16 08:00"), (ActivityMode.INACTIVE, "05 08:00")):
        network = Network()
        dates = {
            "planned_start_ticks": ticks_of_iso("2026-01-14T08:00"),
            "planned_finish_ticks": ticks_of_iso("2026-01-15T17:00"),
        }
        held = network.add("A", 2, mode=mode, **dates)
        after = network.add("B", 1)
        network.link("A", "B")
        result = schedule(network.plan())
        assert span(result, held) == ("14 08:00", "15 17:00")
        assert span(result, after)[0] == start
        assert (result.total_float_ticks[held] == NO_TICKS) == (mode is ActivityMode.INACTIVE)


def test_soft_links_do_not_propagate_but_show_their_float() -> None:
    network = Network()
    network.add("A", 3)
    after = network.add("B", 1)
    network.link("A", "B", is_hard=False)
    assert span(schedule(network.plan()), after)[0] == "05 08:00"


def test_a_level_of_effort_spans_what_it_is_linked_to_and_is_never_critical() -> None:
    network = Network(dialect=Dialect.PRIMAVERA)
    network.add("A", 2)
    network.add("B", 3)
    effort = network.add("L", 1, kind=ActivityKind.LEVEL_OF_EFFORT)
    network.link("A", "B")
    network.link("A", "L", SS)
    network.link("L", "B", FF)
    result = schedule(network.plan())
    assert span(result, effort) == ("05 08:00", "09 17:00")
    assert not result.is_critical[effort]
    assert span(result, 1)[0] == "07 08:00"


def test_margin_is_scheduled_as_work_without_resources() -> None:
    network = Network()
    network.add("A", 1)
    margin = network.add("M", 2, kind=ActivityKind.MARGIN)
    network.link("A", "M")
    assert span(schedule(network.plan()), margin) == ("06 08:00", "07 17:00")


def test_every_open_end_is_critical_where_several_critical_paths_are_asked_for() -> None:
    network = Network(SchedulingOptions(is_every_open_end_critical=True))
    short = network.add("A", 1)
    network.add("B", 5)
    assert schedule(network.plan()).is_critical[short]


def test_a_calendar_without_working_time_is_a_finding_and_is_worked_around_the_clock() -> None:
    network = Network()
    never = network.builder.add_calendar(NEVER_WORKS)
    row = network.add("A", duration_ticks=14_400, calendar=never)
    result = schedule(network.plan())
    assert span(result, row) == ("05 08:00", "06 08:00")
    assert [finding.code for finding in result.findings] == ["calendar.no_working_time"]


def test_a_duration_of_centuries_ends_and_is_a_finding() -> None:
    network = Network()
    network.add("A", 300_000)
    assert "schedule.beyond_horizon" in {finding.code for finding in schedule(network.plan()).findings}


def test_the_dates_beyond_the_first_horizon_are_found_with_a_wider_one() -> None:
    network = Network()
    network.add("A", 1)
    after = network.add("B", 1)
    network.link("A", "B", lag_ticks=5_000 * DAY)
    result = schedule(network.plan())
    assert result.findings == ()
    assert str(iso_of(int(result.early_start_ticks[after]))) == "2045-03-07T08:00:00"


PROGRESS = [
    (ProgressRule.RETAINED_LOGIC, "14 08:00", "15 17:00"),
    (ProgressRule.PROGRESS_OVERRIDE, "08 08:00", "09 17:00"),
]


@pytest.mark.parametrize(("rule", "start", "finish"), PROGRESS)
def test_out_of_sequence_progress_follows_the_rule_of_the_project(
    rule: ProgressRule, start: str, finish: str
) -> None:
    """B started although A, its predecessor, has four days left at the data date of Thursday the 8th."""
    network = Network(
        SchedulingOptions(progress_rule=rule),
        dialect=Dialect.PRIMAVERA,
        data_date_ticks=ticks_of_iso("2026-01-08T08:00"),
    )
    network.add("A", 4)
    started = network.add(
        "B", 4, actual_start_ticks=ticks_of_iso("2026-01-06T08:00"), remaining_ticks=2 * DAY
    )
    network.link("A", "B")
    result = schedule(network.plan())
    assert span(result, 0) == ("08 08:00", "13 17:00")
    assert span(result, started) == (start, finish)
    assert iso_of(int(result.start_ticks[started])) == "2026-01-06T08:00:00"
    assert result.finish_ticks[started] == result.early_finish_ticks[started]


def test_nothing_unfinished_lies_before_the_data_date_in_p6_and_suspended_work_waits_for_its_resume() -> None:
    network = Network(dialect=Dialect.PRIMAVERA, data_date_ticks=ticks_of_iso("2026-01-07T08:00"))
    unstarted = network.add("A", 1)
    started = network.add("B", 3, actual_start_ticks=ticks_of_iso("2026-01-05T08:00"), remaining_ticks=DAY)
    network.builder.add_suspension(
        started, ticks_of_iso("2026-01-06T17:00"), ticks_of_iso("2026-01-12T08:00")
    )
    result = schedule(network.plan())
    assert span(result, unstarted) == ("07 08:00", "07 17:00")
    assert span(result, started) == ("12 08:00", "12 17:00")
    assert result.driver_kind[started] == DriverKind.SUSPENSION


def test_started_and_finished_work_keeps_its_actual_dates_in_project() -> None:
    network = Network()
    start, finish = ticks_of_iso("2026-01-06T08:00"), ticks_of_iso("2026-01-07T17:00")
    done = network.add("A", 2, actual_start_ticks=start, actual_finish_ticks=finish)
    started = network.add(
        "B", 4, actual_start_ticks=ticks_of_iso("2026-01-08T08:00"), remaining_ticks=3 * DAY
    )
    network.link("A", "B")
    result = schedule(network.plan())
    assert span(result, done) == ("06 08:00", "07 17:00")
    assert late(result, done) == ("06 08:00", "07 17:00")
    assert result.total_float_ticks[done] == 0
    assert span(result, started) == ("08 08:00", "13 17:00")


def test_loops_are_named_in_order_and_the_rest_is_scheduled() -> None:
    network = Network()
    for name in "ABCD":
        network.add(name, 1)
    for before, after in ("AB", "BC", "CA", "CD"):
        network.link(before, after)
    result = schedule(network.plan())
    (finding,) = result.findings
    assert finding.code == "plan.loop"
    assert finding.activities == (0, 1, 2)
    assert "A 'A' → B 'B' → C 'C' → A 'A'" in finding.sentence
    assert span(result, 3) == ("06 08:00", "06 17:00")


def test_two_loops_are_both_named_and_a_link_of_a_child_to_its_own_summary_is_one() -> None:
    network = Network()
    network.add("S", kind=ActivityKind.SUMMARY)
    network.add("A", 1, parent="S")
    network.add("B", 1)
    network.add("C", 1)
    network.link("A", "S")
    network.link("B", "C")
    network.link("C", "B", SS)
    findings = schedule(network.plan()).findings
    assert sorted(finding.activities for finding in findings) == [(0, 1), (2, 3)]


def test_each_project_runs_at_its_own_data_date_and_a_link_crosses_projects() -> None:
    plans = []
    for day in ("07", "08"):
        network = Network(dialect=Dialect.PRIMAVERA, data_date_ticks=ticks_of_iso(f"2026-01-{day}T08:00"))
        network.add("A", 2)
        plans.append(network.plan())
    result = schedule(join(plans, "both"))
    assert span(result, 0) == ("07 08:00", "08 17:00")
    assert span(result, 1) == ("08 08:00", "09 17:00")
    assert [str(iso_of(int(tick)))[8:10] for tick in result.project_finish_ticks] == ["08", "09"]
