"""Taking proposed messages around milestones into the communication plan, or not."""

from typing import Any

from pydantic import BaseModel

from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_raise_records
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.records.actions import ThingRef, Tie, raise_record, tie_records
from lockstep.domain.stakeholders.models import DismissedMessage, PlannedMessage, Stakeholder
from lockstep.domain.stakeholders.queries.milestones import ACTIVITY, affecting_milestones
from lockstep.domain.stakeholders.vocabulary import Around, MilestoneMessage

SAID = {
    Around.BEFORE: "When it comes, what it means for you, and what we need from you until then.",
    Around.AFTER: "That it is done, what changes for you from now on, and what comes next.",
}


class MessageKey(BaseModel):
    """One message around a milestone."""

    activity: int
    stakeholder: int
    around: Around


@action("stakeholders.plan_milestone_messages", version=1)
def plan_milestone_messages(work: Work, *, node: int, messages: list[MessageKey]) -> list[int]:
    """Put proposed messages into the communication plan; one that is there takes the new day of its milestone."""
    home = load_node(work, node)
    work.require(may_raise_records, home)
    found = _asked(work, node, messages)
    owners = dict(
        Stakeholder.objects.filter(pk__in=[item.stakeholder for item in found]).values_list("pk", "owner_id")
    )
    return [_plan(work, node, item, owners.get(item.stakeholder) or work.user_id) for item in found]


def _plan(work: Work, node: int, item: MilestoneMessage, owner: int | None) -> int:
    if item.plan is not None:
        row = work.get(PlannedMessage, item.plan)
        work.change(row, version=row.version, due_on=item.due_on, changed_at=work.at)
        return item.plan
    fields: dict[str, Any] = {
        "title": item.title,
        "audience": item.stakeholder_name[:200],
        "stakeholder": item.stakeholder,
        "message": SAID[item.around],
        "cadence": "once",
        "due_on": item.due_on.isoformat(),
        "milestone": item.activity,
        "around": item.around.value,
        "owner": owner,
    }
    made = raise_record(work, register="communication-plan", node=node, fields=fields)
    own = ThingRef(type="stakeholders.plannedmessage", id=made.pk)
    tie_records(work, [Tie("concerns", own, ThingRef(type=ACTIVITY, id=item.activity))])
    return int(made.pk)


@action("stakeholders.dismiss_milestone_messages", version=1)
def dismiss_milestone_messages(work: Work, *, node: int, messages: list[MessageKey]) -> int:
    """Dismiss proposed messages: they are not proposed again, unless this is undone."""
    home = load_node(work, node)
    work.require(may_raise_records, home)
    found = [item for item in _asked(work, node, messages) if item.plan is None]
    for item in found:
        work.create(
            DismissedMessage,
            activity_id=item.activity,
            stakeholder_id=item.stakeholder,
            around=item.around.value,
            node_id=home.pk,
        )
    return len(found)


def _asked(work: Work, node: int, messages: list[MessageKey]) -> list[MilestoneMessage]:
    known = {
        (item.activity, item.stakeholder, item.around): item
        for milestone in affecting_milestones(work.actor, node)
        for item in milestone.messages
    }
    asked = list(dict.fromkeys((key.activity, key.stakeholder, key.around) for key in messages))
    missing = [key for key in asked if key not in known]
    if missing or not asked:
        raise Refused(
            "Messages around milestones", "Choose some that are proposed; open the page again to see them."
        )
    return [known[key] for key in asked]
