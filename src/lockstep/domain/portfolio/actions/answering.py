"""Who answers for a node: handing over with dates, and looking again at what has no end."""

from datetime import date, timedelta
from typing import Any

from lockstep.domain.access.actions import nodes as tree
from lockstep.domain.access.policies import may_edit_details
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.portfolio.actions.placing import today
from lockstep.domain.portfolio.models import Membership, Profile, Tenure
from lockstep.domain.portfolio.vocabulary import Office


@action("portfolio.hand_over", version=1)
def hand_over(
    work: Work,
    *,
    node: int,
    version: int,
    office: Office,
    holder: int | None = None,
    name: str = "",
    from_date: date | None = None,
) -> Profile:
    """Give an office of a node to somebody else from a day on; who had it before stays in its history.

    The manager is an account, sponsor and organization are words. `version` is that of the node's details.
    """
    row = tree.load_node(work, node)
    work.require(may_edit_details, row)
    day = from_date or today(work)
    if day > today(work):
        raise Refused(row.name, "A hand-over is noted on its day; give today or an earlier one.")
    profile = Profile.objects.get(node_id=row.pk)
    changes: dict[str, Any] = {office.value: name.strip()}
    if office is Office.MANAGER:
        if name.strip():
            raise Refused(row.name, "The manager is somebody with an account; choose the account.")
        changes = {"manager_id": holder}
    elif holder is not None:
        raise Refused(row.name, f"The {office.value} is written as words.")
    if all(getattr(profile, column) == value for column, value in changes.items()):
        raise Refused(row.name, f"That is the {office.value} already.")
    keep_tenures(work, profile, changes, day)
    return work.change(profile, version=version, **changes)


@action("portfolio.set_review_cycle", version=1)
def set_review_cycle(work: Work, *, node: int, version: int, review_days: int | None = None) -> Profile:
    """Say after how many days a node that has no end is looked at again; None ends the cycle."""
    row = tree.load_node(work, node)
    work.require(may_edit_details, row)
    if review_days is not None and not 1 <= review_days <= 3_660:
        raise Refused(row.name, "Give 1 to 3660 days.")
    return work.change(Profile.objects.get(node_id=row.pk), version=version, review_days=review_days)


@action("portfolio.note_review", version=1)
def note_review(work: Work, *, node: int, version: int, note: str) -> Profile:
    """Note that a node was looked at again today, and what came of it."""
    row = tree.load_node(work, node)
    work.require(may_edit_details, row)
    if not note.strip():
        raise Refused(row.name, "Say what came of it: goes on, changes, or ends.")
    profile = Profile.objects.get(node_id=row.pk)
    return work.change(profile, version=version, reviewed_on=today(work), review_note=note.strip())


def keep_tenures(work: Work, profile: Profile, changes: dict[str, Any], day: date) -> None:
    """Write the history of offices whose holder changes from a day on; part of an action that has asked who may."""
    for office in Office:
        column = "manager_id" if office is Office.MANAGER else office.value
        if column not in changes and office.value in changes:
            column = office.value
        if column not in changes:
            continue
        before, after = getattr(profile, column), _plain(changes[column])
        if office is Office.MANAGER:
            before = profile.manager_id
        if (before or None) != (after or None):
            _turn_over(work, profile, office, before, after, day)


def _plain(value: Any) -> Any:
    return getattr(value, "pk", value)


def _turn_over(work: Work, profile: Profile, office: Office, before: Any, after: Any, day: date) -> None:
    open_one = Tenure.objects.filter(
        node_id=profile.node_id, office=office.value, to_date__isnull=True
    ).first()
    if open_one is not None and open_one.from_date > day:
        raise Refused(
            profile.node.name,
            f"The {office.value} of today took over on {open_one.from_date}; give that day or a later one.",
        )
    if open_one is not None:
        work.change(open_one, version=open_one.version, to_date=day)
    elif before:
        first = min(_first_day(profile, day), day)
        work.create(Tenure, **_held(profile, office, before), from_date=first, to_date=day)
    if after:
        work.create(Tenure, **_held(profile, office, after), from_date=day, reason=work.reason)


def _first_day(profile: Profile, day: date) -> date:
    """Return the first day of which the holder before is known: that on which the node began to belong somewhere."""
    days = Membership.objects.filter(child_id=profile.node_id).order_by("from_date")
    return days.values_list("from_date", flat=True).first() or profile.target_start or day - timedelta(days=1)


def _held(profile: Profile, office: Office, holder: Any) -> dict[str, Any]:
    who = {"holder_id": holder} if office is Office.MANAGER else {"name": holder}
    return {"node_id": profile.node_id, "office": office.value, **who}
