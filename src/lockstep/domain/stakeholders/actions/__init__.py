"""The writes of the app that are more than fields."""

from lockstep.domain.stakeholders.actions.milestones import (
    dismiss_milestone_messages,
    plan_milestone_messages,
)

__all__ = ["dismiss_milestone_messages", "plan_milestone_messages"]
