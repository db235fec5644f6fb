"""From a node as the domain gives it to the frame around its pages."""

from typing import Any

from lockstep.domain.portfolio.queries import NodePage, node_page
from lockstep.web.shell import Where


def node_and_where(user: Any, node_id: int) -> tuple[NodePage, Where]:
    """Return a node and the frame's view of it; NotFound where it may not be seen."""
    page = node_page(user, node_id)
    return page, where_of(page)


def where_of(page: NodePage) -> Where:
    """Return the frame's view of a node."""
    return Where(
        page.row.id,
        page.row.kind.value,
        page.row.name,
        tuple((crumb.id, crumb.name) for crumb in page.crumbs),
        may=frozenset(permission.value for permission in page.permissions),
    )
