"""The scales that hold at a node."""

from dataclasses import dataclass
from typing import Any

from lockstep.domain.records.queries import setting_at
from lockstep.domain.risks.models import RiskGrid
from lockstep.domain.risks.scales import FIVE, Grid


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
    row, place = setting_at(user, node, RiskGrid)
    return GridView(
        grid=row.grid if row else FIVE,
        home=place.home,
        home_name=place.home_name,
        version=place.version,
        is_own=place.is_own,
        may_edit=place.may_edit,
        others=place.others,
    )
