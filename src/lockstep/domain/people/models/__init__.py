"""Models of the app, low to high: calendars < resources."""

from lockstep.domain.people.models.calendars import WorkCalendar
from lockstep.domain.people.models.resources import Resource

__all__ = ["Resource", "WorkCalendar"]
