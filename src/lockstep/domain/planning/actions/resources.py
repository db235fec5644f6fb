"""One person, role or machine of several plans, so that their work adds up."""

from collections import Counter
from typing import Any

from typing_extensions import TypedDict

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.ledger import Work, action, matching
from lockstep.domain.people.actions import drop_resources, pool_resource
from lockstep.domain.planning.editing import hold_network
from lockstep.domain.planning.models import Activity, ActivityLayer, Assignment, ExternalId
from lockstep.domain.planning.vocabulary import EditError, SourceRecord


class Joined(TypedDict):
    """A resource that another replaces, at the version that was seen."""

    resource: int
    version: int


@action("planning.join_resources", version=1)
def join_resources(work: Work, *, resource: int, version: int, others: list[Joined], node: int) -> Any:
    """Make one of several resources, which then belongs to a node above all of them.

    The first keeps its calendar, capacity, role and rates; assignments, ownership of activities and what files call
    the others go over to it, so that the next update of each file finds it. Raises ResourceError and EditError.
    """
    hold_network(work, load_node(work, node))
    versions = {other["resource"]: other["version"] for other in others if other["resource"] != resource}
    kept = pool_resource(work, resource, version, versions, node)
    _hand_over_assignments(work, kept, list(versions))
    for other in versions:
        owned = matching(work, ActivityLayer, owner_id=other)
        work.change_many(ActivityLayer, [(row.pk, None, {"owner_id": kept.pk}) for row in owned])
    _hand_over_identities(work, kept, list(versions))
    drop_resources(work, versions)
    return kept


def _hand_over_assignments(work: Work, kept: Any, others: list[int]) -> None:
    moving = [row for other in others for row in matching(work, Assignment, resource_id=other)]
    staying = matching(work, Assignment, resource_id=kept.pk)
    counted = Counter(row.activity_id for row in (*staying, *moving))
    twice = [row.activity_id for row in moving if counted[row.activity_id] > 1]
    if twice:
        activity = work.get(Activity, twice[0])
        raise EditError(
            str(activity), f"{kept.name} would work on it twice; take one of the assignments away first."
        )
    work.change_many(Assignment, [(row.pk, None, {"resource_id": kept.pk}) for row in moving])


def _hand_over_identities(work: Work, kept: Any, others: list[int]) -> None:
    """Let files find the one that is kept. A file that has two of them would lose one with each update."""
    rows = [
        row
        for record in (kept.pk, *others)
        for row in matching(work, ExternalId, kind=SourceRecord.RESOURCE.value, record=record)
    ]
    files = Counter((row.project_id, row.system, row.source_project) for row in rows)
    for row in rows:
        if files[row.project_id, row.system, row.source_project] > 1:
            raise EditError(
                load_node(work, row.project_id).name,
                f"Its plan file has {kept.name} twice; two of one file stay two, unless the file makes them one.",
            )
    moving = [row for row in rows if row.record != kept.pk]
    work.change_many(ExternalId, [(row.pk, None, {"record": kept.pk}) for row in moving])
