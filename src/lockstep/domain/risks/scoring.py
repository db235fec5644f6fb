"""Where risks stand by the scales of their nodes: computed, stored beside what people assess, in no history."""

from collections.abc import Sequence
from typing import Any

from lockstep.domain.ledger import Work
from lockstep.domain.records.actions import settle_below
from lockstep.domain.records.queries import nearest_settings
from lockstep.domain.risks.models import RiskGrid
from lockstep.domain.risks.rules import expected_value
from lockstep.domain.risks.scales import FIVE, Grid
from lockstep.domain.risks.vocabulary import DIMENSIONS, RiskKind

STANDING = (
    "impact",
    "score",
    "band",
    "residual_score",
    "residual_band",
    "target_score",
    "target_band",
    "is_beyond",
)
"""The columns that follow from others and from the scales."""


def place_risks(rows: Sequence[Any]) -> None:
    """Set the standing of risks by the scales of their nodes."""
    found = nearest_settings(RiskGrid, {row.node_id for row in rows})
    grids = {node_id: row.grid if row is not None else FIVE for node_id, row in found.items()}
    for row in rows:
        _place(row, grids.get(row.node_id, FIVE))


def _place(row: Any, grid: Grid) -> None:
    impact = grid.impact_of([getattr(row, name) for name in DIMENSIONS])
    row.impact = impact
    for prefix, likelihood, level in (
        ("", row.likelihood, impact),
        ("residual_", row.residual_likelihood, row.residual_impact),
        ("target_", row.target_likelihood, row.target_impact),
    ):
        band = grid.band_of(likelihood, level)
        setattr(row, f"{prefix}score", grid.score_of(likelihood, level))
        setattr(row, f"{prefix}band", band.value if band else "")
    money = expected_value(row.probability, row.impact_cost, row.kind == RiskKind.OPPORTUNITY)
    row.is_beyond = grid.passes(row.score, money)


def rescore(work: Work) -> None:
    """Place all risks anew below nodes whose scales, or whose place in the tree, an action changed."""
    settle_below(work, "risks", "risks.riskgrid")
