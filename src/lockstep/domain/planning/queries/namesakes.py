"""People, roles and machines of one name in several plans: probably the same, and added up only once they are one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from lockstep.domain.access.policies import Standing, may_edit_people
from lockstep.domain.access.queries.nodes import NodeRow, readable_nodes
from lockstep.domain.people.queries import joinable
from lockstep.domain.people.vocabulary import PersonRow, ResourceKind
from lockstep.domain.planning.models import Assignment


@dataclass(frozen=True, slots=True)
class Namesake:
    """One of several resources of a name, and on how many activities it works."""

    person: PersonRow
    activities: int


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Resources of one name and kind in several places, the busiest first, and the lowest place above them all."""

    name: str
    kind: str
    members: tuple[Namesake, ...]
    node: int
    node_name: str
    differences: tuple[str, ...]
    """What would change for the others: calendar, capacity, role, e-mail."""
    waits_for_role: bool
    """Their role has namesakes itself, which have to be made one first."""
    may_join: bool


def namesakes(user: Any, node: int) -> tuple[Namesakes, ...]:
    """Return the names that stand for several resources at and below a node, roles first, then by name.

    Only names of different places count: two of one plan are told apart there on purpose.
    """
    groups: dict[tuple[str, str], list[PersonRow]] = defaultdict(list)
    for row in joinable(user, node):
        groups[row.kind.value, row.name.casefold().strip()].append(row)
    several = [rows for rows in groups.values() if len({row.node for row in rows}) == len(rows) > 1]
    ids = [row.id for rows in several for row in rows]
    working = Assignment.objects.filter(resource_id__in=ids).values_list("resource_id")
    activities = dict(working.annotate(Count("activity_id", distinct=True)).order_by())
    places = readable_nodes(user, {row.node for rows in several for row in rows})
    above = readable_nodes(user, {found for place in places.values() for found in place.ancestor_ids})
    standing = Standing.of(user)
    roles = {row.id for rows in several for row in rows if row.kind is ResourceKind.ROLE}
    made = [_group(rows, activities, {**above, **places}, standing, roles) for rows in several]
    return tuple(sorted((found for found in made if found), key=_order))


def _order(found: Namesakes) -> tuple[bool, str]:
    return found.kind != "role", found.name.casefold()


def _group(
    rows: Sequence[PersonRow],
    activities: dict[int, int],
    places: dict[int, NodeRow],
    standing: Standing,
    roles: set[int],
) -> Namesakes | None:
    home = _lowest_above([places[row.node] for row in rows], places)
    if home is None:
        return None
    members = sorted(
        (Namesake(row, activities.get(row.id, 0)) for row in rows),
        key=lambda found: (-found.activities, found.person.id),
    )
    return Namesakes(
        name=members[0].person.name,
        kind=members[0].person.kind.value,
        members=tuple(members),
        node=home.id,
        node_name=home.name,
        differences=tuple(_differences([found.person for found in members])),
        waits_for_role=any(row.role in roles for row in rows),
        may_join=standing.may(may_edit_people.permission, home.path) and all(row.may_edit for row in rows),
    )


def _lowest_above(homes: Sequence[NodeRow], places: dict[int, NodeRow]) -> NodeRow | None:
    ways = [home.ancestor_ids for home in homes]
    shared = [found for found in ways[0] if all(found in way for way in ways)]
    return next((places[found] for found in reversed(shared) if found in places), None)


def _differences(rows: Sequence[PersonRow]) -> Iterable[str]:
    if len({row.calendar for row in rows}) > 1:
        yield "calendar"
    if len({(row.max_units, row.capacity) for row in rows}) > 1:
        yield "capacity"
    if len({row.role for row in rows}) > 1:
        yield "role"
    if len({row.email for row in rows if row.email}) > 1:
        yield "e-mail"
