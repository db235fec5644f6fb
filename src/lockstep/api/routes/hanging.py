"""What hangs on records: links, comments, files, who follows; and the trace over links."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, UploadedFile
from pydantic import Field

from lockstep.api.carrying import carry_out
from lockstep.api.cursors import USUAL_PAGE, Cursor, Limit, cut, read_cursor
from lockstep.api.files import REGISTER_FILE, attachment
from lockstep.api.problems import Refused
from lockstep.api.replies import reply, reply_nothing
from lockstep.api.schemas import registers as shapes
from lockstep.api.shapes import Id
from lockstep.api.versions import tag, wanted_version
from lockstep.domain.records.actions import LARGEST_FILE_BYTES, store_file
from lockstep.domain.records.queries import (
    attached_file,
    comments_on,
    links_of_thing,
    orphans,
    trace_down,
    trace_up,
)

router = Router(by_alias=True)

Type = Annotated[shapes.ThingType, Field()]


class Direction(StrEnum):
    """Up to why it exists, down to what is hit when it slips."""

    UP = "up"
    DOWN = "down"


@router.get("/record-links", response=shapes.RecordLinks)
def list_record_links(request: HttpRequest, type: Type, id: Id) -> HttpResponse:  # noqa: A002
    """List the links of a thing, both ways."""
    rows = links_of_thing(request.auth, type, id)
    return reply(shapes.RecordLinks(items=[shapes.LinkLine.model_validate(row) for row in rows]))


@router.post("/record-links", response={201: shapes.Saved})
def link_records(request: HttpRequest, body: shapes.NewRecordLink) -> HttpResponse:
    """Say what one thing means for another."""
    row = carry_out(request, "records.link_records", **body.given()).value
    return _saved("record-link", row, 201)


@router.patch("/record-links/{link_id}", response=shapes.Saved)
def change_record_link(request: HttpRequest, link_id: Id, body: shapes.RecordLinkFields) -> HttpResponse:
    """Change strength or reason of a link."""
    version = wanted_version(request, "record-link", link_id)
    row = carry_out(request, "records.change_link", link=link_id, version=version, **body.given()).value
    return _saved("record-link", row)


@router.delete("/record-links/{link_id}", response={204: None})
def unlink_records(request: HttpRequest, link_id: Id) -> HttpResponse:
    """Take a link away."""
    version = wanted_version(request, "record-link", link_id)
    carry_out(request, "records.unlink_records", link=link_id, version=version)
    return reply_nothing()


@router.get("/trace", response=shapes.TraceAnswer)
def read_trace(request: HttpRequest, type: Type, id: Id, direction: Direction = Direction.UP) -> HttpResponse:  # noqa: A002
    """Walk the links from a thing: up to why it exists, down to what is hit when it slips."""
    walk = trace_up if direction is Direction.UP else trace_down
    return reply(shapes.TraceAnswer.model_validate(walk(request.auth, type, id)))


@router.get("/nodes/{node_id}/orphans", response=shapes.OrphanLists)
def list_orphans(request: HttpRequest, node_id: Id) -> HttpResponse:
    """List what leads to no objective, and objectives that nothing serves."""
    rows = orphans(request.auth, node_id)
    return reply(shapes.OrphanLists(items=[shapes.OrphansLine.model_validate(row) for row in rows]))


@router.get("/comments", response=shapes.Comments)
def list_comments(
    request: HttpRequest,
    type: Type,  # noqa: A002
    record: Id,
    cursor: Cursor = "",
    limit: Limit = USUAL_PAGE,
) -> HttpResponse:
    """List the comments on a thing, the oldest first."""
    seen = read_cursor("comments", cursor)
    after = (datetime.fromisoformat(seen[0]), int(seen[1])) if seen else None
    found = comments_on(request.auth, type, record, after=after, limit=limit + 1)
    rows, following = cut("comments", found, limit, lambda row: [row.at.isoformat(), row.id])
    items = [shapes.CommentLine.model_validate(row) for row in rows]
    return reply(shapes.Comments(items=items, next=following))


@router.post("/comments", response={201: shapes.Saved})
def add_comment(request: HttpRequest, body: shapes.NewComment) -> HttpResponse:
    """Comment on a thing."""
    return _saved("comment", carry_out(request, "records.comment_on", **body.given()).value, 201)


@router.patch("/comments/{comment_id}", response=shapes.Saved)
def change_comment(request: HttpRequest, comment_id: Id, body: shapes.CommentFields) -> HttpResponse:
    """Write a comment of one's own anew, or say that it is settled; one of both."""
    version = wanted_version(request, "comment", comment_id)
    given = body.given()
    if (body.text is None) == (body.is_resolved is None):
        raise Refused(422, "api.one_of", "Send either text or isResolved.", subject="body")
    action = "records.change_comment" if body.text is not None else "records.resolve_comment"
    given = {name: value for name, value in given.items() if value is not None}
    row = carry_out(request, action, comment=comment_id, version=version, **given).value
    return _saved("comment", row)


@router.delete("/comments/{comment_id}", response={204: None})
def remove_comment(request: HttpRequest, comment_id: Id) -> HttpResponse:
    """Remove a comment."""
    version = wanted_version(request, "comment", comment_id)
    carry_out(request, "records.remove_comment", comment=comment_id, version=version)
    return reply_nothing()


@router.post("/attachments", response={201: shapes.Saved})
def attach_file(
    request: HttpRequest, form: Form[shapes.AttachmentForm], file: File[UploadedFile]
) -> HttpResponse:
    """Hang a file on a thing."""
    unknown = sorted(set(request.POST) - shapes.AttachmentForm.model_fields.keys())
    if unknown:
        raise Refused(422, "api.unknown_field", f"There is no field {unknown[0][:100]}.", subject="form")
    if (file.size or 0) > LARGEST_FILE_BYTES:
        raise Refused(413, "api.too_large", "The file is larger than 20 MiB.", subject="form.file")
    # Who may not read the thing stores nothing.
    comments_on(request.auth, form.type, form.record)
    arguments = {"type": form.type, "record": form.record, "name": file.name or "file"}
    row = carry_out(request, "records.attach_file", digest=store_file(file.read()), **arguments).value
    return _saved("attachment", row, 201)


@router.get("/attachments/{attachment_id}", openapi_extra=REGISTER_FILE)
def fetch_attachment(request: HttpRequest, attachment_id: Id) -> HttpResponse:
    """Fetch a file."""
    found = attached_file(request.auth, attachment_id)
    return attachment(found.name, found.content)


@router.delete("/attachments/{attachment_id}", response={204: None})
def detach_file(request: HttpRequest, attachment_id: Id) -> HttpResponse:
    """Take a file off a thing."""
    version = wanted_version(request, "attachment", attachment_id)
    carry_out(request, "records.detach_file", attachment=attachment_id, version=version)
    return reply_nothing()


@router.post("/follow", response={204: None})
def follow(request: HttpRequest, body: shapes.Thing) -> HttpResponse:
    """Be told of every change of a thing."""
    carry_out(request, "records.follow", type=body.type, record=body.id)
    return reply_nothing()


@router.post("/unfollow", response={204: None})
def unfollow(request: HttpRequest, body: shapes.Thing) -> HttpResponse:
    """Be told no more."""
    carry_out(request, "records.unfollow", type=body.type, record=body.id)
    return reply_nothing()


def _saved(kind: str, row: object, status: int = 200) -> HttpResponse:
    saved = shapes.Saved(id=row.pk, version=row.version)  # type: ignore[attr-defined]
    return reply(saved, status=status, etag=tag(kind, saved.id, saved.version))
