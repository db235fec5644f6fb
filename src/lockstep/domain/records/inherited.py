"""Settings of a node that hold for all below it which have none of their own, such as the scales of risks.

A setting is a model with one row for a node. Records that follow from it keep what follows in derived columns, so
that lists filter and sort by it; they are settled anew when a setting, or the place of a node, changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lockstep.domain.access.policies import Standing, may_decide
from lockstep.domain.access.queries.nodes import nodes_by_id, readable_node, readable_nodes
from lockstep.domain.ledger import Work
from lockstep.domain.records.deriving import settle_derived
from lockstep.domain.records.registry import register_of


@dataclass(frozen=True, slots=True)
class SettingPlace:
    """Where a setting comes from as somebody sees it, and who else goes by one of their own."""

    home: int | None
    """The node whose setting it is; None where it is the shipped one."""
    home_name: str
    version: int
    is_own: bool
    may_edit: bool
    others: tuple[tuple[int, str], ...]
    """Nodes below that have one of their own."""


def nearest_settings(model: type[Any], node_ids: Iterable[int]) -> dict[int, Any]:
    """Return the rows that hold at nodes: their own, else the nearest node's above, else None; two statements."""
    nodes = nodes_by_id(node_ids)
    above = {node_id for node in nodes.values() for node_id in node.ancestor_ids}
    own = {row.node_id: row for row in model.objects.filter(node_id__in=above)}
    return {
        node_id: next((own[step] for step in reversed(node.ancestor_ids) if step in own), None)
        for node_id, node in nodes.items()
    }


def setting_at(user: Any, node: int, model: type[Any]) -> tuple[Any, SettingPlace]:
    """Return the row that holds at a node, None for the shipped one, and where it comes from."""
    place = readable_node(user, node)
    row = nearest_settings(model, [place.id])[place.id]
    below = model.objects.filter(node__path__startswith=place.path).exclude(node_id=place.id)
    known = readable_nodes(user, [*below.values_list("node_id", flat=True), *([row.node_id] if row else [])])
    names = {node_id: found.name for node_id, found in known.items()}
    home = row.node_id if row else None
    return row, SettingPlace(
        home=home,
        home_name=names.pop(home, "a level above") if home is not None else "",
        version=row.version if row else 0,
        is_own=home == place.id,
        may_edit=may_decide.holds(Standing.of(user), place.path, None),
        others=tuple(sorted(names.items(), key=lambda item: item[1])),
    )


def settle_below(work: Work, register: str, record_type: str) -> None:
    """Settle a register anew below nodes whose setting, or whose place in the tree, an action changed."""
    moved = [
        change.node_id
        for change in work.changes
        if change.registration.record_type == record_type
        or (
            change.registration.record_type == "access.node"
            and {"path", "parent_id"} & set(change.field_names)
        )
    ]
    for node in nodes_by_id(node_id for node_id in moved if node_id is not None).values():
        settle_derived(register, register_of(register).model.objects.filter(node__path__startswith=node.path))
