"""From a node as the domain gives it to the frame around its pages."""

from dataclasses import dataclass, field
from typing import Any

from lockstep.domain.access.errors import NotFound
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.portfolio.queries import NodePage, NodePlace, node_page, node_place


@dataclass(frozen=True, slots=True)
class Where:
    """The node that a page is about, as the frame needs it."""

    id: int
    kind: str
    name: str
    ancestors: tuple[tuple[int, str], ...] = ()
    waiting: dict[str, int] = field(default_factory=dict)
    permissions: frozenset[Permission] = frozenset()


def node_and_where(user: Any, node_id: int) -> tuple[NodePage, Where]:
    """Return a node and the frame's view of it; NotFound where it may not be seen."""
    page = node_page(user, node_id)
    return page, where_of(page)


def where_of(page: NodePage) -> Where:
    """Return the frame's view of a node."""
    crumbs = tuple((crumb.id, crumb.name) for crumb in page.crumbs)
    return Where(page.row.id, page.row.kind.value, page.row.name, crumbs, permissions=page.permissions)


def where_at(user: Any, node_id: int) -> Where:
    """Return the frame's view of a node for a page that shows nothing else of it: three statements, not ten."""
    place: NodePlace = node_place(user, node_id)
    crumbs = tuple((crumb.id, crumb.name) for crumb in place.crumbs)
    return Where(place.id, place.kind.value, place.name, crumbs, permissions=place.permissions)


def recent_where(user: Any, text: str) -> Where | None:
    """Return the node that a cookie names, where it still may be seen."""
    if not text.isdigit():
        return None
    try:
        return where_at(user, int(text))
    except NotFound:
        return None
