"""Models of the app."""

from lockstep.domain.delivery.models.hand_offs import HandOff, HandOffDates

__all__ = ["HandOff", "HandOffDates"]
