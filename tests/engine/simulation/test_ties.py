"""Typed correlations: met by what is drawn, repaired where they contradict each other."""

import numpy as np
import pytest

from lockstep.engine import simulate
from lockstep.engine.simulation.reading import rank_correlations
from lockstep.engine.simulation.running import drawn_durations, prepare_simulation
from lockstep.engine.simulation.ties import nearest_correlation
from lockstep.plan import ItemKind, Shape, UncertaintiesBuilder
from tests.engine.building import AROUND_THE_CLOCK, MONDAY, Network


def chain(count: int) -> Network:
    """Return activities of ten days around the clock, one after the other."""
    net = Network()
    net.builder.calendars[0] = AROUND_THE_CLOCK
    for number in range(count):
        net.add(f"a{number}", 0, duration_ticks=10 * 14_400)
        if number:
            net.link(f"a{number - 1}", f"a{number}")
    return net


def triangulars(count: int) -> UncertaintiesBuilder:
    """Return triangular (8, 10, 18) days each."""
    builder = UncertaintiesBuilder()
    for row in range(count):
        builder.add_range(row, low=0.8, likely=1.0, high=1.8)
    return builder


def test_draws_have_the_typed_rank_correlation_and_keep_their_distribution() -> None:
    builder = triangulars(3)
    builder.correlate(0, 1, 0.8)
    builder.correlate(1, 2, -0.4)
    run = prepare_simulation(chain(3).plan(), builder.build(), 1, 20_000)
    drawn = drawn_durations(run, np.arange(3), 1)
    found = [rank_correlations(drawn[[one]], drawn[other])[0] for one, other in ((0, 1), (1, 2), (0, 2))]
    assert found == pytest.approx([0.8, -0.4, 0.0], abs=0.02)
    days = drawn / 14_400
    assert days.mean(axis=1) == pytest.approx([12, 12, 12], abs=0.05)
    assert days.var(axis=1) == pytest.approx([4.6667] * 3, rel=0.03)
    assert np.quantile(days, [0.1, 0.8], axis=1) == pytest.approx(
        np.array([[9.4142] * 3, [14.0] * 3]), abs=0.1
    )


def test_a_hundred_correlated_triangulars_spread_five_times_as_far() -> None:
    """At a correlation of 0.3 between any two, 0.8416 deviations are 101 days, against 18 of independent ones.

    The sum leans to the late side (skewness about 0.3), so that its own P80 less P50 is somewhat more.
    """
    builder = triangulars(100)
    for one in range(100):
        for other in range(one):
            builder.correlate(one, other, 0.3)
    result = simulate(chain(100).plan(), builder.build(), iterations=10_000)
    days = (result.whole_finish_ticks - MONDAY) / 14_400
    assert 0.8416 * result.whole_samples_ticks.std() / 14_400 == pytest.approx(101, rel=0.02)
    assert days[2] - days[1] == pytest.approx(109.5, rel=0.05)
    assert "simulation.spread_understated" not in {finding.code for finding in result.findings}
    assert "simulation.correlation_repaired" not in {finding.code for finding in result.findings}


def test_contradicting_correlations_are_repaired_and_reported() -> None:
    """A goes with B and with C, and B against C: no three ranges can; the nearest matrix is used."""
    matrix = np.array([[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]])
    nearest, change = nearest_correlation(matrix)
    assert np.linalg.eigvalsh(nearest).min() >= -1e-6
    assert np.diag(nearest).tolist() == [1, 1, 1]
    assert change == pytest.approx(np.abs(nearest - matrix).max())
    assert 0.2 < change < 0.6
    builder = triangulars(3)
    for one, other, value in ((0, 1, 0.9), (0, 2, 0.9), (1, 2, -0.9)):
        builder.correlate(one, other, value)
    result = simulate(chain(3).plan(), builder.build(), iterations=64)
    repaired = next(f for f in result.findings if f.code == "simulation.correlation_repaired")
    assert "one changed by 0." in repaired.sentence


def test_the_nearest_matrix_is_that_of_the_published_example() -> None:
    """Higham (2002): of [[1,1,0],[1,1,1],[0,1,1]] it is 0.7607 beside the diagonal and 0.1573 in the corner."""
    matrix = np.array([[1.0, 1, 0], [1, 1, 1], [0, 1, 1]])
    nearest, _ = nearest_correlation(matrix)
    assert nearest[0, 1] == pytest.approx(0.7607, abs=1e-4)
    assert nearest[0, 2] == pytest.approx(0.1573, abs=1e-4)


def test_cost_and_duration_may_be_tied_and_ties_without_a_range_are_named() -> None:
    builder = triangulars(1)
    line = builder.add_cost(0, 100_000, shape=Shape.UNIFORM, low=0.5, likely=1.0, high=1.5)
    builder.correlate(0, line, 0.7, other_kind=ItemKind.COST_LINE)
    builder.correlate(0, 1, 0.5)
    result = simulate(chain(2).plan(), builder.build(), iterations=10_000)
    assert result.cost is not None
    found = rank_correlations(result.cost.whole_samples_minor[None, :], result.whole_samples_ticks)[0]
    assert found == pytest.approx(0.7, abs=0.02)
    left_out = next(f for f in result.findings if f.code == "simulation.correlation_left_out")
    assert left_out.activities == (1,)
