"""Where a page is: the node, what lies above it and what one may do there, in two statements."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Subquery
from django.db.models.functions import Length

from lockstep.domain.access.models import Node
from lockstep.domain.access.policies import Standing
from lockstep.domain.access.vocabulary import NodeKind, Permission
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
    path = Subquery(Node.objects.filter(pk=node_id).values("path")[:1])
    *above, node = Node.objects.alias(target=path).filter(target__startswith=F("path")).order_by(
        Length("path")
    ) or [None]
    if node is None or not standing.may(Permission.READ, node.path):
        raise NotFound(f"node {node_id}", "There is no such node, or you may not see it.")
    return NodePlace(
        node.pk,
        NodeKind(node.kind),
        node.name,
        node.path,
        tuple(
            Crumb(found.pk, NodeKind(found.kind), found.name)
            for found in above
            if standing.may(Permission.READ, found.path)
        ),
        frozenset(permission for permission in Permission if standing.may(permission, node.path)),
    )
