"""Saved views: a named way of looking at a node's schedule."""

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_details, may_read
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.planning.models import SavedView


@action("planning.save_view", version=1)
def save_view(work: Work, *, node: int, name: str, query: str, is_shared: bool = False) -> SavedView:
    """Keep what stands in the address under a name; a shared one is shown to all who may read the node."""
    place = load_node(work, node)
    work.require(may_edit_details if is_shared else may_read, place)
    if not name.strip():
        raise Refused("view", "Give the view a name.")
    if SavedView.objects.filter(node=place, owner_id=work.user_id, name=name.strip()).exists():
        raise Refused(name, "You have a view of this name already; choose another name or change that view.")
    return work.create(
        SavedView,
        node=place,
        owner_id=work.user_id,
        name=name.strip(),
        query=query.lstrip("?"),
        is_shared=is_shared,
    )


@action("planning.change_view", version=1)
def change_view(
    work: Work,
    *,
    view: int,
    version: int,
    name: str | None = None,
    query: str | None = None,
    is_shared: bool | None = None,
) -> SavedView:
    """Rename, replace or share a view; what is not given stays."""
    row = _own(work, view)
    if is_shared:
        work.require(may_edit_details, row)
    given = {"name": name, "query": query.lstrip("?") if query is not None else None, "is_shared": is_shared}
    return work.change(
        row, version=version, **{key: value for key, value in given.items() if value is not None}
    )


@action("planning.remove_view", version=1)
def remove_view(work: Work, *, view: int, version: int) -> None:
    """Remove a view."""
    work.delete(_own(work, view), version=version)


def _own(work: Work, view: int) -> SavedView:
    """Return a view that the actor made, or that is shared where the actor may edit details."""
    row = work.get(SavedView, view)
    work.require(may_read if row.owner_id == work.user_id else may_edit_details, row)
    return row
