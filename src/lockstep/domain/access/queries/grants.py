"""Who holds which role where."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from lockstep.domain.access.errors import NotFound
from lockstep.domain.access.models import Grant, Node
from lockstep.domain.access.policies import Standing, grants_in_force, may_read
from lockstep.domain.access.vocabulary import Permission, Role


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A role in force; `node_id` is None for the whole installation or where the node may not be seen."""

    id: int
    version: int
    user_id: int
    user: str
    email: str
    role: Role
    node_id: int | None
    node: str
    is_inherited: bool
    since: datetime
    until: datetime | None


def grants_at(
    user: Any, node_id: int | None, *, after: tuple[str, int] | None = None, limit: int | None = None
) -> tuple[GrantRow, ...]:
    """Return the roles in force at a node, its parents' included; None asks for the whole installation.

    They come by name; `after` is name and id of the last one seen.
    """
    standing = Standing.of(user)
    node = Node.objects.filter(pk=node_id).first() if node_id is not None else None
    path = node.path if node else ""
    if (node_id is not None and node is None) or not standing.may(Permission.READ, path):
        raise NotFound(f"node {node_id}", "There is no such node, or you may not see it.")
    above = node.ancestor_ids if node else ()
    held = grants_in_force().filter(Q(node_id__in=above) | Q(node__isnull=True))
    if after is not None:
        held = held.filter(Q(user__name__gt=after[0]) | Q(user__name=after[0], pk__gt=after[1]))
    rows = held.select_related("user", "node").order_by("user__name", "pk")
    return tuple(_row(grant, standing, node_id) for grant in rows[:limit])


def grants_of(
    user: Any, account_id: int, *, after: int | None = None, limit: int | None = None
) -> tuple[GrantRow, ...]:
    """Return the roles that an account holds, on nodes that the user may read; `after` is the last id seen."""
    visible = Q(node__in=may_read.nodes(user))
    standing = Standing.of(user)
    if standing.may(Permission.READ, "") or user.pk == account_id:
        visible |= Q(node__isnull=True)
    rows = grants_in_force().filter(visible, user_id=account_id).select_related("user", "node").order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return tuple(_row(grant, standing, grant.node_id) for grant in rows[:limit])


def _row(grant: Grant, standing: Standing, asked: int | None) -> GrantRow:
    is_seen = grant.node is not None and standing.may(Permission.READ, grant.node.path)
    return GrantRow(
        id=grant.pk,
        version=grant.version,
        user_id=grant.user_id,
        user=grant.user.name,
        email=grant.user.email,
        role=Role(grant.role),
        node_id=grant.node_id if is_seen else None,
        node=grant.node.name if grant.node is not None and is_seen else "",
        is_inherited=grant.node_id != asked,
        since=grant.since,
        until=grant.until,
    )
