"""Reads of the app: permission-filtered, typed, with a number of statements that rows do not change."""

from lockstep.domain.portfolio.queries.answering import Answering, TenureRow, answering_for, reviews_of
from lockstep.domain.portfolio.queries.details import NodeDetails, details_below, managed_by
from lockstep.domain.portfolio.queries.nodes import (
    Crumb,
    MembershipRow,
    NodePage,
    children,
    my_programs,
    node_page,
    search_nodes,
)
from lockstep.domain.portfolio.queries.place import NodePlace, node_place
from lockstep.domain.portfolio.queries.tree import TreeRow, tree

__all__ = [
    "Answering",
    "Crumb",
    "MembershipRow",
    "NodeDetails",
    "NodePage",
    "NodePlace",
    "TenureRow",
    "TreeRow",
    "answering_for",
    "children",
    "details_below",
    "managed_by",
    "my_programs",
    "node_page",
    "node_place",
    "reviews_of",
    "search_nodes",
    "tree",
]
