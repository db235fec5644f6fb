"""Where risks stand by the scales of their nodes: computed, stored beside what people assess, in no history."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from lockstep.domain.access.queries.nodes import nodes_by_id
from lockstep.domain.ledger import Work
from lockstep.domain.records.actions import settle_derived
from lockstep.domain.risks.models import Risk, RiskGrid
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


def nearest_grids(node_ids: Iterable[int]) -> Mapping[int, RiskGrid | None]:
    """Return the scales that hold at nodes: their own, else those of the nearest node above; two statements."""
    nodes = nodes_by_id(node_ids)
    above = {node_id for node in nodes.values() for node_id in _line(node.path)}
    own = {row.node_id: row for row in RiskGrid.objects.filter(node_id__in=above)}
    return {
        node_id: next((own[step] for step in reversed(_line(node.path)) if step in own), None)
        for node_id, node in nodes.items()
    }


def _line(path: str) -> list[int]:
    return [int(step) for step in path.strip("/").split("/") if step]


def place_risks(rows: Sequence[Any]) -> None:
    """Set the standing of risks by the scales of their nodes."""
    found = nearest_grids({row.node_id for row in rows})
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
    moved = [
        change.node_id
        for change in work.changes
        if change.registration.record_type == "risks.riskgrid"
        or (
            change.registration.record_type == "access.node"
            and {"path", "parent_id"} & set(change.field_names)
        )
    ]
    for node in nodes_by_id(node_id for node_id in moved if node_id is not None).values():
        settle_derived("risks", _below(node.path))


def _below(path: str) -> QuerySet[Risk]:
    return Risk.objects.filter(node__path__startswith=path)
