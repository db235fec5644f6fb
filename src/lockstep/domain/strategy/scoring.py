"""The score of demands by the weights of their nodes: computed, stored beside the levels, in no history."""

from collections.abc import Sequence
from typing import Any

from lockstep.domain.ledger import Work
from lockstep.domain.records.actions import settle_below
from lockstep.domain.records.queries import nearest_settings
from lockstep.domain.strategy.models import DemandWeights
from lockstep.domain.strategy.rules import weighted_score
from lockstep.domain.strategy.vocabulary import SCORE_WEIGHTS

SCORED = ("score",)
"""The columns that follow from levels and weights."""


def score_demands(rows: Sequence[Any]) -> None:
    """Set the score of demands by the weights of their nodes."""
    found = nearest_settings(DemandWeights, {row.node_id for row in rows})
    for row in rows:
        own = found.get(row.node_id)
        levels = {name: getattr(row, name) for name in SCORE_WEIGHTS}
        row.score = weighted_score(levels, own.weights if own is not None else SCORE_WEIGHTS)


def score_anew(work: Work) -> None:
    """Score all demands anew below nodes whose weights, or whose place in the tree, an action changed."""
    settle_below(work, "demands", "strategy.demandweights")
