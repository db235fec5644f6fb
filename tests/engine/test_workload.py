"""Workload: what is asked of whom on which day."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lockstep.engine import Workload, schedule, workload
from lockstep.foundation.ticks import TICKS_PER_DAY, ticks_of_iso
from lockstep.plan import Calendar, PlanBuilder, Project
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


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 4)), min_size=1, max_size=6))
def test_every_hour_of_work_lies_on_exactly_one_day(rows: list[tuple[int, int]]):
    """Over all days the demand is the remaining work, and its pieces add up to it."""
    builder = builder_with()
    crew = builder.add_resource(names="Crew", max_units=2.0)
    for half_days, units in rows:
        row = builder.add_activity(names="X", duration_ticks=half_days * DAY // 2)
        builder.add_assignment(
            row, resource=crew, units=float(units), work_ticks=units * half_days * DAY // 2
        )
    found = loaded(builder, 60)
    expected = sum(units * half_days * DAY // 2 for half_days, units in rows)
    assert found.demand_ticks.sum() == pytest.approx(expected)
    assert np.bincount(found.day, weights=found.ticks, minlength=60) == pytest.approx(found.demand_ticks[0])


def test_in_the_gap_of_split_work_nobody_works():
    """Two days, a pause of two days, one day; all three days of work are asked for, none in the pause."""
    builder = builder_with()
    ann = builder.add_resource(names="Ann")
    row = builder.add_activity(names="X", duration_ticks=3 * DAY)
    builder.add_assignment(row, resource=ann, work_ticks=3 * DAY)
    builder.add_split(row, 2 * DAY, 2 * DAY)
    assert loaded(builder, 7).demand_ticks[0].tolist() == [DAY, DAY, 0, 0, DAY, 0, 0]
