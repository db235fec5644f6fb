"""What a person does with the inbox. The ledger keeps no record of reading."""

from datetime import datetime

from lockstep.domain.access.policies import may_administer
from lockstep.domain.ledger import Work, action
from lockstep.domain.records.models import Notification


@action("records.mark_read", version=1)
def mark_read(work: Work, *, notifications: list[int] | None = None, is_read: bool = True) -> int:
    """Mark news as read, or as unread; None is all of them."""
    work.open_to("the person whose inbox it is")
    rows = Notification.objects.filter(user_id=work.user_id)
    if notifications is not None:
        rows = rows.filter(pk__in=notifications)
    return rows.update(read_at=work.at if is_read else None)


@action("records.snooze", version=1)
def snooze(work: Work, *, notifications: list[int], until: datetime) -> int:
    """Put news out of sight until a moment."""
    work.open_to("the person whose inbox it is")
    rows = Notification.objects.filter(user_id=work.user_id, pk__in=notifications)
    return rows.update(snoozed_until=until, read_at=None)


@action("records.note_mailed", version=1)
def note_mailed(work: Work, *, notifications: list[int]) -> int:
    """Note that news were mailed, so that they are mailed once."""
    work.require(may_administer, None)
    return Notification.objects.filter(pk__in=notifications, mailed_at__isnull=True).update(mailed_at=work.at)
