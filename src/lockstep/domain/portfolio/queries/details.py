"""What is said about nodes, many at once."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.portfolio.queries.tree import readable_profiles


@dataclass(frozen=True, slots=True)
class NodeDetails:
    """One node with its details; `details_version` is the version that a change of them names."""

    id: int
    name: str
    kind: NodeKind
    path: str
    details_version: int
    code: str
    manager_id: int | None
    manager: str
    sponsor: str
    description: str
    target_start: date | None
    target_finish: date | None
    closed_on: date | None


def details_below(user: Any, node: int) -> tuple[NodeDetails, ...]:
    """Return a node and all below it that may be read, parents first."""
    path = readable_node(user, node).path
    rows = readable_profiles(user).filter(node__path__startswith=path).order_by("node__path")
    return tuple(_row(row) for row in rows)


def managed_by(user: Any, account: int, *, below: int) -> tuple[NodeDetails, ...]:
    """Return what an account manages at and below a node."""
    return tuple(row for row in details_below(user, below) if row.manager_id == account)


def _row(profile: Any) -> NodeDetails:
    node = profile.node
    return NodeDetails(
        node.pk,
        node.name,
        NodeKind(node.kind),
        node.path,
        profile.version,
        profile.code,
        profile.manager_id,
        str(profile.manager) if profile.manager else "",
        profile.sponsor,
        profile.description,
        profile.target_start,
        profile.target_finish,
        node.closed_on,
    )
