"""Reads of the app."""

from lockstep.domain.outlook.queries.analyses import (
    AnalysisPage,
    Commitment,
    Criticality,
    Driver,
    MilestoneOutlook,
    NodeOutlook,
    RunRow,
    analyses,
    analysis_page,
)
from lockstep.domain.outlook.queries.confidence import Confidence, confidence, confidence_stamp, filled

__all__ = [
    "AnalysisPage",
    "Commitment",
    "Confidence",
    "Criticality",
    "Driver",
    "MilestoneOutlook",
    "NodeOutlook",
    "RunRow",
    "analyses",
    "analysis_page",
    "confidence",
    "confidence_stamp",
    "filled",
]
