"""Writing down what a meeting led to."""

from datetime import date
from enum import StrEnum
from typing import Any, Final

from lockstep.domain.access.policies import may_raise_records
from lockstep.domain.ledger import InvalidInput, Work, action
from lockstep.domain.records.actions import ThingRef, Tie, raise_record, tie_records
from lockstep.domain.stakeholders.models import Meeting

RECORD_TYPE: Final = "stakeholders.meeting"


class LedTo(StrEnum):
    """What a meeting leads to, by the register in which it is kept."""

    ACTION = "actions"
    DECISION = "decisions"
    ISSUE = "issues"


@action("stakeholders.note_from_meeting", version=1)
def note_from_meeting(
    work: Work,
    *,
    meeting: int,
    led_to: LedTo,
    title: str,
    owner: int | None = None,
    due_on: date | None = None,
) -> Any:
    """Raise an action, decision or issue at the home of a meeting, linked to it; return the record."""
    row = work.get(Meeting, meeting)
    work.require(may_raise_records, row.node)
    if not title.strip():
        raise InvalidInput("title", "Say in a few words what was agreed.")
    fields: dict[str, Any] = {"title": title.strip()[:300], "owner": owner}
    if due_on is not None:
        fields["due_on"] = due_on.isoformat()
    if led_to is LedTo.DECISION and row.forum_id is not None:
        # It counts among what the forum decides, and how fast.
        fields["forum"] = row.forum_id
    made = raise_record(work, register=led_to.value, node=row.node_id, fields=fields)
    own = ThingRef(type=made._meta.label_lower, id=made.pk)
    there = ThingRef(type=RECORD_TYPE, id=row.pk)
    tie = Tie("decides", there, own) if led_to is LedTo.DECISION else Tie("caused_by", own, there)
    tie_records(work, [tie])
    return made
