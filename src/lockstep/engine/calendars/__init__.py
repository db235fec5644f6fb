"""Working time: calendars resolved, intersected, and laid out as tables for one horizon."""

from lockstep.engine.calendars.pool import CalendarPool
from lockstep.engine.calendars.tables import Horizon

__all__ = ["CalendarPool", "Horizon"]
