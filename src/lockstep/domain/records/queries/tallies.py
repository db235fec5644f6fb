"""How many open records stand at which node: for figures of many nodes at once, a statement a question."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q

from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.registry import register_of, registers


def open_by_node(
    user: Any,
    register: str,
    *,
    by: str = "",
    flags: tuple[str, ...] = (),
    where: Mapping[str, Any] | None = None,
) -> dict[tuple[int, Any], int]:
    """Return how many open records of a register stand at each node, by the value of a field ("" is none).

    With flags, those that carry at least one of them; `where` keeps those with these values, by the name of the field.
    """
    found = register_of(register)
    rows = found.model._default_manager.filter(policy_for(found.read).readable(user, "node"))
    rows = rows.exclude(state__in=found.closed_states)
    if flags:
        carried = Q(pk__in=[])
        for flag in flags:
            carried |= found.all_flags[flag].condition()
        rows = rows.filter(carried)
    for name, value in (where or {}).items():
        rows = rows.filter(**{found.all_fields[name].column: value})
    columns = ("node_id", found.all_fields[by].column) if by else ("node_id",)
    counted = rows.order_by().values_list(*columns).annotate(found=Count("pk", distinct=True))
    return {(row[0], row[1] if by else ""): row[-1] for row in counted}


def overdue_by_node(user: Any) -> dict[int, int]:
    """Return how many open records of any register are past their day, by node, in one statement."""
    arms = []
    for register in registers():
        if "overdue" not in register.all_flags:
            continue
        rows = register.model._default_manager.filter(policy_for(register.read).readable(user, "node"))
        late = rows.filter(register.all_flags["overdue"].condition())
        arms.append(late.order_by().values_list("node_id").annotate(found=Count("pk")))
    if not arms:
        return {}
    totals: dict[int, int] = {}
    for node, found in arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]:
        totals[node] = totals.get(node, 0) + found
    return totals
