"""Whether and where a node takes part: move, pause, resume, withdraw, rejoin."""

from datetime import date
from typing import Any

from django.db.models import F

from lockstep.domain.access.actions import nodes as tree
from lockstep.domain.access.policies import may_edit_structure
from lockstep.domain.access.vocabulary import SYSTEM, NodeKind
from lockstep.domain.ledger import Forbidden, Refused, StaleVersion, Work, action
from lockstep.domain.portfolio.actions.placing import check_kinds, follow_today, periods_of, place, today
from lockstep.domain.portfolio.models import Membership
from lockstep.domain.portfolio.periods import period_on
from lockstep.domain.portfolio.queries.taking_part import AT_THE_TOP, Step, refusal_of
from lockstep.domain.portfolio.vocabulary import MembershipStatus, Period


@action("portfolio.move_node", version=1)
def move_node(work: Work, *, node: int, version: int, parent: int, from_date: date | None = None) -> Any:
    """Put a node with all below it under another parent, from today or from another day."""
    tree.hold_trees(node, parent)
    row = tree.lock_node(work, node)
    above = tree.load_node(work, parent)
    work.require(may_edit_structure, row.parent)
    work.require(may_edit_structure, above)
    if row.version != version:
        raise StaleVersion(
            f"{row.kind} {row.name}",
            record_type="access.node",
            record_id=row.pk,
            expected_version=version,
            current_version=row.version,
            current={"parent_id": row.parent_id, "name": row.name},
            conflicts=(),
        )
    check_kinds(NodeKind(row.kind), row.name, above)
    if above.path.startswith(row.path):
        raise Refused(row.name, f"{above.name} lies below it, so it cannot move there. Choose another place.")
    start = from_date or today(work)
    current = period_on(periods_of(row.pk), start)
    status = current.status if current else MembershipStatus.ACTIVE
    place(work, row, Period(start, None, above.pk, status, work.reason))
    return row


@action("portfolio.pause_node", version=1)
def pause_node(
    work: Work, *, node: int, reason: str, from_date: date | None = None, until: date | None = None
) -> Any:
    """Let a node rest, for good or until a day on which it takes part again by itself."""
    row, current = _current(work, node, from_date)
    _refuse_unless_open(row, Step.PAUSE, current)
    if current.status is MembershipStatus.PAUSED and until is None:
        raise Refused(row.name, "It is paused already. Resume or withdraw it.")
    return _set(work, row, current, MembershipStatus.PAUSED, reason, from_date, until)


@action("portfolio.resume_node", version=1)
def resume_node(work: Work, *, node: int, reason: str = "", from_date: date | None = None) -> Any:
    """Let a paused node take part again."""
    row, current = _current(work, node, from_date)
    _refuse_unless_open(row, Step.RESUME, current)
    return _set(work, row, current, MembershipStatus.ACTIVE, reason, from_date, None)


@action("portfolio.withdraw_node", version=1)
def withdraw_node(work: Work, *, node: int, reason: str, from_date: date | None = None) -> Any:
    """Take a node out of its parent for good; its history and its place stay."""
    row, current = _current(work, node, from_date)
    _refuse_unless_open(row, Step.WITHDRAW, current)
    return _set(work, row, current, MembershipStatus.WITHDRAWN, reason, from_date, None)


@action("portfolio.rejoin_node", version=1)
def rejoin_node(
    work: Work, *, node: int, parent: int | None = None, reason: str = "", from_date: date | None = None
) -> Any:
    """Let a withdrawn node take part again, at its old place or at another."""
    tree.hold_trees(node, parent)
    row, current = _current(work, node, from_date)
    _refuse_unless_open(row, Step.REJOIN, current)
    if parent is not None and parent != current.parent_id:
        above = tree.load_node(work, parent)
        work.require(may_edit_structure, above)
        check_kinds(NodeKind(row.kind), row.name, above)
        if above.path.startswith(row.path):
            raise Refused(row.name, f"{above.name} lies below it, so it cannot join there.")
    place_id = parent or current.parent_id
    start = from_date or today(work)
    place(work, row, Period(start, None, place_id, MembershipStatus.ACTIVE, reason or work.reason))
    return row


@action("portfolio.apply_due_placements", version=1)
def apply_due_placements(work: Work) -> list[int]:
    """Bring the tree to the memberships that begin today; the server does so every day."""
    if work.actor is not SYSTEM:
        raise Forbidden("Lockstep", "Only the server itself does this, every day.")
    work.open_to("the server, every day")
    day = today(work)
    due = Membership.objects.select_related("child").filter(from_date__lte=day).exclude(to_date__lte=day)
    moved = []
    for membership in due.exclude(child__parent_id=F("parent_id")).order_by("child__path"):
        tree.hold_trees(membership.child_id, membership.parent_id)
        row = tree.lock_node(work, membership.child_id)
        follow_today(work, row, period_on(periods_of(row.pk), day))
        moved.append(row.pk)
    return moved


def _current(work: Work, node_id: int, from_date: date | None) -> tuple[Any, Period]:
    tree.hold_trees(node_id)
    row = tree.lock_node(work, node_id)
    work.require(may_edit_structure, row.parent)
    current = period_on(periods_of(row.pk), from_date or today(work))
    if current is None and row.parent_id is None:
        raise Refused(row.name, AT_THE_TOP)
    if current is None:
        raise Refused(row.name, "It belonged to nothing on that day. Choose a day after it was added.")
    return row, current


def _refuse_unless_open(row: Any, step: Step, current: Period) -> None:
    refusal = refusal_of(step, current.status)
    if refusal:
        raise Refused(row.name, refusal)


def _set(
    work: Work,
    row: Any,
    current: Period,
    status: MembershipStatus,
    reason: str,
    from_date: date | None,
    until: date | None,
) -> Any:
    start = from_date or today(work)
    place(work, row, Period(start, until, current.parent_id, status, reason or work.reason))
    return row
