"""From where on power and interest of stakeholders count as high: computed beside them, in no history."""

from collections.abc import Sequence
from typing import Any

from lockstep.domain.ledger import Work
from lockstep.domain.records.actions import settle_below
from lockstep.domain.records.queries import nearest_settings
from lockstep.domain.stakeholders.models import EngagementCut
from lockstep.domain.stakeholders.vocabulary import SHIPPED_CUT

CUTS = ("high_power", "high_interest")
"""The columns that follow from the cut of the node."""


def cut_stakeholders(rows: Sequence[Any]) -> None:
    """Set the cut of stakeholders by their nodes."""
    found = nearest_settings(EngagementCut, {row.node_id for row in rows})
    for row in rows:
        own = found.get(row.node_id)
        cut = own.cut if own is not None else SHIPPED_CUT
        row.high_power, row.high_interest = cut.power, cut.interest


def cut_anew(work: Work) -> None:
    """Cut all stakeholders anew below nodes whose cut, or whose place in the tree, an action changed."""
    settle_below(work, "stakeholders", "stakeholders.engagementcut")
