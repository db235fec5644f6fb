"""The colors below a node rolled up to one, by the option that was chosen for it, or that is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lockstep.domain.access.policies import Standing, may_edit_records
from lockstep.domain.access.queries.nodes import nodes_by_id, readable_node, readable_nodes
from lockstep.domain.governance.models import ColorRule
from lockstep.domain.governance.rolling import Child, Rolled, roll_up
from lockstep.domain.governance.vocabulary import NodeColors, RollUp
from lockstep.domain.planning.queries.figures import NodeFigures, node_figures

MATERIAL_SHARE = 0.1
"""A node is material from this share of the activities on."""


@dataclass(frozen=True, slots=True)
class ChosenRollUp:
    """The option that holds at a node, and where it was chosen: there, above it, or nowhere (0)."""

    option: RollUp
    node: int
    node_name: str
    may_choose: bool


def chosen_roll_up(user: Any, node: int) -> ChosenRollUp:
    """Return the option of the nearest node at or above that has one; the worst of all where none has."""
    place = readable_node(user, node)
    rules = ColorRule.objects.filter(node_id__in=place.ancestor_ids).select_related("node")
    nearest = max(rules, key=lambda row: len(row.node.path), default=None)
    may_choose = Standing.of(user).may(may_edit_records.permission, place.path)
    if nearest is None:
        return ChosenRollUp(RollUp.WORST, 0, "", may_choose)
    is_readable = nearest.node_id in readable_nodes(user, [nearest.node_id])
    name = nearest.node.name if is_readable else "a level above"
    return ChosenRollUp(RollUp(nearest.roll_up), nearest.node_id, name, may_choose)


def rolled(user: Any, colors: Sequence[NodeColors], option: RollUp) -> Rolled:
    """Return the color of some nodes together. Each weighs what it has of activities; critical ones are on the path."""
    return _rolled(node_figures(user, [place.node for place in colors]), colors, option)


def rolled_by_choice(user: Any, paths: Mapping[int, str], colors: Sequence[NodeColors]) -> dict[int, Rolled]:
    """Return the color of all at and below each of some nodes, for those for which an option was chosen."""
    above = {node: [int(part) for part in path.split("/") if part] for node, path in paths.items()}
    rules = dict(
        ColorRule.objects.filter(
            node_id__in={part for parts in above.values() for part in parts}
        ).values_list("node_id", "roll_up")
    )
    if not rules:
        return {}
    homes = nodes_by_id([place.node for place in colors])
    figures = node_figures(user, list(homes))
    found = {}
    for node, path in paths.items():
        option = next((rules[part] for part in reversed(above[node]) if part in rules), None)
        inside = [place for place in colors if homes[place.node].path.startswith(path)]
        if option is not None and inside:
            found[node] = _rolled(figures, inside, RollUp(option))
    return found


def _rolled(figures: Mapping[int, NodeFigures], colors: Sequence[NodeColors], option: RollUp) -> Rolled:
    weights = {node: float(found.activity_count) for node, found in figures.items()}
    whole = sum(weights.get(place.node, 1.0) for place in colors)
    children = [
        Child(
            place.name,
            place.overall.color,
            weights.get(place.node, 1.0),
            is_critical=place.node in figures and figures[place.node].critical_count > 0,
        )
        for place in colors
    ]
    return roll_up(children, option, material_weight=MATERIAL_SHARE * whole)
