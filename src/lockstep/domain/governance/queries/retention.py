"""What has been kept as long as it must be."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Q, Value

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import way_to
from lockstep.domain.governance.models import RetentionRule
from lockstep.domain.governance.register.standards import ALL_GROUPS, years_after
from lockstep.domain.portfolio.queries import details_below
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.registry import registers
from lockstep.domain.records.vocabulary import today

KEPT_WITH_THE_RULE = frozenset({"retention-rules", "hand-overs", "closure-items"})
"""Registers that say what became of the rest; they are not discarded."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a rule says of one closed node: until when it is kept, and how many records that is."""

    rule: int
    rule_key: str
    rule_title: str
    node: int
    node_name: str
    closed_on: date
    kept_until: date
    record_count: int

    @property
    def is_due(self) -> bool:
        """Tell whether it has been kept long enough."""
        return self.kept_until <= today()


def covered(covers: str) -> list[Register]:
    """Return the registers that a rule covers, those last that others refer to."""
    found = [
        register
        for register in registers()
        if covers in (ALL_GROUPS, register.group) and register.name not in KEPT_WITH_THE_RULE
    ]
    return found[::-1]


def retention_at(user: Any, node: int) -> tuple[Kept, ...]:
    """Return what the rules in force say of the closed nodes at and below a node, the soonest first."""
    closed = [row for row in details_below(user, node) if row.closed_on is not None]
    if not closed:
        return ()
    above = [place.id for place in way_to(node)]
    rules = RetentionRule.objects.filter(
        Q(node_id__in=above) | Q(node__path__contains=f"/{node}/"),
        may_read.readable(user, "node"),
        state="in_force",
    ).order_by("pk")
    counts = _counts([row.id for row in closed])
    found = [
        Kept(
            rule.pk,
            rule.key,
            rule.title,
            row.id,
            row.name,
            row.closed_on,
            years_after(row.closed_on, rule.years),
            sum(counts.get((register.name, row.id), 0) for register in covered(rule.covers)),
        )
        for rule in rules
        for row in closed
        if row.closed_on is not None
    ]
    return tuple(sorted(found, key=lambda item: (item.kept_until, item.node_name, item.rule)))


def _counts(nodes: list[int]) -> dict[tuple[str, int], int]:
    """Return how many records each register holds at some nodes, whoever may see them, in one statement."""
    arms = [
        register.model.objects.filter(node_id__in=nodes)
        .order_by()
        .annotate(register_name=Value(register.name, output_field=CharField()))
        .values("register_name", "node_id")
        .annotate(count=Count("pk"))
        for register in registers()
    ]
    rows = arms[0].union(*arms[1:], all=True)
    return {(row["register_name"], row["node_id"]): row["count"] for row in rows}
