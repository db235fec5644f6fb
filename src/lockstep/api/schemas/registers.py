"""Registers and their records. Fields stand under the names of the declaration, which a register's schema lists."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from lockstep.api.shapes import (
    Body,
    Id,
    Line,
    Name,
    Paragraph,
    Reason,
    Shape,
    Share,
    Version,
    plain_text,
    shape_of,
)
from lockstep.domain.records.queries import (
    AttachmentRow,
    CellFinding,
    CommentRow,
    FeedRow,
    FlagCount,
    Group,
    ImportReport,
    LinkRow,
    MoveView,
    NewsRow,
    Orphans,
    RecordRow,
    Trace,
    ViewRow,
)

RecordLine = shape_of(RecordRow, "Record")
FlagLine = shape_of(FlagCount, "FlagCount")
GroupLine = shape_of(Group, "RecordGroup")
LinkLine = shape_of(LinkRow, "RecordLink")
CommentLine = shape_of(CommentRow, "Comment")
AttachmentLine = shape_of(AttachmentRow, "Attachment")
MoveLine = shape_of(MoveView, "RecordMove")
NewsLine = shape_of(NewsRow, "News")
ViewLine = shape_of(ViewRow, "RegisterView", frozenset({"register"}))
FeedLine = shape_of(FeedRow, "Feed")
OrphansLine = shape_of(Orphans, "Orphans")
TraceAnswer = shape_of(Trace, "Trace")
ImportAnswer = shape_of(ImportReport, "RegisterImport", frozenset({"register"}))
CellLine = shape_of(CellFinding, "CellFinding")

RegisterName = Annotated[str, Field(pattern=r"^[a-z][a-z-]{0,59}$")]
ThingType = Annotated[str, Field(pattern=r"^[a-z_]{1,40}\.[a-z_]{1,60}$")]
FieldName = Annotated[str, Field(pattern=r"^-?[a-z][a-z0-9_]{0,59}$")]
Values = Annotated[dict[str, Any], Field(description="values by the names of the register's schema")]
FilterText = Annotated[
    str,
    AfterValidator(plain_text),
    Field(
        max_length=300,
        pattern=r"^[a-z][a-z0-9_]*=[^\x00-\x1f]*$",
        description="`field=value`, repeated for or; `field=from..to` for bounds; `-` is empty, `me` a person, "
        "`*open` and `*closed` states",
    ),
]


class RegisterLine(Shape):
    """A declared register."""

    name: str
    record_type: str
    singular: str
    plural: str
    purpose: str
    group: str
    key_prefix: str


class Registers(Shape):
    """All registers."""

    items: list[RegisterLine]


class RegisterSchema(Shape):
    """What a register holds: a JSON Schema of its fields, its states, moves and flags."""

    name: str
    singular: str
    plural: str
    purpose: str
    fields: dict[str, Any]
    states: list[dict[str, Any]]
    moves: list[dict[str, Any]]
    flags: list[dict[str, Any]]
    link_kinds: list[dict[str, Any]]


class RecordPage(Shape):
    """One page of a register; counts are over all pages."""

    items: list[RecordLine]
    total: int
    flags: list[FlagLine]
    groups: list[GroupLine]
    next_page: int | None
    previous_page: int | None


class RecordDetail(Shape):
    """One record with what belongs to it."""

    record: RecordLine
    moves: list[MoveLine]
    links: list[LinkLine]
    comments: list[CommentLine]
    attachments: list[AttachmentLine]
    followers: list[str]
    is_followed: bool
    may_edit: bool
    may_remove: bool


class NewRecord(Body):
    """A record to be raised."""

    node: Id
    fields: Values
    reason: Reason = ""


class RecordFields(Body):
    """Fields to be changed; only what is sent is changed."""

    fields: Values
    reason: Reason = ""


class MoveBody(Body):
    """A move with the fields that it asks for."""

    move: Line
    version: Version
    fields: Values = Field(default_factory=dict)
    reason: Reason = ""


class Conversion(Body):
    """The register that a record is to become one of, with fields that differ there."""

    to: RegisterName
    fields: Values = Field(default_factory=dict)
    reason: Reason = ""


class BulkRecord(Body):
    """One record of a bulk change, with the version it is based on."""

    id: Id
    version: Version
    fields: Values


class BulkRecords(Body):
    """Many records to be changed: all or none."""

    items: list[BulkRecord] = Field(min_length=1, max_length=2_000)
    reason: Reason = ""


class Changed(Shape):
    """What was written; `change_set` is None when nothing had to be."""

    change_set: int | None
    count: int


class ImportRows(Body):
    """Rows by field, as a sheet would hold them."""

    node: Id
    rows: list[dict[str, Any]] = Field(max_length=5_000)
    is_dry_run: bool = True
    skips_faulty: bool = False


class ImportedRows(Shape):
    """What an import did, or would do."""

    change_set: int | None
    report: ImportAnswer


class RegisterViews(Shape):
    """Saved views of a register at a node."""

    items: list[ViewLine]


class NewRegisterView(Body):
    """What stands in the address, kept under a name."""

    node: Id
    name: Name
    query: Line = Field(default="", max_length=2_000)
    is_shared: bool = False
    is_default: bool = False


class RegisterViewFields(Body):
    """What of a view is to be changed."""

    name: Name | None = None
    query: Line | None = None
    is_shared: bool | None = None
    is_default: bool | None = None


class Saved(Shape):
    """The id and version of what was stored."""

    id: int
    version: int


class Thing(Body):
    """What can be linked, commented and followed: a record, an activity (planning.activity), a node (access.node)."""

    type: ThingType
    id: Id


class NewRecordLink(Body):
    """A link with its meaning."""

    kind: Line
    source: Thing
    target: Thing
    share: Share | None = None
    reason: Reason = ""


class RecordLinkFields(Body):
    """Strength and reason of a link."""

    share: Share | None = None
    reason: Reason | None = None


class RecordLinks(Shape):
    """Links of one thing, both ways."""

    items: list[LinkLine]


class NewComment(Body):
    """A comment; "@Name" tells the person of it."""

    type: ThingType
    record: Id
    text: Paragraph
    reply_to: Id | None = None


class CommentFields(Body):
    """A comment written anew, or settled."""

    text: Paragraph | None = None
    is_resolved: bool | None = None


class Comments(Shape):
    """Comments, the oldest first."""

    items: list[CommentLine]
    next: str | None


class AttachmentForm(Body):
    """Where a file is to hang."""

    type: ThingType
    record: Id


class Inbox(Shape):
    """News, the newest first."""

    items: list[NewsLine]
    unread: int
    next: str | None


class Read(Body):
    """News to be marked; without ids, all."""

    ids: list[Id] | None = Field(default=None, max_length=1_000)
    is_read: bool = True


class Snooze(Body):
    """News to be put out of sight until a moment."""

    ids: list[Id] = Field(min_length=1, max_length=1_000)
    until: datetime


class Count(Shape):
    """How many."""

    count: int


class OrphanLists(Shape):
    """What leads nowhere, by kind."""

    items: list[OrphansLine]


class Feeds(Shape):
    """One's own calendar feeds."""

    items: list[FeedLine]


class NewFeed(Body):
    """The node whose dates are fed."""

    node: Id


class IssuedFeed(Shape):
    """A feed with its secret, which is shown once."""

    id: int
    version: int
    secret: str
    path: str
