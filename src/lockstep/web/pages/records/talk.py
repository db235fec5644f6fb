"""Comments, files and followers of a record or an activity."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lockstep.domain.ledger import InvalidInput
from lockstep.domain.records.actions import store_file
from lockstep.domain.records.queries import CommentRow, attached_file
from lockstep.web.exports import as_download
from lockstep.web.performing import carry_out
from lockstep.web.screens import screen


@dataclass(frozen=True, slots=True)
class Said:
    """A comment with its answers."""

    row: CommentRow
    answers: tuple[CommentRow, ...]


def thread_of(rows: Sequence[CommentRow]) -> list[Said]:
    """Return comments with the answers to them; an answer to an answer stands beside it."""
    top = {row.id: row for row in rows if row.reply_to is None}
    parents = {row.id: row.reply_to for row in rows}

    def first(row: CommentRow) -> int | None:
        at = row.reply_to
        while at is not None and at not in top:
            at = parents.get(at)
        return at

    answers: dict[int | None, list[CommentRow]] = {}
    for row in rows:
        if row.reply_to is not None:
            answers.setdefault(first(row), []).append(row)
    return [Said(row, tuple(answers.get(row.id, ()))) for row in top.values()]


def way_back(request: HttpRequest, fragment: str = "") -> HttpResponse:
    """Return to the page that the form stood on."""
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    return redirect(f"{back}{fragment}")


@screen
@require_POST
def comment(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """Say something about a record, perhaps in answer to somebody."""
    reply_to = request.POST.get("reply_to", "")
    arguments = {
        "type": kind,
        "record": record,
        "text": request.POST.get("text", ""),
        "reply_to": int(reply_to) if reply_to.isdigit() else None,
    }
    outcome = carry_out(request, "records.comment_on", arguments, said="Your comment was added.")
    return way_back(request, f"#comment-{outcome.value.pk}")


@screen
@require_POST
def resolve(request: HttpRequest, comment: int, version: int) -> HttpResponse:
    """Mark a comment as dealt with, or open it again."""
    is_resolved = request.POST.get("resolved", "yes") == "yes"
    arguments = {"comment": comment, "version": version, "is_resolved": is_resolved}
    said = "The comment is resolved." if is_resolved else "The comment is open again."
    carry_out(request, "records.resolve_comment", arguments, said=said)
    return way_back(request, f"#comment-{comment}")


@screen
@require_POST
def remove_comment(request: HttpRequest, comment: int, version: int) -> HttpResponse:
    """Take a comment of one's own back."""
    carry_out(
        request,
        "records.remove_comment",
        {"comment": comment, "version": version},
        said="The comment was removed.",
    )
    return way_back(request, "#talk")


@screen
@require_POST
def attach(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """Hang files on a record."""
    files = request.FILES.getlist("files")
    if not files:
        raise InvalidInput("files", "Choose a file first.")
    for sent in files:
        digest = store_file(sent.read())
        arguments = {"type": kind, "record": record, "name": sent.name or "file", "digest": digest}
        carry_out(request, "records.attach_file", arguments, said=f"{sent.name} was attached.")
    return way_back(request, "#files")


@screen
@require_POST
def detach(request: HttpRequest, attachment: int, version: int) -> HttpResponse:
    """Take a file off a record."""
    arguments = {"attachment": attachment, "version": version}
    carry_out(request, "records.detach_file", arguments, said="The file was taken off.")
    return way_back(request, "#files")


@screen
def file(request: HttpRequest, attachment: int) -> HttpResponse:
    """Send a file to be kept, never to be shown in the page's origin."""
    found = attached_file(request.user, attachment)
    return as_download(found.content, "application/octet-stream", found.name)


@screen
@require_POST
def follow(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """Hear of every change of a record, or no longer."""
    follows = request.POST.get("follow", "yes") == "yes"
    action = "records.follow" if follows else "records.unfollow"
    said = "You will be told of every change." if follows else "You will no longer be told."
    carry_out(request, action, {"type": kind, "record": record}, said=said)
    return way_back(request)
