"""Taking what is offered for a thing, or turning it down."""

from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.records.ends import Thing, ThingRef, readable_thing
from lockstep.domain.records.models import Dismissal, Link
from lockstep.domain.records.offering import Offering, offering_of
from lockstep.domain.records.policies import policy_for


@action("records.take_offer", version=1)
def take_offer(work: Work, *, offering: str, offered: int, thing: ThingRef) -> Link:
    """Link what is offered to a thing; who may raise records at the thing's home may take it."""
    found, place, given = _both(work, offering, offered, thing)
    ends = {
        "kind": found.link_kind,
        "source_type": found.record_type,
        "source_id": offered,
        "target_type": thing.type,
        "target_id": thing.id,
    }
    if Link.objects.filter(**ends).exists():
        raise Refused(place.end.key or place.end.title, f"{given.end.key} is linked to it already.")
    link = work.create(Link, **ends, node_id=given.node.pk, target_node_id=place.node.pk)
    if found.taken is not None:
        found.taken(work, offered)
    return link


@action("records.dismiss_offer", version=1)
def dismiss_offer(work: Work, *, offering: str, offered: int, thing: ThingRef) -> Dismissal:
    """Say that what is offered does not apply to a thing."""
    _, place, _ = _both(work, offering, offered, thing)
    ends = {
        "offering": offering,
        "offered_id": offered,
        "record_type": thing.type,
        "record_id": thing.id,
    }
    known = Dismissal.objects.filter(**ends).first()
    return known or work.create(Dismissal, **ends, node_id=place.node.pk)


def _both(work: Work, name: str, offered: int, thing: ThingRef) -> tuple[Offering, Thing, Thing]:
    found = offering_of(name)
    place = readable_thing(work, thing.type, thing.id)
    work.require(policy_for(Permission.RAISE_RECORDS), place.node)
    return found, place, readable_thing(work, found.record_type, offered)
