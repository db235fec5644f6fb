"""People and other resources as people see them."""

from typing import Any

from django.db.models import QuerySet

from lockstep.domain.access.actions.nodes import folded
from lockstep.domain.access.policies import Standing, may_edit_people, may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.ledger import NotFound
from lockstep.domain.people.models import Resource
from lockstep.domain.people.vocabulary import JOINABLE, Capacity, PeoplePage, PersonRow, ResourceKind

MOST_ROWS = 1_000


def people(
    user: Any, *, node: int | None = None, text: str = "", after: int = 0, limit: int = 200
) -> PeoplePage:
    """Return the resources that the user may read, a page at a time by id.

    `node` keeps those offered at a node or below it; `text` those whose name or e-mail holds all its words.
    """
    found = _readable(user).filter(pk__gt=after)
    if node is not None:
        found = _offered(user, found, node)
    for word in folded(text).split():
        found = found.filter(folded__contains=word)
    size = min(limit, MOST_ROWS)
    rows = list(found.order_by("pk")[: size + 1])
    standing = Standing.of(user)
    return PeoplePage(
        people=tuple(_row(row, standing) for row in rows[:size]),
        after=rows[size - 1].pk if len(rows) > size else None,
    )


def person(user: Any, resource_id: int) -> PersonRow:
    """Return one resource; NotFound when it is absent or may not be read."""
    row = _readable(user).filter(pk=resource_id).first()
    if row is None:
        raise NotFound(f"resource {resource_id}", "There is no such resource, or you may not see it.")
    return _row(row, Standing.of(user))


def joinable(user: Any, node: int) -> tuple[PersonRow, ...]:
    """Return all people, roles and machines offered at a node or below it that the user may read, by id."""
    found = _offered(user, _readable(user).filter(kind__in=JOINABLE), node)
    standing = Standing.of(user)
    return tuple(_row(row, standing) for row in found.order_by("pk"))


def _readable(user: Any) -> QuerySet[Resource]:
    return Resource.objects.select_related("node", "calendar", "role").filter(may_read.readable(user, "node"))


def _offered(user: Any, found: QuerySet[Resource], node: int) -> QuerySet[Resource]:
    place = readable_node(user, node)
    return found.filter(node__path__startswith=place.path) | found.filter(node_id__in=place.ancestor_ids)


def roles(user: Any, node: int) -> tuple[tuple[int, str], ...]:
    """Return id and name of the roles that somebody at a node may fill: its own and those of the pools above."""
    place = readable_node(user, node)
    found = Resource.objects.filter(
        kind=ResourceKind.ROLE, node_id__in=[place.id, *place.ancestor_ids]
    ).order_by("folded", "pk")
    return tuple(found.values_list("pk", "name"))


def _row(row: Resource, standing: Standing) -> PersonRow:
    may_edit = standing.may(may_edit_people.permission, row.node.path)
    return PersonRow(
        id=row.pk,
        version=row.version,
        node=row.node_id,
        node_name=row.node.name,
        name=row.name,
        kind=ResourceKind(row.kind),
        email=row.email,
        calendar=row.calendar_id,
        calendar_name=row.calendar.name if row.calendar else "",
        max_units=row.max_units,
        capacity=tuple(Capacity(*span) for span in row.capacity),
        user=row.user_id,
        # What somebody costs is for those who manage people.
        cost_per_hour_minor=row.cost_per_hour_minor if may_edit else None,
        currency=row.currency if may_edit else "",
        role=row.role_id,
        role_name=row.role.name if row.role else "",
        may_edit=may_edit,
    )
