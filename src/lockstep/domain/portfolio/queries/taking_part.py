"""Which steps of taking part are open to a node, and in words why another is not."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from lockstep.domain.portfolio.queries.nodes import MembershipRow
from lockstep.domain.portfolio.vocabulary import MembershipStatus


class Step(StrEnum):
    """What may be done with how a node takes part in its parent."""

    PAUSE = "pause"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    REJOIN = "rejoin"


_REFUSALS = {
    (Step.PAUSE, MembershipStatus.WITHDRAWN): "It is withdrawn, so it cannot rest. Re-add it first.",
    (Step.RESUME, MembershipStatus.ACTIVE): "It takes part already, so there is nothing to resume.",
    (
        Step.RESUME,
        MembershipStatus.WITHDRAWN,
    ): "It is withdrawn, not paused. Re-add it if it is to take part again.",
    (
        Step.WITHDRAW,
        MembershipStatus.WITHDRAWN,
    ): "It is withdrawn already. Re-add it if it is to take part again.",
    (Step.REJOIN, MembershipStatus.ACTIVE): "It takes part already, so there is nothing to re-add.",
    (Step.REJOIN, MembershipStatus.PAUSED): "It is paused, not withdrawn. Resume it instead.",
}
AT_THE_TOP = "It stands at the top and takes part in nothing above it, so this cannot be done with it."


def refusal_of(step: Step, status: MembershipStatus) -> str:
    """Return why a step is not open to a node in a state; empty where it is."""
    return _REFUSALS.get((step, status), "")


def why_not(step: Step, memberships: Iterable[MembershipRow], today: date) -> str:
    """Return why a step can succeed neither today nor on a later day; empty where it can.

    A node that takes part today and rests from next week on can already be told to resume then.
    """
    coming = [row for row in memberships if row.to_date is None or row.to_date > today]
    if not coming:
        return AT_THE_TOP
    refusals = [refusal_of(step, row.status) for row in sorted(coming, key=lambda row: row.from_date)]
    return refusals[0] if all(refusals) else ""
