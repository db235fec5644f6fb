"""How far the work for each objective is: deliverables weighed into capabilities, outcomes and objectives."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.records.queries.graph import every_link
from lockstep.domain.strategy.models import Capability, Deliverable, Objective, Outcome
from lockstep.domain.strategy.rules import rolled_up

_D, _C, _O, _G = (f"strategy.{name}" for name in ("deliverable", "capability", "outcome", "objective"))
_SLUGS = {_D: "deliverables", _C: "capabilities", _O: "outcomes", _G: "objectives"}
_WEIGHED_BY = {"weight": "weight", "budget": "budget", "effort": "effort_days"}
"""The column of a deliverable by the basis of the capability that it enables."""
_STEPS = (("enables", _D, _C), ("contributes_to", _C, _O), ("contributes_to", _O, _G))


@dataclass(frozen=True, slots=True)
class Rolled:
    """One thing with the progress of what leads to it, and the parts that it was weighed from."""

    register: str
    id: int
    key: str
    title: str
    weight: float | None
    progress: float | None
    basis: str
    parts: tuple["Rolled", ...]

    @property
    def count(self) -> int:
        """Return how many deliverables it rests on, each counted as often as it is used."""
        return sum(part.count for part in self.parts) if self.parts else int(self.register == "deliverables")


def roll_up(user: Any, node: int) -> tuple[Rolled, ...]:
    """Return the objectives of a node with the progress of the work for them, in eight statements.

    Deliverables are weighed into a capability by its basis, capabilities into outcomes and outcomes into objectives
    by their weights. What leads to two is counted in both, and within each of them once.
    """
    top = readable_node(user, node)
    near = Q(node__path__startswith=top.path) | Q(node_id__in=top.ancestor_ids)

    def rows(model: type[Any], **conditions: Any) -> dict[int, Any]:
        found = model.objects.filter(near, may_read.readable(user, "node"), **conditions)
        return {row.pk: row for row in found.exclude(state="dropped").order_by("pk")}

    things = {_D: rows(Deliverable), _C: rows(Capability), _O: rows(Outcome), _G: rows(Objective)}
    steps = Q()
    for kind, source, target in _STEPS:
        steps |= Q(kind=kind, source_type=source, target_type=target)
    below: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    links = every_link().filter(steps).order_by("pk")
    for source, source_id, target, target_id in links.values_list(
        "source_type", "source_id", "target_type", "target_id"
    ):
        if source_id in things[source] and target_id in things[target]:
            below[target, target_id].append((source, source_id))

    def rolled(kind: str, pk: int, basis: str) -> Rolled:
        row = things[kind][pk]
        own = getattr(row, "basis", "weight")
        parts = tuple(rolled(*part, own) for part in below[kind, pk])
        weight = float(getattr(row, _WEIGHED_BY[basis]) or 0) if kind == _D else row.weight
        done = row.progress if kind == _D else rolled_up([(part.progress, part.weight) for part in parts])
        return Rolled(_SLUGS[kind], pk, row.key, row.title, weight, done, own, parts)

    return tuple(rolled(_G, pk, "weight") for pk in things[_G])
