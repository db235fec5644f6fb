"""Activities of other projects that one of a node's can be linked to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from lockstep.domain.access.actions.nodes import folded
from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import NodeRow, readable_node, readable_nodes
from lockstep.domain.planning.models import Activity
from lockstep.domain.planning.vocabulary import RowState

FOUND: Final = 20


@dataclass(frozen=True, slots=True)
class LinkableActivity:
    """An activity outside a node. `viewpoint` is the lowest node above both that the user may read, if any."""

    activity: int
    name: str
    code: str
    project: int
    project_name: str
    finish_ticks: int | None
    viewpoint: int | None


def link_ends(user: Any, node: int, text: str, *, limit: int = FOUND) -> tuple[LinkableActivity, ...]:
    """Return readable activities of the same portfolio outside a node that hold all the words.

    A word may be of the activity's name or code, or of its project's.
    """
    place = readable_node(user, node)
    above = readable_nodes(user, place.ancestor_ids)
    found = Activity.objects.filter(
        may_read.readable(user, "project"), project__path__startswith=f"/{place.ancestor_ids[0]}/"
    )
    found = found.exclude(project__path__startswith=place.path).exclude(state=RowState.WITHDRAWN)
    for word in folded(text).split():
        found = found.filter(Q(folded__contains=word) | Q(project__folded__contains=word))
    rows = found.select_related("project", "dates").order_by("project__folded", "name", "pk")[:limit]
    return tuple(
        LinkableActivity(
            activity=row.pk,
            name=row.name,
            code=row.code,
            project=row.project_id,
            project_name=row.project.name,
            finish_ticks=row.dates.finish_ticks if hasattr(row, "dates") else None,
            viewpoint=_viewpoint(place, row.project.path, above),
        )
        for row in rows
    )


def _viewpoint(place: NodeRow, path: str, above: Mapping[int, NodeRow]) -> int | None:
    shared = [node for node in above.values() if path.startswith(node.path) and node.id != place.id]
    return max(shared, key=lambda node: len(node.path)).id if shared else None
