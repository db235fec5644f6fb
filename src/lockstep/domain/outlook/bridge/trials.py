"""What a trial does to the P80: its node simulated with and without the edits, with the same draws."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lockstep.domain.access.queries.nodes import nodes_by_id
from lockstep.domain.ledger import Edit
from lockstep.domain.outlook.bridge.composing import SetUp, composed_of
from lockstep.domain.outlook.bridge.simulating import counted, prepared, simulated
from lockstep.domain.outlook.vocabulary import Response, Spread, Together, Unranged
from lockstep.domain.planning.queries.uncertain import UncertainPlan, uncertain_plan, uncertain_trial
from lockstep.engine.simulation.reading import quantiles

MOST_DRAWS = 3_000_000
"""Activities times iterations of one side, beyond which fewer iterations are taken."""
MOST_ITERATIONS, FEWEST_ITERATIONS = 1_000, 100
SHARE = 0.8


@dataclass(frozen=True, slots=True)
class TrialP80:
    """The P80 of a node without a trial and with it, both of one revision."""

    revision: int
    before_ticks: int
    after_ticks: int


def trial_p80(node: int, edits: Sequence[Edit]) -> TrialP80 | None:
    """Return the P80 of a node without and with some edits; None where the plan is too large to wait for."""
    plain = uncertain_plan(node)
    iterations = min(MOST_ITERATIONS, MOST_DRAWS // max(1, len(plain.plan.activities)))
    if iterations < FEWEST_ITERATIONS:
        return None
    return TrialP80(
        plain.revision, _p80(node, plain, iterations), _p80(node, uncertain_trial(node, edits), iterations)
    )


def _p80(node: int, found: UncertainPlan, iterations: int) -> int:
    set_up = SetUp(
        node=node,
        iterations=iterations,
        seed=1,
        spread=Spread.EVEN,
        unranged=Unranged.USUAL,
        together=Together.PROJECTS,
        response=Response.BEFORE,
    )
    plan = composed_of(found, set_up)
    run = prepared(plan, set_up)
    tally = counted(run, lambda share, phase: None, 1.0, "")
    finishes = simulated(plan, run, tally, nodes_by_id([node])[node].path, lambda: None).finishes
    return int(quantiles(finishes, np.array([SHARE]))[0])
