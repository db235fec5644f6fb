"""The scheduling engine: a pure numeric library. Plan in, result out; no database, clock, file or web."""

from lockstep.engine.explanation import Explanation, FinishReason, Step, explain
from lockstep.engine.health import (
    Assessment,
    Companion,
    DatesBefore,
    Evidence,
    Health,
    HealthCheck,
    HealthRules,
    Offense,
    Outcome,
    Practice,
    PreviousPeriod,
    Trend,
    assess_health,
    assess_part,
)
from lockstep.engine.inspection import Counts, Inspection, inspect
from lockstep.engine.leveling import (
    Aim,
    BlockedBy,
    CapacityValue,
    Delay,
    Leveling,
    LevelingRules,
    Phase,
    Progress,
    level,
    value_of_capacity,
)
from lockstep.engine.pieces import Pieces, pieces
from lockstep.engine.reconciliation import Cause, Reconciliation, Share, reconcile
from lockstep.engine.result import DriverKind, Schedule
from lockstep.engine.scheduling import ENGINE_VERSION, schedule
from lockstep.engine.simulation import Mitigation, Sampling, Simulation, Stopped, simulate
from lockstep.engine.trust import Trust
from lockstep.engine.workload import Workload, workload

__all__ = [
    "ENGINE_VERSION",
    "Aim",
    "Assessment",
    "BlockedBy",
    "CapacityValue",
    "Cause",
    "Companion",
    "Counts",
    "DatesBefore",
    "Delay",
    "DriverKind",
    "Evidence",
    "Explanation",
    "FinishReason",
    "Health",
    "HealthCheck",
    "HealthRules",
    "Inspection",
    "Leveling",
    "LevelingRules",
    "Mitigation",
    "Offense",
    "Outcome",
    "Phase",
    "Pieces",
    "Practice",
    "PreviousPeriod",
    "Progress",
    "Reconciliation",
    "Sampling",
    "Schedule",
    "Share",
    "Simulation",
    "Step",
    "Stopped",
    "Trend",
    "Trust",
    "Workload",
    "assess_health",
    "assess_part",
    "explain",
    "inspect",
    "level",
    "pieces",
    "reconcile",
    "schedule",
    "simulate",
    "value_of_capacity",
    "workload",
]
