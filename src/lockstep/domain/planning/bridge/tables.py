"""All sheets of one network, read in few statements."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from django.db.models import Q

from lockstep.domain.people.queries import PlanCalendar, PlanResource, plan_calendars, plan_resources
from lockstep.domain.planning.bridge import layouts
from lockstep.domain.planning.bridge.sheets import NO_ID, GoOn, Sheet, read, unasked
from lockstep.domain.planning.models import (
    Activity,
    Assignment,
    FurtherConstraint,
    Link,
    ProjectPlan,
    Split,
    Suspension,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ProjectNode:
    """A project of the network as the tree has it, in the order of the tree."""

    id: int
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Tables:
    """Stored input of one network."""

    nodes: tuple[ProjectNode, ...]
    projects: Sheet
    activities: Sheet
    links: Sheet
    constraints: Sheet
    splits: Sheet
    suspensions: Sheet
    assignments: Sheet
    calendars: Mapping[int, PlanCalendar]
    resources: Mapping[int, PlanResource]


SHEET_OF = {
    "planning.projectplan": "projects",
    "planning.activity": "activities",
    "planning.link": "links",
    "planning.furtherconstraint": "constraints",
    "planning.split": "splits",
    "planning.suspension": "suspensions",
    "planning.assignment": "assignments",
}
"""Which sheet holds the rows of a record type."""

READ_ANEW = frozenset({"people.workcalendar", "people.resource", "access.node", "portfolio.membership"})
"""Changes of these record types are not laid over: the tables are read again."""


def load(nodes: tuple[ProjectNode, ...], go_on: GoOn = unasked) -> Tables:
    """Read the input of a network that has these projects, withdrawn rows too: an edit may bring them back.

    `go_on` is asked after each part of a second, and raises where the reading is to stop.
    """
    ids = [node.id for node in nodes]
    of_project = Q(project__in=ids)
    found = Tables(
        nodes=nodes,
        projects=read(ProjectPlan.objects.filter(node__in=ids), layouts.PROJECT, go_on),
        activities=read(Activity.objects.filter(of_project), layouts.ACTIVITY, go_on),
        links=read(Link.objects.filter(of_project), layouts.LINK, go_on),
        constraints=read(FurtherConstraint.objects.filter(of_project), layouts.FURTHER_CONSTRAINT, go_on),
        splits=read(Split.objects.filter(of_project), layouts.SPLIT, go_on),
        suspensions=read(Suspension.objects.filter(of_project), layouts.SUSPENSION, go_on),
        assignments=read(Assignment.objects.filter(of_project), layouts.ASSIGNMENT, go_on),
        calendars={},
        resources={},
    )
    return completed(found)


def completed(tables: Tables) -> Tables:
    """Return the tables with every calendar and resource that a row refers to."""
    people = set(tables.assignments["resource_id"].tolist()) - {NO_ID} - tables.resources.keys()
    if people:
        tables = replace(tables, resources=_merged(tables.resources, plan_resources(people)))
        roles = {row.role_id for row in tables.resources.values() if row.role_id} - tables.resources.keys()
        if roles:
            # Nobody may be assigned to them; what there is of a role is asked for beside its people.
            tables = replace(tables, resources=_merged(tables.resources, plan_resources(roles)))
    wanted = {*_calendar_ids(tables.projects), *_calendar_ids(tables.activities)}
    wanted |= {row.calendar_id for row in tables.resources.values() if row.calendar_id}
    if wanted - tables.calendars.keys():
        tables = replace(tables, calendars=_merged(tables.calendars, plan_calendars(wanted)))
    return tables


def _merged(known: Mapping[int, T], new: Mapping[int, T]) -> dict[int, T]:
    return dict(sorted({**known, **new}.items()))


def _calendar_ids(sheet: Sheet) -> set[int]:
    return set(sheet["calendar_id"].tolist()) - {NO_ID}
