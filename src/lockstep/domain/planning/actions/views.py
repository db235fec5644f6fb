"""Saved views: a named way of looking at a node's schedule."""

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_details, may_read
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.planning.models import SavedView


@action("planning.save_view", version=1)
def save_view(
    work: Work, *, node: int, name: str, query: str, is_shared: bool = False, is_default: bool = False
) -> SavedView:
    """Keep what stands in the address under a name; a shared one is shown to all who may read the node.

    A default is what the schedule opens with: one's own before the shared one.
    """
    place = load_node(work, node)
    work.require(may_edit_details if is_shared else may_read, place)
    if not name.strip():
        raise Refused("view", "Give the view a name.")
    if SavedView.objects.filter(node=place, owner_id=work.user_id, name=name.strip()).exists():
        raise Refused(name, "You have a view of this name already; choose another name or change that view.")
    if is_default:
        _no_other_default(work, place.pk, is_shared=is_shared)
    return work.create(
        SavedView,
        node=place,
        owner_id=work.user_id,
        name=name.strip(),
        query=query.lstrip("?"),
        is_shared=is_shared,
        is_default=is_default,
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
    is_default: bool | None = None,
) -> SavedView:
    """Rename, replace, share a view, or open the schedule with it; what is not given stays."""
    row = _own(work, view)
    if is_shared or (is_default and row.is_shared):
        work.require(may_edit_details, row)
    if is_default:
        _no_other_default(work, row.node_id, is_shared=row.is_shared if is_shared is None else is_shared)
    given = {
        "name": name,
        "query": query.lstrip("?") if query is not None else None,
        "is_shared": is_shared,
        "is_default": is_default,
    }
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


def _no_other_default(work: Work, node_id: int, *, is_shared: bool) -> None:
    others = SavedView.objects.filter(node_id=node_id, is_default=True, is_shared=is_shared)
    if not is_shared:
        others = others.filter(owner_id=work.user_id)
    work.change_many(
        SavedView, [(pk, None, {"is_default": False}) for pk in others.values_list("pk", flat=True)]
    )
