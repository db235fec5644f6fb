"""The scheduling engine: a pure numeric library. Plan in, result out; no database, clock, file or web."""

from lockstep.engine.result import DriverKind, Schedule
from lockstep.engine.scheduling import ENGINE_VERSION, schedule

__all__ = ["ENGINE_VERSION", "DriverKind", "Schedule", "schedule"]
