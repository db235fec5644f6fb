"""Models of the app."""

from lockstep.domain.stakeholders.models.communications import Communication, PlannedMessage
from lockstep.domain.stakeholders.models.cuts import EngagementCut
from lockstep.domain.stakeholders.models.meetings import Meeting
from lockstep.domain.stakeholders.models.milestones import DismissedMessage
from lockstep.domain.stakeholders.models.stakeholders import Stakeholder, Touchpoint

__all__ = [
    "Communication",
    "DismissedMessage",
    "EngagementCut",
    "Meeting",
    "PlannedMessage",
    "Stakeholder",
    "Touchpoint",
]
