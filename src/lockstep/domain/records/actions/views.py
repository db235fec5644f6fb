"""Saved views: a named way of looking at a register at a node."""

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_edit_details, may_read
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.records.models import SavedView
from lockstep.domain.records.registry import register_of


@action("records.save_view", version=1)
def save_view(
    work: Work,
    *,
    register: str,
    node: int,
    name: str,
    query: str,
    is_shared: bool = False,
    is_default: bool = False,
) -> SavedView:
    """Keep what stands in the address under a name; a default is what the list opens with."""
    found = register_of(register)
    place = load_node(work, node)
    work.require(may_edit_details if is_shared else may_read, place)
    if not name.strip():
        raise Refused("view", "Give the view a name.")
    own = SavedView.objects.filter(register=found.name, node=place, owner_id=work.user_id)
    if own.filter(name=name.strip()).exists():
        raise Refused(name, "You have a view of this name already; choose another name or change that view.")
    if is_default:
        _no_other_default(work, found.name, place.pk, is_shared=is_shared)
    return work.create(
        SavedView,
        register=found.name,
        node=place,
        owner_id=work.user_id,
        name=name.strip(),
        query=query.lstrip("?"),
        is_shared=is_shared,
        is_default=is_default,
    )


@action("records.change_view", version=1)
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
    """Rename, replace, share a view, or open the list with it; what is not given stays."""
    row = _own(work, view)
    if is_shared or (is_default and row.is_shared):
        work.require(may_edit_details, row)
    if is_default:
        is_for_all = row.is_shared if is_shared is None else is_shared
        _no_other_default(work, row.register, row.node_id, is_shared=is_for_all)
    given = {
        "name": name,
        "query": query.lstrip("?") if query is not None else None,
        "is_shared": is_shared,
        "is_default": is_default,
    }
    return work.change(
        row, version=version, **{key: value for key, value in given.items() if value is not None}
    )


@action("records.remove_view", version=1)
def remove_view(work: Work, *, view: int, version: int) -> None:
    """Remove a view."""
    work.delete(_own(work, view), version=version)


def _own(work: Work, view: int) -> SavedView:
    """Return a view that the actor made, or that is shared where the actor may edit details."""
    row = work.get(SavedView, view)
    work.require(may_read if row.owner_id == work.user_id else may_edit_details, row)
    return row


def _no_other_default(work: Work, register: str, node_id: int, *, is_shared: bool) -> None:
    others = SavedView.objects.filter(
        register=register, node_id=node_id, is_default=True, is_shared=is_shared
    )
    if not is_shared:
        others = others.filter(owner_id=work.user_id)
    work.change_many(
        SavedView, [(pk, None, {"is_default": False}) for pk in others.values_list("pk", flat=True)]
    )
