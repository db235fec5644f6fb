"""Whom milestones affect, and what they should be told before and after."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from lockstep.domain.access.policies import may_read
from lockstep.domain.planning.queries.milestones import MilestoneDay, milestone_days
from lockstep.domain.records.queries.graph import edges
from lockstep.domain.stakeholders.models import DismissedMessage, PlannedMessage, Stakeholder
from lockstep.domain.stakeholders.vocabulary import (
    AROUND_DAYS,
    AffectingMilestone,
    Around,
    MilestoneMessage,
)

ACTIVITY, STAKEHOLDER = "planning.activity", "stakeholders.stakeholder"
_Key = tuple[int, int, str]


def affecting_milestones(user: Any, node: int) -> tuple[AffectingMilestone, ...]:
    """Return the milestones below a node that affect somebody, in order, with the messages around each.

    A message is proposed for each stakeholder who may be contacted, while its day is still to come and unless it was
    planned or dismissed: some days before the milestone, and some days after it.
    """
    affected: dict[int, list[int]] = defaultdict(list)
    for edge in edges("affects", source_type=ACTIVITY, target_type=STAKEHOLDER):
        affected[edge.source].append(edge.target)
    days = [day for day in milestone_days(user, node) if day.activity in affected]
    wanted = {pk for day in days for pk in affected[day.activity]}
    readable = Stakeholder.objects.filter(may_read.readable(user, "node"), pk__in=wanted).exclude(
        state="left"
    )
    people = {row.pk: row for row in readable}
    planned = _planned(user, affected)
    dismissed = set(
        DismissedMessage.objects.filter(activity_id__in=affected).values_list(
            "activity_id", "stakeholder_id", "around"
        )
    )
    return tuple(
        _milestone(day, [people[pk] for pk in affected[day.activity] if pk in people], planned, dismissed)
        for day in days
    )


def _planned(user: Any, activities: Iterable[int]) -> dict[_Key, PlannedMessage]:
    rows = PlannedMessage.objects.filter(
        may_read.readable(user, "node"), milestone_id__in=list(activities), stakeholder_id__isnull=False
    )
    return {(row.milestone_id or 0, row.stakeholder_id or 0, row.around): row for row in rows.order_by("pk")}


def _milestone(
    day: MilestoneDay, people: list[Stakeholder], planned: dict[_Key, PlannedMessage], dismissed: set[_Key]
) -> AffectingMilestone:
    today = timezone.localdate()
    messages = []
    for person in people:
        for around in Around:
            key = (day.activity, person.pk, around.value)
            row = planned.get(key)
            due = day.on + timedelta(days=AROUND_DAYS[around])
            is_proposed = (
                person.may_be_contacted and key not in dismissed and _is_ahead(day, around, due, today)
            )
            if row is not None or is_proposed:
                messages.append(_message(day, person, around, max(due, today), row))
    return AffectingMilestone(
        day.activity,
        day.name,
        day.project,
        day.project_name,
        day.on,
        day.is_reached,
        tuple((person.pk, person.key, person.title) for person in people),
        tuple(messages),
    )


def _is_ahead(day: MilestoneDay, around: Around, due: date, today: date) -> bool:
    """Before a milestone there is something to say until it comes, after it for a month."""
    if around is Around.BEFORE:
        return not day.is_reached and day.on >= today
    return due >= today - timedelta(days=30)


def _message(
    day: MilestoneDay, person: Stakeholder, around: Around, due: date, row: PlannedMessage | None
) -> MilestoneMessage:
    words = "What is coming" if around is Around.BEFORE else "What has changed"
    is_open = row is not None and row.state != "ended"
    return MilestoneMessage(
        day.activity,
        person.pk,
        person.title,
        around,
        due,
        f"{words}: {day.name}"[:300],
        row.pk if row else None,
        row.key if row else "",
        row.due_on if row and is_open else None,
    )
