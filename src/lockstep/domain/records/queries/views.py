"""Saved views of a register at a node."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from lockstep.domain.access.policies import Standing, may_edit_details
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.records.models import SavedView


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A named way of looking at a register; `query` is what stands in the address."""

    id: int
    version: int
    register: str
    node_id: int
    name: str
    query: str
    is_shared: bool
    is_default: bool
    is_own: bool
    may_edit: bool


def views(user: Any, register: str, node: int) -> tuple[ViewRow, ...]:
    """Return one's own views of a register at a node and the shared ones, also those of the nodes above."""
    place = readable_node(user, node)
    found = SavedView.objects.filter(register=register, node_id__in=place.ancestor_ids)
    found = found.filter(Q(is_shared=True) | Q(owner_id=user.pk)).order_by("name", "pk")
    may_edit = may_edit_details.holds(Standing.of(user), place.path, place)
    return tuple(
        ViewRow(
            row.pk,
            row.version,
            row.register,
            row.node_id,
            row.name,
            row.query,
            row.is_shared,
            row.is_default,
            row.owner_id == user.pk,
            row.owner_id == user.pk or may_edit,
        )
        for row in found
    )


def default_view(known: Iterable[ViewRow], node: int) -> ViewRow | None:
    """Return which view a list opens with: one's own default, else the shared one nearest to the node."""
    found = [view for view in known if view.is_default]
    found.sort(key=lambda view: (not view.is_own, view.is_shared, view.node_id != node))
    return found[0] if found else None
