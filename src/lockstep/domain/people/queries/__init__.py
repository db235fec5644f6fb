"""Reads of the app."""

from lockstep.domain.people.queries.calendars import calendar, calendars
from lockstep.domain.people.queries.for_plans import (
    PlanCalendar,
    PlanResource,
    calendar_name,
    named_resources,
    plan_calendars,
    plan_resources,
    resource_kinds,
    resource_name,
)
from lockstep.domain.people.queries.people import joinable, people, person, roles

__all__ = [
    "PlanCalendar",
    "PlanResource",
    "calendar",
    "calendar_name",
    "calendars",
    "joinable",
    "named_resources",
    "people",
    "person",
    "plan_calendars",
    "plan_resources",
    "resource_kinds",
    "resource_name",
    "roles",
]
