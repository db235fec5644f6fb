"""The tree that one person sees, today or on another day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.portfolio.models import Membership, Profile
from lockstep.domain.portfolio.rollups import rollups_of
from lockstep.domain.portfolio.vocabulary import MembershipStatus, worse


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A node in the outline.

    `parent_id` is None where the parent may not be seen, `depth` counts from there. `status` is the node's own,
    `effective_status` takes its parents in. `slots` holds the figures of higher apps.
    """

    id: int
    version: int
    details_version: int
    kind: NodeKind
    name: str
    code: str
    parent_id: int | None
    depth: int
    status: MembershipStatus
    effective_status: MembershipStatus
    manager_id: int | None
    manager: str
    target_start: date | None
    target_finish: date | None
    slots: Mapping[str, Any] = field(default_factory=dict)


def tree(user: Any, *, on: date | None = None, below: int | None = None) -> tuple[TreeRow, ...]:
    """Return every node that the user may read, parents before children, siblings by name.

    `on` shows the tree as it was on a day; `below` only a node with all below it.
    """
    day = on or timezone.localdate()
    memberships = memberships_on(day)
    profiles = [
        profile
        for profile in readable_profiles(user)
        # A node that belongs somewhere today had not joined, or had not come back, on a day without membership.
        if on is None or profile.node.parent_id is None or profile.node_id in memberships
    ]
    parents = {
        profile.node_id: memberships[profile.node_id].parent_id
        if profile.node_id in memberships
        else profile.node.parent_id
        for profile in profiles
    }
    rows = _outline(profiles, parents, memberships, below)
    slots = rollups_of(user, [row.id for row in rows])
    return tuple(_with_slots(row, slots[row.id]) for row in rows)


def readable_profiles(user: Any) -> Any:
    """Return the profiles, with their nodes and managers, that the user may read."""
    return Profile.objects.select_related("node", "manager").filter(may_read.readable(user, "node"))


def memberships_on(day: date, child_ids: Iterable[int] | None = None) -> dict[int, Membership]:
    """Return the membership of each node on a day."""
    found = Membership.objects.filter(Q(to_date__isnull=True) | Q(to_date__gt=day), from_date__lte=day)
    if child_ids is not None:
        found = found.filter(child_id__in=list(child_ids))
    return {membership.child_id: membership for membership in found}


def _outline(
    profiles: list[Profile],
    parents: Mapping[int, int | None],
    memberships: Mapping[int, Membership],
    below: int | None,
) -> list[TreeRow]:
    children: dict[int | None, list[Profile]] = defaultdict(list)
    for profile in sorted(profiles, key=lambda profile: (profile.node.name.casefold(), profile.node_id)):
        parent_id = parents[profile.node_id]
        children[parent_id if parent_id in parents else None].append(profile)
    rows: list[TreeRow] = []
    # The siblings still to come lie on a stack, last first, so that depth costs no recursion.
    stack: list[tuple[Profile, int | None, int, MembershipStatus]] = [
        (profile, None, 0, MembershipStatus.ACTIVE) for profile in reversed(children[None])
    ]
    if below is not None:
        chosen = next((profile for profile in profiles if profile.node_id == below), None)
        stack = [(chosen, None, 0, MembershipStatus.ACTIVE)] if chosen else []
    while stack:
        profile, parent_id, depth, above = stack.pop()
        row = tree_row(profile, memberships.get(profile.node_id), parent_id, depth, above)
        rows.append(row)
        stack.extend((child, row.id, depth + 1, row.effective_status) for child in reversed(children[row.id]))
    return rows


def tree_row(
    profile: Profile,
    membership: Membership | None,
    parent_id: int | None,
    depth: int,
    above: MembershipStatus,
) -> TreeRow:
    """Return the row of one node."""
    own = MembershipStatus(membership.status) if membership else MembershipStatus.ACTIVE
    node = profile.node
    return TreeRow(
        id=node.pk,
        version=node.version,
        details_version=profile.version,
        kind=NodeKind(node.kind),
        name=node.name,
        code=profile.code,
        parent_id=parent_id,
        depth=depth,
        status=own,
        effective_status=worse(own, above),
        manager_id=profile.manager_id,
        manager=profile.manager.name if profile.manager else "",
        target_start=profile.target_start,
        target_finish=profile.target_finish,
    )


def _with_slots(row: TreeRow, slots: Mapping[str, Any]) -> TreeRow:
    return replace(row, slots=slots) if slots else row
