"""Ranking demands by hand."""

from typing import Any

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_records
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.strategy.models import Demand
from lockstep.domain.strategy.queries.ranking import OPEN_DEMANDS, in_rank_order


@action("strategy.rank_demand", version=1)
def rank_demand(work: Work, *, node: int, demand: int, place: int, reason: str = "") -> Any:
    """Put a demand of a node's ranked list at a place from 1 on; those between move by one.

    All open demands at and below the node get the rank in which they stand, so that the order is whole.
    """
    home = load_node(work, node)
    moved = work.get(Demand, demand)
    rows = list(Demand.objects.filter(node__path__startswith=home.path, state__in=OPEN_DEMANDS))
    order = [row for row in in_rank_order(rows) if row.pk != moved.pk]
    if len(order) == len(rows):
        raise Refused(moved.key, "It is not on the list of this place: it is closed, or at home elsewhere.")
    order.insert(max(place, 1) - 1, moved)
    edits = []
    work.require(may_edit_records, home)
    for number, row in enumerate(order, start=1):
        if row.rank != number:
            edits.append((row.pk, None, {"rank": number, "changed_at": work.at}))
    work.change_many(Demand, edits)
    return len(edits)
