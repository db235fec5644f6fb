"""Secret links by which calendar programs fetch dates; shown once, ended by their owner."""

import secrets
from dataclasses import dataclass

from lockstep.domain.access.actions.accounts import hash_of
from lockstep.domain.access.actions.nodes import load_node
from lockstep.domain.access.policies import may_read
from lockstep.domain.ledger import NotFound, Refused, Work, action
from lockstep.domain.records.models import FeedToken


@dataclass(frozen=True, slots=True)
class IssuedFeed:
    """A stored feed with its secret, which is never stored."""

    feed: FeedToken
    secret: str


@action("records.make_feed", version=1)
def make_feed(work: Work, *, node: int) -> IssuedFeed:
    """Make a link to the dates at and below a node; it shows what its maker may read at each moment."""
    place = load_node(work, node)
    work.require(may_read, place)
    if work.user_id is None:
        raise Refused("Lockstep", "Only an account can have a calendar feed.")
    secret = secrets.token_urlsafe(32)
    row = work.create(
        FeedToken, user_id=work.user_id, node=place, token_hash=hash_of(secret), made_at=work.at
    )
    return IssuedFeed(row, secret)


@action("records.revoke_feed", version=1)
def revoke_feed(work: Work, *, feed: int, version: int) -> FeedToken:
    """End a link now; calendar programs that hold it get nothing any more."""
    row = FeedToken.objects.filter(pk=feed, user_id=work.user_id).first()
    if row is None:
        raise NotFound(f"feed {feed}", "There is no such feed, or it is somebody else's.")
    work.open_to("the owner of the feed")
    return work.change(row, version=version, revoked_at=row.revoked_at or work.at)
