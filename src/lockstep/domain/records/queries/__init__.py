"""The reads of the machine: the same for every register, the asking user first, frozen results."""

from lockstep.domain.records.inherited import SettingPlace, nearest_settings, setting_at
from lockstep.domain.records.list_query import (
    CLOSED_STATES,
    EMPTY,
    ME,
    OPEN_STATES,
    Filter,
    ListQuery,
    Scope,
)
from lockstep.domain.records.queries.boards import Board, BoardColumn, board
from lockstep.domain.records.queries.calendars import CalendarEvent, calendar_events
from lockstep.domain.records.queries.counting import RegisterCount, register_counts
from lockstep.domain.records.queries.detail import (
    FieldView,
    MoveView,
    RecordDetail,
    SectionView,
    detail,
    neighbors,
    record_row,
)
from lockstep.domain.records.queries.digests import Digest, digests
from lockstep.domain.records.queries.exchange import (
    CellFinding,
    ImportReport,
    ImportRow,
    Secrets,
    exported,
    import_preview,
)
from lockstep.domain.records.queries.feeds import FeedRow, calendar_text, feed_calendar, feeds
from lockstep.domain.records.queries.hanging import (
    AttachedFile,
    AttachmentRow,
    CommentRow,
    LinkRow,
    attached_file,
    comments_on,
    kept_content,
    links_of,
    links_of_thing,
)
from lockstep.domain.records.queries.inbox import NewsRow, inbox, unread_count
from lockstep.domain.records.queries.listing import listing, ordered_ids
from lockstep.domain.records.queries.offers import Offers, links_counted, offers, offers_for
from lockstep.domain.records.queries.orphans import Orphans, orphans
from lockstep.domain.records.queries.searching import FoundRecord, record_choices, search
from lockstep.domain.records.queries.tallies import open_by_node, overdue_by_node
from lockstep.domain.records.queries.tracing import Trace, TraceEdge, trace_down, trace_up
from lockstep.domain.records.queries.views import ViewRow, default_view, views
from lockstep.domain.records.results import Column, FlagCount, Group, RecordRow, RegisterPage, RowFlag
from lockstep.domain.records.sheets import SheetFormat

__all__ = [
    "CLOSED_STATES",
    "EMPTY",
    "ME",
    "OPEN_STATES",
    "AttachedFile",
    "AttachmentRow",
    "Board",
    "BoardColumn",
    "CalendarEvent",
    "CellFinding",
    "Column",
    "CommentRow",
    "Digest",
    "FeedRow",
    "FieldView",
    "Filter",
    "FlagCount",
    "FoundRecord",
    "Group",
    "ImportReport",
    "ImportRow",
    "LinkRow",
    "ListQuery",
    "MoveView",
    "NewsRow",
    "Offers",
    "Orphans",
    "RecordDetail",
    "RecordRow",
    "RegisterCount",
    "RegisterPage",
    "RowFlag",
    "Scope",
    "Secrets",
    "SectionView",
    "SettingPlace",
    "SheetFormat",
    "Trace",
    "TraceEdge",
    "ViewRow",
    "attached_file",
    "board",
    "calendar_events",
    "calendar_text",
    "comments_on",
    "default_view",
    "detail",
    "digests",
    "exported",
    "feed_calendar",
    "feeds",
    "import_preview",
    "inbox",
    "kept_content",
    "links_counted",
    "links_of",
    "links_of_thing",
    "listing",
    "nearest_settings",
    "neighbors",
    "offers",
    "offers_for",
    "open_by_node",
    "ordered_ids",
    "orphans",
    "overdue_by_node",
    "record_choices",
    "record_row",
    "register_counts",
    "search",
    "setting_at",
    "trace_down",
    "trace_up",
    "unread_count",
    "views",
]
