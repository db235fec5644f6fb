"""Drawing durations: moments, quantiles, strata, and that a draw depends on its place alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lockstep.engine.simulation.sampler import Mitigation, Sampling, sampler
from lockstep.plan import RangeUnit, Shape, UncertaintiesBuilder

BLOCKS = 157
DAY = 4_800
gentle = settings(max_examples=20, deadline=None)


def drawn(builder: UncertaintiesBuilder, activity: int = 0, remaining: tuple[int, ...] = (DAY,), **more):
    """Return all draws of one activity over a run of about 10,000 iterations."""
    made = sampler(builder.build(), np.array(remaining, np.int64), more.pop("seed", 7), BLOCKS, **more)
    ticks = np.empty((len(remaining), 64), np.int32)
    found = []
    for block in range(BLOCKS):
        made.draw(block, ticks)
        found.append(ticks[activity].copy())
    return np.concatenate(found)


def one_range(**values) -> UncertaintiesBuilder:
    """Return one range in ticks; a thousand ticks stand for a day, so that rounding does not show."""
    builder = UncertaintiesBuilder()
    builder.add_range(0, **({"unit": RangeUnit.TICKS} | values))
    return builder


def test_a_triangular_range_has_the_published_moments_and_quantiles() -> None:
    """Triangular (8, 10, 18): mean 12, variance 4.6667, CDF(10) 0.2, P10 9.4142, P80 14."""
    days = drawn(one_range(low=8e5, likely=10e5, high=18e5)) / 1e5
    assert days.mean() == pytest.approx(12, abs=0.002)
    assert days.var() == pytest.approx(4.6667, abs=0.01)
    assert (days <= 10).mean() == pytest.approx(0.2, abs=0.001)
    assert np.quantile(days, [0.1, 0.8]) == pytest.approx([9.4142, 14.0], abs=0.01)


def test_a_pert_range_has_the_published_moments() -> None:
    """BetaPERT (8, 10, 18) is a beta distribution with 1.8 and 4.2 on 8 to 18 and has the mean 11."""
    days = drawn(one_range(shape=Shape.PERT, low=8e5, likely=10e5, high=18e5)) / 1e5
    assert days.mean() == pytest.approx(11, abs=0.002)
    assert days.var() == pytest.approx(3.0, rel=0.01)
    assert np.quantile(days, [0.05, 0.5, 0.95]) == pytest.approx([8.5898, 10.7667, 14.2128], abs=0.02)


def test_a_uniform_range_is_even() -> None:
    days = drawn(one_range(shape=Shape.UNIFORM, low=0, high=10e5)) / 1e5
    assert np.quantile(days, [0.1, 0.5, 0.9]) == pytest.approx([1, 5, 9], abs=0.01)


def test_a_lognormal_range_reads_low_and_high_as_its_tenths() -> None:
    days = drawn(one_range(shape=Shape.LOGNORMAL, low=5e5, high=20e5)) / 1e5
    assert np.quantile(days, [0.1, 0.5, 0.9]) == pytest.approx([5, 10, 20], rel=0.01)


def test_a_fixed_range_is_its_value() -> None:
    assert set(drawn(one_range(shape=Shape.FIXED, likely=1_234))) == {1_234}


def test_a_discrete_range_meets_its_values_by_their_probabilities() -> None:
    builder = one_range(shape=Shape.DISCRETE)
    for value, share in ((100, 0.2), (200, 0.5), (700, 0.3)):
        builder.add_point(0, value, share)
    values, counts = np.unique(drawn(builder), return_counts=True)
    assert values.tolist() == [100, 200, 700]
    assert counts / counts.sum() == pytest.approx([0.2, 0.5, 0.3], abs=0.001)


def test_a_table_is_linear_between_its_values() -> None:
    builder = one_range(shape=Shape.TABLE)
    for value, share in ((1e6, 0.0), (2e6, 0.8), (4e6, 1.0)):
        builder.add_point(0, value, share)
    assert np.quantile(drawn(builder), [0.4, 0.8, 0.9]) == pytest.approx([1.5e6, 2e6, 3e6], rel=0.01)


@pytest.mark.parametrize("shape", [Shape.UNIFORM, Shape.TRIANGULAR, Shape.PERT])
def test_trigen_reads_low_and_high_as_tenths(shape: Shape) -> None:
    days = drawn(one_range(shape=shape, is_trigen=True, low=8e5, likely=10e5, high=18e5)) / 1e5
    assert np.quantile(days, [0.1, 0.9]) == pytest.approx([8, 18], abs=0.03)


def test_the_latin_hypercube_meets_every_cell_once() -> None:
    """Of 10,048 cells each holds one draw."""
    ticks = drawn(one_range(shape=Shape.UNIFORM, low=0, high=64 * BLOCKS * 1_000))
    middles = (np.arange(64 * BLOCKS) + 0.5) * 1_000
    assert np.abs(np.sort(ticks) - middles).max() <= 500.5


def test_plain_draws_differ_from_strata_and_still_meet_the_mean() -> None:
    ticks = drawn(one_range(shape=Shape.UNIFORM, low=0, high=1e6), method=Sampling.PLAIN)
    assert ticks.mean() == pytest.approx(5e5, rel=0.02)
    assert len(np.unique(ticks // 1_000)) < 1_000 or ticks.std() > 0


def test_two_activities_are_independent() -> None:
    builder = UncertaintiesBuilder()
    for row in (0, 1):
        builder.add_range(row, shape=Shape.UNIFORM, low=0.5, high=1.5)
    one, other = (drawn(builder, row, (10**6, 10**6)) for row in (0, 1))
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.03


def test_a_factor_moves_all_its_activities_together() -> None:
    builder = UncertaintiesBuilder()
    builder.add_factor("team", [0, 1], low=0.8, likely=1.0, high=1.5)
    one, other = (drawn(builder, row, (10**6, 2 * 10**6)) for row in (0, 1))
    assert np.abs(2 * one.astype(np.int64) - other).max() <= 2
    assert one.mean() == pytest.approx(1.1e6, rel=0.001)


def test_a_risk_adds_its_impact_where_it_happens_and_less_after_mitigation() -> None:
    builder = UncertaintiesBuilder()
    risk = builder.add_risk("flood", 0.3, mitigated_probability=0.1)
    for activity in (0, 1):
        builder.add_impact(
            risk, activity, shape=Shape.FIXED, likely=500, unit=RangeUnit.TICKS, mitigated_share=0.5
        )
    one, other = (drawn(builder, row, (1_000, 2_000)) for row in (0, 1))
    assert set(one) == {1_000, 1_500}
    assert np.array_equal(one - 1_000, other - 2_000)
    assert (one > 1_000).mean() == pytest.approx(0.3, abs=0.001)
    after = drawn(builder, 0, (1_000, 2_000), mitigation=Mitigation.AFTER)
    assert set(after) == {1_000, 1_250}
    assert (after > 1_000).mean() == pytest.approx(0.1, abs=0.001)


@given(st.integers(0, 2**40), st.integers(0, BLOCKS - 1))
@gentle
def test_a_block_is_drawn_alike_whatever_was_drawn_before(seed: int, block: int) -> None:
    builder = one_range(low=10, likely=2_000, high=90_000).build()
    one, other = np.empty((1, 64), np.int32), np.empty((1, 64), np.int32)
    first = sampler(builder, np.array([DAY]), seed, BLOCKS)
    first.draw(block, one)
    second = sampler(builder, np.array([DAY]), seed, BLOCKS)
    second.draw((block + 5) % BLOCKS, other)
    second.draw(block, other)
    assert np.array_equal(one, other)
    sampler(builder, np.array([DAY]), seed + 1, BLOCKS).draw(block, other)
    assert not np.array_equal(one, other)


@given(st.floats(0, 1), st.sampled_from([Shape.TRIANGULAR, Shape.PERT]))
@gentle
def test_ranges_of_any_mode_have_the_mean_of_their_definition(mode: float, shape: Shape) -> None:
    low, high = 1e6, 3e6
    likely = low + mode * (high - low)
    weight = 4 if shape is Shape.PERT else 1
    mean = (low + weight * likely + high) / (weight + 2)
    ticks = drawn(one_range(shape=shape, low=low, likely=likely, high=high))
    assert ticks.mean() == pytest.approx(mean, rel=2e-4)
    assert low <= ticks.min() <= ticks.max() <= high
