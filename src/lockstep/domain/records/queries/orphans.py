"""Records that lead nowhere, and reasons that nothing leads to."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from lockstep.domain.access.queries.nodes import readable_node, readable_nodes_below
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.records.declarations import Register
from lockstep.domain.records.link_kinds import UPWARD
from lockstep.domain.records.linking import end_of
from lockstep.domain.records.models import Link
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.queries.tracing import NODE
from lockstep.domain.records.registry import LinkEnd, registers

SHOWN = 200


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
    place = readable_node(user, node)
    found = [_unserved(user, register, place.path) for register in registers() if register.is_reason]
    found += [
        _leading_nowhere(user, register, place.path)
        for register in registers()
        if not register.is_reason and UPWARD & set(register.link_kinds)
    ]
    found.append(_projects(user, node))
    return tuple(item for item in found if item.count)


def _open_rows(user: Any, register: Register, path: str) -> Any:
    rows = register.model.objects.filter(
        policy_for(register.read).readable(user, "node"), node__path__startswith=path
    )
    return rows.exclude(state__in=register.closed_states)


def _unserved(user: Any, register: Register, path: str) -> Orphans:
    served = Link.objects.filter(target_type=register.record_type, target_id=OuterRef("pk"), kind__in=UPWARD)
    sentence = f"Nothing serves these {register.plural}: link what does, or ask whether they are meant."
    return _listed(register, _open_rows(user, register, path).filter(~Exists(served)), sentence)


def _leading_nowhere(user: Any, register: Register, path: str) -> Orphans:
    leading = Link.objects.filter(source_type=register.record_type, source_id=OuterRef("pk"), kind__in=UPWARD)
    sentence = f"These {register.plural} lead to nothing: link what they are for, or ask why they exist."
    return _listed(register, _open_rows(user, register, path).filter(~Exists(leading)), sentence)


def _listed(register: Register, rows: Any, sentence: str) -> Orphans:
    shown = rows.select_related("node").order_by("pk")[:SHOWN]
    ends = tuple(end_of(register, row) for row in shown)
    count = len(ends) if len(ends) < SHOWN else rows.count()
    return Orphans(register.name, register.plural, sentence, count, ends)


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
