"""The writes of the app: calendars, and people with their capacity."""

from lockstep.domain.people.actions.calendars import (
    add_calendar,
    add_calendars,
    add_exceptions,
    add_public_holidays,
    change_calendar,
    default_calendar,
    open_calendar,
    remove_calendar,
    remove_exception,
    rewrite_calendars,
)
from lockstep.domain.people.actions.joining import drop_resources, pool_resource
from lockstep.domain.people.actions.people import (
    add_resource,
    add_resources,
    change_resource,
    change_resources,
    checked_currency,
    remove_resource,
    require_resource,
)

__all__ = [
    "add_calendar",
    "add_calendars",
    "add_exceptions",
    "add_public_holidays",
    "add_resource",
    "add_resources",
    "change_calendar",
    "change_resource",
    "change_resources",
    "checked_currency",
    "default_calendar",
    "drop_resources",
    "open_calendar",
    "pool_resource",
    "remove_calendar",
    "remove_exception",
    "remove_resource",
    "require_resource",
    "rewrite_calendars",
]
