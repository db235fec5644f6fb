"""Following records."""

from lockstep.domain.access.policies import may_read
from lockstep.domain.ledger import Work, action
from lockstep.domain.records.ends import readable_thing
from lockstep.domain.records.models import Follow


@action("records.follow", version=1)
def follow(work: Work, *, type: str, record: int) -> None:  # noqa: A002
    """Be told of every change of a record."""
    thing = readable_thing(work, type, record)
    work.require(may_read, thing.node)
    known = Follow.objects.filter(user_id=work.user_id, record_type=type, record_id=record)
    if not known.exists():
        work.create(Follow, user_id=work.user_id, record_type=type, record_id=record, node=thing.node)


@action("records.unfollow", version=1)
def unfollow(work: Work, *, type: str, record: int) -> None:  # noqa: A002
    """Be told no more."""
    work.open_to("whoever follows it")
    known = Follow.objects.filter(user_id=work.user_id, record_type=type, record_id=record)
    work.delete_many(Follow, list(known.values_list("pk", "version")))
