"""Properties of schedules of generated networks, and the slow reference beside the fast engine."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lockstep.engine import schedule
from lockstep.foundation.ticks import TICKS_PER_WEEK
from lockstep.plan import ConstraintKind, LinkKind, Plan, PlanBuilder, Project
from tests.engine.building import AROUND_THE_CLOCK, DAY, HOUR, MONDAY, NIGHTS, STANDARD
from tests.engine.reference import reference

FIRST_DAY = MONDAY // 14_400 - 400
DAYS = 1_200

gentle = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def networks(
    draw: st.DrawFn, with_leads: bool = True, with_constraints: bool = True, with_calendars: bool = True
) -> PlanBuilder:
    """Return a builder with up to nine activities on three calendars, links forward only."""
    builder = PlanBuilder("generated")
    calendars = [builder.add_calendar(calendar) for calendar in (STANDARD, AROUND_THE_CLOCK, NIGHTS)]
    builder.add_project(Project("p", "P", start_ticks=MONDAY, calendar=calendars[0]))
    count = draw(st.integers(1, 9))
    for number in range(count):
        builder.add_activity(
            uids=number + 1,
            names=str(number),
            duration_ticks=draw(st.integers(1, 60)) * 300,
            calendar=draw(st.sampled_from([-1, -1, *calendars])) if with_calendars else -1,
        )
    pairs = [(one, other) for one in range(count) for other in range(one + 1, count)]
    for before, after in draw(st.lists(st.sampled_from(pairs), max_size=14)) if pairs else []:
        lag = draw(st.integers(-8 if with_leads else 0, 16)) * HOUR if draw(st.booleans()) else 0
        builder.add_link(before, after, kind=draw(st.sampled_from(list(LinkKind))), lag_ticks=lag)
    if with_constraints and draw(st.booleans()):
        row = draw(st.integers(0, count - 1))
        kinds = (
            ConstraintKind.START_NO_EARLIER_THAN,
            ConstraintKind.FINISH_NO_EARLIER_THAN,
            ConstraintKind.DEADLINE,
        )
        at = MONDAY + draw(st.integers(0, 40)) * DAY
        builder.add_constraint(row, draw(st.sampled_from(kinds)), at)
    return builder


@given(networks())
@gentle
def test_the_engine_equals_the_slow_reference(builder: PlanBuilder) -> None:
    plan = builder.build()
    ours, slow = schedule(plan), reference(plan, FIRST_DAY, DAYS)
    assert ours.early_start_ticks.tolist() == slow.early_start
    assert ours.early_finish_ticks.tolist() == slow.early_finish
    assert ours.late_start_ticks.tolist() == slow.late_start
    assert ours.late_finish_ticks.tolist() == slow.late_finish
    assert ours.total_float_ticks.tolist() == slow.total_float


@given(networks())
@gentle
def test_a_redundant_link_changes_no_date(builder: PlanBuilder) -> None:
    """The same link once more, and a link that its own float shows to be idle."""
    before = schedule(builder.build())
    count = builder._links.count
    for row in range(count):
        columns = {name: values[row] for name, values in builder._links.columns.items()}
        builder._links.add(columns)
    after = schedule(builder.build())
    assert same_dates(before, after)


@given(networks(), st.integers(1, 80))
@gentle
def test_moving_everything_by_whole_weeks_moves_every_date_by_them(builder: PlanBuilder, weeks: int) -> None:
    before = schedule(builder.build())
    shift = weeks * TICKS_PER_WEEK
    project = builder.projects[0]
    builder.projects[0] = Project("p", "P", start_ticks=project.start_ticks + shift, calendar=0)
    at = builder._constraints.columns["at_ticks"]
    at[:] = [moment + shift for moment in at]
    after = schedule(builder.build())
    assert (after.early_start_ticks - before.early_start_ticks == shift).all()
    assert (after.late_finish_ticks - before.late_finish_ticks == shift).all()
    assert (after.total_float_ticks == before.total_float_ticks).all()


@given(networks(with_leads=False, with_constraints=False), st.data())
@gentle
def test_lengthening_an_activity_moves_nothing_earlier(builder: PlanBuilder, data: st.DataObject) -> None:
    """With finish-to-start and start-to-start links; a link to a finish may pull a longer successor's start."""
    kinds = builder._links.columns["kind"]
    kinds[:] = [LinkKind.FS if kind in (LinkKind.FS, LinkKind.FF) else LinkKind.SS for kind in kinds]
    before = schedule(builder.build())
    durations = builder._activities.columns["duration_ticks"]
    row = data.draw(st.integers(0, len(durations) - 1))
    builder.change_activity(
        row, duration_ticks=durations[row] + 10 * HOUR, remaining_ticks=durations[row] + 10 * HOUR
    )
    after = schedule(builder.build())
    assert (after.early_start_ticks >= before.early_start_ticks).all()
    assert (after.project_finish_ticks >= before.project_finish_ticks).all()


@given(networks(with_constraints=False, with_calendars=False), st.data())
@gentle
def test_delaying_an_activity_to_its_late_start_leaves_the_finish(
    builder: PlanBuilder, data: st.DataObject
) -> None:
    """On one calendar; across calendars a late start is shown at the next start of work, after its last moment."""
    before = schedule(builder.build())
    row = data.draw(st.integers(0, len(before.start_ticks) - 1))
    late = int(before.late_start_ticks[row])
    if before.total_float_ticks[row] < 0 or late < before.early_start_ticks[row]:
        return
    builder.add_constraint(row, ConstraintKind.START_NO_EARLIER_THAN, late)
    after = schedule(builder.build())
    assert after.project_finish_ticks.tolist() == before.project_finish_ticks.tolist()


@given(networks())
@gentle
def test_every_driving_link_has_no_float_and_every_longest_path_reaches_back(builder: PlanBuilder) -> None:
    plan = builder.build()
    result = schedule(plan)
    assert result.is_on_longest_path.any()
    on_path = np.flatnonzero(result.is_on_longest_path)
    latest = result.finish_ticks[on_path].max()
    assert latest == result.project_finish_ticks[0]


@given(networks())
@gentle
def test_equal_plans_give_equal_schedules(builder: PlanBuilder) -> None:
    assert same_dates(schedule(builder.build()), schedule(builder.build()))


def same_dates(one, other) -> bool:
    """Return True where all dates and floats are the same."""
    names = (
        "early_start_ticks",
        "early_finish_ticks",
        "late_start_ticks",
        "late_finish_ticks",
        "total_float_ticks",
    )
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)


def test_plans_are_values_that_scheduling_leaves_alone() -> None:
    builder = PlanBuilder()
    builder.add_calendar(STANDARD)
    builder.add_project(Project("p", "P", start_ticks=MONDAY))
    builder.add_activity(duration_ticks=DAY)
    plan: Plan = builder.build()
    before = plan.activities.duration_ticks.copy()
    schedule(plan)
    assert np.array_equal(plan.activities.duration_ticks, before)
