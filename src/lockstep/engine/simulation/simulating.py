"""From a plan and its uncertainties to distributions of dates."""

import numpy as np

from lockstep.engine.kernels import codes
from lockstep.engine.kernels.lookup import work_before
from lockstep.engine.scheduling import ENGINE_VERSION
from lockstep.engine.simulation.costing import cost_outcome
from lockstep.engine.simulation.notices import merge_bias, notices
from lockstep.engine.simulation.pace import OnProgress, ShouldStop, never, told_from, untold
from lockstep.engine.simulation.reading import (
    activity_quantiles,
    correlations,
    largest,
    p80_error,
    quantiles,
    rank_correlations,
)
from lockstep.engine.simulation.result import CURVE_POINTS, SHARES, Simulation
from lockstep.engine.simulation.running import Run, count_blocks, drawn_durations, prepare_simulation
from lockstep.engine.simulation.sampler import Mitigation, Sampling
from lockstep.engine.simulation.settling import Convergence, cut_to, is_settled, rounds
from lockstep.engine.simulation.shared import shared_correlations
from lockstep.engine.simulation.tally import CRITICAL, FINISH, Samples, Tally, merge_tallies, samples
from lockstep.foundation.findings import worst_first
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ConstraintKind, Plan, RangeSource, Uncertainties
from lockstep.plan.columns import Float64, Int64

DEFAULT_ITERATIONS = 5_000
_SHARES = np.array(SHARES)
_CURVE = np.linspace(0.0, 1.0, CURVE_POINTS)


def simulate(
    plan: Plan,
    uncertain: Uncertainties,
    *,
    seed: int = 1,
    iterations: int = DEFAULT_ITERATIONS,
    threads: int = 2,
    sampling: Sampling = Sampling.LATIN_HYPERCUBE,
    mitigation: Mitigation = Mitigation.BEFORE,
    until: Convergence | None = None,
    on_progress: OnProgress = untold,
    should_stop: ShouldStop = never,
) -> Simulation:
    """Draw durations many times, schedule the plan for each draw, and return distributions of dates.

    In iteration ``s`` activity ``a`` remains ``round(X_as * F_s + I_s)`` ticks: a draw from its range, times the
    factors it belongs to, plus the impacts of the risk events that happen; the rest is `schedule`.

    Parameters
    ----------
    plan : Plan
        A sound plan of A activities and L links.
    uncertain : Uncertainties
        Ranges, risk events and factors; activities without any keep what remains.
    seed : int
        Which draws.
    iterations : int
        S, at least 1.
    threads : int
        Threads, at least 1; the answer does not depend on it.
    sampling : Sampling
        Latin hypercube (over S rounded up to whole blocks of 64) or plain.
    mitigation : Mitigation
        Risk events before or after what is planned against them.
    until : Convergence, optional
        Stop before `iterations` when the P80 of the whole has settled, judged after 1,024 iterations and each
        doubling; the result says how many were carried out.
    on_progress : Callable
        Called in the calling thread, some times a second, with the iterations done and their number.
    should_stop : Callable
        Asked in the calling thread, some times a second; True ends the computation soon after.

    Returns
    -------
    Simulation
        See its attributes.

    Raises
    ------
    LockstepError
        ``simulation.nothing_to_simulate`` for a plan without activities or without iterations;
        ``simulation.stopped`` where `should_stop` answered True.

    Notes
    -----
    With no spread every date equals that of `schedule`. Draws depend on the seed, the item and the block of 64
    iterations alone, and all counts are integers: deterministic to the bit on any number of threads and in any
    cut into shards. P-values are order statistics: the smallest finish that the share of iterations does not
    pass; those of activities are read from 256 bins with the error stated. Cost O((A + L) S) time and
    O(A + S) memory a thread.

    References
    ----------
    U.S. Government Accountability Office, Schedule Assessment Guide, GAO-16-89G (2015), best practice 8. The bins
    and the strata are own definition.

    Examples
    --------
    >>> from lockstep.plan import Calendar, PlanBuilder, Project, UncertaintiesBuilder
    >>> builder = PlanBuilder()
    >>> calendar = builder.add_calendar(Calendar("1", "Standard"))
    >>> project = builder.add_project(Project("p", "P", start_ticks=20_458 * 14_400 + 4_800, calendar=calendar))
    >>> dig = builder.add_activity(names="Dig", duration_ticks=4_800)
    >>> plan = builder.build()
    >>> ranges = UncertaintiesBuilder()
    >>> row = ranges.add_range(dig, low=1.0, likely=1.0, high=2.0)
    >>> result = simulate(plan, ranges.build(), iterations=1_000)
    >>> [round(int(finish - 20_458 * 14_400) / 14_400, 1) for finish in result.whole_finish_ticks]
    [1.4, 1.4, 1.6, 1.6]
    """
    run = prepare_simulation(plan, uncertain, seed, iterations, sampling, mitigation, should_stop)
    if until is None:
        tally = count_blocks(run, 0, run.blocks, threads, on_progress, should_stop)
        return simulation_of(run, tally, threads, should_stop)
    parts: list[Tally] = []
    for first, last in rounds(run):
        parts.append(count_blocks(run, first, last, threads, told_from(first, on_progress), should_stop))
        tally = merge_tallies(parts)
        if is_settled(run, tally, until):
            break
    run = cut_to(run, tally)
    return simulation_of(run, tally, threads, should_stop)


def simulation_of(run: Run, tally: Tally, threads: int = 1, should_stop: ShouldStop = never) -> Simulation:
    """Return the result of a run of which all blocks were counted and merged into one tally. Raises Stopped."""
    base, scale, uncertain = run.ground, run.scale, run.uncertain
    seen = samples(scale, tally)
    count, end = scale.iterations, base.finish
    risk_correlation, factor_correlation = shared_correlations(run, seen)
    finish, error = activity_quantiles(base, scale, tally, seen)
    correlation = correlations(scale, tally, seen)
    criticality = _criticality(run, tally)
    rows = largest(correlation)
    rank = np.full(len(correlation), np.nan)
    if len(rows):
        rank[rows] = rank_correlations(drawn_durations(run, rows, threads, should_stop), seen.whole)
    sensitivity = np.abs(np.where(np.isnan(rank), correlation, rank))
    whole, projects = quantiles(seen.whole, _SHARES), quantiles(seen.by_project, _SHARES)
    curves = quantiles(seen.by_project, _CURVE)
    is_empty = base.finishes[: len(projects)] == NO_TICKS
    projects[is_empty], curves[is_empty] = NO_TICKS, NO_TICKS
    deadline = np.flatnonzero(base.plan.constraints.kind == ConstraintKind.DEADLINE)
    deadline_row, at = base.plan.constraints.activity[deadline], base.plan.constraints.at_ticks[deadline]
    met = seen.watched[np.searchsorted(scale.watched, deadline_row)] <= at[:, None]
    ranges = uncertain.ranges
    is_used = base.is_drawn[ranges.activity]
    has_range = np.zeros(len(finish), np.bool_)
    has_range[ranges.activity[is_used]] = True
    share = float((seen.whole <= end).mean())
    spread = int(seen.whole.max() - seen.whole.min())
    findings = (
        *base.findings,
        *notices(base, uncertain, run.sampler.repair),
        *merge_bias(base, share, spread),
    )
    return Simulation(
        seed=run.sampler.seed,
        iterations=count,
        finish_ticks=finish,
        mean_finish_ticks=scale.lows + np.rint(tally.sums[:, FINISH] / count).astype(np.int64),
        error_ticks=error,
        criticality=criticality,
        correlation=correlation,
        rank_correlation=rank,
        cruciality=criticality * sensitivity,
        project_finish_ticks=projects,
        project_curve_ticks=curves,
        whole_finish_ticks=whole,
        whole_curve_ticks=quantiles(seen.whole, _CURVE),
        whole_samples_ticks=seen.whole,
        deterministic_finish_ticks=end,
        deterministic_share=share,
        contingency_days=_working_days(run, end, int(whole[SHARES.index(0.8)])),
        deadline_activity=deadline_row,
        deadline_ticks=at,
        deadline_share=met.mean(axis=1) if len(deadline) else np.zeros(0),
        milestone_activity=scale.watched,
        milestone_curve_ticks=quantiles(seen.watched, _CURVE),
        target_activity=uncertain.targets.activity,
        target_ticks=uncertain.targets.at_ticks,
        target_share=_target_shares(uncertain, scale.watched, seen),
        risk_correlation=risk_correlation,
        factor_correlation=factor_correlation,
        p80_error_ticks=p80_error(seen.whole),
        cost=cost_outcome(run, seen) if run.sampler.has_cost else None,
        range_count=np.bincount(ranges.source[is_used], minlength=len(RangeSource)),
        has_range=has_range,
        findings=worst_first(findings),
        engine_version=ENGINE_VERSION,
    )


def _target_shares(uncertain: Uncertainties, watched: Int64, seen: Samples) -> Float64:
    """Return the share of iterations that meet each promised date."""
    shares = np.zeros(len(uncertain.targets))
    for place, (row, at) in enumerate(
        zip(uncertain.targets.activity, uncertain.targets.at_ticks, strict=True)
    ):
        finishes = seen.whole if row < 0 else seen.watched[np.searchsorted(watched, row)]
        shares[place] = (finishes <= at).mean()
    return shares


def _criticality(run: Run, tally: Tally) -> Float64:
    judged = np.isin(run.ground.ready.net.state, (codes.UNSTARTED, codes.STARTED, codes.FIXED))
    return np.where(judged, tally.sums[:, CRITICAL] / run.scale.iterations, np.nan)


def _working_days(run: Run, one: int, other: int) -> float:
    """Return the working days between two moments on the calendar that the latest activity is counted in."""
    base = run.ground
    row = int(np.argmax(base.dates.finish))
    calendar = np.full(2, base.ready.net.calendar[row], np.int32)
    done = work_before(base.ready.work, calendar, np.array([one, other]))
    project = base.plan.projects[int(base.plan.activities.project[row])]
    return round(float(done[1] - done[0]) / (project.minutes_per_day * 10), 2)
