"""Demands on their way to a project."""

from dataclasses import dataclass
from typing import Any

from lockstep.domain.access.policies import may_read
from lockstep.domain.ledger import NotFound
from lockstep.domain.strategy.models import Demand
from lockstep.domain.strategy.register.demands import DEMANDS


@dataclass(frozen=True, slots=True)
class StartableDemand:
    """What starting a project needs to know of a demand; `has_passed` tells whether gate 0 let it through."""

    id: int
    version: int
    key: str
    title: str
    problem: str
    state: str
    node: int
    has_passed: bool


def startable_demand(user: Any, demand: int) -> StartableDemand:
    """Return a demand that the user may read. Raises NotFound otherwise."""
    row = Demand.objects.filter(may_read.readable(user, "node"), pk=demand).first()
    if row is None:
        raise NotFound(f"demand {demand}", "There is no such demand, or you may not see it.")
    label = DEMANDS.states_by_name[row.state].label
    has_passed = row.state == "accepted"
    return StartableDemand(
        row.pk, row.version, row.key, row.title, row.problem, label, row.node_id, has_passed
    )
