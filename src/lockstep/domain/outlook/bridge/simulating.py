"""Simulating a composed plan: counted in the engine, read off for a node and for every activity."""

import os
from collections.abc import Callable
from dataclasses import dataclass
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
    prepare_simulation,
    simulation_of,
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
"""Activities whose rank correlation with the finish of the node is computed exactly."""
SHARES: Final = np.array([0.1, 0.5, 0.8, 0.9])
MOST_THREADS: Final = 8

Progress = Callable[[float, str], None]


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


def prepared(
    composed: Composed, set_up: SetUp, *, uncertain: Uncertainties | None = None, iterations: int = 0
) -> Run:
    """Return a run of which any blocks can be counted anywhere."""
    return prepare_simulation(
        composed.plan,
        uncertain if uncertain is not None else composed.uncertain,
        set_up.seed,
        iterations or set_up.iterations,
        Sampling.PLAIN if set_up.spread is Spread.PLAIN else Sampling.LATIN_HYPERCUBE,
        Mitigation.AFTER if set_up.response is Response.AFTER else Mitigation.BEFORE,
    )


def counted(run: Run, progress: Progress, share: float, phase: str) -> Tally:
    """Count all blocks; `share` of the whole progress is this part's."""
    return count_blocks(
        run, 0, run.blocks, threads(), lambda done, total: progress(share * done / max(total, 1), phase)
    )


def threads() -> int:
    """Return how many threads to compute on."""
    return min(MOST_THREADS, os.cpu_count() or 1)


def simulated(composed: Composed, run: Run, tally: Tally, path: str) -> Simulated:
    """Return the result of a counted run, for the node at a path."""
    seen = samples(run.scale, tally)
    projects = projects_below(composed, path, run)
    return Simulated(
        run=run,
        simulation=simulation_of(run, tally, threads()),
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


def node_finishes(composed: Composed, run: Run, tally: Tally, path: str) -> Any:
    """Return the finish of a node in every iteration."""
    return samples(run.scale, tally).by_project[projects_below(composed, path, run)].max(axis=0)


def columns_of(composed: Composed, found: Simulated) -> dict[str, Any]:
    """Return what is kept of a run, by name."""
    result, ground = found.simulation, found.run.ground
    rank = sensitivity(found)
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


def sensitivity(found: Simulated) -> Any:
    """Return by activity the rank correlation of its duration with the node's finish, NaN where it is not drawn."""
    correlation = np.abs(np.nan_to_num(found.simulation.correlation))
    spread = found.run.ground.remaining * np.nan_to_num(found.simulation.criticality)
    rows = np.flatnonzero(found.simulation.has_range)
    if len(rows) > MOST_RANKED:
        # Either what moves the whole, or long work that is often critical.
        order = np.lexsort((-spread[rows], -correlation[rows]))
        rows = np.sort(rows[order[:MOST_RANKED]])
    rank = np.full(len(correlation), np.nan)
    if len(rows):
        rank[rows] = rank_correlations(drawn_durations(found.run, rows, threads()), found.finishes)
    return rank


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
