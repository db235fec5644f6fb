"""The colors below a node rolled up to one, by the option that is asked for."""

from collections.abc import Sequence
from typing import Any

from lockstep.domain.governance.rolling import Child, Rolled, roll_up
from lockstep.domain.governance.vocabulary import NodeColors, RollUp
from lockstep.domain.planning.queries.figures import node_figures

MATERIAL_SHARE = 0.1
"""A node is material from this share of the activities on."""


def rolled(user: Any, colors: Sequence[NodeColors], option: RollUp) -> Rolled:
    """Return the color of some nodes together. Each weighs what it has of activities; critical ones are on the path."""
    figures = node_figures(user, [place.node for place in colors])
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
