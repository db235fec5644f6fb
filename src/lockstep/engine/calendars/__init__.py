"""Working time: calendars resolved, intersected, and laid out as tables for one horizon."""

from lockstep.engine.calendars.pool import CalendarPool
from lockstep.engine.calendars.tables import Horizon, calendar_count, shifts_of

__all__ = ["CalendarPool", "Horizon", "calendar_count", "shifts_of"]
