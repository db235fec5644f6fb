"""Words of the tree: states of a membership, and which kind may lie below which."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from lockstep.domain.access.vocabulary import NodeKind


class MembershipStatus(StrEnum):
    """How a node takes part in its parent."""

    ACTIVE = "active"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"


class Office(StrEnum):
    """What somebody answers for at a node."""

    MANAGER = "manager"
    SPONSOR = "sponsor"
    ORGANIZATION = "organization"


# The worse of two states is what a node below both has.
_WEIGHT = {MembershipStatus.ACTIVE: 0, MembershipStatus.PAUSED: 1, MembershipStatus.WITHDRAWN: 2}


def worse(one: MembershipStatus, other: MembershipStatus) -> MembershipStatus:
    """Return the state that wins: what is withdrawn above is withdrawn below."""
    return max(one, other, key=_WEIGHT.__getitem__)


# None stands for "no parent": the roots of the forest.
PARENT_KINDS: Mapping[NodeKind, frozenset[NodeKind | None]] = MappingProxyType(
    {
        NodeKind.PORTFOLIO: frozenset({None, NodeKind.PORTFOLIO}),
        NodeKind.PROGRAM: frozenset({NodeKind.PORTFOLIO, NodeKind.PROGRAM}),
        NodeKind.PROJECT: frozenset({NodeKind.PORTFOLIO, NodeKind.PROGRAM}),
    }
)


class Intent(StrEnum):
    """What is about to happen to a node, when its consequences are asked for."""

    MOVE = "move"
    PAUSE = "pause"
    WITHDRAW = "withdraw"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of a node's life under one parent in one state, from a day up to, not including, another.

    `row_id` is the stored row, None for one to be made.
    """

    from_date: date
    to_date: date | None
    parent_id: int
    status: MembershipStatus
    reason: str = ""
    row_id: int | None = None

    def covers(self, day: date) -> bool:
        """Tell whether a day lies in the period."""
        return self.from_date <= day and (self.to_date is None or day < self.to_date)
