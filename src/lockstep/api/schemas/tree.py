"""Nodes of the tree: portfolios, programs, projects."""

from datetime import date

from pydantic import Field

from lockstep.api.shapes import Body, Id, Line, Name, Paragraph, Reason, Shape, Version, shape_of
from lockstep.domain.access.vocabulary import NodeKind, Permission
from lockstep.domain.portfolio.queries.nodes import Crumb, MembershipRow
from lockstep.domain.portfolio.queries.tree import TreeRow

NodeLine = shape_of(TreeRow, "NodeLine", frozenset({"slots"}))
CrumbLine = shape_of(Crumb, "Crumb")
MembershipLine = shape_of(MembershipRow, "Membership")
Code = Line


class Nodes(Shape):
    """Nodes in outline order: parents before children, siblings by name."""

    items: list[NodeLine]


class NodeDetail(Shape):
    """One node with its place and what the caller may do there."""

    node: NodeLine
    sponsor: str
    description: str
    crumbs: list[CrumbLine]
    permissions: list[Permission]


class Memberships(Shape):
    """The stretches of a node's life, the newest first."""

    items: list[MembershipLine]


class NewNode(Body):
    """A node to be added; without a parent, a portfolio at the top."""

    kind: NodeKind
    name: Name
    parent: Id | None = None
    code: Line = Field(default="", max_length=60)
    manager: Id | None = None
    sponsor: Line = Field(default="", max_length=200)
    description: Paragraph = ""
    target_start: date | None = None
    target_finish: date | None = None
    from_date: date | None = None
    reason: Reason = ""


class NodeName(Body):
    """A new name of a node."""

    name: Name


class ChangedDetails(Body):
    """What is said about a node; only what is sent is changed."""

    code: Line = Field(default="", max_length=60)
    manager: Id | None = None
    sponsor: Line = Field(default="", max_length=200)
    description: Paragraph = ""
    target_start: date | None = None
    target_finish: date | None = None


class Placing(Body):
    """Where a node goes, and from when."""

    parent: Id
    version: Version
    from_date: date | None = None
    reason: Reason = ""


class Resting(Body):
    """Since when, until when and why a node rests."""

    reason: Reason = Field(min_length=1)
    from_date: date | None = None
    until: date | None = None


class Leaving(Body):
    """Since when and why a node is out."""

    reason: Reason = Field(min_length=1)
    from_date: date | None = None


class Returning(Body):
    """From when a node takes part again."""

    reason: Reason = ""
    from_date: date | None = None


class Rejoining(Returning):
    """From when and where a node takes part again."""

    parent: Id | None = None
