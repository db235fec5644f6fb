"""Counting networks' revisions: the last step of every action that touched what a schedule shows."""

from typing import Final

from django.db.models import F

from lockstep.domain.access.queries.nodes import nodes_by_id
from lockstep.domain.ledger import Work
from lockstep.domain.planning.bridge.networks import root_of
from lockstep.domain.planning.models import Network
from lockstep.domain.planning.vocabulary import NetworkChanged

SHOWN: Final = frozenset(
    {
        "access.node",
        "portfolio.membership",
        "people.workcalendar",
        "people.resource",
        "planning.projectplan",
        "planning.activity",
        "planning.link",
        "planning.furtherconstraint",
        "planning.split",
        "planning.suspension",
        "planning.assignment",
        "planning.activitylayer",
        "planning.baseline",
        "planning.baselinevalue",
    }
)
"""Record types whose changes make a new revision: input of the computation, and what is shown beside it."""


def count_revisions(work: Work) -> None:
    """Count up the revision of each network that the action touched, and announce it."""
    touched = [change for change in work.changes if change.registration.record_type in SHOWN]
    if not touched:
        return
    paths = [path for change in touched for path in _paths(change)]
    nodes = {change.node_id for change in touched if change.node_id is not None}
    paths.extend(node.path for node in nodes_by_id(nodes).values())
    for root in sorted({root_of(path) for path in paths}):
        network, revision = _count_up(root)
        work.revisions[network] = revision
        work.announce(NetworkChanged(network, revision, tuple(touched)))


def _paths(change: object) -> list[str]:
    """Return the paths that a node had and has, so that both networks of a move are counted up."""
    states = (getattr(change, "before", None), getattr(change, "after", None))
    return [state["path"] for state in states if state and "path" in state]


def _count_up(root: int) -> tuple[int, int]:
    network, is_new = Network.objects.get_or_create(root_id=root)
    if not is_new:
        Network.objects.filter(pk=network.pk).update(revision=F("revision") + 1)
        network.refresh_from_db(fields=["revision"])
    return network.pk, network.revision
