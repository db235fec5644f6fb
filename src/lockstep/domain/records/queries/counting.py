"""How much is open and overdue in every register at and below a node, in one statement."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet, Value

from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.registry import registers


@dataclass(frozen=True, slots=True)
class RegisterCount:
    """The readable records of one register."""

    register: str
    total: int
    open: int
    overdue: int


def register_counts(user: Any, node: int) -> dict[str, RegisterCount]:
    """Return the counts of all registers that hold something, by the name of the register."""
    path = readable_node(user, node).path
    arms = [_arm(register, user, path) for register in registers()]
    if not arms:
        return {}
    rows = arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]
    return {row["register_name"]: RegisterCount(*_numbers(row)) for row in rows}


def _arm(register: Register, user: Any, path: str) -> QuerySet[Any]:
    rows = register.model.objects.filter(
        policy_for(register.read).readable(user, "node"), node__path__startswith=path
    )
    named = rows.order_by().annotate(register_name=Value(register.name, output_field=CharField()))
    overdue = register.all_flags["overdue"].condition() if "overdue" in register.all_flags else Q(pk__in=[])
    return named.values("register_name").annotate(
        total=Count("pk"),
        is_open=Count("pk", filter=~Q(state__in=register.closed_states)),
        is_overdue=Count("pk", filter=overdue),
    )


def _numbers(row: dict[str, Any]) -> tuple[str, int, int, int]:
    return row["register_name"], row["total"], row["is_open"], row["is_overdue"]
