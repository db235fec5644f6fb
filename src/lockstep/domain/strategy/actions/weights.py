"""Giving a node weights of its own for the score of demands, or taking them away."""

from math import isfinite

from pydantic import BaseModel

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_decide
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.strategy.models import DemandWeights

PLACE = "Weights of demands"


class Weights(BaseModel):
    """What counts how much; only how they stand to each other matters. Risk counts against a demand."""

    fit: float
    value_level: float
    risk_level: float
    technical_fit: float


@action("strategy.set_weights", version=1)
def set_weights(work: Work, *, node: int, weights: Weights, version: int | None = None) -> DemandWeights:
    """Let a node, and all below without weights of their own, score demands so; all there are scored anew."""
    home = load_node(work, node)
    work.require(may_decide, home)
    values = weights.model_dump()
    if any(not isfinite(weight) or weight < 0 for weight in values.values()) or not sum(values.values()):
        raise Refused(PLACE, "Each weight is a number that is not below zero, and one of them counts.")
    row = DemandWeights.objects.filter(node_id=home.pk).first()
    if row is None:
        return work.create(DemandWeights, node_id=home.pk, **values)
    return work.change(row, version=row.version if version is None else version, **values)


@action("strategy.remove_weights", version=1)
def remove_weights(work: Work, *, node: int, version: int) -> None:
    """Let a node score demands as the node above does again."""
    home = load_node(work, node)
    work.require(may_decide, home)
    row = DemandWeights.objects.filter(node_id=home.pk).first()
    if row is None:
        raise Refused(PLACE, "It has no weights of its own; those of the level above hold already.")
    work.delete(row, version=version)
