"""The registers of the app."""

from lockstep.domain.stakeholders.register.communications import COMMUNICATION_PLAN, COMMUNICATIONS
from lockstep.domain.stakeholders.register.meetings import MEETINGS
from lockstep.domain.stakeholders.register.stakeholders import STAKEHOLDERS
from lockstep.domain.stakeholders.register.touchpoints import TOUCHPOINTS

REGISTERS = (STAKEHOLDERS, TOUCHPOINTS, COMMUNICATION_PLAN, COMMUNICATIONS, MEETINGS)
