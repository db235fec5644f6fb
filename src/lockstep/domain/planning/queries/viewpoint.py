"""From where what edits moved is told, when nobody names a node: the highest one above them that the user may read."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_node, readable_nodes
from lockstep.domain.ledger import Edit, InvalidInput, NotFound
from lockstep.domain.ledger.queries import change_set
from lockstep.domain.planning.models import Activity, Link

_ACTIVITIES: Final = ("activity", "successor")
_INPUT: Final = frozenset(
    {
        "activity",
        "link",
        "projectplan",
        "furtherconstraint",
        "split",
        "suspension",
        "assignment",
        "activitylayer",
    }
)


def viewpoint_of_edits(user: Any, edits: Sequence[Edit]) -> int:
    """Return the node from which edits are seen. Raises NotFound where the first may not be read."""
    return _highest(user, project_of_edits(user, edits))


def project_of_edits(user: Any, edits: Sequence[Edit]) -> int:
    """Return the project that the first edit concerns. Raises NotFound where it may not be read."""
    for edit in edits:
        return _project(user, dict(edit.arguments))
    raise InvalidInput("edits", "Name at least one edit.")


def home_of_edits(user: Any, edits: Sequence[Edit]) -> int:
    """Return the lowest node that holds the projects of all edits. Raises NotFound where one may not be read."""
    projects = {project_of_edits(user, [edit]) for edit in edits} or {project_of_edits(user, edits)}
    above = [readable_node(user, project).ancestor_ids for project in projects]
    shared = [level[0] for level in zip(*above, strict=False) if len(set(level)) == 1]
    if not shared or shared[-1] not in readable_nodes(user, shared[-1:]):
        raise InvalidInput("edits", "They are of several projects with no place above all that you may see.")
    return shared[-1]


def viewpoint_of_change_set(user: Any, change_set_id: int) -> int | None:
    """Return the node from which a change set's effect on the schedule is seen; None where it has none."""
    changes = change_set(user, change_set_id).changes
    return _first_highest(
        user, (row.node_id for row in changes if row.record_type.rpartition(".")[2] in _INPUT and row.node_id)
    )


def _project(user: Any, arguments: dict[str, Any]) -> int:
    nested = arguments.get("edits")
    if isinstance(nested, list) and nested and isinstance(nested[0], dict):
        arguments = nested[0]
    if isinstance(arguments.get("project"), int):
        return int(arguments["project"])
    for name in _ACTIVITIES:
        if isinstance(arguments.get(name), int):
            return _project_of(user, Activity, "activity", arguments[name])
    if isinstance(arguments.get("link"), int):
        return _project_of(user, Link, "link", arguments["link"])
    raise InvalidInput("edits", "The first edit names no project, activity or link.")


def _project_of(user: Any, model: Any, word: str, record_id: int) -> int:
    readable = model.objects.filter(may_read.readable(user, "project"), pk=record_id)
    project = readable.values_list("project_id", flat=True).first()
    if project is None:
        raise NotFound(f"{word} {record_id}", f"There is no such {word}, or you may not see it.")
    return int(project)


def _first_highest(user: Any, projects: Iterable[int | None]) -> int | None:
    return next((_highest(user, project) for project in projects if project is not None), None)


def _highest(user: Any, project: int) -> int:
    above = readable_node(user, project).ancestor_ids
    readable = readable_nodes(user, above)
    return next(node for node in above if node in readable)
