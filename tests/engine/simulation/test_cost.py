"""Cost: amounts and rates with their ranges, risk events on cost lines, cost and finish together."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lockstep.engine import Mitigation, schedule, simulate
from lockstep.engine.simulation import (
    count_blocks,
    frontier,
    histogram,
    joint_confidence,
    merge_tallies,
    prepare_simulation,
    scatter,
    share_within,
    simulation_of,
)
from lockstep.plan import ActivityKind, CostBasis, RangeUnit, Shape, UncertaintiesBuilder
from tests.engine.building import DAY, Network

gentle = settings(max_examples=30, deadline=None)


def two_in_a_row() -> Network:
    """Return two activities of ten and five days, one after the other."""
    net = Network()
    net.add("a", 10)
    net.add("b", 5)
    net.link("a", "b")
    return net


def test_without_spread_the_cost_is_amounts_and_rates_times_working_days() -> None:
    """500 once, 100 a day over 10 days, 20 a day from the start of one to the finish of the other, 15 days."""
    net = two_in_a_row()
    builder = UncertaintiesBuilder()
    builder.add_cost(0, 500)
    builder.add_cost(0, 100, basis=CostBasis.TIME_DEPENDENT)
    builder.add_cost(0, 20, basis=CostBasis.TIME_DEPENDENT, until=1)
    cost = simulate(net.plan(), builder.build(), iterations=64).cost
    assert cost is not None
    assert set(cost.whole_samples_minor) == {500 + 1_000 + 300}
    assert cost.deterministic_minor == 1_800
    assert (cost.deterministic_share, cost.contingency_minor) == (1.0, 0)
    assert cost.joint.joint == 1.0


def test_a_time_dependent_cost_follows_the_drawn_duration() -> None:
    """100 a day: the cost of an iteration is a hundred times its drawn days."""
    builder = UncertaintiesBuilder()
    builder.add_range(0, low=0.5, likely=1.0, high=2.0)
    builder.add_cost(0, 100, basis=CostBasis.TIME_DEPENDENT)
    plan = two_in_a_row().plan()
    result = simulate(plan, builder.build(), iterations=2_000)
    run = prepare_simulation(plan, builder.build(), 1, 2_000)
    ticks = np.empty((2, 64), np.int32)
    run.sampler.draw(0, ticks)
    assert result.cost is not None
    assert np.abs(result.cost.whole_samples_minor[:64] - ticks[0] / DAY * 100).max() <= 0.5
    assert result.cost.whole_samples_minor.mean() == pytest.approx(10 * 100 * 3.5 / 3, rel=0.001)


def test_a_time_independent_cost_has_its_own_range() -> None:
    """Triangular (0.8, 1, 1.8) of 1,000: mean 1,200, P10 941, P80 1,400; the finish does not move."""
    builder = UncertaintiesBuilder()
    builder.add_cost(0, 1_000_000, low=0.8, likely=1.0, high=1.8)
    result = simulate(two_in_a_row().plan(), builder.build(), iterations=10_000)
    assert result.cost is not None
    assert result.cost.mean_minor == pytest.approx(1_200_000, rel=0.001)
    assert result.cost.whole_minor[[0, 2]] == pytest.approx([941_420, 1_400_000], rel=0.002)
    assert np.ptp(result.whole_samples_ticks) == 0


def test_a_risk_event_costs_where_it_happens_and_less_after_mitigation() -> None:
    builder = UncertaintiesBuilder()
    line = builder.add_cost(0, 1_000)
    risk = builder.add_risk("recall", 0.25, mitigated_probability=0.125)
    builder.add_cost_impact(risk, line, shape=Shape.FIXED, likely=400, mitigated_share=0.5)
    builder.add_cost_impact(risk, line, shape=Shape.FIXED, likely=0.1, unit=RangeUnit.SHARE)
    plan = two_in_a_row().plan()
    before = simulate(plan, builder.build(), iterations=6_400).cost
    after = simulate(plan, builder.build(), iterations=6_400, mitigation=Mitigation.AFTER).cost
    assert before is not None
    assert after is not None
    assert set(before.whole_samples_minor) == {1_000, 1_500}
    assert set(after.whole_samples_minor) == {1_000, 1_300}
    assert (before.whole_samples_minor > 1_000).mean() == pytest.approx(0.25, abs=0.001)
    assert (after.whole_samples_minor > 1_000).mean() == pytest.approx(0.125, abs=0.001)


def test_cost_of_started_and_summary_spans_is_counted_from_dates() -> None:
    """A rate on a summary runs from its first start to its last finish, also where children are drawn."""
    net = Network()
    net.add("s", 0, kind=ActivityKind.SUMMARY)
    net.add("a", 4, parent="s")
    net.add("b", 6, parent="s")
    net.link("a", "b")
    plan = net.plan()
    builder = UncertaintiesBuilder()
    builder.add_cost(0, 10, basis=CostBasis.TIME_DEPENDENT)
    builder.add_range(2, shape=Shape.FIXED, likely=2.0)
    cost = simulate(plan, builder.build(), iterations=64).cost
    assert cost is not None
    assert set(cost.whole_samples_minor) == {160}
    assert cost.deterministic_minor == 100


COSTS = np.array([90, 95, 100, 102, 105, 108, 110, 115, 120, 130])
FINISHES = np.array([200, 190, 210, 205, 215, 220, 212, 230, 225, 240])


def test_joint_confidence_meets_its_worked_answer() -> None:
    """At (110, 215) cost alone is met in 70 %, the finish in 60 %, both in 60 %; never more than the smaller."""
    found = joint_confidence(COSTS, FINISHES, 110, 215)
    assert (found.cost_alone, found.finish_alone, found.joint) == (0.7, 0.6, 0.6)
    assert found.neither == pytest.approx(0.3)


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=60),
    st.sampled_from([0.1, 0.5, 0.7, 1.0]),
)
@gentle
def test_the_frontier_is_the_smallest_cost_that_reaches_the_level(
    points: list[tuple[int, int]], level: float
) -> None:
    """Against the definition, by trying every cost for every finish."""
    cost, finish = (np.array(column, np.int64) for column in zip(*points, strict=True))
    finishes, costs = frontier(cost, finish, level)
    expected: list[tuple[int, int]] = []
    for at in sorted(set(finish.tolist())):
        enough = [
            c for c in sorted(set(cost.tolist())) if ((cost <= c) & (finish <= at)).mean() >= level - 1e-12
        ]
        if enough and (not expected or enough[0] < expected[-1][1]):
            expected.append((at, enough[0]))
    assert list(zip(finishes.tolist(), costs.tolist(), strict=True)) == expected


def test_pictures_keep_every_iteration_or_an_even_choice() -> None:
    finish, cost = scatter(COSTS, FINISHES, most=5)
    assert (len(finish), cost[0]) == (5, 90)
    edges, counts = histogram(COSTS, bins=4)
    assert (len(edges), counts.sum()) == (5, 10)
    assert share_within(COSTS, np.array([89, 110, 130])).tolist() == [0.0, 0.7, 1.0]


def mixed() -> tuple[Network, UncertaintiesBuilder]:
    """Return a plan with everything that is drawn, cost, correlations and targets."""
    net = Network()
    for number in range(20):
        net.add(f"a{number}", 2 + number % 4)
        if number > 1:
            net.link(f"a{number - 1 - number % 2}", f"a{number}")
    builder = UncertaintiesBuilder()
    for row in range(20):
        builder.add_range(row, low=0.8, likely=1.0, high=1.7)
        builder.add_cost(row, 1_000 + row, basis=CostBasis(row % 2), low=0.9, likely=1.0, high=1.3)
    risk = builder.add_risk("late", 0.3)
    builder.add_impact(risk, 3, low=0.2, likely=0.4, high=1.0)
    builder.add_cost_impact(risk, 2, low=100, likely=200, high=900)
    for row in range(3):
        builder.correlate(row, row + 1, 0.6)
    builder.add_target(int(schedule(net.plan()).finish_ticks.max()), name="promised")
    return net, builder


def test_cost_is_the_same_on_any_threads_and_in_any_shards() -> None:
    net, builder = mixed()
    plan, uncertain = net.plan(), builder.build()
    one = simulate(plan, uncertain, iterations=700, threads=1)
    for threads in (2, 7):
        other = simulate(plan, uncertain, iterations=700, threads=threads)
        assert one.cost is not None
        assert other.cost is not None
        assert np.array_equal(one.cost.project_samples_minor, other.cost.project_samples_minor)
        assert np.array_equal(one.cost.frontier_cost_minor, other.cost.frontier_cost_minor)
    run = prepare_simulation(plan, uncertain, 1, 700)
    parts = [count_blocks(run, first, last, 2) for first, last in pairwise([0, 2, 3, 9, 11])]
    sharded = simulation_of(run, merge_tallies(parts[::-1]))
    assert sharded.cost is not None
    assert np.array_equal(one.cost.whole_samples_minor, sharded.cost.whole_samples_minor)


def test_a_promised_date_has_its_probability_and_joint_confidence_stays_below_both() -> None:
    net, builder = mixed()
    result = simulate(net.plan(), builder.build(), iterations=2_000)
    assert result.target_share.tolist() == [result.deterministic_share]
    assert result.cost is not None
    at = result.cost.joint_at_p80
    assert at.joint <= min(at.cost_alone, at.finish_alone)
    assert at.joint < 0.8
    assert result.risk_correlation[0] > 0.1
    assert 0 < result.p80_error_ticks < 5 * DAY
