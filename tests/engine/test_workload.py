"""Workload: what is asked of whom on which day, and who holds work up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lockstep.engine import Team, Workload, bottlenecks, schedule, workload
from lockstep.engine.contours import SHARES_OF_PEAK
from lockstep.engine.network.drivers import _MEAN_UNITS
from lockstep.foundation.ticks import TICKS_PER_DAY, ticks_of_iso
from lockstep.plan import CURVE_POINTS, Calendar, ConstraintKind, Contour, PlanBuilder, Project
from lockstep.plan.calendars import CalendarException

DAY = 4_800
MONDAY = ticks_of_iso("2026-01-05T08:00")
FIRST = MONDAY // TICKS_PER_DAY


def builder_with(**project: object) -> PlanBuilder:
    builder = PlanBuilder()
    calendar = builder.add_calendar(Calendar("1", "Standard"))
    builder.add_project(Project("p", "P", start_ticks=MONDAY, calendar=calendar, **project))  # type: ignore[arg-type]
    return builder


def loaded(builder: PlanBuilder, days: int = 14) -> Workload:
    plan = builder.build()
    return workload(plan, schedule(plan), first_day=FIRST, days=days)


def test_two_activities_at_once_ask_for_twice_the_capacity_of_a_person():
    """Ten days of work in five days of one person, and nothing at the weekend."""
    builder = builder_with()
    ann = builder.add_resource(names="Ann")
    for name in "XY":
        row = builder.add_activity(names=name, duration_ticks=5 * DAY)
        builder.add_assignment(row, resource=ann, work_ticks=5 * DAY)
    found = loaded(builder, 7)
    assert found.demand_ticks[0].tolist() == [2 * DAY] * 5 + [0, 0]
    assert found.capacity_ticks[0].tolist() == [DAY] * 5 + [0, 0]


def test_part_time_and_an_absence_take_capacity_and_the_absence_is_told_from_the_usual():
    """Half a unit gives half a day; the Wednesday that the calendar takes away stays in what is usual."""
    builder = builder_with()
    wednesday = FIRST + 2
    own = builder.add_calendar(
        Calendar("2", "Ann", exceptions=(CalendarException(wednesday, wednesday, (), "Leave"),))
    )
    ann = builder.add_resource(names="Ann", calendar=own, max_units=0.5)
    row = builder.add_activity(names="X", duration_ticks=4 * DAY)
    builder.add_assignment(row, resource=ann, units=0.5, work_ticks=2 * DAY)
    found = loaded(builder, 5)
    assert found.capacity_ticks[0].tolist() == [DAY / 2, DAY / 2, 0, DAY / 2, DAY / 2]
    assert found.usual_ticks[0].tolist() == [DAY / 2] * 5
    assert found.demand_ticks[0].tolist() == [DAY / 2, DAY / 2, 0, DAY / 2, DAY / 2]


def test_capacity_follows_the_periods_of_availability():
    """Two units from the second day on."""
    builder = builder_with()
    crew = builder.add_resource(names="Crew")
    builder.add_availability(resource=crew, from_ticks=MONDAY + TICKS_PER_DAY - 4_800, units=2.0)
    row = builder.add_activity(names="X", duration_ticks=DAY)
    builder.add_assignment(row, resource=crew, work_ticks=DAY)
    assert loaded(builder, 3).capacity_ticks[0].tolist() == [DAY, 2 * DAY, 2 * DAY]


def test_work_that_is_done_asks_for_nothing_and_work_in_progress_from_the_data_date_on():
    """Three days of five are done by Wednesday evening: two days are left, on Thursday and Friday."""
    evening = MONDAY + 2 * TICKS_PER_DAY + 9 * 600
    builder = builder_with(data_date_ticks=evening)
    ann = builder.add_resource(names="Ann")
    row = builder.add_activity(
        names="X",
        duration_ticks=5 * DAY,
        remaining_ticks=2 * DAY,
        share_complete=0.6,
        actual_start_ticks=MONDAY,
    )
    builder.add_assignment(
        row, resource=ann, work_ticks=5 * DAY, actual_work_ticks=3 * DAY, remaining_work_ticks=2 * DAY
    )
    done = builder.add_activity(
        names="Y",
        duration_ticks=DAY,
        remaining_ticks=0,
        share_complete=1.0,
        actual_start_ticks=MONDAY,
        actual_finish_ticks=MONDAY + 5_400,
    )
    builder.add_assignment(done, resource=ann, work_ticks=DAY, remaining_work_ticks=DAY)
    assert loaded(builder, 5).demand_ticks[0].tolist() == [0, 0, 0, DAY, DAY]


@given(
    st.lists(
        st.tuples(
            st.integers(1, 30),
            st.integers(1, 4),
            st.sampled_from(Contour),
            st.lists(st.integers(0, 9), max_size=6).filter(any) | st.just([]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_hour_of_work_lies_on_exactly_one_day(rows: list[tuple[int, int, Contour, list[int]]]):
    """Over all days the demand is the remaining work, however it is spread, and its pieces add up to it."""
    builder = builder_with()
    crew = builder.add_resource(names="Crew", max_units=2.0)
    for half_days, units, contour, by_hand in rows:
        row = builder.add_activity(names="X", duration_ticks=half_days * DAY // 2)
        work = units * half_days * DAY // 2
        assignment = builder.add_assignment(
            row, resource=crew, units=float(units), work_ticks=work, contour=contour
        )
        if contour is Contour.CURVE:
            builder.add_curve(assignment, "Own", range(half_days, half_days + CURVE_POINTS))
        spread_by_hand(builder, assignment, by_hand)
    found = loaded(builder, 60)
    expected = sum(units * half_days * DAY // 2 for half_days, units, _, _ in rows)
    assert found.demand_ticks.sum() == pytest.approx(expected)
    assert np.bincount(found.day, weights=found.ticks, minlength=60) == pytest.approx(found.demand_ticks[0])


def spread_by_hand(builder: PlanBuilder, assignment: int, hours: list[int]) -> None:
    """Give each day from Monday on, the weekend too, so many hours."""
    for day, amount in enumerate(hours):
        start = MONDAY + day * TICKS_PER_DAY
        builder.add_timephased(
            assignment, start_ticks=start, finish_ticks=start + 9 * 600, work_ticks=amount * 600
        )


def hours(found: Workload) -> list[float]:
    return [round(ticks / 600, 2) for ticks in found.demand_ticks[0].tolist()]


@pytest.mark.parametrize(
    "contour", [found for found in Contour if found not in (Contour.EDITED, Contour.CURVE)]
)
def test_a_contour_gives_each_tenth_its_share_of_the_units(contour: Contour):
    """Ten days at so much of the units as the contour says for each, and the mean of which is what scheduling uses."""
    shares = SHARES_OF_PEAK[contour]
    assert shares.mean() == pytest.approx(_MEAN_UNITS[contour])
    builder = builder_with()
    ann = builder.add_resource(names="Ann")
    row = builder.add_activity(names="X", duration_ticks=10 * DAY)
    builder.add_assignment(row, resource=ann, work_ticks=round(10 * DAY * shares.mean()), contour=contour)
    found = loaded(builder).demand_ticks[0]
    assert (found[found > 0] / DAY).tolist() == pytest.approx(shares.tolist())


def test_of_a_contour_in_progress_the_rest_is_left():
    """Half of ten days is done: what is left of a front-loaded assignment is its weaker half, above no unit rule."""
    builder = builder_with(data_date_ticks=MONDAY + 4 * TICKS_PER_DAY + 9 * 600)
    ann = builder.add_resource(names="Ann")
    row = builder.add_activity(
        names="X",
        duration_ticks=10 * DAY,
        remaining_ticks=5 * DAY,
        share_complete=0.5,
        actual_start_ticks=MONDAY,
    )
    builder.add_assignment(
        row,
        resource=ann,
        work_ticks=6 * DAY,
        actual_work_ticks=45 * 480,
        remaining_work_ticks=15 * 480,
        contour=Contour.FRONT_LOADED,
    )
    assert hours(loaded(builder)) == [0] * 7 + [4, 4, 2, 1.2, 0.8, 0, 0]


TWO_SPEEDS = (5.0, 15.0, *[9.0] * 9, *[0.0] * 10)
"""20 parts in the first twentieth, 5 of them at once, 9 in each of the nine after it, none in the second half."""


@pytest.mark.parametrize("done_days", [0, 5, 8])
def test_a_curve_gives_each_twentieth_its_share_of_the_work(done_days: int):
    """Ten days in the shares of the curve, whatever they add up to.

    In progress the rest of the curve holds what is left; where the curve is over but its work is not, that lies evenly.
    """
    reported = MONDAY + (done_days + 2 * (done_days // 5)) * TICKS_PER_DAY
    builder = builder_with(data_date_ticks=reported) if done_days else builder_with()
    progress = {"actual_start_ticks": MONDAY, "share_complete": done_days / 10} if done_days else {}
    row = builder.add_activity(
        names="X", duration_ticks=10 * DAY, remaining_ticks=(10 - done_days) * DAY, **progress
    )
    assignment = builder.add_assignment(row, resource=builder.add_resource(names="Ann"), work_ticks=DAY)
    builder.add_curve(assignment, "Two speeds", TWO_SPEEDS)
    shares = np.array([20.0, *TWO_SPEEDS[2:]]).reshape(10, 2).sum(axis=1)[done_days:]
    expected = shares / shares.sum() if shares.sum() else np.full(len(shares), 1 / len(shares))
    found = loaded(builder).demand_ticks[0]
    assert (found[found > 0] / DAY).tolist() == pytest.approx(expected[expected > 0].tolist())


def test_hours_given_by_hand_stay_on_their_days_and_follow_their_activity():
    """8, none, 2 and 3 hours; the same a week later where the activity is held until then, over its weekend too."""
    for later, expected in ((0, [8, 0, 2, 3, 0, 0, 0]), (3, [0, 0, 0, 8, 0, 0, 0, 2, 3])):
        builder = builder_with()
        ann = builder.add_resource(names="Ann")
        row = builder.add_activity(names="X", duration_ticks=5 * DAY)
        assignment = builder.add_assignment(
            row, resource=ann, work_ticks=13 * 600, units=0.1, contour=Contour.EDITED
        )
        spread_by_hand(builder, assignment, [8, 0, 2, 3])
        if later:
            start = MONDAY + later * TICKS_PER_DAY
            builder.add_constraint(row, ConstraintKind.START_NO_EARLIER_THAN, start)
        assert hours(loaded(builder, len(expected))) == expected


def test_hours_given_by_hand_are_squeezed_and_add_up_to_what_is_left():
    """Four days given, two days there, and twice as much left as was given: 16 and 10 hours."""
    builder = builder_with()
    ann = builder.add_resource(names="Ann")
    row = builder.add_activity(names="X", duration_ticks=2 * DAY)
    assignment = builder.add_assignment(row, resource=ann, work_ticks=26 * 600, contour=Contour.EDITED)
    spread_by_hand(builder, assignment, [8, 0, 2, 3])
    assert hours(loaded(builder, 5)) == [16, 10, 0, 0, 0]


def test_a_gap_that_the_hours_given_by_hand_have_themselves_is_left_out_once():
    """Two days of 8 and 4 hours, a gap of two days, one of 6: split in the plan and in the hours alike."""
    builder = builder_with()
    ann = builder.add_resource(names="Ann")
    row = builder.add_activity(names="X", duration_ticks=3 * DAY)
    assignment = builder.add_assignment(row, resource=ann, work_ticks=18 * 600, contour=Contour.EDITED)
    spread_by_hand(builder, assignment, [8, 4, 0, 0, 6])
    builder.add_split(row, 2 * DAY, 2 * DAY)
    assert hours(loaded(builder, 7)) == [8, 4, 0, 0, 6, 0, 0]


def test_in_the_gap_of_split_work_nobody_works():
    """Two days, a pause of two days, one day; all three days of work are asked for, none in the pause."""
    builder = builder_with()
    ann = builder.add_resource(names="Ann")
    row = builder.add_activity(names="X", duration_ticks=3 * DAY)
    builder.add_assignment(row, resource=ann, work_ticks=3 * DAY)
    builder.add_split(row, 2 * DAY, 2 * DAY)
    assert loaded(builder, 7).demand_ticks[0].tolist() == [DAY, DAY, 0, 0, DAY, 0, 0]


def crowded_week() -> PlanBuilder:
    """Ann has X, which decides the finish, and Y with a day of float, both of two days from Monday; Bob helps in Z."""
    builder = builder_with()
    crew = builder.add_resource(names="Crew", max_units=2.0)
    ann, bob = builder.add_resource(names="Ann"), builder.add_resource(names="Bob")
    x, y = (builder.add_activity(names=name, duration_ticks=2 * DAY) for name in "XY")
    z = builder.add_activity(names="Z", duration_ticks=DAY)
    builder.add_link(x, z)
    for activity, resource, days in ((x, ann, 2), (y, ann, 2), (z, bob, 1), (y, crew, 2)):
        builder.add_assignment(activity, resource=resource, work_ticks=days * DAY)
    return builder


def test_the_bottleneck_index_is_overload_on_work_that_cannot_wait_by_capacity():
    """Ann: 32 of 40 hours are a utilization of 80 %, 16 hours too much, half of them on X: 16 / 40 x 0.5 = 0.2.

    With a day of float allowed all of it counts. Her role has two units and nobody else in trouble: 48 and 8 hours of
    80, of which Monday and Tuesday hold 24 of 16, a third of it on X: 16 / 80 / 3.
    """
    plan = crowded_week().build()
    found = schedule(plan)
    load = workload(plan, found, first_day=FIRST, days=7)
    alone = bottlenecks(plan, found, load)
    assert (alone.demand_ticks.sum(axis=1) / alone.capacity_ticks.sum(axis=1)).tolist() == [0.2, 0.8, 0.2]
    assert (alone.overload_ticks.sum(axis=1) / 600).tolist() == [0, 16, 0]
    assert alone.index.tolist() == pytest.approx([0, 0.2, 0])
    assert bottlenecks(plan, found, load, threshold_ticks=DAY).index[1] == pytest.approx(0.4)
    team = bottlenecks(plan, found, load, teams=[Team(0, (1, 2))])
    assert team.capacity_ticks[0, 0] == 2 * DAY
    assert team.overload_ticks[0].tolist() == [DAY, DAY, 0, 0, 0, 0, 0]
    assert team.index.tolist() == pytest.approx([16 / 80 / 3])


def test_without_capacity_there_is_no_index():
    """A resource of no units is asked for two days."""
    builder = builder_with()
    nobody = builder.add_resource(names="Nobody", max_units=0.0)
    row = builder.add_activity(names="X", duration_ticks=2 * DAY)
    builder.add_assignment(row, resource=nobody, work_ticks=2 * DAY)
    plan = builder.build()
    found = schedule(plan)
    load = workload(plan, found, first_day=FIRST, days=7)
    assert np.isnan(bottlenecks(plan, found, load).index).tolist() == [True]
