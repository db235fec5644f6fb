"""Closing programs and projects, and handing over what somebody owns."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from lockstep.domain.access.actions import grant_role
from lockstep.domain.access.actions.nodes import close_tree, lock_node, reopen_tree
from lockstep.domain.access.policies import may_decide, may_edit_records
from lockstep.domain.access.queries.accounts import account_names
from lockstep.domain.access.queries.grants import grants_of
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.governance.ending import CHECKLIST, OpenThing
from lockstep.domain.governance.models import ClosureItem
from lockstep.domain.governance.queries.closures import closure_at, open_things
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.portfolio.actions import change_details
from lockstep.domain.portfolio.queries import managed_by
from lockstep.domain.records.actions import RecordEdit, ThingRef, change_records, raise_record
from lockstep.domain.records.registry import register_of


@action("governance.begin_closure", version=1)
def begin_closure(work: Work, *, node: int) -> list[Any]:
    """Begin to close a program or project: its checklist, to be changed as it needs."""
    place = lock_node(work, node)
    work.require(may_edit_records, place)
    if ClosureItem.objects.filter(node_id=node).exclude(state="dropped").exists():
        raise Refused(place.name, "Its closure has begun; change the items that are there.")
    return [
        raise_record(
            work,
            register="closure-items",
            node=node,
            fields={"title": item.title, "check_name": item.check, "owner": work.user_id},
        )
        for item in CHECKLIST
    ]


@action("governance.close_node", version=1)
def close_node(work: Work, *, node: int) -> Any:
    """Close a program or project whose checklist is done; with all below it, it is only read from now on."""
    place = lock_node(work, node)
    work.require(may_decide, place)
    if place.closed_on is not None:
        raise Refused(place.name, "It is closed already.")
    found = closure_at(work.actor, node)
    if not found.items:
        raise Refused(place.name, "Begin its closure first; nothing has been checked.")
    if found.missing:
        titles = ", ".join(item.title for item in found.missing[:5])
        raise Refused(place.name, f"Not done: {titles}. Do it, hand it over, or waive it.")
    return close_tree(work, place, on=work.at.date())


@action("governance.reopen_node", version=1)
def reopen_node(work: Work, *, node: int) -> Any:
    """Open a closed program or project again."""
    place = lock_node(work, node)
    work.require(may_decide, place)
    if place.closed_on is None:
        raise Refused(place.name, "It is not closed.")
    return reopen_tree(work, place)


@action("governance.hand_over", version=1)
def hand_over(
    work: Work,
    *,
    node: int,
    receiver: int,
    title: str,
    notes: str = "",
    home: int | None = None,
    records: list[ThingRef] | None = None,
) -> Any:
    """Give open records at and below a node to another owner, and to another home where they outlive this one."""
    place = lock_node(work, node)
    work.require(may_edit_records, place)
    found = open_things(work.actor, node)
    if records is not None:
        wanted = {(thing.type, thing.id) for thing in records}
        found = tuple(thing for thing in found if (thing.record_type, thing.id) in wanted)
    if not found:
        raise Refused(place.name, "Nothing that is open was chosen.")
    _give(work, found, {"owner": receiver} | ({"node": home} if home is not None else {}))
    return _note(work, place.pk, "closure", title, found, receiver=receiver, home=home, notes=notes)


@action("governance.hand_over_post", version=1)
def hand_over_post(work: Work, *, node: int, giver: int, receiver: int, notes: str = "") -> Any:
    """Give all that somebody owns and manages at and below a node to a successor, with the roles that it needs."""
    place = lock_node(work, node)
    work.require(may_decide, place)
    if giver == receiver:
        raise Refused(place.name, "Choose another person than the one who goes.")
    found = open_things(work.actor, node, owner=giver)
    _give(work, found, {"owner": receiver})
    posts = managed_by(work.actor, giver, below=node)
    for post in posts:
        changes = {"manager_id": receiver}
        change_details(work, node=post.id, version=post.details_version, changes=changes)
    held = {(grant.node_id, grant.role) for grant in grants_of(work.actor, receiver)}
    below = {place.pk, *(post.id for post in posts)}
    for grant in grants_of(work.actor, giver):
        if grant.node_id in below and (grant.node_id, grant.role) not in held:
            grant_role(work, user=receiver, role=grant.role, node=grant.node_id)
    names = account_names({giver, receiver})
    title = f"From {names.get(giver, '')} to {names.get(receiver, '')}"
    also = [f"Manager of {post.name}" for post in posts]
    return _note(work, place.pk, "post", title, found, receiver=receiver, giver=giver, notes=notes, also=also)


def _give(work: Work, found: Sequence[OpenThing], changes: dict[str, Any]) -> None:
    by_register: dict[str, list[RecordEdit]] = defaultdict(list)
    for thing in found:
        by_register[thing.register].append(RecordEdit(record=thing.id, changes=changes))
    for register, edits in by_register.items():
        change_records(work, register=register, records=edits)


def _note(
    work: Work,
    node: int,
    kind: str,
    title: str,
    found: Sequence[OpenThing],
    *,
    receiver: int,
    giver: int | None = None,
    home: int | None = None,
    notes: str = "",
    also: Sequence[str] = (),
) -> Any:
    lines = [*also, *(_line(thing) for thing in found)]
    fields = {
        "title": title,
        "kind": kind,
        "owner": giver or work.user_id,
        "receiver": receiver,
        "home": home,
        "handed_on": work.at.date().isoformat(),
        "notes": notes,
    }
    row = raise_record(work, register="hand-overs", node=node, fields=fields)
    return work.change(row, version=row.version, what="\n".join(lines), record_count=len(found))


def _line(thing: OpenThing) -> str:
    """Return how a hand-over names a record; titles of registers that not everyone reads are left out."""
    is_open = register_of(thing.register).read is Permission.READ
    return f"{thing.key} {thing.title}" if is_open else thing.key
