"""Which rows a node's schedule shows: nodes and activities in outline order, then stubs of what is outside."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lockstep.domain.access.queries.nodes import NodeRow
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.planning.bridge.compiled import Compiled


@dataclass(frozen=True, slots=True)
class NodeAt:
    """A node as a row of the view."""

    node: NodeRow
    row: int
    parent: int
    level: int
    last: int
    """The first row after everything below the node."""


@dataclass(frozen=True, slots=True)
class ViewRows:
    """The rows of one view.

    `rows` are rows of the plan that are shown, `at` where each stands in the view, `stubs` rows of the plan that are
    shown only because a link leads there; they come last. `place` leads from a row of the plan to the view, -1 where
    it is not shown.
    """

    count: int
    nodes: tuple[NodeAt, ...]
    rows: Any
    at: Any
    parent: Any
    level: Any
    stubs: Any
    place: Any
    links: Any


@dataclass
class _Outline:
    compiled: Compiled
    children: dict[int | None, list[NodeRow]]
    nodes: list[NodeAt] = field(default_factory=list)
    pieces: list[tuple[int, Any, int, int]] = field(default_factory=list)
    count: int = 0

    def add(self, node: NodeRow, parent: int, level: int) -> None:
        row = self.count
        self.count += 1
        if node.kind == NodeKind.PROJECT:
            found = self.compiled.rows_of_projects([node.id])
            self.pieces.append((self.count, found, row, level + 1))
            self.count += len(found)
        for child in self.children.get(node.id, ()):
            self.add(child, row, level + 1)
        self.nodes.append(NodeAt(node, row, parent, level, self.count))


def view_rows(compiled: Compiled, top: NodeRow, nodes: Sequence[NodeRow]) -> ViewRows:
    """Lay out a node with all readable ones below it. A node whose parent may not be read stands below the top."""
    known = {node.id for node in nodes}
    children: dict[int | None, list[NodeRow]] = defaultdict(list)
    for node in sorted(
        nodes, key=lambda node: (node.kind != NodeKind.PROJECT, node.name.casefold(), node.id)
    ):
        if node.id != top.id:
            children[node.parent_id if node.parent_id in known else top.id].append(node)
    outline = _Outline(compiled, children)
    outline.add(top, -1, 0)
    rows = _joined([found for _, found, _, _ in outline.pieces])
    at = _joined([np.arange(start, start + len(found)) for start, found, _, _ in outline.pieces])
    place = np.full(len(compiled.plan.activities), -1, dtype=np.int64)
    place[rows] = at
    plan_parent = compiled.plan.activities.parent[rows]
    top_rows = _joined([np.full(len(found), row) for _, found, row, _ in outline.pieces])
    base_levels = _joined([np.full(len(found), level) for _, found, _, level in outline.pieces])
    parent = np.where(plan_parent >= 0, place[np.maximum(plan_parent, 0)] if len(place) else -1, top_rows)
    links, stubs = _outside(compiled, place)
    place[stubs] = outline.count + np.arange(len(stubs))
    return ViewRows(
        count=outline.count + len(stubs),
        nodes=tuple(sorted(outline.nodes, key=lambda found: found.row)),
        rows=rows,
        at=at,
        parent=parent,
        level=base_levels + compiled.levels[rows],
        stubs=stubs,
        place=place,
        links=links,
    )


def _outside(compiled: Compiled, place: Any) -> tuple[Any, Any]:
    """Return the links that touch the view, and the rows at their other ends that are not in it."""
    links = compiled.plan.links
    is_from, is_to = place[links.predecessor] >= 0, place[links.successor] >= 0
    touching = np.flatnonzero(is_from | is_to)
    ends = np.concatenate([links.predecessor[touching], links.successor[touching]])
    stubs = np.unique(ends[place[ends] < 0]) if len(ends) else np.zeros(0, dtype=np.int64)
    return touching, stubs.astype(np.int64)


def _joined(pieces: list[Any]) -> Any:
    return np.concatenate(pieces).astype(np.int64) if pieces else np.zeros(0, dtype=np.int64)
