"""The writes of the app that are more than fields."""

from lockstep.domain.stakeholders.actions.cuts import remove_cut, set_cut
from lockstep.domain.stakeholders.actions.meetings import LedTo, note_from_meeting
from lockstep.domain.stakeholders.actions.milestones import (
    dismiss_milestone_messages,
    plan_milestone_messages,
)

__all__ = [
    "LedTo",
    "dismiss_milestone_messages",
    "note_from_meeting",
    "plan_milestone_messages",
    "remove_cut",
    "set_cut",
]
