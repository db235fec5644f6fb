"""Writing people and other resources."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from lockstep.domain.access.actions.nodes import folded, load_node
from lockstep.domain.access.policies import may_edit_people
from lockstep.domain.ledger import Work, action
from lockstep.domain.people.models import Resource, WorkCalendar
from lockstep.domain.people.vocabulary import ResourceError, ResourceKind
from lockstep.foundation.ticks import EARLIEST_TICKS, LATEST_TICKS

MOST_RATE_MINOR = 10**9
_CHANGEABLE = frozenset({"name", "kind", "email", "calendar", "max_units", "capacity", "user"}) | {
    "cost_per_hour_minor",
    "currency",
    "role",
}


@action("people.add_resource", version=1)
def add_resource(
    work: Work,
    *,
    node: int,
    name: str,
    kind: ResourceKind = ResourceKind.PERSON,
    email: str = "",
    calendar: int | None = None,
    max_units: float = 1.0,
    capacity: list[list[Any]] | None = None,
    user: int | None = None,
    cost_per_hour_minor: int | None = None,
    currency: str = "",
    role: int | None = None,
) -> Resource:
    """Add a person, role, machine, material or cost, to be assigned at and below a node."""
    work.require(may_edit_people, load_node(work, node))
    if calendar is not None:
        work.get(WorkCalendar, calendar)
    require_role(work, role, node, kind, name)
    return work.create(
        Resource,
        node=node,
        name=name,
        folded=folded(name, email),
        kind=kind.value,
        email=email,
        calendar=calendar,
        max_units=max_units,
        capacity=checked_capacity(capacity or [], name),
        user=user,
        cost_per_hour_minor=checked_rate(cost_per_hour_minor, name),
        currency=checked_currency(currency, name),
        role=role,
    )


@action("people.change_resource", version=1)
def change_resource(work: Work, *, resource: int, version: int, changes: dict[str, Any]) -> Resource:
    """Change fields of a resource; the rest stays."""
    row = work.get(Resource, resource)
    work.require(may_edit_people, row)
    unknown = changes.keys() - _CHANGEABLE
    if unknown:
        raise ResourceError(row.name, f"There is no {', '.join(sorted(unknown))} to change.")
    values = dict(changes)
    if "capacity" in values:
        values["capacity"] = checked_capacity(values["capacity"], row.name)
    if "cost_per_hour_minor" in values:
        values["cost_per_hour_minor"] = checked_rate(values["cost_per_hour_minor"], row.name)
    if "currency" in values:
        values["currency"] = checked_currency(values["currency"], row.name)
    if "kind" in values:
        values["kind"] = ResourceKind(values["kind"]).value
    if values.keys() & {"kind", "role"}:
        kind = ResourceKind(values.get("kind", row.kind))
        require_role(work, values.get("role", row.role_id), row.node_id, kind, row.name)
        if kind is not ResourceKind.ROLE and Resource.objects.filter(role=row).exists():
            raise ResourceError(
                row.name, "Somebody fills it, so it stays a role; give them another one first."
            )
    values["folded"] = folded(values.get("name", row.name), values.get("email", row.email))
    return work.change(row, version=version, **values)


@action("people.remove_resource", version=1)
def remove_resource(work: Work, *, resource: int, version: int) -> None:
    """Remove a resource that nothing uses."""
    row = work.get(Resource, resource)
    work.require(may_edit_people, row)
    work.delete(row, version=version)


# Parts of other apps' actions, which have asked their own policies.


def add_resources(work: Work, node: int, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Store resources of an imported plan; return their ids in the same order."""
    made = work.create_many(
        Resource, [{**row, "node_id": node, "folded": folded(row["name"])} for row in rows]
    )
    return [row.pk for row in made]


def change_resources(work: Work, edits: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
    """Write fields of resources of an imported plan."""
    work.change_many(Resource, [(row, None, fields) for row, fields in edits])


def require_resource(work: Work, resource: int, node: int) -> str:
    """Return the name of a resource that may be assigned at a node: one of its own or of a node above it.

    Who works at a node may choose from the pools above it without being able to read those nodes.
    """
    row = Resource.objects.select_related("node").filter(pk=resource).first()
    if row is None or not load_node(work, node).path.startswith(row.node.path):
        raise ResourceError(
            f"resource {resource}", "There is no such person or resource here, nor in a pool above."
        )
    return row.name


def require_role(work: Work, role: int | None, node: int, kind: ResourceKind, place: str) -> None:
    """Check that somebody at a node may fill a role: one of this node or of a pool above. Raises ResourceError."""
    if role is None:
        return
    if kind not in (ResourceKind.PERSON, ResourceKind.EQUIPMENT):
        raise ResourceError(place, "Only a person or a machine fills a role; leave the role empty.")
    row = Resource.objects.select_related("node").filter(pk=role, kind=ResourceKind.ROLE).first()
    if row is None or not load_node(work, node).path.startswith(row.node.path):
        raise ResourceError(place, "There is no such role here, nor in a pool above; choose another.")


def checked_rate(rate: int | None, place: str) -> int | None:
    """Return what an hour costs, in minor units. Raises ResourceError."""
    if rate is not None and not 0 <= rate <= MOST_RATE_MINOR:
        raise ResourceError(place, "An hour costs nothing or more, up to ten million; correct the rate.")
    return rate


def checked_currency(code: str, place: str) -> str:
    """Return an ISO code of a currency in capitals, or "". Raises ResourceError."""
    found = code.strip().upper()
    if found and not (len(found) == 3 and found.isascii() and found.isalpha()):
        raise ResourceError(place, f"A currency has a code of three letters such as EUR, not {code[:20]!r}.")
    return found


def checked_capacity(spans: list[list[Any]], place: str) -> list[list[Any]]:
    """Return spans `[from_ticks | None, until_ticks | None, units]`, ascending. Raises ResourceError."""
    found = []
    for span in spans:
        if len(span) != 3 or not isinstance(span[2], int | float) or span[2] < 0:
            raise ResourceError(place, "A span of capacity has a start, an end and units of zero or more.")
        for tick in span[:2]:
            if tick is not None and not (isinstance(tick, int) and EARLIEST_TICKS <= tick <= LATEST_TICKS):
                raise ResourceError(
                    place, "The start and the end of a span lie in the years 1900 to 2200, or are open."
                )
        found.append([span[0], span[1], float(span[2])])
    found.sort(key=lambda span: EARLIEST_TICKS if span[0] is None else span[0])
    for before, after in pairwise(found):
        if before[1] is None or after[0] is None or after[0] < before[1]:
            raise ResourceError(place, "Two spans of capacity overlap; end one before the next starts.")
    return found
