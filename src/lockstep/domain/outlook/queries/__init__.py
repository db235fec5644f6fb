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
from lockstep.domain.outlook.queries.deliverables import LiveDeliverable, LiveDeliverables, live_deliverables
from lockstep.domain.outlook.queries.programs import ProgramLine, programs
from lockstep.domain.outlook.queries.slipping import Hit, HitGroup, SlipPage, hit_if_slips
from lockstep.domain.outlook.queries.warnings import EarlyWarning, WarningKind, early_warnings

__all__ = [
    "AnalysisPage",
    "Commitment",
    "Confidence",
    "Criticality",
    "Driver",
    "EarlyWarning",
    "Hit",
    "HitGroup",
    "LiveDeliverable",
    "LiveDeliverables",
    "MilestoneOutlook",
    "NodeOutlook",
    "ProgramLine",
    "RunRow",
    "SlipPage",
    "WarningKind",
    "analyses",
    "analysis_page",
    "confidence",
    "confidence_stamp",
    "early_warnings",
    "filled",
    "hit_if_slips",
    "live_deliverables",
    "programs",
]
