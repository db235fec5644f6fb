"""What may be asked of hand-offs."""

from lockstep.domain.delivery.queries.following import HandOffInTime, giver_of, hand_offs_in_time
from lockstep.domain.delivery.queries.increments import increments
from lockstep.domain.delivery.queries.owed import owed, pair_matrix
from lockstep.domain.delivery.queries.quality import (
    QualityMeasures,
    QualityPage,
    quality_measures,
    quality_page,
)
from lockstep.domain.delivery.queries.suggesting import likely_hand_offs, suggestions
from lockstep.domain.delivery.rules import color_of

__all__ = [
    "HandOffInTime",
    "QualityMeasures",
    "QualityPage",
    "color_of",
    "giver_of",
    "hand_offs_in_time",
    "increments",
    "likely_hand_offs",
    "owed",
    "pair_matrix",
    "quality_measures",
    "quality_page",
    "suggestions",
]
