"""The writes of the machine: the same for every register."""

from lockstep.domain.records.actions.changing import (
    RecordEdit,
    change_record,
    change_records,
    write_row,
)
from lockstep.domain.records.actions.commenting import (
    change_comment,
    comment_on,
    remove_comment,
    resolve_comment,
)
from lockstep.domain.records.actions.converting import convert_record
from lockstep.domain.records.actions.feeds import IssuedFeed, make_feed, revoke_feed
from lockstep.domain.records.actions.filing import (
    LARGEST_FILE_BYTES,
    attach_file,
    detach_file,
    keep_content,
    store_file,
)
from lockstep.domain.records.actions.following import follow, unfollow
from lockstep.domain.records.actions.importing import import_records
from lockstep.domain.records.actions.inbox import mark_read, note_mailed, snooze
from lockstep.domain.records.actions.linking import change_link, link_records, unlink_records
from lockstep.domain.records.actions.moving import move_record, move_records
from lockstep.domain.records.actions.offering import dismiss_offer, take_offer
from lockstep.domain.records.actions.raising import raise_by_rule, raise_record
from lockstep.domain.records.actions.removing import remove_record
from lockstep.domain.records.actions.telling import tell_people
from lockstep.domain.records.actions.tying import Tie, keep_ties, tie_records
from lockstep.domain.records.actions.views import change_view, remove_view, save_view
from lockstep.domain.records.deriving import settle_derived
from lockstep.domain.records.ends import ThingRef
from lockstep.domain.records.inherited import settle_below
from lockstep.domain.records.news import stand_in_by
from lockstep.domain.records.refusals import RecordRefusal, SomeRefused

__all__ = [
    "LARGEST_FILE_BYTES",
    "IssuedFeed",
    "RecordEdit",
    "RecordRefusal",
    "SomeRefused",
    "ThingRef",
    "Tie",
    "attach_file",
    "change_comment",
    "change_link",
    "change_record",
    "change_records",
    "change_view",
    "comment_on",
    "convert_record",
    "detach_file",
    "dismiss_offer",
    "follow",
    "import_records",
    "keep_content",
    "keep_ties",
    "link_records",
    "make_feed",
    "mark_read",
    "move_record",
    "move_records",
    "note_mailed",
    "raise_by_rule",
    "raise_record",
    "remove_comment",
    "remove_record",
    "remove_view",
    "resolve_comment",
    "revoke_feed",
    "save_view",
    "settle_below",
    "settle_derived",
    "snooze",
    "stand_in_by",
    "store_file",
    "take_offer",
    "tell_people",
    "tie_records",
    "unfollow",
    "unlink_records",
    "write_row",
]
