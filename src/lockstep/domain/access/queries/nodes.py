"""Bare nodes, for apps that know only their ids."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Subquery
from django.db.models.functions import Length

from lockstep.domain.access.errors import NotFound
from lockstep.domain.access.models import Node
from lockstep.domain.access.policies import may_read
from lockstep.domain.access.vocabulary import NodeKind


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node as every app may know it."""

    id: int
    version: int
    kind: NodeKind
    name: str
    parent_id: int | None
    path: str
    closed_on: date | None = None

    @property
    def ancestor_ids(self) -> tuple[int, ...]:
        """Return the ids from the root to the node itself."""
        return tuple(int(part) for part in self.path.split("/") if part)


def readable_node(user: Any, node_id: int) -> NodeRow:
    """Return a node; NotFound when it is absent or may not be read."""
    node = may_read.nodes(user).filter(pk=node_id).first()
    if node is None:
        raise NotFound(f"node {node_id}", "There is no such node, or you may not see it.")
    return _row(node)


def readable_nodes(user: Any, node_ids: Iterable[int]) -> dict[int, NodeRow]:
    """Return those of some nodes that may be read, by id."""
    return {node.pk: _row(node) for node in may_read.nodes(user).filter(pk__in=list(node_ids))}


def readable_nodes_below(user: Any, node_id: int) -> tuple[NodeRow, ...]:
    """Return a node and all below it that may be read, parents first."""
    top = readable_node(user, node_id)
    below = may_read.nodes(user).filter(path__startswith=top.path).order_by("path")
    return tuple(_row(node) for node in below)


def nodes_below(node_id: int, *, kind: NodeKind | None = None) -> tuple[NodeRow, ...]:
    """Return a node and all below it, whoever asks: for computations, never for a page."""
    top = Node.objects.filter(pk=node_id).values_list("path", flat=True).first()
    found = Node.objects.filter(path__startswith=top).order_by("path") if top else Node.objects.none()
    if kind is not None:
        found = found.filter(kind=kind.value)
    return tuple(_row(node) for node in found)


def nodes_by_id(node_ids: Iterable[int]) -> dict[int, NodeRow]:
    """Return nodes by id, whoever asks: for computations, never for a page."""
    return {node.pk: _row(node) for node in Node.objects.filter(pk__in=list(node_ids))}


def way_to(node_id: int) -> tuple[NodeRow, ...]:
    """Return the nodes from the root to a node, in one statement, whoever asks; nothing when it is absent."""
    path = Subquery(Node.objects.filter(pk=node_id).values("path")[:1])
    found = Node.objects.alias(target=path).filter(target__startswith=F("path")).order_by(Length("path"))
    return tuple(_row(node) for node in found)


def root_of(node_id: int) -> NodeRow:
    """Return the top of the tree that a node lies in."""
    path = Node.objects.filter(pk=node_id).values_list("path", flat=True).first()
    if path is None:
        raise NotFound(f"node {node_id}", "There is no such node.")
    return _row(Node.objects.get(pk=int(path.split("/")[1])))


def _row(node: Node) -> NodeRow:
    return NodeRow(
        node.pk, node.version, NodeKind(node.kind), node.name, node.parent_id, node.path, node.closed_on
    )
