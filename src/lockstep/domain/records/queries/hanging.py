"""What hangs on a record: links both ways, comments, files, who follows."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q

from lockstep.domain.access.queries.accounts import account_names
from lockstep.domain.ledger import NotFound
from lockstep.domain.records.models import Attachment, Comment, Follow, Link, StoredFile
from lockstep.domain.records.registry import LinkEnd, is_linkable, link_kind, linkable

STUB_TITLES = {"planning.activity": "activity outside your view"}


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link as seen from one of its ends; `end` is the other one."""

    id: int
    version: int
    kind: str
    words: str
    is_forward: bool
    share: float | None
    reason: str
    end: LinkEnd


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment."""

    id: int
    version: int
    author_id: int | None
    author: str
    at: datetime
    text: str
    reply_to: int | None
    is_resolved: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One file on a record."""

    id: int
    version: int
    name: str
    size_bytes: int
    added_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """The content of a file on a record."""

    name: str
    content: bytes


def stub(record_type: str, record_id: int) -> LinkEnd:
    """Return what stands for an end that the asker may not read."""
    title = STUB_TITLES.get(record_type, "record outside your view")
    return LinkEnd(record_type, record_id, "", title, is_stub=True)


def resolved_ends(user: Any, things: set[tuple[str, int]]) -> dict[tuple[str, int], LinkEnd]:
    """Return things as ends, one statement a type; a stub stands for what the user may not read."""
    by_type: dict[str, list[int]] = defaultdict(list)
    for record_type, record_id in things:
        by_type[record_type].append(record_id)
    found = {}
    for record_type, ids in by_type.items():
        # A type may be gone with its app, while links to it are kept.
        ends = linkable(record_type).resolve(ids, user) if is_linkable(record_type) else {}
        hidden = [record_id for record_id in ids if record_id not in ends]
        found |= {(record_type, record_id): end for record_id, end in ends.items()}
        found |= _stubs(record_type, hidden) if hidden else {}
    return found


def _stubs(record_type: str, ids: list[int]) -> dict[tuple[str, int], LinkEnd]:
    """Return stubs with the dates that even they show; a type without such dates has none."""
    known = linkable(record_type) if is_linkable(record_type) else None
    days = known.days(ids) if known is not None and known.days is not None else {}
    found = {}
    for record_id in ids:
        start, finish = days.get(record_id, (None, None))
        found[record_type, record_id] = replace(stub(record_type, record_id), start=start, finish=finish)
    return found


def links_of_thing(user: Any, record_type: str, record_id: int) -> tuple[LinkRow, ...]:
    """Return the links of one thing; NotFound when it may not be read."""
    _require_readable(user, record_type, record_id)
    return links_of(user, record_type, record_id)


def links_of(user: Any, record_type: str, record_id: int) -> tuple[LinkRow, ...]:
    """Return the links of a thing that is known to be readable, from it first, then to it, by kind."""
    source = Q(source_type=record_type, source_id=record_id)
    rows = list(Link.objects.filter(source | Q(target_type=record_type, target_id=record_id)))
    others = {_other(row, record_type, record_id) for row in rows}
    ends = resolved_ends(user, others)
    found = []
    for row in rows:
        is_forward = (row.source_type, row.source_id) == (record_type, record_id)
        meaning = link_kind(row.kind)
        end = ends[_other(row, record_type, record_id)]
        words = meaning.forward if is_forward else meaning.backward
        note = "" if end.is_stub else row.note
        found.append(LinkRow(row.pk, row.version, row.kind, words, is_forward, row.share, note, end))
    return tuple(sorted(found, key=lambda row: (not row.is_forward, row.words, row.end.title)))


def _other(row: Link, record_type: str, record_id: int) -> tuple[str, int]:
    if (row.source_type, row.source_id) == (record_type, record_id):
        return row.target_type, row.target_id
    return row.source_type, row.source_id


def comments_on(
    user: Any,
    record_type: str,
    record_id: int,
    *,
    after: tuple[datetime, int] | None = None,
    limit: int | None = None,
) -> tuple[CommentRow, ...]:
    """Return the comments on a thing, the oldest first; `after` is moment and id of the last one seen."""
    _require_readable(user, record_type, record_id)
    return comment_rows(user, record_type, record_id, after=after, limit=limit)


def comment_rows(
    user: Any,
    record_type: str,
    record_id: int,
    *,
    after: tuple[datetime, int] | None = None,
    limit: int | None = None,
) -> tuple[CommentRow, ...]:
    """Return the comments on a thing that is known to be readable, the oldest first."""
    found = Comment.objects.filter(record_type=record_type, record_id=record_id)
    if after is not None:
        found = found.filter(Q(at__gt=after[0]) | Q(at=after[0], pk__gt=after[1]))
    rows = found.select_related("author").order_by("at", "pk")[:limit]
    return tuple(
        CommentRow(
            row.pk,
            row.version,
            row.author_id,
            str(row.author) if row.author else "Lockstep",
            row.at,
            row.text,
            row.reply_to_id,
            row.resolved_at is not None,
            row.author_id is not None and row.author_id == user.pk,
        )
        for row in rows
    )


def attachments_of(record_type: str, record_id: int) -> tuple[AttachmentRow, ...]:
    """Return the files on a thing that is known to be readable."""
    rows = Attachment.objects.filter(record_type=record_type, record_id=record_id)
    rows = rows.select_related("file", "added_by").defer("file__content").order_by("at", "pk")
    return tuple(
        AttachmentRow(
            row.pk,
            row.version,
            row.name,
            row.file.size_bytes,
            str(row.added_by) if row.added_by else "Lockstep",
            row.at,
        )
        for row in rows
    )


def attached_file(user: Any, attachment_id: int) -> AttachedFile:
    """Return the content of a file; NotFound where its record may not be read."""
    row = Attachment.objects.filter(pk=attachment_id).select_related("file").first()
    if row is None:
        raise NotFound(f"file {attachment_id}", "There is no such file, or you may not see it.")
    _require_readable(user, row.record_type, row.record_id)
    return AttachedFile(row.name, bytes(row.file.content))


def kept_content(digest: str) -> bytes | None:
    """Return what is kept under a digest, or None. Who asks has found the digest on what its reader may see."""
    found = StoredFile.objects.filter(digest=digest).values_list("content", flat=True).first()
    return None if found is None else bytes(found)


def followers_of(record_type: str, record_id: int) -> dict[int, str]:
    """Return the names of those who follow a thing that is known to be readable, by account."""
    follows = Follow.objects.filter(record_type=record_type, record_id=record_id)
    return account_names(follows.values_list("user_id", flat=True))


def _require_readable(user: Any, record_type: str, record_id: int) -> None:
    if record_id not in linkable(record_type).resolve([record_id], user):
        raise NotFound(f"{record_type} {record_id}", "There is no such thing, or you may not see it.")
