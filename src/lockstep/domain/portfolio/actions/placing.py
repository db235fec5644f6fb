"""The one way in which memberships are written."""

from datetime import date
from typing import Any

from django.utils import timezone

from lockstep.domain.access.actions import nodes as tree
from lockstep.domain.access.vocabulary import NodeKind
from lockstep.domain.ledger import Refused, Work
from lockstep.domain.portfolio.models import Membership
from lockstep.domain.portfolio.periods import period_on, spliced
from lockstep.domain.portfolio.vocabulary import PARENT_KINDS, MembershipStatus, Period


def today(work: Work) -> date:
    """Return the day of the action in the zone of the server."""
    return timezone.localdate(work.at)


def check_kinds(kind: NodeKind, name: str, parent: Any) -> None:
    """Refuse a kind of node that cannot lie where it is to be put."""
    kind_above = NodeKind(parent.kind) if parent is not None else None
    if kind_above in PARENT_KINDS[kind]:
        return
    allowed = sorted(above.value if above else "the top" for above in PARENT_KINDS[kind])
    where = f"below the {parent.kind} {parent.name}" if parent is not None else "at the top"
    raise Refused(name, f"A {kind.value} cannot lie {where}; choose {' or '.join(allowed)}.")


def periods_of(node_id: int) -> list[Period]:
    """Return the stored periods of a node, the oldest first."""
    return [
        Period(row.from_date, row.to_date, row.parent_id, MembershipStatus(row.status), row.reason, row.pk)
        for row in Membership.objects.filter(child_id=node_id).order_by("from_date")
    ]


def place(work: Work, node: Any, new: Period) -> None:
    """Lay a period over a node's life; its place in the tree follows where that touches today."""
    if new.to_date is not None and new.to_date <= new.from_date:
        raise Refused(node.name, "The last day must come after the first. Choose a later one.")
    stored = periods_of(node.pk)
    wanted = spliced(stored, new)
    kept = {period.row_id: period for period in wanted if period.row_id is not None}
    gone = [period.row_id for period in stored if period.row_id not in kept]
    work.delete_many(Membership, [(row_id, None) for row_id in gone if row_id is not None])
    work.change_many(
        Membership,
        [
            (row_id, None, {"from_date": period.from_date, "to_date": period.to_date})
            for row_id, period in kept.items()
        ],
    )
    for period in wanted:
        if period.row_id is None:
            work.create(
                Membership,
                child=node,
                parent=period.parent_id,
                from_date=period.from_date,
                to_date=period.to_date,
                status=period.status.value,
                reason=period.reason,
            )
    follow_today(work, node, period_on(wanted, today(work)))


def follow_today(work: Work, node: Any, current: Period | None) -> None:
    """Bring `parent` and `path` of a node to what holds today."""
    if current is not None and current.parent_id != node.parent_id:
        tree.move_node(work, node, parent=tree.load_node(work, current.parent_id))
