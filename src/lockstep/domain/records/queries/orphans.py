"""Records that lead nowhere, and reasons that nothing leads to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value

from lockstep.domain.access.policies import standings_read_once
from lockstep.domain.access.queries.nodes import readable_node, readable_nodes_below
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.link_kinds import UPWARD
from lockstep.domain.records.models import Link
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.queries.tracing import NODE
from lockstep.domain.records.registry import LinkEnd, register_of, registers

SHOWN = 200
_COLUMNS = ("pk", "key", "title", "state", "due_on", "node_id", "node__name")


@dataclass(frozen=True, slots=True)
class Orphans:
    """Things of one kind without the links that they should have; `count` counts also those not listed."""

    name: str
    label: str
    sentence: str
    count: int
    ends: tuple[LinkEnd, ...]


def orphans(user: Any, node: int) -> tuple[Orphans, ...]:
    """Return what leads to no reason, and what no work leads to, at and below a node."""
    path = readable_node(user, node).path
    concerned = [item for item in registers() if item.is_reason or UPWARD & set(item.link_kinds)]
    found: dict[str, list[LinkEnd]] = {register.name: [] for register in concerned}
    counts = dict.fromkeys(found, 0)
    for row in _lost_rows(user, concerned, path):
        name = row["register_name"]
        counts[name] += 1
        if counts[name] <= SHOWN:
            found[name].append(_end(row))
    lists = [
        Orphans(item.name, item.plural, _sentence(item), counts[item.name], tuple(found[item.name]))
        for item in sorted(concerned, key=lambda item: not item.is_reason)
    ]
    return tuple(item for item in (*lists, _projects(user, node)) if item.count)


def _sentence(register: Register) -> str:
    if register.is_reason:
        return f"Nothing serves these {register.plural}: link what does, or ask whether they are meant."
    return f"These {register.plural} lead to nothing: link what they are for, or ask why they exist."


def _lost_rows(user: Any, concerned: Sequence[Register], path: str) -> Iterable[dict[str, Any]]:
    with standings_read_once():
        arms = [_arm(register, user, path) for register in concerned]
    if not arms:
        return ()
    return arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]


def _arm(register: Register, user: Any, path: str) -> QuerySet[Any]:
    end = "target" if register.is_reason else "source"
    links = Link.objects.filter(
        **{f"{end}_type": register.record_type, f"{end}_id": OuterRef("pk"), "kind__in": UPWARD}
    )
    rows = register.model.objects.filter(
        ~Exists(links), policy_for(register.read).readable(user, "node"), node__path__startswith=path
    )
    rows = rows.exclude(state__in=register.closed_states).order_by()
    named = rows.annotate(register_name=Value(register.name, output_field=CharField()))
    return named.values("register_name", *_COLUMNS)


def _end(row: dict[str, Any]) -> LinkEnd:
    register = register_of(row["register_name"])
    state = register.states_by_name.get(row["state"])
    return LinkEnd(
        register.record_type,
        row["pk"],
        row["key"],
        row["title"],
        state.label if state else row["state"],
        row["node_id"],
        row["node__name"],
        f"/r/{register.name}/{row['pk']}/",
        finish=row["due_on"],
        icon=register.icon,
        kind=register.singular,
    )


def _projects(user: Any, node: int) -> Orphans:
    nodes = readable_nodes_below(user, node)
    leading = Link.objects.filter(source_type=NODE, kind__in=UPWARD)
    serving = set(leading.values_list("source_id", flat=True))
    lost = [
        row for row in nodes if row.kind == NodeKind.PROJECT and not serving.intersection(row.ancestor_ids)
    ]
    ends = tuple(
        LinkEnd(
            NODE, row.id, "", row.name, node_id=row.id, node=row.name, url=f"/nodes/{row.id}/", kind="project"
        )
        for row in lost[:SHOWN]
    )
    sentence = "These projects serve no objective: align them, or ask why they run."
    return Orphans("projects", "projects", sentence, len(lost), ends)
