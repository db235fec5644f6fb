"""One node with its place, its life and its children; search; and what is mine."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from lockstep.domain.access.actions.nodes import folded
from lockstep.domain.access.policies import Standing, grants_in_force
from lockstep.domain.access.vocabulary import STILL_OPEN, NodeKind, Permission
from lockstep.domain.ledger import NotFound
from lockstep.domain.portfolio.models import Membership, Profile
from lockstep.domain.portfolio.queries.tree import TreeRow, memberships_on, readable_profiles, tree_row
from lockstep.domain.portfolio.rollups import rollups_of
from lockstep.domain.portfolio.vocabulary import MembershipStatus, worse


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step on the way from the top to a node; only what the user may read."""

    id: int
    kind: NodeKind
    name: str


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """A stretch of a node's life; the parent's name is empty where it may not be seen."""

    id: int
    parent_id: int | None
    parent: str
    from_date: date
    to_date: date | None
    status: MembershipStatus
    reason: str


@dataclass(frozen=True, slots=True)
class NodePage:
    """One node as its page shows it; `permissions` are what the user may do there."""

    row: TreeRow
    path: str
    sponsor: str
    description: str
    crumbs: tuple[Crumb, ...]
    memberships: tuple[MembershipRow, ...]
    permissions: frozenset[Permission]
    closed_on: date | None = None


def node_page(user: Any, node_id: int) -> NodePage:
    """Return a node; NotFound when it is absent or may not be read."""
    profile = readable_profiles(user).filter(node_id=node_id).first()
    if profile is None:
        raise NotFound(f"node {node_id}", "There is no such node, or you may not see it.")
    node = profile.node
    above_ids = [ancestor for ancestor in node.ancestor_ids if ancestor != node.pk]
    stored = list(Membership.objects.filter(child_id=node.pk).order_by("-from_date"))
    wanted = {*above_ids, *(membership.parent_id for membership in stored)}
    seen = {found.node_id: found for found in readable_profiles(user).filter(node_id__in=wanted)}
    today = timezone.localdate()
    memberships = memberships_on(today, [*above_ids, node.pk])
    above = MembershipStatus.ACTIVE
    for ancestor in above_ids:
        if ancestor in memberships:
            above = worse(above, MembershipStatus(memberships[ancestor].status))
    parent_id = node.parent_id if node.parent_id in seen else None
    row = tree_row(
        profile, memberships.get(node.pk), parent_id, len([a for a in above_ids if a in seen]), above
    )
    standing = Standing.of(user)
    return NodePage(
        row=replace(row, slots=rollups_of(user, [node.pk])[node.pk]),
        path=node.path,
        sponsor=profile.sponsor,
        description=profile.description,
        crumbs=tuple(
            Crumb(ancestor, NodeKind(seen[ancestor].node.kind), seen[ancestor].node.name)
            for ancestor in above_ids
            if ancestor in seen
        ),
        memberships=tuple(_membership_row(membership, seen) for membership in stored),
        permissions=frozenset(
            permission
            for permission in (Permission if node.closed_on is None else STILL_OPEN)
            if standing.may(permission, node.path)
        ),
        closed_on=node.closed_on,
    )


def children(user: Any, node_id: int) -> tuple[TreeRow, ...]:
    """Return the nodes just below one, by name, with the figures of higher apps."""
    profiles = list(readable_profiles(user).filter(node__parent_id=node_id))
    return _rows(user, profiles)


def my_programs(user: Any) -> tuple[TreeRow, ...]:
    """Return the nodes that someone manages or was given a role on, projects included."""
    granted = grants_in_force().filter(user_id=user.pk, node__isnull=False).values("node_id")
    mine = readable_profiles(user).filter(Q(manager_id=user.pk) | Q(node_id__in=granted))
    return _rows(user, list(mine))


def search_nodes(user: Any, text: str, *, limit: int = 20) -> tuple[TreeRow, ...]:
    """Return the nodes whose code or name holds all the words, in any case and alphabet."""
    found = readable_profiles(user)
    for word in folded(text).split():
        found = found.filter(node__folded__contains=word)
    return _rows(user, list(found.order_by("node__name", "node_id")[:limit]))


def _rows(user: Any, profiles: list[Profile]) -> tuple[TreeRow, ...]:
    profiles.sort(key=lambda profile: (profile.node.name.casefold(), profile.node_id))
    ids = [profile.node_id for profile in profiles]
    ancestors = {ancestor for profile in profiles for ancestor in profile.node.ancestor_ids}
    memberships = memberships_on(timezone.localdate(), ancestors)
    slots = rollups_of(user, ids)
    rows = []
    for profile in profiles:
        above = MembershipStatus.ACTIVE
        for ancestor in profile.node.ancestor_ids[:-1]:
            if ancestor in memberships:
                above = worse(above, MembershipStatus(memberships[ancestor].status))
        row = tree_row(profile, memberships.get(profile.node_id), profile.node.parent_id, 0, above)
        rows.append(replace(row, slots=slots[profile.node_id]))
    return tuple(rows)


def _membership_row(membership: Membership, seen: dict[int, Profile]) -> MembershipRow:
    parent = seen.get(membership.parent_id)
    return MembershipRow(
        id=membership.pk,
        parent_id=membership.parent_id if parent else None,
        parent=parent.node.name if parent else "",
        from_date=membership.from_date,
        to_date=membership.to_date,
        status=MembershipStatus(membership.status),
        reason=membership.reason,
    )
