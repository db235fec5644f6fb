"""Models of the app."""

from lockstep.domain.delivery.models.hand_offs import HandOff, HandOffDates
from lockstep.domain.delivery.models.quality import Defect, QualityCheck, QualityRequirement

__all__ = ["Defect", "HandOff", "HandOffDates", "QualityCheck", "QualityRequirement"]
