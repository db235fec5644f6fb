"""The cut of power and interest that holds at a node."""

from dataclasses import dataclass
from typing import Any

from lockstep.domain.records.queries import SettingPlace, setting_at
from lockstep.domain.stakeholders.models import EngagementCut
from lockstep.domain.stakeholders.vocabulary import SHIPPED_CUT, Cut


@dataclass(frozen=True, slots=True)
class CutView:
    """The cut as somebody sees it, and where it comes from."""

    cut: Cut
    place: SettingPlace


def cut_at(user: Any, node: int) -> CutView:
    """Return the cut that holds at a node: its own, the nearest above, or the shipped one."""
    row, place = setting_at(user, node, EngagementCut)
    return CutView(row.cut if row else SHIPPED_CUT, place)
