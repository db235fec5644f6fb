"""The registers of the app."""

from lockstep.domain.delivery.register.hand_offs import HAND_OFFS

REGISTERS = (HAND_OFFS,)
