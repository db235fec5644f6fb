"""Health and workload count the same overload, however work is spread."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lockstep.engine import assess_health, bottlenecks, schedule, workload
from lockstep.engine.dayloads import teams_of
from lockstep.foundation.ticks import TICKS_PER_DAY, ticks_of_iso
from lockstep.plan import CURVE_POINTS, Calendar, Contour, Plan, PlanBuilder, Project
from lockstep.plan.calendars import CalendarException

DAY = 4_800
MONDAY = ticks_of_iso("2026-01-05T08:00")
FIRST = MONDAY // TICKS_PER_DAY

ROWS = st.lists(
    st.tuples(
        st.integers(1, 12),
        st.integers(0, 3),
        st.sampled_from(Contour),
        st.sampled_from([0.5, 1.0, 2.0]),
        st.sampled_from(["", "begun", "split", "by hand"]),
    ),
    min_size=1,
    max_size=8,
)


def made(rows: list[tuple[int, int, Contour, float, str]]) -> Plan:
    """Return activities side by side of Ann, away on a Wednesday, Bo, the role that both fill, and a pair."""
    builder = PlanBuilder()
    usual = builder.add_calendar(Calendar("1", "Standard"))
    away = builder.add_calendar(
        Calendar("2", "Ann", exceptions=(CalendarException(FIRST + 2, FIRST + 2, ()),), base=usual)
    )
    builder.add_project(Project("p", "P", start_ticks=MONDAY, data_date_ticks=MONDAY, calendar=usual))
    role = builder.add_resource(names="Digger")
    for resource in (
        role,
        builder.add_resource(names="Ann", calendar=away),
        builder.add_resource(names="Bo"),
    ):
        builder.add_filling(resource, role)
    pair = builder.add_resource(names="Pair", max_units=2.0)
    builder.add_availability(pair, from_ticks=MONDAY + 3 * TICKS_PER_DAY, units=1.0)
    for half_days, resource, contour, units, how in rows:
        length = half_days * DAY // 2
        progress = {"actual_start_ticks": MONDAY - TICKS_PER_DAY * 3} if how == "begun" else {}
        row = builder.add_activity(names="X", duration_ticks=length, **progress)
        assignment = builder.add_assignment(
            row, resource=resource, units=units, work_ticks=round(length * units), contour=contour
        )
        if contour is Contour.CURVE:
            builder.add_curve(assignment, "Own", range(CURVE_POINTS))
        if how == "split" and half_days > 2:
            builder.add_split(row, after_ticks=DAY, gap_ticks=DAY)
        if how == "by hand":
            for day, hours in enumerate((2, 0, 11)):
                start = MONDAY + day * TICKS_PER_DAY
                builder.add_timephased(
                    assignment, start_ticks=start, finish_ticks=start + 5_400, work_ticks=600 * hours
                )
    return builder.build()


@settings(max_examples=60)
@given(ROWS)
def test_health_finds_overload_exactly_where_the_workload_shows_it(
    rows: list[tuple[int, int, Contour, float, str]],
) -> None:
    plan = made(rows)
    dates = schedule(plan)
    load = workload(plan, dates, first_day=FIRST - 7, days=70)
    teams = teams_of(plan, np.unique(plan.assignments.resource[load.assignment]).tolist())
    over = bottlenecks(plan, dates, load, teams=teams).overload_ticks
    expected = [plan.resources.names[teams[at].resource] for at in np.flatnonzero(over.sum(axis=1))]
    (evidence,) = [
        row
        for row in assess_health(plan, dates).total.practices[2].evidence
        if row.title.startswith("Over-allocated")
    ]
    assert evidence.value == len(expected)
    named = sorted(range(len(teams)), key=lambda at: -over[at].max())[:3]
    for at in named:
        if over[at].max():
            assert f"'{plan.resources.names[teams[at].resource]}'" in evidence.sentence
            assert f"over on {int((over[at] > 0).sum())} day" in evidence.sentence


def test_a_peak_of_a_contour_is_overload_and_a_mean_below_the_capacity_hides_none() -> None:
    """Ten hours on the two middle days of a bell at 10/8 units; Bo has 4 hours at most of each of two halves."""
    builder = PlanBuilder()
    builder.add_project(
        Project("p", "P", start_ticks=MONDAY, calendar=builder.add_calendar(Calendar("1", "Standard")))
    )
    ann, bo = builder.add_resource(names="Ann"), builder.add_resource(names="Bo")
    bell = builder.add_activity(names="Bell", duration_ticks=10 * DAY)
    builder.add_assignment(bell, resource=ann, units=1.25, work_ticks=30_000, contour=Contour.BELL)
    for name, contour, work in (
        ("Early", Contour.FRONT_LOADED, 14_400),
        ("Late", Contour.BACK_LOADED, 14_400),
    ):
        row = builder.add_activity(names=name, duration_ticks=10 * DAY)
        builder.add_assignment(row, resource=bo, units=0.5, work_ticks=work, contour=contour)
    plan = builder.build()
    row = assess_health(plan, schedule(plan)).total.practices[2].evidence[-1]
    assert row.sentence == (
        "1 resource is asked for more than its capacity: 'Ann' 10 of 8 hours on 2026-01-09 (over on 2 days)."
    )
