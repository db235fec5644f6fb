"""Search over all registers at once, in one statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, QuerySet, Value

from lockstep.domain.access.policies import standings_read_once
from lockstep.domain.access.queries.nodes import readable_nodes
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.registry import LinkEnd, linkable, linkables, register_of, registers

_COLUMNS = ("pk", "key", "title", "state", "node_id", "changed_at")


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record that a search found."""

    register: str
    record_type: str
    id: int
    key: str
    title: str
    state: str
    node_id: int
    node: str
    url: str
    icon: str
    kind: str


def search(user: Any, words: str, *, node: int | None = None, limit: int = 20) -> tuple[FoundRecord, ...]:
    """Return readable records of all registers that hold every word; an exact key first, then the newest."""
    asked = words.casefold().split()
    if not asked:
        return ()
    with standings_read_once():
        arms = [_arm(register, user, asked, node) for register in registers()]
    if not arms:
        return ()
    found = arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]
    rows = list(found.order_by("-changed_at")[: limit * 3])
    exact = [row for row in rows if row["key"].casefold() == words.strip().casefold()]
    rows = (exact + [row for row in rows if row not in exact])[:limit]
    nodes = readable_nodes(user, {row["node_id"] for row in rows})
    return tuple(_found(row, nodes) for row in rows)


def _arm(register: Register, user: Any, words: Iterable[str], node: int | None) -> QuerySet[Any]:
    rows = register.model.objects.filter(policy_for(register.read).readable(user, "node"))
    for word in words:
        rows = rows.filter(folded__contains=word)
    if node is not None:
        rows = rows.filter(node__path__contains=f"/{node}/")
    named = rows.annotate(register_name=Value(register.name, output_field=CharField()))
    return named.order_by().values("register_name", *_COLUMNS)


def _found(row: dict[str, Any], nodes: Any) -> FoundRecord:
    register = register_of(row["register_name"])
    state = register.states_by_name.get(row["state"])
    node = nodes.get(row["node_id"])
    return FoundRecord(
        register=register.name,
        record_type=register.record_type,
        id=row["pk"],
        key=row["key"],
        title=row["title"],
        state=state.label if state else row["state"],
        node_id=row["node_id"],
        node=node.name if node else "",
        url=f"/r/{register.name}/{row['pk']}/",
        icon=register.icon,
        kind=register.singular,
    )


def record_choices(
    user: Any, words: str, *, record_type: str = "", node: int | None = None
) -> tuple[LinkEnd, ...]:
    """Return things that a person may mean: to link to, or to choose in a field."""
    if record_type:
        return tuple(linkable(record_type).search(user, words, node))
    records = tuple(
        LinkEnd(
            row.record_type,
            row.id,
            row.key,
            row.title,
            row.state,
            row.node_id,
            row.node,
            row.url,
            icon=row.icon,
            kind=row.kind,
        )
        for row in search(user, words, node=node)
    )
    own = {register.record_type for register in registers()}
    others = [item for item in linkables() if item.record_type not in own]
    return (*records, *(end for item in others for end in item.search(user, words, node)))
