"""Models of the machine; `Record` is what every register's model inherits."""

from lockstep.domain.records.models.comments import Comment
from lockstep.domain.records.models.counters import Counter
from lockstep.domain.records.models.dismissals import Dismissal
from lockstep.domain.records.models.feeds import FeedToken
from lockstep.domain.records.models.files import Attachment, StoredFile
from lockstep.domain.records.models.follows import Follow
from lockstep.domain.records.models.links import Link
from lockstep.domain.records.models.news import Notification
from lockstep.domain.records.models.record import Record
from lockstep.domain.records.models.views import SavedView

__all__ = [
    "Attachment",
    "Comment",
    "Counter",
    "Dismissal",
    "FeedToken",
    "Follow",
    "Link",
    "Notification",
    "Record",
    "SavedView",
    "StoredFile",
]
