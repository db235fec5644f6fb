"""Placing nodes in the tree: parts of the portfolio's actions, never actions of their own.

Policies are asked by the caller, who knows what the change means.
"""

from datetime import date

from django.db.models import QuerySet

from lockstep.domain.access.errors import Refused
from lockstep.domain.access.models import Node
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.access.work import Work


def folded(*texts: str) -> str:
    """Return the text that search compares."""
    return " ".join(text.casefold() for text in texts if text)[:400]


def hold_trees(*node_ids: int | None) -> None:
    """Let nobody else change the shape of the trees that some nodes lie in, until the end of the action.

    Paths are copied down the tree, so two moves at once, or a move and an addition, could each see a half of the
    other. Called before the nodes are loaded.
    """
    paths = Node.objects.filter(pk__in=[node_id for node_id in node_ids if node_id is not None])
    roots = {int(path.split("/")[1]) for path in paths.values_list("path", flat=True)}
    list(Node.objects.select_for_update().filter(pk__in=roots).order_by("pk"))


def load_node(work: Work, node_id: int) -> Node:
    """Return a node that the actor may read."""
    return work.get(Node, node_id)


def lock_node(work: Work, node_id: int) -> Node:
    """Return a node that the actor may read, held until the end of the action."""
    return work.lock(Node, node_id)


def add_node(work: Work, *, kind: NodeKind, name: str, parent: Node | None, code: str = "") -> Node:
    """Store a node below another, or as a root."""
    node_id = work.reserve_id(Node)
    path = f"{parent.path if parent else '/'}{node_id}/"
    return work.create(
        Node, id=node_id, kind=kind.value, name=name, parent=parent, path=path, folded=folded(code, name)
    )


def rename_node(work: Work, node: Node, *, version: int, name: str, code: str = "") -> Node:
    """Give a node another name."""
    return work.change(node, version=version, name=name, folded=folded(code, name))


def move_node(work: Work, node: Node, *, parent: Node | None) -> Node:
    """Put a node with all below it under another parent, or to the roots; their paths follow."""
    if parent is not None and parent.path.startswith(node.path):
        raise Refused(
            node.name, f"{parent.name} lies below it, so it cannot move there. Choose another place."
        )
    old, new = node.path, f"{parent.path if parent else '/'}{node.pk}/"
    if old == new:
        return node
    below = Node.objects.filter(path__startswith=old).exclude(pk=node.pk).order_by("path")
    edits = [(row.pk, None, {"path": new + row.path[len(old) :]}) for row in below.select_for_update()]
    moved = work.change(node, version=node.version, parent=parent, path=new)
    work.change_many(Node, edits)
    return moved


def close_tree(work: Work, node: Node, *, on: date) -> Node:
    """Close a node and all below it; from now on they are read."""
    return _mark(work, node, Node.objects.filter(closed_on__isnull=True), on)


def reopen_tree(work: Work, node: Node) -> Node:
    """Open a node and all below it again."""
    return _mark(work, node, Node.objects.filter(closed_on__isnull=False), None)


def _mark(work: Work, node: Node, rows: QuerySet[Node], on: date | None) -> Node:
    below = rows.filter(path__startswith=node.path).exclude(pk=node.pk).order_by("path")
    work.change_many(Node, [(row.pk, None, {"closed_on": on}) for row in below.select_for_update()])
    return work.change(node, version=node.version, closed_on=on)
