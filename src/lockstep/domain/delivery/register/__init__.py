"""The registers of the app."""

from lockstep.domain.delivery.register.checks import QUALITY_CHECKS
from lockstep.domain.delivery.register.defects import DEFECTS
from lockstep.domain.delivery.register.hand_offs import HAND_OFFS
from lockstep.domain.delivery.register.quality import QUALITY_REQUIREMENTS

REGISTERS = (HAND_OFFS, QUALITY_REQUIREMENTS, QUALITY_CHECKS, DEFECTS)
