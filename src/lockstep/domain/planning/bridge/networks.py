"""Which network a node belongs to, and which projects of it are computed."""

from typing import Any

from django.utils import timezone

from lockstep.domain.access.queries.nodes import nodes_below
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.planning.bridge.tables import ProjectNode
from lockstep.domain.planning.models import Network
from lockstep.domain.portfolio.queries.tree import memberships_on
from lockstep.domain.portfolio.vocabulary import MembershipStatus


def root_of(path: str) -> int:
    """Return the id of the root above a path such as "/1/4/9/"."""
    return int(path.split("/", 2)[1])


def network_of(path: str) -> Network:
    """Return the network in which the activities below a path are computed; made on first use."""
    network, _ = Network.objects.get_or_create(root_id=root_of(path))
    return network


def network_projects(network: int) -> tuple[ProjectNode, ...]:
    """Return the projects that count: neither they nor a program above is paused or withdrawn today."""
    root = Network.objects.values_list("root_id", flat=True).get(pk=network)
    idle = {
        child
        for child, membership in memberships_on(timezone.localdate()).items()
        if membership.status != MembershipStatus.ACTIVE
    }
    found = [
        ProjectNode(node.id, node.name, node.path)
        for node in nodes_below(root, kind=NodeKind.PROJECT)
        if idle.isdisjoint(node.ancestor_ids)
    ]
    return tuple(sorted(found, key=_by_tree))


def _by_tree(node: Any) -> tuple[int, ...]:
    return tuple(int(part) for part in node.path.split("/") if part)
