"""What one more of each constrained resource would gain, as the newest leveling of a node or above it found it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models.functions import Length

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.planning.bridge.gaps import digest_apart_from, gaps_by_activity
from lockstep.domain.planning.bridge.packing import unpack_json
from lockstep.domain.planning.models import LevelingProposal
from lockstep.domain.planning.queries.leveling import ValueOfCapacity
from lockstep.domain.planning.queries.looking import look_at
from lockstep.domain.planning.vocabulary import LevelingOrder, LevelingState


@dataclass(frozen=True, slots=True)
class CapacityWorth:
    """What more capacity was worth to a node that was leveled; `is_current` means that the plan has not changed."""

    proposal: int
    node: int
    node_name: str
    at: datetime
    is_current: bool
    lead_weeks: float
    ramp_up_weeks: float
    values: tuple[ValueOfCapacity, ...]


def capacity_worth(user: Any, node: int) -> CapacityWorth | None:
    """Return the value of capacity from the newest leveling of a node that was not put aside, None without one.

    Where the node itself was never leveled, that of the nearest node above it counts.
    """
    place = readable_node(user, node)
    found = LevelingProposal.objects.filter(
        may_read.readable(user, "node"), node_id__in=place.ancestor_ids
    ).exclude(state=LevelingState.DISMISSED.value)
    row = found.select_related("node").order_by(Length("node__path").desc(), "-pk").first()
    if row is None:
        return None
    report, order = unpack_json(row.report), LevelingOrder.of(row.settings)
    compiled = look_at(user, node).compiled
    names = compiled.tables.resources
    return CapacityWorth(
        proposal=row.pk,
        node=row.node_id,
        node_name=row.node.name,
        at=row.at,
        is_current=digest_apart_from(compiled, gaps_by_activity(report)) == row.inputs_digest,
        lead_weeks=order.lead_weeks,
        ramp_up_weeks=order.ramp_up_weeks,
        values=tuple(
            ValueOfCapacity(resource, names[resource].name, *rest)
            for resource, *rest in report["values"]
            if resource in names
        ),
    )
