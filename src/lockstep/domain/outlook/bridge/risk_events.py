"""The register of risks as a source of uncertainty, and what each risk and its response do to the P80."""

from dataclasses import replace
from typing import Any, Final

import numpy as np

from lockstep.domain.outlook.bridge.composing import Composed, SetUp
from lockstep.domain.outlook.bridge.simulating import GoOn, Simulated, finishes_with, without_costs
from lockstep.domain.outlook.vocabulary import Response
from lockstep.engine.simulation.reading import quantiles
from lockstep.foundation.ticks import TICKS_PER_DAY
from lockstep.plan import Uncertainties

MOST_RISKS: Final = 20
"""Risks whose effect is computed, the largest expected delays first; each costs two short runs."""
_WORK: Final = 20_000_000
"""Activities times iterations that one short run may cost."""
_P80: Final = np.array([0.8])


def risk_effects(
    composed: Composed, set_up: SetUp, found: Simulated, go_on: GoOn
) -> dict[int, tuple[float, float]]:
    """Return by risk the calendar days that it costs the P80 of a node, and those that its response saves.

    Both are differences to a run in which no response has been given: one without the risk, one with its response
    only. All runs share their draws, so that nothing but the risk moves the finish.
    """
    uncertain = without_costs(composed.uncertain)
    if not len(uncertain.risks):
        return {}
    iterations = min(set_up.iterations, max(1_000, _WORK // max(len(composed.plan.activities), 1)))

    def p80(changed: Uncertainties) -> int:
        go_on()
        finishes = finishes_with(
            found.run, changed, iterations, Response.BEFORE, found.projects, lambda _share, _phase: go_on()
        )
        return int(quantiles(finishes, _P80)[0])

    base = p80(uncertain)
    effects = {}
    for row in _largest(uncertain):
        gone = p80(_with_probability(uncertain, row, 0.0))
        answered = p80(_answered(uncertain, row))
        effects[int(uncertain.risks.uids[row])] = (_days(base - gone), _days(base - answered))
    return effects


def _largest(uncertain: Uncertainties) -> list[int]:
    likely = np.bincount(
        uncertain.impacts.risk, np.abs(uncertain.impacts.likely), minlength=len(uncertain.risks)
    )
    order = np.argsort(-(uncertain.risks.probability * likely), kind="stable")
    return [int(row) for row in order[:MOST_RISKS]]


def _with_probability(uncertain: Uncertainties, row: int, probability: float) -> Uncertainties:
    chances = uncertain.risks.probability.copy()
    chances[row] = probability
    return replace(uncertain, risks=replace(uncertain.risks, probability=chances))


def _answered(uncertain: Uncertainties, row: int) -> Uncertainties:
    """Return the same with one risk as it is after its response."""
    after = _with_probability(uncertain, row, float(uncertain.risks.mitigated_probability[row]))
    impacts = after.impacts
    left = np.where(impacts.risk == row, impacts.mitigated_share, 1.0)
    columns: dict[str, Any] = {name: getattr(impacts, name) * left for name in ("low", "likely", "high")}
    return replace(after, impacts=replace(impacts, **columns))


def _days(ticks: int) -> float:
    return round(ticks / TICKS_PER_DAY, 1)
