"""The scales that hold at a node."""

from dataclasses import dataclass
from typing import Any

from lockstep.domain.access.policies import Standing, may_decide
from lockstep.domain.access.queries.nodes import readable_node, readable_nodes
from lockstep.domain.risks.models import RiskGrid
from lockstep.domain.risks.scales import FIVE, Grid
from lockstep.domain.risks.scoring import nearest_grids


@dataclass(frozen=True, slots=True)
class GridView:
    """Scales as somebody sees them: where they come from, and who else goes by them."""

    grid: Grid
    home: int | None
    """The node whose scales they are; None where they are the shipped ones."""
    home_name: str
    version: int
    is_own: bool
    may_edit: bool
    others: tuple[tuple[int, str], ...]
    """Nodes below that have scales of their own."""


def grid_at(user: Any, node: int) -> GridView:
    """Return the scales that hold at a node: its own, the nearest above, or the shipped ones."""
    place = readable_node(user, node)
    row = nearest_grids([place.id])[place.id]
    below = RiskGrid.objects.filter(node__path__startswith=place.path).exclude(node_id=place.id)
    known = readable_nodes(user, [*below.values_list("node_id", flat=True), *([row.node_id] if row else [])])
    names = {node_id: found.name for node_id, found in known.items()}
    home = row.node_id if row else None
    return GridView(
        grid=row.grid if row else FIVE,
        home=home,
        home_name=names.pop(home, "a level above") if home is not None else "",
        version=row.version if row else 0,
        is_own=home == place.id,
        may_edit=may_decide.holds(Standing.of(user), place.path, None),
        others=tuple(sorted(names.items(), key=lambda item: item[1])),
    )
