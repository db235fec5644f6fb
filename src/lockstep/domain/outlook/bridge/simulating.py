"""Simulating a composed plan: counted in the engine, read off for a node and for every activity."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from lockstep.domain.outlook.bridge.composing import Composed, SetUp
from lockstep.domain.outlook.vocabulary import Response, SimulationProblem, Spread
from lockstep.engine.simulation import (
    Mitigation,
    Run,
    Sampling,
    Simulation,
    Tally,
    count_blocks,
    finishes_of,
    prepare_simulation,
    simulation_of,
    with_uncertainties,
)
from lockstep.engine.simulation.reading import quantiles, rank_correlations
from lockstep.engine.simulation.running import drawn_durations
from lockstep.engine.simulation.tally import samples
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind, Uncertainties

CURVE_POINTS: Final = 401
"""Points of a node's S-curve: every quarter of a percent."""
MILESTONE_POINTS: Final = 101
MOST_RANKED: Final = 300
"""Activities whose rank correlation with the finish of the node is computed exactly, at most."""
FEWEST_RANKED: Final = 60
RANKED_WORK: Final = 3_000_000
"""Activities times iterations that are ranked, beyond which fewer activities are."""
RANKED_AT_ONCE: Final = 15
SHARES: Final = np.array([0.1, 0.5, 0.8, 0.9])
MOST_THREADS: Final = 8

Progress = Callable[[float, str], None]
GoOn = Callable[[], None]
"""Called now and then by a long computation; raises where it is to stop."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """A run with its counts, the engine's result and the finish of its node in every iteration."""

    run: Run
    simulation: Simulation
    finishes: Any
    by_project: Any
    watched: Any
    projects: Any
    """Rows of the projects below the node."""


def prepared(composed: Composed, set_up: SetUp, go_on: GoOn = lambda: None) -> Run:
    """Return a run of which any blocks can be counted anywhere; `go_on` raises where the job is to stop."""
    return prepare_simulation(
        composed.plan,
        composed.uncertain,
        set_up.seed,
        set_up.iterations,
        Sampling.PLAIN if set_up.spread is Spread.PLAIN else Sampling.LATIN_HYPERCUBE,
        _mitigation(set_up.response),
        _stopping(go_on),
    )


def _mitigation(response: Response) -> Mitigation:
    return Mitigation.AFTER if response is Response.AFTER else Mitigation.BEFORE


def finishes_with(
    run: Run, uncertain: Uncertainties, iterations: int, response: Response, rows: Any, progress: Progress
) -> Any:
    """Return the latest finish of some projects in each iteration of a run with other uncertainties, same draws."""
    other = with_uncertainties(run, uncertain, iterations, _mitigation(response))
    found = finishes_of(other, threads(), lambda done, total: progress(done / max(total, 1), ""))
    return found[rows].max(axis=0)


def without_costs(uncertain: Uncertainties) -> Uncertainties:
    """Return the same without money, for runs of which only dates are asked."""
    return replace(
        uncertain, cost_lines=uncertain.cost_lines.take([]), cost_impacts=uncertain.cost_impacts.take([])
    )


def counted(run: Run, progress: Progress, share: float, phase: str) -> Tally:
    """Count all blocks; `share` of the whole progress is this part's."""
    return count_blocks(
        run, 0, run.blocks, threads(), lambda done, total: progress(share * done / max(total, 1), phase)
    )


def threads() -> int:
    """Return how many threads to compute on."""
    return min(MOST_THREADS, os.cpu_count() or 1)


def simulated(composed: Composed, run: Run, tally: Tally, path: str, go_on: GoOn) -> Simulated:
    """Return the result of a counted run, for the node at a path; `go_on` raises where the job is to stop."""
    seen = samples(run.scale, tally)
    projects = projects_below(composed, path, run)
    return Simulated(
        run=run,
        simulation=simulation_of(run, tally, threads(), _stopping(go_on)),
        finishes=seen.by_project[projects].max(axis=0),
        by_project=seen.by_project,
        watched=seen.watched,
        projects=projects,
    )


def projects_below(composed: Composed, path: str, run: Run) -> Any:
    """Return the rows of the projects below a path that have a finish. Raises SimulationProblem without one."""
    found = composed.found
    rows = [
        row
        for row, node in enumerate(found.project_ids.tolist())
        if found.paths[node].startswith(path) and run.ground.finishes[row] != NO_TICKS
    ]
    if not rows:
        raise SimulationProblem(
            "analysis", "There is no activity below to simulate; add or import a plan first."
        )
    return np.asarray(rows)


def columns_of(composed: Composed, found: Simulated, go_on: GoOn) -> dict[str, Any]:
    """Return what is kept of a run, by name."""
    result, ground = found.simulation, found.run.ground
    rank = sensitivity(found, go_on)
    nodes, curves, planned = node_curves(composed, found)
    milestones = milestone_rows(composed)
    place = np.searchsorted(found.run.scale.watched, milestones)
    return {
        "activity": composed.found.activity_ids.astype(np.int64),
        "finish": result.finish_ticks,
        "planned": ground.dates.finish.astype(np.int64),
        "criticality": result.criticality.astype(np.float32),
        "sensitivity": rank.astype(np.float32),
        "has_range": result.has_range,
        "node": nodes,
        "node_curve": curves,
        "node_planned": planned,
        "milestone": composed.found.activity_ids[milestones].astype(np.int64),
        "milestone_curve": quantiles(found.watched[place], np.linspace(0.0, 1.0, MILESTONE_POINTS))
        if len(milestones)
        else np.zeros((0, MILESTONE_POINTS), np.int64),
        "samples": np.sort(found.finishes),
    }


def sensitivity(found: Simulated, go_on: GoOn) -> Any:
    """Return by activity the rank correlation of its duration with the node's finish, NaN where it is not drawn."""
    correlation = np.abs(np.nan_to_num(found.simulation.correlation))
    spread = found.run.ground.remaining * np.nan_to_num(found.simulation.criticality)
    rows = np.flatnonzero(found.simulation.has_range)
    most = max(FEWEST_RANKED, min(MOST_RANKED, RANKED_WORK // len(found.finishes)))
    if len(rows) > most:
        # Either what moves the whole, or long work that is often critical.
        order = np.lexsort((-spread[rows], -correlation[rows]))
        rows = np.sort(rows[order[:most]])
    rank = np.full(len(correlation), np.nan)
    for first in range(0, len(rows), RANKED_AT_ONCE):
        part = rows[first : first + RANKED_AT_ONCE]
        drawn = drawn_durations(found.run, part, threads(), _stopping(go_on))
        rank[part] = rank_correlations(drawn, found.finishes)
        go_on()
    return rank


def _stopping(go_on: GoOn) -> Callable[[], bool]:
    """Return what the engine asks whether to stop: never, unless `go_on` raises."""

    def should_stop() -> bool:
        go_on()
        return False

    return should_stop


def node_curves(composed: Composed, found: Simulated) -> tuple[Any, Any, Any]:
    """Return ids, S-curves and planned finishes of every node with work below it, of projects and of those above."""
    finishes, below = found.run.ground.finishes, {}
    for row, node in enumerate(composed.found.project_ids.tolist()):
        if finishes[row] == NO_TICKS:
            continue
        for part in composed.found.paths[node].split("/"):
            if part:
                below.setdefault(int(part), []).append(row)
    shares = np.linspace(0.0, 1.0, CURVE_POINTS)
    nodes = sorted(below)
    curves = [quantiles(found.by_project[below[node]].max(axis=0), shares) for node in nodes]
    planned = [int(finishes[below[node]].max()) for node in nodes]
    return np.asarray(nodes, np.int64), np.asarray(curves, np.int64), np.asarray(planned, np.int64)


def milestone_rows(composed: Composed) -> Any:
    """Return the rows of milestones, ascending."""
    kind = composed.plan.activities.kind
    return np.flatnonzero((kind == ActivityKind.START_MILESTONE) | (kind == ActivityKind.FINISH_MILESTONE))
