"""Three thousand more rows of everything, written in bulk: lists must not notice."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.utils import timezone

from lockstep.domain.access.models import ApiToken, Grant, Invitation, Node, User
from lockstep.domain.ledger.models import Change, ChangeSet
from lockstep.domain.people.models import Resource, WorkCalendar
from lockstep.domain.people.working_time import json_week
from lockstep.domain.planning.models import Activity, LevelingProposal, Link, Network
from lockstep.domain.portfolio.models import Membership, Profile
from lockstep.domain.portfolio.vocabulary import MembershipStatus
from lockstep.domain.records.models import (
    Attachment,
    Comment,
    FeedToken,
    Notification,
    SavedView,
    StoredFile,
)
from lockstep.domain.records.models import Link as RecordLink
from lockstep.domain.risks.models import Risk
from lockstep.domain.runs.models import Job
from lockstep.plan.calendars import STANDARD_WEEK

from .world import World

ROWS = 3_000


def grow(world: World) -> None:
    """Write the rows at the own side."""
    _nodes(world)
    _people(world)
    _history(world)
    _plan(world)
    _registers(world)


def _many(model: Any, rows: Any) -> list[Any]:
    return model.objects.bulk_create(list(rows), batch_size=500)


def _nodes(world: World) -> None:
    program, portfolio = world.own["program"], world.own["portfolio"]
    first = Node.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    above = Node.objects.get(pk=program).path
    ids = range(first, first + ROWS)
    _many(
        Node, (Node(pk=i, kind="project", parent_id=program, path=f"{above}{i}/", name=f"N{i}") for i in ids)
    )
    _many(Profile, (Profile(node_id=i) for i in ids))
    day, active = timezone.localdate(), MembershipStatus.ACTIVE
    _many(
        Membership,
        (Membership(child_id=i, parent_id=program, from_date=day, status=active) for i in ids),
    )
    later = (day + timedelta(days=number) for number in range(1, ROWS))
    stretches = [
        Membership(
            child_id=program, parent_id=portfolio, from_date=d, to_date=d + timedelta(days=1), status=active
        )
        for d in later
    ]
    _many(Membership, stretches)


def _people(world: World) -> None:
    node = world.own["portfolio"]
    _many(Resource, (Resource(node_id=node, name=f"P{i}", folded=f"p{i}") for i in range(ROWS)))
    week = json_week(STANDARD_WEEK)
    _many(WorkCalendar, (WorkCalendar(node_id=node, name=f"C{i}", week=week) for i in range(ROWS)))
    users = _many(User, (User(email=f"u{i}@example.org", name=f"U{i}", password="!") for i in range(ROWS)))
    _many(Grant, (Grant(user=user, node_id=node, role="viewer") for user in users))
    _many(Grant, (Grant(user=world.root, node_id=node, role="viewer") for _ in range(ROWS)))
    soon = timezone.now() + timedelta(days=1)
    waiting = ({"email": f"i{i}@example.org", "token_hash": f"i{i}"} for i in range(ROWS))
    _many(Invitation, (Invitation(node_id=node, role="viewer", expires_at=soon, **each) for each in waiting))
    secrets = ({"name": f"T{i}", "token_hash": f"t{i}", "start": "t"} for i in range(ROWS))
    _many(ApiToken, (ApiToken(user=world.root, scope="read", expires_at=soon, **each) for each in secrets))


def _history(world: World) -> None:
    node, now = world.own["project"], timezone.now()
    sets = _many(
        ChangeSet, (ChangeSet(actor=world.root, at=now, action="x.y", action_version=1) for _ in range(ROWS))
    )
    row = {"record_type": "access.node", "record_id": node, "node_id": node, "before": {}, "after": {}}
    many = [*sets, *[ChangeSet(pk=world.own["change_set"])] * ROWS]
    _many(Change, (Change(change_set_id=each.pk, version_before=1, version_after=2, **row) for each in many))
    _many(Job, (Job(kind="test.work", node_id=node, owner=world.root) for _ in range(ROWS)))


def _registers(world: World) -> None:
    node, now = world.own["project"], timezone.now()
    common = {"node_id": node, "state": "identified", "raised_on": now.date(), "due_on": now.date()}
    risks = _many(Risk, (Risk(key=f"G-{i}", title=f"G{i}", folded=f"g{i}", **common) for i in range(ROWS)))
    at = {"record_type": "risks.risk", "record_id": world.own["risk"], "node_id": node}
    ends = {"source_type": "risks.risk", "source_id": world.own["risk"], "target_type": "risks.risk"}
    _many(
        RecordLink,
        (RecordLink(kind="caused_by", target_id=risk.pk, node_id=node, **ends) for risk in risks),
    )
    _many(Comment, (Comment(author=world.root, at=now, text=f"C{i}", **at) for i in range(ROWS)))
    file = StoredFile.objects.first()
    _many(Attachment, (Attachment(name=f"F{i}", file=file, at=now, **at) for i in range(ROWS)))
    _many(Notification, (Notification(user=world.root, at=now, kind="alert", **at) for _ in range(ROWS)))
    _many(SavedView, (SavedView(register="risks", node_id=node, name=f"V{i}") for i in range(ROWS)))
    hashes = (f"h{i}" for i in range(ROWS))
    _many(FeedToken, (FeedToken(user=world.root, node_id=node, token_hash=h, made_at=now) for h in hashes))


def _plan(world: World) -> None:
    project = world.own["project"]
    rows = _many(
        Activity,
        (
            Activity(project_id=project, uid=100 + i, name=f"A{i}", duration_ticks=4_800, position=i)
            for i in range(ROWS)
        ),
    )
    pairs = pairwise(rows)
    _many(Link, (Link(predecessor=before, successor=after, project_id=project) for before, after in pairs))
    _many(
        Link,
        (Link(predecessor_id=world.own["activity"], successor=row, project_id=project) for row in rows),
    )
    network = Network.objects.get(root_id=world.own["portfolio"])
    kept = LevelingProposal.objects.get(pk=world.own["leveling"])
    same = {"node_id": kept.node_id, "network": network, "settings": kept.settings, "summary": kept.summary}
    same |= {"network_revision": kept.network_revision, "report": kept.report}
    _many(LevelingProposal, (LevelingProposal(inputs_digest=str(i), **same) for i in range(ROWS)))
    Network.objects.filter(pk=network.pk).update(revision=network.revision + 1)
