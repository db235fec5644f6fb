"""Words of the app: kinds of resources, and what the queries return."""

from dataclasses import dataclass
from enum import StrEnum

from lockstep.foundation.findings import LockstepError
from lockstep.plan import ResourceKind as PlanResourceKind

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class ResourceKind(StrEnum):
    """What a resource is to people."""

    PERSON = "person"
    ROLE = "role"
    EQUIPMENT = "equipment"
    MATERIAL = "material"
    COST = "cost"

    @property
    def in_plan(self) -> PlanResourceKind:
        """Return what it is to the scheduler: only work resources have a calendar and drive dates."""
        if self is ResourceKind.MATERIAL:
            return PlanResourceKind.MATERIAL
        return PlanResourceKind.COST if self is ResourceKind.COST else PlanResourceKind.WORK


JOINABLE = (ResourceKind.PERSON, ResourceKind.ROLE, ResourceKind.EQUIPMENT)
"""Kinds of which several in different plans may be one in truth; material and cost are spent where they are."""


class CalendarError(LockstepError):
    """Working times that cannot be used."""

    code = "calendar.invalid"


class ResourceError(LockstepError):
    """A resource that cannot be stored."""

    code = "resource.invalid"


@dataclass(frozen=True, slots=True)
class CalendarSummary:
    """One line of the list of calendars."""

    id: int
    version: int
    node: int
    name: str
    base: int | None
    minutes_per_day: int
    exceptions: int
    work_weeks: int
    source: str


@dataclass(frozen=True, slots=True)
class ExceptionDays:
    """Days whose shifts replace the week's."""

    first_day: int
    last_day: int
    shifts: tuple[tuple[int, int], ...]
    name: str


@dataclass(frozen=True, slots=True)
class DatedWeek:
    """A week that holds for some time."""

    first_day: int
    last_day: int
    week: tuple[tuple[tuple[int, int], ...] | None, ...]
    name: str


@dataclass(frozen=True, slots=True)
class CalendarDetail:
    """Everything the calendar editor shows. Shifts are `(from, until)` in ticks of the day, days are numbers."""

    id: int
    version: int
    node: int
    node_name: str
    name: str
    base: int | None
    base_name: str
    minutes_per_day: int
    week: tuple[tuple[tuple[int, int], ...] | None, ...]
    exceptions: tuple[ExceptionDays, ...]
    work_weeks: tuple[DatedWeek, ...]
    source: str
    may_edit: bool


@dataclass(frozen=True, slots=True)
class Capacity:
    """Capacity in a span of time; None is open."""

    from_ticks: int | None
    until_ticks: int | None
    units: float


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One resource."""

    id: int
    version: int
    node: int
    node_name: str
    name: str
    kind: ResourceKind
    email: str
    calendar: int | None
    calendar_name: str
    max_units: float
    capacity: tuple[Capacity, ...]
    user: int | None
    cost_per_hour_minor: int | None
    """What an hour costs in minor units; None where nobody said, or where the user may not edit people."""
    currency: str
    role: int | None
    """The role that a person or a machine fills."""
    role_name: str
    may_edit: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of resources; `after` is the cursor of the next page, None on the last."""

    people: tuple[PersonRow, ...]
    after: int | None
