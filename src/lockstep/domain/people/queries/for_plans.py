"""Calendars and resources as plans are made of them: whoever asks, for computations and never for a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lockstep.domain.people.models import Resource, WorkCalendar
from lockstep.domain.people.vocabulary import ResourceKind
from lockstep.domain.people.working_time import plan_calendar
from lockstep.plan import Calendar
from lockstep.plan import ResourceKind as PlanResourceKind

_CALENDAR = ("pk", "name", "week", "exceptions", "work_weeks", "minutes_per_day", "base_id")


@dataclass(frozen=True, slots=True)
class PlanCalendar:
    """A stored calendar; `calendar.base` is not set, `base_id` is."""

    id: int
    base_id: int | None
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class PlanResource:
    """A stored resource."""

    id: int
    name: str
    guid: str
    kind: PlanResourceKind
    calendar_id: int | None
    max_units: float
    capacity: tuple[tuple[int | None, int | None, float], ...]
    cost_per_hour_minor: int | None = None
    currency: str = ""
    role_id: int | None = None
    is_role: bool = False


def plan_calendars(ids: Iterable[int]) -> dict[int, PlanCalendar]:
    """Return calendars with all that they stand on, by id in ascending order."""
    found: dict[int, PlanCalendar] = {}
    wanted = set(ids)
    while wanted:
        rows = WorkCalendar.objects.filter(pk__in=wanted).values_list(*_CALENDAR)
        for pk, name, week, exceptions, work_weeks, minutes, base in rows:
            made = plan_calendar(
                uid=str(pk),
                name=name,
                week=week,
                exceptions=exceptions,
                work_weeks=work_weeks,
                base=-1,
                minutes_per_day=minutes,
            )
            found[pk] = PlanCalendar(pk, base, made)
        wanted = {row.base_id for row in found.values() if row.base_id} - found.keys()
    return dict(sorted(found.items()))


def plan_resources(ids: Iterable[int]) -> dict[int, PlanResource]:
    """Return resources by id in ascending order."""
    names = ("pk", "name", "guid", "kind", "calendar_id", "max_units", "capacity")
    names = (*names, "cost_per_hour_minor", "currency", "role_id")
    rows = Resource.objects.filter(pk__in=set(ids)).order_by("pk").values_list(*names)
    return {
        pk: PlanResource(
            pk,
            name,
            guid,
            ResourceKind(kind).in_plan,
            calendar_id,
            max_units,
            tuple((start, finish, units) for start, finish, units in capacity),
            *rest,
            is_role=kind == ResourceKind.ROLE,
        )
        for pk, name, guid, kind, calendar_id, max_units, capacity, *rest in rows
    }


def named_resources(node_ids: Iterable[int]) -> list[dict[str, Any]]:
    """Return id, node, name, guid, email, kind, calendar, units and version of resources offered at some nodes."""
    names = (
        "id",
        "version",
        "node_id",
        "name",
        "guid",
        "email",
        "kind",
        "calendar_id",
        "max_units",
        "capacity",
        "cost_per_hour_minor",
        "currency",
        "role_id",
    )
    return list(Resource.objects.filter(node_id__in=list(node_ids)).order_by("pk").values(*names))


def resource_name(resource: int | None) -> str | None:
    """Return the name of a resource, None where there is none: for what a plan says of itself."""
    return Resource.objects.filter(pk=resource).values_list("name", flat=True).first()


def calendar_name(calendar: int | None) -> str | None:
    """Return the name of a calendar, None where there is none: for what a plan says of itself."""
    return WorkCalendar.objects.filter(pk=calendar).values_list("name", flat=True).first()


def resource_kinds(ids: Iterable[int]) -> dict[int, ResourceKind]:
    """Return what each of some resources is to people: a person, a role, a machine."""
    rows = Resource.objects.filter(pk__in=set(ids)).values_list("pk", "kind")
    return {pk: ResourceKind(kind) for pk, kind in rows}
