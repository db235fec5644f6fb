"""Making one resource of several that are the same person, role or machine in different plans."""

from collections.abc import Mapping
from typing import Any

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_people
from lockstep.domain.ledger import Work, matching
from lockstep.domain.people.models import Resource, WorkCalendar
from lockstep.domain.people.vocabulary import JOINABLE, ResourceError

# Parts of an action of the plans, which know what else refers to a resource.


def pool_resource(work: Work, resource: int, version: int, others: Mapping[int, int], node: int) -> Resource:
    """Give a resource to a node above all that it stands for, and have who filled the others' role fill its.

    `others` are the versions of those that it will replace, by id. Raises ResourceError where they are not alike,
    or belong elsewhere.
    """
    place = load_node(work, node)
    work.require(may_edit_people, place)
    kept = work.get(Resource, resource)
    for row in (kept, *work.get_many(Resource, others)):
        work.require(may_edit_people, row)
        _check(work, row, kept, place)
    if kept.role_id is not None and kept.role_id not in others:
        role = work.get(Resource, kept.role_id)
        if not place.path.startswith(load_node(work, role.node_id).path):
            raise ResourceError(
                kept.name, f"Its role {role.name} is one of a single plan; make the roles one first."
            )
    _take_calendar_along(work, kept.calendar_id, place)
    for other in others:
        fillers = matching(work, Resource, role_id=other)
        work.change_many(Resource, [(row.pk, None, {"role_id": kept.pk}) for row in fillers])
    return work.change(kept, version=version, node=place)


def _take_calendar_along(work: Work, calendar: int | None, place: Any) -> None:
    """Offer a calendar, and what it stands on, at the place too; a file that it came from goes on updating it."""
    while calendar is not None:
        row = work.get(WorkCalendar, calendar)
        if not place.path.startswith(load_node(work, row.node_id).path):
            work.change(row, version=row.version, node=place)
        calendar = row.base_id


def drop_resources(work: Work, versions: Mapping[int, int]) -> None:
    """Remove resources, by version and id, that another has replaced everywhere."""
    work.delete_many(Resource, list(versions.items()))


def _check(work: Work, row: Resource, kept: Resource, place: Any) -> None:
    if row.kind not in JOINABLE or row.kind != kept.kind:
        kinds = f"{kept.name} is a {kept.kind}, {row.name} a {row.kind}"
        raise ResourceError(row.name, f"Only people, roles or machines of one kind are made one: {kinds}.")
    home = load_node(work, row.node_id)
    if not home.path.startswith(place.path):
        raise ResourceError(
            row.name,
            f"It belongs to {home.name}, which is not below {place.name}; choose a place above both.",
        )
    if row.user_id and kept.user_id and row.user_id != kept.user_id:
        raise ResourceError(row.name, "They have different accounts, so they are different people.")
