"""The scheduling engine: a pure numeric library. Plan in, result out; no database, clock, file or web."""

from lockstep.engine.explanation import Explanation, FinishReason, Step, explain
from lockstep.engine.inspection import Counts, Inspection, inspect
from lockstep.engine.leveling import (
    Aim,
    BlockedBy,
    CapacityValue,
    Delay,
    Leveling,
    LevelingRules,
    level,
    value_of_capacity,
)
from lockstep.engine.pieces import Pieces, pieces
from lockstep.engine.reconciliation import Cause, Reconciliation, Share, reconcile
from lockstep.engine.result import DriverKind, Schedule
from lockstep.engine.scheduling import ENGINE_VERSION, schedule
from lockstep.engine.trust import Trust

__all__ = [
    "ENGINE_VERSION",
    "Aim",
    "BlockedBy",
    "CapacityValue",
    "Cause",
    "Counts",
    "Delay",
    "DriverKind",
    "Explanation",
    "FinishReason",
    "Inspection",
    "Leveling",
    "LevelingRules",
    "Pieces",
    "Reconciliation",
    "Schedule",
    "Share",
    "Step",
    "Trust",
    "explain",
    "inspect",
    "level",
    "pieces",
    "reconcile",
    "schedule",
    "value_of_capacity",
]
