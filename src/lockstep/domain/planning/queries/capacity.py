"""What one more of each constrained resource would gain, as the newest leveling of a node found it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.planning.bridge.gaps import digest_apart_from, gaps_by_activity
from lockstep.domain.planning.bridge.packing import unpack_json
from lockstep.domain.planning.models import LevelingProposal
from lockstep.domain.planning.queries.leveling import ValueOfCapacity
from lockstep.domain.planning.queries.looking import look_at
from lockstep.domain.planning.vocabulary import LevelingOrder, LevelingState


@dataclass(frozen=True, slots=True)
class CapacityWorth:
    """What more capacity was worth in a leveling proposal; `is_current` says that the plan has not changed since."""

    proposal: int
    at: datetime
    is_current: bool
    lead_weeks: float
    ramp_up_weeks: float
    values: tuple[ValueOfCapacity, ...]


def capacity_worth(user: Any, node: int) -> CapacityWorth | None:
    """Return the value of capacity of a node from its newest leveling that was not put aside, None without one."""
    found = LevelingProposal.objects.filter(may_read.readable(user, "node"), node_id=node)
    row = found.exclude(state=LevelingState.DISMISSED.value).order_by("-pk").first()
    if row is None:
        return None
    report, order = unpack_json(row.report), LevelingOrder.of(row.settings)
    compiled = look_at(user, node).compiled
    names = compiled.tables.resources
    return CapacityWorth(
        proposal=row.pk,
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
