"""The writes of the app: nodes with their details, and where and whether they take part."""

from lockstep.domain.portfolio.actions.answering import hand_over, note_review, set_review_cycle
from lockstep.domain.portfolio.actions.nodes import add_node, change_details, remove_node, rename_node
from lockstep.domain.portfolio.actions.participation import (
    apply_due_placements,
    move_node,
    pause_node,
    rejoin_node,
    resume_node,
    withdraw_node,
)

__all__ = [
    "add_node",
    "apply_due_placements",
    "change_details",
    "hand_over",
    "move_node",
    "note_review",
    "pause_node",
    "rejoin_node",
    "remove_node",
    "rename_node",
    "resume_node",
    "set_review_cycle",
    "withdraw_node",
]
