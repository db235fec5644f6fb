"""Where a page is: the node, what lies above it and what one may do there, in two statements."""

from dataclasses import dataclass
from typing import Any

from lockstep.domain.access.policies import Standing
from lockstep.domain.access.queries.nodes import way_to
from lockstep.domain.access.vocabulary import STILL_OPEN, NodeKind, Permission
from lockstep.domain.ledger import NotFound
from lockstep.domain.portfolio.queries.nodes import Crumb


@dataclass(frozen=True, slots=True)
class NodePlace:
    """A node with the way to it, for pages that show nothing else of the node."""

    id: int
    kind: NodeKind
    name: str
    path: str
    crumbs: tuple[Crumb, ...]
    permissions: frozenset[Permission]


def node_place(user: Any, node_id: int) -> NodePlace:
    """Return where a node lies; NotFound when it is absent or may not be read."""
    standing = Standing.of(user)
    *above, node = way_to(node_id) or (None,)
    if node is None or not standing.may(Permission.READ, node.path):
        raise NotFound(f"node {node_id}", "There is no such node, or you may not see it.")
    return NodePlace(
        node.id,
        node.kind,
        node.name,
        node.path,
        tuple(
            Crumb(found.id, found.kind, found.name)
            for found in above
            if standing.may(Permission.READ, found.path)
        ),
        frozenset(
            permission
            for permission in (Permission if node.closed_on is None else STILL_OPEN)
            if standing.may(permission, node.path)
        ),
    )
