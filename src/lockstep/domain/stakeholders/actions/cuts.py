"""Giving a node a cut of its own for power and interest, or taking it away."""

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_decide
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.stakeholders.models import EngagementCut
from lockstep.domain.stakeholders.vocabulary import MOST

PLACE = "Cut of power and interest"


@action("stakeholders.set_cut", version=1)
def set_cut(work: Work, *, node: int, power: int, interest: int, version: int | None = None) -> EngagementCut:
    """Let a node, and all below without a cut of their own, count power and interest as high from here on."""
    home = load_node(work, node)
    work.require(may_decide, home)
    if not (2 <= power <= MOST and 2 <= interest <= MOST):
        raise Refused(PLACE, f"High begins at one of 2 to {MOST}, so that something can be below it.")
    row = EngagementCut.objects.filter(node_id=home.pk).first()
    if row is None:
        return work.create(EngagementCut, node_id=home.pk, power=power, interest=interest)
    kept = row.version if version is None else version
    return work.change(row, version=kept, power=power, interest=interest)


@action("stakeholders.remove_cut", version=1)
def remove_cut(work: Work, *, node: int, version: int) -> None:
    """Let a node cut as the node above does again."""
    home = load_node(work, node)
    work.require(may_decide, home)
    row = EngagementCut.objects.filter(node_id=home.pk).first()
    if row is None:
        raise Refused(PLACE, "It has no cut of its own; that of the level above holds already.")
    work.delete(row, version=version)
