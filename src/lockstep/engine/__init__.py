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
    ProposedGap,
    Splitting,
    level,
    value_of_capacity,
)
from lockstep.engine.pieces import Pieces, pieces
from lockstep.engine.reconciliation import Cause, Reconciliation, Share, reconcile
from lockstep.engine.rescheduling import reschedule
from lockstep.engine.result import DriverKind, Schedule
from lockstep.engine.scheduling import ENGINE_VERSION, KeptSchedule, schedule, schedule_and_keep
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
    "KeptSchedule",
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
    "ProposedGap",
    "Reconciliation",
    "Sampling",
    "Schedule",
    "Share",
    "Simulation",
    "Splitting",
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
    "reschedule",
    "schedule",
    "schedule_and_keep",
    "simulate",
    "value_of_capacity",
    "workload",
]
