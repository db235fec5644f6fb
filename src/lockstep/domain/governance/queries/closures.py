"""Closures, and what people own."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.accounts import account_names
from lockstep.domain.access.queries.nodes import NodeRow, readable_node
from lockstep.domain.governance.ending import ACTIVITIES, Closure, HandedOver, ItemState, OpenThing
from lockstep.domain.governance.models import ClosureItem, Deputy, HandOver
from lockstep.domain.planning.queries.open_work import unfinished_count
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.queries import register_counts
from lockstep.domain.records.registry import register_of, registers
from lockstep.domain.records.vocabulary import today

NOT_HANDED = frozenset({"closure-items", "hand-overs", "deputies", "lessons"})
"""Registers whose records are about the ending itself, or stay where they were learned."""


def closure_at(user: Any, node: int) -> Closure:
    """Return the checklist of a node, held against live data, and what was handed over."""
    place = readable_node(user, node)
    rows = list(
        ClosureItem.objects.filter(may_read.readable(user, "node"), node_id=node)
        .exclude(state="dropped")
        .select_related("owner")
        .order_by("pk")
    )
    counts = open_counts(user, place, {row.check_name for row in rows if row.check_name})
    items = tuple(
        ItemState(
            row.pk,
            row.key,
            row.title,
            row.check_name,
            row.state,
            row.evidence,
            row.owner.name if row.owner else "",
            counts.get(row.check_name) if row.check_name else None,
        )
        for row in rows
    )
    return Closure(node, place.name, place.closed_on, items, _handed_over(user, node))


def open_counts(user: Any, place: NodeRow, checks: Iterable[str]) -> dict[str, int]:
    """Return how many things of each check are open at and below a node."""
    wanted = set(checks)
    found = dict.fromkeys(wanted, 0)
    if wanted - {ACTIVITIES}:
        counts = register_counts(user, place.id)
        found |= {name: counts[name].open for name in wanted if name in counts}
    if ACTIVITIES in wanted:
        found[ACTIVITIES] = unfinished_count(place.path)
    return found


def _handed_over(user: Any, node: int) -> tuple[HandedOver, ...]:
    rows = (
        HandOver.objects.filter(may_read.readable(user, "node"), node_id=node)
        .select_related("owner", "receiver", "home")
        .order_by("handed_on", "pk")
    )
    return tuple(
        HandedOver(
            row.pk,
            row.key,
            row.title,
            row.owner.name if row.owner else "",
            row.receiver.name if row.receiver else "",
            row.home.name if row.home else "",
            row.handed_on,
            row.notes,
            tuple(line for line in row.what.split("\n") if line),
        )
        for row in rows
    )


def open_things(user: Any, node: int, *, owner: int | None = None) -> tuple[OpenThing, ...]:
    """Return what is open at and below a node, of everybody or of one person, register by register."""
    path = readable_node(user, node).path
    concerned = [register for register in registers() if register.name not in NOT_HANDED]
    arms = [_arm(register, user, path, owner) for register in concerned]
    rows = list(arms[0].union(*arms[1:], all=True))
    names = account_names({row["owner_id"] for row in rows if row["owner_id"]})
    order = {register.name: place for place, register in enumerate(concerned)}
    rows.sort(key=lambda row: (order[row["register_name"]], row["pk"]))
    return tuple(
        OpenThing(
            row["register_name"],
            register_of(row["register_name"]).record_type,
            row["pk"],
            row["key"],
            row["title"],
            row["node_name"],
            row["owner_id"],
            names.get(row["owner_id"], ""),
            row["due_on"],
        )
        for row in rows
    )


def _arm(register: Register, user: Any, path: str, owner: int | None) -> QuerySet[Any]:
    rows = register.model.objects.filter(
        policy_for(register.read).readable(user, "node"), node__path__startswith=path
    ).exclude(state__in=register.closed_states)
    if owner is not None:
        rows = rows.filter(owner_id=owner)
    named = rows.order_by().annotate(
        register_name=Value(register.name, output_field=CharField()), node_name=F("node__name")
    )
    return named.values("register_name", "pk", "key", "title", "node_name", "owner_id", "due_on")


def stand_ins(people: Iterable[int]) -> dict[int, tuple[tuple[int, str], ...]]:
    """Return who stands in today for some people, each with the name of the one who is away."""
    now = today()
    rows = Deputy.objects.filter(
        owner_id__in=list(people), state="agreed", from_on__lte=now, until_on__gte=now
    ).values_list("owner_id", "deputy_id", "owner__name")
    found: dict[int, tuple[tuple[int, str], ...]] = {}
    for away, deputy, name in rows:
        found[away] = (*found.get(away, ()), (deputy, name))
    return found


def day_after(day: Any) -> Any:
    """Return the day after; roles are lent up to its beginning."""
    return day + timedelta(days=1)
