"""Schedule health: the 14 points of the DCMA, figures beside them, and the automatable evidence of the GAO."""

from lockstep.engine.health.assessment import assess_health, assess_part
from lockstep.engine.health.period import DatesBefore, PreviousPeriod
from lockstep.engine.health.result import (
    Assessment,
    Characteristic,
    Companion,
    Evidence,
    FloatBand,
    Health,
    HealthCheck,
    Offense,
    Outcome,
    Practice,
    Trend,
)
from lockstep.engine.health.rules import HealthRules

__all__ = [
    "Assessment",
    "Characteristic",
    "Companion",
    "DatesBefore",
    "Evidence",
    "FloatBand",
    "Health",
    "HealthCheck",
    "HealthRules",
    "Offense",
    "Outcome",
    "Practice",
    "PreviousPeriod",
    "Trend",
    "assess_health",
    "assess_part",
]
