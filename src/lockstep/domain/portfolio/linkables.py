"""Portfolios, programs and projects as things that links of records lead to."""

from collections.abc import Iterable, Mapping
from typing import Any

from lockstep.domain.access.queries.nodes import readable_node, readable_nodes
from lockstep.domain.portfolio.queries import search_nodes
from lockstep.domain.records.registry import Linkable, LinkEnd

NODE = "access.node"


def resolve(ids: Iterable[int], user: Any) -> Mapping[int, LinkEnd]:
    """Return readable nodes as ends of links."""
    return {pk: _end(pk, node.name, node.kind.value) for pk, node in readable_nodes(user, ids).items()}


def search(user: Any, words: str, node: int | None) -> list[LinkEnd]:
    """Return nodes that a person may mean."""
    found = search_nodes(user, words)
    below = f"/{node}/"
    return [
        _end(row.id, row.name, row.kind.value)
        for row in found
        if node is None or below in readable_node(user, row.id).path
    ]


def _end(pk: int, name: str, kind: str) -> LinkEnd:
    return LinkEnd(
        NODE, pk, "", name, node_id=pk, node=name, url=f"/nodes/{pk}/", icon="folder-tree", kind=kind
    )


NODES = Linkable(NODE, "node", "folder-tree", resolve, search, lambda ids: {pk: pk for pk in ids})
