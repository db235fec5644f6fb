"""What is one's own: the inbox, views of registers, calendar feeds."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from lockstep.api.carrying import carry_out
from lockstep.api.cursors import USUAL_PAGE, Cursor, Limit, read_id_cursor, write_cursor
from lockstep.api.replies import reply, reply_nothing
from lockstep.api.schemas import registers as shapes
from lockstep.api.shapes import Id
from lockstep.api.versions import tag, wanted_version
from lockstep.domain.records.queries import feeds, inbox, unread_count, views
from lockstep.domain.records.registry import register_of
from lockstep.domain.records.vocabulary import InboxPart

router = Router(by_alias=True)


@router.get("/inbox", response=shapes.Inbox)
def read_inbox(
    request: HttpRequest, part: InboxPart = InboxPart.ALL, cursor: Cursor = "", limit: Limit = USUAL_PAGE
) -> HttpResponse:
    """Read one's own news, the newest first."""
    before = read_id_cursor("inbox", cursor) or None
    rows = inbox(request.auth, part=part, before=before, limit=limit + 1)
    following = write_cursor("inbox", [rows[limit - 1].id]) if len(rows) > limit else None
    items = [shapes.NewsLine.model_validate(row) for row in rows[:limit]]
    return reply(shapes.Inbox(items=items, unread=unread_count(request.auth), next=following))


@router.post("/inbox/read", response=shapes.Count)
def mark_read(request: HttpRequest, body: shapes.Read) -> HttpResponse:
    """Mark news as read, or as unread."""
    outcome = carry_out(request, "records.mark_read", notifications=body.ids, is_read=body.is_read)
    return reply(shapes.Count(count=outcome.value or 0))


@router.post("/inbox/snooze", response=shapes.Count)
def snooze(request: HttpRequest, body: shapes.Snooze) -> HttpResponse:
    """Put news out of sight until a moment."""
    outcome = carry_out(request, "records.snooze", notifications=body.ids, until=body.until)
    return reply(shapes.Count(count=outcome.value or 0))


@router.get("/registers/{register_name}/views", response=shapes.RegisterViews)
def list_register_views(request: HttpRequest, register_name: shapes.RegisterName, node: Id) -> HttpResponse:
    """List one's own views of a register at a node and the shared ones."""
    rows = views(request.auth, register_of(register_name).name, node)
    return reply(shapes.RegisterViews(items=[shapes.ViewLine.model_validate(row) for row in rows]))


@router.post("/registers/{register_name}/views", response={201: shapes.Saved})
def save_register_view(
    request: HttpRequest, register_name: shapes.RegisterName, body: shapes.NewRegisterView
) -> HttpResponse:
    """Keep what stands in the address under a name."""
    arguments = {"register": register_name, **body.model_dump()}
    row = carry_out(request, "records.save_view", **arguments).value
    return _saved("register-view", row, 201)


@router.patch("/register-views/{view_id}", response=shapes.Saved)
def change_register_view(request: HttpRequest, view_id: Id, body: shapes.RegisterViewFields) -> HttpResponse:
    """Rename, replace, share a view, or open the list with it."""
    version = wanted_version(request, "register-view", view_id)
    row = carry_out(request, "records.change_view", view=view_id, version=version, **body.given()).value
    return _saved("register-view", row)


@router.delete("/register-views/{view_id}", response={204: None})
def remove_register_view(request: HttpRequest, view_id: Id) -> HttpResponse:
    """Remove a view."""
    version = wanted_version(request, "register-view", view_id)
    carry_out(request, "records.remove_view", view=view_id, version=version)
    return reply_nothing()


@router.get("/feeds", response=shapes.Feeds)
def list_feeds(request: HttpRequest) -> HttpResponse:
    """List one's own calendar feeds."""
    return reply(shapes.Feeds(items=[shapes.FeedLine.model_validate(row) for row in feeds(request.auth)]))


@router.post("/feeds", response={201: shapes.IssuedFeed})
def make_feed(request: HttpRequest, body: shapes.NewFeed) -> HttpResponse:
    """Make a secret link by which a calendar program fetches the dates at a node."""
    made = carry_out(request, "records.make_feed", node=body.node).value
    path = f"/nodes/{body.node}/calendar.ics?token={made.secret}"
    shown = shapes.IssuedFeed(id=made.feed.pk, version=made.feed.version, secret=made.secret, path=path)
    return reply(shown, status=201, etag=tag("feed", shown.id, shown.version))


@router.delete("/feeds/{feed_id}", response={204: None})
def revoke_feed(request: HttpRequest, feed_id: Id) -> HttpResponse:
    """End a feed now."""
    version = wanted_version(request, "feed", feed_id)
    carry_out(request, "records.revoke_feed", feed=feed_id, version=version)
    return reply_nothing()


def _saved(kind: str, row: object, status: int = 200) -> HttpResponse:
    saved = shapes.Saved(id=row.pk, version=row.version)  # type: ignore[attr-defined]
    return reply(saved, status=status, etag=tag(kind, saved.id, saved.version))
