"""Typed links between records, activities and nodes."""

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.records.ends import ThingRef, readable_thing
from lockstep.domain.records.models import Link
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.registry import link_kind, register_for


@action("records.link_records", version=1)
def link_records(
    work: Work,
    *,
    kind: str,
    source: ThingRef,
    target: ThingRef,
    reason: str = "",
    share: float | None = None,
) -> Link:
    """Say what one thing means for another; who may raise records at the source's home may say it."""
    meaning = link_kind(kind)
    start, goal = readable_thing(work, source.type, source.id), readable_thing(work, target.type, target.id)
    work.require(policy_for(Permission.RAISE_RECORDS), start.node)
    own = register_for(source.type)
    fits = not meaning.sources or source.type in meaning.sources or (own and kind in own.link_kinds)
    if not fits or (meaning.targets and target.type not in meaning.targets):
        raise Refused(
            start.end.key,
            f"{start.end.kind} {meaning.forward} {goal.end.kind} says nothing; choose another kind.",
        )
    if (source.type, source.id) == (target.type, target.id):
        raise Refused(start.end.key, "A record is not linked to itself; choose another one.")
    if share is not None and not 0 <= share <= 1:
        raise Refused(start.end.key, "The strength of a link lies between 0 % and 100 %.")
    ends = {
        "kind": kind,
        "source_type": source.type,
        "source_id": source.id,
        "target_type": target.type,
        "target_id": target.id,
    }
    if Link.objects.filter(**ends).exists():
        raise Refused(start.end.key, f"It {meaning.forward} {goal.end.key or goal.end.title} already.")
    return work.create(
        Link, **ends, node_id=start.end.node_id, target_node_id=goal.end.node_id, share=share, note=reason
    )


@action("records.change_link", version=1)
def change_link(
    work: Work, *, link: int, version: int, share: float | None = None, reason: str | None = None
) -> Link:
    """Change the strength of a link, or the reason given for it."""
    row = work.get(Link, link)
    work.require(policy_for(Permission.RAISE_RECORDS), row)
    given = {"share": share, "note": reason}
    return work.change(row, version=version, **{k: v for k, v in given.items() if v is not None})


@action("records.unlink_records", version=1)
def unlink_records(work: Work, *, link: int, version: int) -> None:
    """Take a link away."""
    row = work.get(Link, link)
    work.require(policy_for(Permission.RAISE_RECORDS), row)
    work.delete(row, version=version)
