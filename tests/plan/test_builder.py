"""The builder, joining and soundness of plans."""

import numpy as np
import pytest

from lockstep.foundation.ticks import NO_TICKS, ticks_of_iso
from lockstep.plan import ActivityKind, Calendar, Plan, PlanBuilder, Project, join, unsound


def two_activities(name: str = "p") -> Plan:
    builder = PlanBuilder(name)
    calendar = builder.add_calendar(Calendar("1", "Standard"))
    builder.add_project(Project(name, name, start_ticks=ticks_of_iso("2026-01-05T08:00"), calendar=calendar))
    first = builder.add_activity(uids=1, names="Dig", duration_ticks=4_800)
    second = builder.add_activity(uids=2, names="Pour", duration_ticks=9_600)
    builder.add_link(first, second)
    builder.set_baseline("Agreed", first, start_ticks=0)
    return builder.build()


def test_a_built_plan_is_frozen() -> None:
    plan = two_activities()
    with pytest.raises(ValueError, match="read-only"):
        plan.activities.duration_ticks[0] = 1


def test_remaining_duration_defaults_to_the_duration_and_to_zero_once_finished() -> None:
    builder = PlanBuilder()
    builder.add_activity(duration_ticks=7)
    builder.add_activity(duration_ticks=7, actual_finish_ticks=100)
    assert builder.build().activities.remaining_ticks.tolist() == [7, 0]


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(TypeError, match="no column length"):
        PlanBuilder().add_activity(length=3)


def test_joined_plans_keep_every_row_and_shift_references() -> None:
    joined = join([two_activities(), two_activities(), two_activities("q")])
    assert [project.uid for project in joined.projects] == ["p", "p (2)", "q"]
    assert joined.links.predecessor.tolist() == [0, 2, 4]
    assert joined.activities.project.tolist() == [0, 0, 1, 1, 2, 2]
    assert joined.baselines[0].columns.start_ticks.tolist() == [0, NO_TICKS] * 3
    assert unsound(joined) == ()


def test_every_fault_of_a_plan_is_found_at_once_with_its_place() -> None:
    builder = PlanBuilder()
    calendar = builder.add_calendar(Calendar("1", "Never", week=((),) * 7))
    builder.add_project(Project("p", "P", calendar=calendar))
    builder.add_activity(names="Parent", kind=ActivityKind.ACTIVITY)
    builder.add_activity(names="Child", parent=0, duration_ticks=-5)
    builder.add_link(1, 1)
    builder.add_link(0, 9)
    codes = {finding.code for finding in unsound(builder.build())}
    assert codes == {
        "calendar.no_working_time",
        "plan.negative_duration",
        "plan.parent_kind",
        "plan.reference",
        "plan.self_link",
    }


def test_rows_can_be_taken_from_a_table() -> None:
    taken = two_activities().activities.take([1])
    assert taken.names == ("Pour",)
    assert np.array_equal(taken.uids, [2])
