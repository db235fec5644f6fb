"""Simulations: equal to the scheduler without spread, equal on any threads and shards, near the closed forms."""

import os
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lockstep.engine import Sampling, Stopped, schedule, simulate
from lockstep.engine.simulation import (
    Convergence,
    Mitigation,
    count_blocks,
    finishes_of,
    merge_tallies,
    packed,
    prepare_simulation,
    simulation_of,
    unpacked,
    with_uncertainties,
)
from lockstep.engine.simulation.blocks import Block
from lockstep.engine.simulation.ground import ground
from lockstep.engine.simulation.sampler import sampler
from lockstep.exchange import read
from lockstep.foundation.findings import LockstepError
from lockstep.plan import (
    ActivityKind,
    ConstraintKind,
    Dialect,
    LagUnit,
    LinkKind,
    Plan,
    PlanBuilder,
    Project,
    RangeUnit,
    ScheduleFrom,
    SchedulingOptions,
    Shape,
    UncertaintiesBuilder,
    policy_defaults,
)
from tests.engine.building import AROUND_THE_CLOCK, DAY, FF, HOUR, MONDAY, NIGHTS, SS, STANDARD, Network

gentle = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DATED = [
    ConstraintKind.START_NO_EARLIER_THAN,
    ConstraintKind.FINISH_NO_EARLIER_THAN,
    ConstraintKind.START_NO_LATER_THAN,
    ConstraintKind.FINISH_NO_LATER_THAN,
    ConstraintKind.MUST_START_ON,
    ConstraintKind.MUST_FINISH_ON,
    ConstraintKind.START_ON,
    ConstraintKind.MANDATORY_START,
    ConstraintKind.DEADLINE,
]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Return a plan with summaries, milestones, progress, constraints, lags, levels of effort and manual work."""
    builder = PlanBuilder("generated")
    calendars = [builder.add_calendar(calendar) for calendar in (STANDARD, AROUND_THE_CLOCK, NIGHTS)]
    dialect = draw(st.sampled_from(list(Dialect)))
    data_date = MONDAY + draw(st.integers(0, 6)) * 14_400 if draw(st.booleans()) else -(2**63)
    options = SchedulingOptions(constraints_win=draw(st.booleans()))
    builder.add_project(
        Project("p", "P", dialect, MONDAY, data_date_ticks=data_date, calendar=calendars[0], options=options)
    )
    count = draw(st.integers(2, 9))
    parents: list[int] = [-1]
    for number in range(count):
        kind = draw(st.sampled_from([0, 0, 0, 0, 1, 2, 3, 4]))
        values = {"duration_ticks": 0 if kind in (1, 2, 3) else draw(st.integers(1, 60)) * 300}
        if kind == 0 and draw(st.integers(0, 4)) == 0:
            values["actual_start_ticks"] = MONDAY + draw(st.integers(0, 5)) * 600
            values["remaining_ticks"] = draw(st.integers(0, 20)) * 300
            if draw(st.booleans()):
                values["actual_finish_ticks"] = values["actual_start_ticks"] + 6_000
                values["remaining_ticks"] = 0
        elif kind == 0 and draw(st.integers(0, 7)) == 0:
            values |= {"mode": draw(st.sampled_from([1, 2])), "planned_start_ticks": MONDAY + 14_400}
            values["planned_finish_ticks"] = MONDAY + 43_200
        elif kind == 0 and draw(st.integers(0, 7)) == 0:
            values["leveling_delay_ticks"] = 9_000
        row = builder.add_activity(
            uids=number + 1,
            names=str(number),
            kind=ActivityKind(kind),
            parent=draw(st.sampled_from(parents)),
            calendar=draw(st.sampled_from([-1, -1, *calendars])),
            **values,
        )
        if kind == 3:
            parents.append(row)
    pairs = [(one, other) for one in range(count) for other in range(one + 1, count)]
    for before, after in draw(st.lists(st.sampled_from(pairs), max_size=14)):
        lag = draw(st.integers(-8, 16)) * HOUR if draw(st.booleans()) else 0
        unit = draw(st.sampled_from([LagUnit.WORKING, LagUnit.ELAPSED]))
        builder.add_link(
            before, after, kind=draw(st.sampled_from(list(LinkKind))), lag_ticks=lag, lag_unit=unit
        )
    for _ in range(draw(st.integers(0, 2))):
        at = MONDAY + draw(st.integers(0, 40)) * 2_400
        builder.add_constraint(draw(st.integers(0, count - 1)), draw(st.sampled_from(DATED)), at)
    return builder.build()


def wide(plan: Plan):
    """Return a range from nothing to three times what remains for every activity."""
    builder = UncertaintiesBuilder()
    for row in range(len(plan.activities)):
        builder.add_range(row, low=0.0, likely=0.5, high=3.0)
    return builder.build()


def certain():
    """Return no uncertainty."""
    return UncertaintiesBuilder().build()


@given(plans())
@gentle
def test_without_spread_every_iteration_is_the_schedule(plan: Plan) -> None:
    """Every finish at every P-value, and criticality by float, to the tick."""
    ours, known = simulate(plan, certain(), iterations=64, threads=1), schedule(plan)
    assert (ours.finish_ticks == known.finish_ticks[:, None]).all()
    assert (ours.error_ticks == 0).all()
    judged = ~np.isnan(ours.criticality)
    assert (ours.criticality[judged] == known.is_critical[judged]).all()


@given(plans(), st.integers(0, 1_000), st.booleans(), st.sampled_from([0.0, 0.25]))
@gentle
def test_iterations_at_once_are_those_of_the_passes(plan: Plan, seed: int, is_full: bool, low: float) -> None:
    """Drawn durations: starts, finishes and criticality equal those of the deterministic passes, lane by lane."""
    base = ground(plan, 4)
    block = Block(base, is_full)
    draws = sampler(policy_or_wide(plan, base, low), base.remaining, seed, 4)
    block.compute(draws, 1)
    at_once = [block.start.copy(), block.finish.copy(), block.is_critical.copy(), block.whole.copy()]
    block._one_by_one()
    one_by_one = [block.start, block.finish, block.is_critical, block.whole]
    for one, other in list(zip(at_once, one_by_one, strict=True))[0 if is_full else 1 :]:
        assert np.array_equal(one, other)


def policy_or_wide(plan: Plan, base, low: float):
    """Return wide ranges for what an iteration may change."""
    builder = UncertaintiesBuilder()
    for row in np.flatnonzero(base.is_drawn).tolist():
        builder.add_range(row, low=low, likely=0.5, high=3.0)
    return builder.build()


def team(count: int = 30) -> Plan:
    """Return a chain with side branches, a milestone and a deadline."""
    net = Network()
    for number in range(count):
        net.add(f"a{number}", 2 + number % 5)
        if number:
            net.link(
                f"a{max(0, number - 1 - number % 2)}", f"a{number}", SS if number % 7 == 0 else LinkKind.FS, 1
            )
    net.add("done", 0, kind=ActivityKind.FINISH_MILESTONE)
    net.link(f"a{count - 1}", "done")
    net.link(f"a{count - 2}", "done", FF)
    net.constrain("done", ConstraintKind.DEADLINE, "2026-04-20T17:00")
    return net.plan()


def everything(plan: Plan):
    """Return ranges, a factor and a risk event."""
    builder = UncertaintiesBuilder()
    for row in range(30):
        builder.add_range(
            row, shape=Shape.PERT if row % 2 else Shape.TRIANGULAR, low=0.7, likely=1.0, high=1.9
        )
    builder.add_factor("team", range(0, 30, 3), low=0.9, likely=1.0, high=1.4)
    builder.add_impact(
        builder.add_risk("strike", 0.4), 3, low=DAY, likely=2 * DAY, high=5 * DAY, unit=RangeUnit.TICKS
    )
    return builder.build()


def same(one, other) -> bool:
    """Return True where two results are the same to the bit."""
    return all(
        np.array_equal(getattr(one, name), getattr(other, name), equal_nan=name.endswith(("ty", "tion")))
        for name in one.__slots__
        if name not in ("findings", "engine_version", "cost")
    )


@pytest.mark.parametrize("threads", [2, 7])
def test_any_number_of_threads_gives_the_same_bits(threads: int) -> None:
    plan = team()
    one = simulate(plan, everything(plan), iterations=1_000, threads=1, seed=5)
    assert same(one, simulate(plan, everything(plan), iterations=1_000, threads=threads, seed=5))
    assert not same(one, simulate(plan, everything(plan), iterations=1_000, threads=threads, seed=6))


def test_any_cut_into_shards_gives_the_same_bits() -> None:
    """Each shard made ready on its own, as another machine would, and merged in any order."""
    plan, uncertain = team(), everything(team())
    whole = simulate(plan, uncertain, iterations=1_000, threads=2, seed=5)
    for edges in ([0, 16], [0, 3, 16], [0, 1, 2, 9, 10, 15, 16]):
        parts = []
        for first, last in pairwise(edges):
            run = prepare_simulation(plan, uncertain, 5, 1_000)
            parts.append(unpacked(packed(count_blocks(run, first, last, 1))))
        assert same(whole, simulation_of(run, merge_tallies(parts[::-1])))


def test_a_simulation_tells_its_progress_and_stops_when_told() -> None:
    """Progress grows to the number of iterations; a stop leaves no result."""
    plan, told = team(), []
    simulate(
        plan, everything(plan), iterations=1_000, on_progress=lambda done, total: told.append((done, total))
    )
    assert told == sorted(told)
    assert told[-1] == (1_000, 1_000)
    with pytest.raises(Stopped, match="stopped before its end"):
        simulate(plan, everything(plan), iterations=1_000_000, should_stop=lambda: True)


def test_one_by_one_stops_within_a_block() -> None:
    net = Network(schedule_from=ScheduleFrom.FINISH, finish_ticks=MONDAY + 60 * 14_400, start_ticks=MONDAY)
    net.add("a", 2)
    with pytest.raises(Stopped):
        simulate(net.plan(), certain(), iterations=1_000_000, threads=1, should_stop=lambda: True)


def test_finishes_alone_are_those_of_the_whole_computation() -> None:
    plan = team()
    run = prepare_simulation(plan, everything(plan), 5, 1_000)
    whole = simulate(plan, everything(plan), iterations=1_000, seed=5)
    assert np.array_equal(finishes_of(run, 2).max(axis=0), whole.whole_samples_ticks)


def test_a_run_with_other_uncertainties_draws_what_a_new_one_would() -> None:
    """What a driver is worth is asked of the ground that is there already, and gives the same bits."""
    plan = team()
    run = prepare_simulation(plan, everything(plan), 5, 1_000)
    for other in (certain(), policy_defaults(plan), everything(plan)):
        alone = prepare_simulation(plan, other, 5, 700, mitigation=Mitigation.AFTER)
        again = with_uncertainties(run, other, 700, Mitigation.AFTER)
        assert np.array_equal(finishes_of(again, 2), finishes_of(alone, 1))


def test_a_simulation_stops_when_its_p80_has_settled() -> None:
    """After 1,024 iterations or a doubling, the same on any threads; a narrow demand runs to the end."""
    plan = team()
    uncertain = everything(plan)
    one, other = (
        simulate(plan, uncertain, iterations=50_000, threads=threads, until=Convergence(0.01))
        for threads in (1, 3)
    )
    assert one.iterations == other.iterations
    assert one.iterations in {1_024 << step for step in range(6)}
    assert same(one, other)
    remaining = one.whole_finish_ticks[2] - schedule(plan).start_ticks.min()
    assert one.p80_error_ticks <= 0.01 * remaining
    assert simulate(plan, uncertain, iterations=3_000, until=Convergence(1e-9)).iterations == 3_000


def uniforms(*days: int) -> UncertaintiesBuilder:
    """Return even ranges from nothing to so many days around the clock."""
    builder = UncertaintiesBuilder()
    for row, length in enumerate(days):
        builder.add_range(row, shape=Shape.UNIFORM, low=0, high=length * 14_400, unit=RangeUnit.TICKS)
    return builder


def clocked() -> Network:
    """Return a network that works around the clock."""
    net = Network()
    net.builder.calendars[0] = AROUND_THE_CLOCK
    return net


@pytest.mark.parametrize("sampling", list(Sampling))
def test_two_parallel_uniforms_meet_their_closed_form(sampling: Sampling) -> None:
    """Of the larger of two U(0, 10): P(at most 8) is 0.64 and the mean 6.667, where each alone has the mean 5."""
    net = clocked()
    for name in "ab":
        net.add(name, 0, duration_ticks=5 * 14_400)
    result = simulate(net.plan(), uniforms(10, 10).build(), iterations=20_000, sampling=sampling)
    days = (result.whole_samples_ticks - MONDAY) / 14_400
    assert (days <= 8).mean() == pytest.approx(0.64, abs=3 * np.sqrt(0.64 * 0.36 / 20_000))
    assert days.mean() == pytest.approx(20 / 3, abs=3 * np.sqrt(50 / 9 / 20_000))
    assert result.whole_finish_ticks[2] == pytest.approx(MONDAY + np.sqrt(80) * 14_400, abs=1_500)
    assert result.criticality[:2] == pytest.approx([0.5, 0.5], abs=0.02)
    assert result.deterministic_share == pytest.approx(0.25, abs=0.02)


def serial(count: int = 100) -> Plan:
    """Return a chain of activities of ten days around the clock."""
    net = clocked()
    for number in range(count):
        net.add(f"a{number}", 0, duration_ticks=10 * 14_400)
        if number:
            net.link(f"a{number - 1}", f"a{number}")
    return net.plan()


def test_a_hundred_serial_triangulars_add_their_variances() -> None:
    """P80 less P50 is 0.8416 times the root of 100 times 4.6667: about 18 days."""
    builder = UncertaintiesBuilder()
    for row in range(100):
        builder.add_range(row, low=0.8, likely=1.0, high=1.8)
    result = simulate(serial(), builder.build(), iterations=10_000)
    days = (result.whole_finish_ticks - MONDAY) / 14_400
    assert days[2] - days[1] == pytest.approx(0.8416 * np.sqrt(466.67), abs=0.7)
    assert days[1] == pytest.approx(1_200, abs=1)
    assert {f.code for f in result.findings} >= {"simulation.spread_understated"}


def test_a_common_factor_keeps_the_spread_of_a_long_chain() -> None:
    """With a factor that gives any two durations a correlation of 0.3, P80 less P50 is about 101 days."""
    spread, mean = np.sqrt(4.6667), 12.0
    share = 0.3 * (spread / mean) ** 2
    factor = np.sqrt(share)
    own = np.sqrt(((spread / mean) ** 2 - share) / (1 + share))
    builder = UncertaintiesBuilder()
    half, tenth = own * np.sqrt(6), 1.28155 * factor
    for row in range(100):
        builder.add_range(row, low=1.2 * (1 - half), likely=1.2, high=1.2 * (1 + half))
    builder.add_factor("team", range(100), shape=Shape.LOGNORMAL, low=np.exp(-tenth), high=np.exp(tenth))
    result = simulate(serial(), builder.build(), iterations=10_000)
    days = (result.whole_finish_ticks - MONDAY) / 14_400
    expected = 0.8416 * spread * np.sqrt(100 + 100 * 99 * 0.3)
    assert expected == pytest.approx(101, abs=1)
    assert days[2] - days[1] == pytest.approx(expected, rel=0.06)
    assert "simulation.spread_understated" not in {f.code for f in result.findings}


def test_percentiles_of_an_activity_lie_within_their_stated_error() -> None:
    plan = team()
    uncertain = everything(plan)
    result = simulate(plan, uncertain, iterations=2_000)
    run = prepare_simulation(plan, uncertain, 1, 2_000)
    block, found = Block(run.ground), []
    for number in range(run.blocks):
        block.compute(run.sampler, number)
        found.append(block.finish.astype(np.int64) + run.ground.origin)
    finishes = np.sort(np.concatenate(found, axis=1)[:, :2_000], axis=1)
    exact = finishes[:, np.array([200, 1_000, 1_600, 1_800]) - 1]
    assert (np.abs(result.finish_ticks - exact) <= result.error_ticks[:, None]).all()
    assert (result.finish_ticks[30] == exact[30]).all()
    assert result.project_finish_ticks[0].tolist() == result.whole_finish_ticks.tolist()
    assert (np.diff(result.whole_curve_ticks) >= 0).all()


def test_the_probability_of_a_deadline_is_the_share_that_meets_it() -> None:
    plan = team()
    result = simulate(plan, everything(plan), iterations=1_000)
    assert result.deadline_activity.tolist() == [30]
    share = (result.whole_samples_ticks <= result.deadline_ticks[0]).mean()
    assert result.deadline_share.tolist() == [share]


def test_the_activity_that_sets_the_finish_is_the_most_sensitive() -> None:
    """The longer of two parallel activities is always critical, and its duration is the finish."""
    net = clocked()
    net.add("long", 0, duration_ticks=20 * 14_400)
    net.add("short", 0, duration_ticks=2 * 14_400)
    builder = UncertaintiesBuilder()
    for row in range(2):
        builder.add_range(row, low=0.8, likely=1.0, high=1.5)
    result = simulate(net.plan(), builder.build(), iterations=2_000)
    assert result.criticality.tolist() == [1.0, 0.0]
    assert result.rank_correlation[0] == pytest.approx(1.0)
    assert result.correlation[0] == pytest.approx(1.0, abs=1e-4)
    assert abs(result.rank_correlation[1]) < 0.1
    assert result.cruciality[0] == pytest.approx(1.0)
    assert result.contingency_days > 0


def test_rules_that_go_one_by_one_are_named_and_carried() -> None:
    """Scheduling from the finish is computed by the deterministic passes, and said so."""
    net = Network(schedule_from=ScheduleFrom.FINISH, finish_ticks=MONDAY + 60 * 14_400, start_ticks=MONDAY)
    net.add("a", 2)
    net.add("b", 3)
    net.link("a", "b")
    plan = net.plan()
    result = simulate(plan, certain(), iterations=64)
    assert (result.finish_ticks[:, 0] == schedule(plan).finish_ticks).all()
    assert "simulation.one_by_one" in {f.code for f in result.findings}
    assert np.ptp(simulate(plan, wide(plan), iterations=64).whole_samples_ticks) >= 0


def test_ranges_of_finished_work_are_named_and_change_nothing() -> None:
    net = Network()
    net.add("a", 2, actual_start_ticks=MONDAY, actual_finish_ticks=MONDAY + DAY)
    net.add("b", 2)
    plan = net.plan()
    result = simulate(plan, wide(plan), iterations=64)
    left_out = next(f for f in result.findings if f.code == "simulation.range_left_out")
    assert left_out.activities == (0,)
    assert result.has_range.tolist() == [False, True]


def test_draws_beyond_the_laid_out_years_lay_out_more() -> None:
    """A duration forty times as long still ends at working time."""
    net = Network()
    net.add("a", 250)
    builder = UncertaintiesBuilder()
    builder.add_range(0, shape=Shape.FIXED, likely=40.0)
    result = simulate(net.plan(), builder.build(), iterations=64)
    longer = Network()
    longer.add("a", 10_000)
    assert result.whole_finish_ticks[0] == schedule(longer.plan()).finish_ticks[0]


def test_an_empty_plan_is_refused() -> None:
    with pytest.raises(LockstepError, match="nothing to simulate"):
        simulate(Network().plan(), certain())


def test_policy_defaults_say_so() -> None:
    plan = team()
    result = simulate(plan, policy_defaults(plan), iterations=64)
    assert result.range_count[0] == result.has_range.sum() == 30
    assert "simulation.policy_default" in {f.code for f in result.findings}


DATA = os.environ.get("LOCKSTEP_TEST_DATA", "")


@pytest.mark.skipif(not DATA, reason="LOCKSTEP_TEST_DATA is not set: no real files")
def test_without_spread_real_files_give_their_schedule() -> None:
    """Text plans of up to a megabyte; MPP needs Java and is left to the slower suites."""
    files = [
        path
        for path in sorted((Path(DATA) / "plans").rglob("*"))
        if path.suffix.lower() in {".xml", ".xer"} and path.stat().st_size < 1_000_000
    ]
    checked = 0
    for path in files[::4]:
        try:
            plan = read(path).plan
        except LockstepError:
            continue
        if len(plan.activities) == 0:
            continue
        ours, known = simulate(plan, certain(), iterations=1, threads=1), schedule(plan)
        assert np.array_equal(ours.finish_ticks[:, 0], known.finish_ticks), path
        checked += 1
    assert checked > 5
