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
from lockstep.domain.outlook.queries.programs import ProgramLine, programs
from lockstep.domain.outlook.queries.slipping import Hit, HitGroup, SlipPage, hit_if_slips

__all__ = [
    "AnalysisPage",
    "Commitment",
    "Confidence",
    "Criticality",
    "Driver",
    "Hit",
    "HitGroup",
    "MilestoneOutlook",
    "NodeOutlook",
    "ProgramLine",
    "RunRow",
    "SlipPage",
    "analyses",
    "analysis_page",
    "confidence",
    "confidence_stamp",
    "filled",
    "hit_if_slips",
    "programs",
]
