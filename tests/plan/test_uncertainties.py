"""Uncertainties: a frozen value of its own beside the plan."""

import numpy as np
import pytest

from lockstep.plan import (
    ActivityKind,
    ActivityMode,
    PlanBuilder,
    Project,
    RangeSource,
    RangeUnit,
    Shape,
    UncertaintiesBuilder,
    policy_defaults,
)


def test_rows_become_frozen_columns_with_their_defaults() -> None:
    builder = UncertaintiesBuilder()
    builder.add_range(3, low=0.5, likely=1.0, high=2.0)
    table = builder.add_range(4, shape=Shape.TABLE, unit=RangeUnit.TICKS)
    builder.add_point(table, 10.0, 0.5)
    risk = builder.add_risk("flood", 0.2)
    builder.add_impact(risk, 3, shape=Shape.FIXED, likely=0.1)
    builder.add_factor("team", [3, 4], low=0.9, high=1.2)
    made = builder.build()
    assert made.ranges.activity.tolist() == [3, 4]
    assert made.ranges.source.tolist() == [RangeSource.EXPERT] * 2
    assert made.risks.mitigated_probability.tolist() == [0.2]
    assert made.impacts.mitigated_share.tolist() == [1.0]
    assert made.members.activity.tolist() == [3, 4]
    with pytest.raises(ValueError, match="read-only"):
        made.ranges.low[0] = 1.0


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(TypeError, match="wide"):
        UncertaintiesBuilder().add_range(0, wide=3)


def test_the_policy_default_is_for_unfinished_work_alone() -> None:
    """Summaries, milestones, manual, inactive, finished and done work, and levels of effort have no range."""
    builder = PlanBuilder()
    builder.add_project(Project("p", "P", start_ticks=0))
    for values in (
        {"kind": ActivityKind.SUMMARY},
        {},
        {"kind": ActivityKind.FINISH_MILESTONE, "duration_ticks": 0},
        {"mode": ActivityMode.MANUAL},
        {"mode": ActivityMode.INACTIVE},
        {"actual_start_ticks": 0, "actual_finish_ticks": 100},
        {"actual_start_ticks": 0, "remaining_ticks": 50},
        {"kind": ActivityKind.LEVEL_OF_EFFORT},
    ):
        builder.add_activity(**({"duration_ticks": 100} | values))
    ranges = policy_defaults(builder.build()).ranges
    assert ranges.activity.tolist() == [1, 6]
    assert (ranges.source == RangeSource.POLICY_DEFAULT).all()
    assert np.array_equal(ranges.high, [1.25, 1.25])
