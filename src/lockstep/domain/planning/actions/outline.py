"""Moving activities in the outline of their project."""

from lockstep.domain.ledger import Work, action
from lockstep.domain.planning.actions.links import require_no_loop
from lockstep.domain.planning.editing import open_activity, siblings
from lockstep.domain.planning.models import Activity
from lockstep.domain.planning.placing import position_after, position_first
from lockstep.domain.planning.vocabulary import EditError


@action("planning.indent_activity", version=1)
def indent_activity(work: Work, *, activity: int, version: int) -> Activity:
    """Put an activity below the sibling before it, which becomes a summary."""
    row = open_activity(work, activity)
    family = siblings(work, row.project_id, row.parent_id)
    at = [sibling.pk for sibling in family].index(row.pk)
    if at == 0:
        raise EditError(
            str(row), "It is the first at its level; there is no activity above that could hold it."
        )
    above = family[at - 1]
    position = position_after(work, row.project_id, above.pk, None)
    return _placed(work, row, version, above.pk, position)


@action("planning.outdent_activity", version=1)
def outdent_activity(work: Work, *, activity: int, version: int) -> Activity:
    """Put an activity beside the summary that holds it, just after it."""
    row = open_activity(work, activity)
    if row.parent_id is None:
        raise EditError(str(row), "It is at the top of its project already.")
    above = work.get(Activity, row.parent_id)
    position = position_after(work, row.project_id, above.parent_id, above.pk)
    return _placed(work, row, version, above.parent_id, position)


@action("planning.reorder_activity", version=1)
def reorder_activity(
    work: Work, *, activity: int, version: int, after: int | None = None, parent: int | None = None
) -> Activity:
    """Put an activity after a sibling, or (without one) first below `parent`, or first at the top of its project."""
    row = open_activity(work, activity)
    if after is not None:
        parent = work.get(Activity, after).parent_id
    if parent is not None:
        _require_outside(work, row, parent)
    position = (
        position_first(work, row.project_id, parent)
        if after is None
        else position_after(work, row.project_id, parent, after)
    )
    return _placed(work, row, version, parent, position)


def _placed(work: Work, row: Activity, version: int, parent: int | None, position: int) -> Activity:
    # Renumbered siblings may have counted this row's version up within this very action.
    current = work.get(Activity, row.pk)
    if current.version != row.version and row.version == version:
        version = current.version
    moved = work.change(current, version=version, parent=parent, position=position)
    require_no_loop(work, moved, moved.pk)
    return moved


def _require_outside(work: Work, row: Activity, parent: int) -> None:
    above: int | None = parent
    while above is not None:
        if above == row.pk:
            raise EditError(str(row), "It cannot be put below itself; choose another summary.")
        found = work.get(Activity, above)
        if found.project_id != row.project_id:
            raise EditError(str(row), "The summary is in another project; choose one of the same project.")
        above = found.parent_id
