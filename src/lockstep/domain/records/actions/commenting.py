"""Talking about a record."""

from typing import Any

from lockstep.domain.access.policies import Standing, may_comment
from lockstep.domain.access.queries.accounts import active_account_names
from lockstep.domain.access.vocabulary import Permission
from lockstep.domain.ledger import Refused, Work, action
from lockstep.domain.records.ends import Thing, readable_thing
from lockstep.domain.records.models import Comment
from lockstep.domain.records.news import News, followers, tell
from lockstep.domain.records.policies import policy_for
from lockstep.domain.records.vocabulary import NewsKind

LONGEST_TEXT = 10_000


@action("records.comment_on", version=1)
def comment_on(work: Work, *, type: str, record: int, text: str, reply_to: int | None = None) -> Comment:  # noqa: A002
    """Say something about a record; "@Name" tells the person of it."""
    thing = readable_thing(work, type, record)
    work.require(may_comment, thing.node)
    _check(text)
    if reply_to is not None:
        answered = work.get(Comment, reply_to)
        if (answered.record_type, answered.record_id) != (type, record):
            raise Refused("comment", "The comment answered belongs to something else.")
    row = work.create(
        Comment,
        record_type=type,
        record_id=record,
        node=thing.node,
        author_id=work.user_id,
        at=work.at,
        text=text.strip(),
        reply_to_id=reply_to,
    )
    _tell(work, thing, row)
    return row


@action("records.change_comment", version=1)
def change_comment(work: Work, *, comment: int, version: int, text: str) -> Comment:
    """Write a comment of one's own anew."""
    row = _own(work, comment)
    _check(text)
    return work.change(row, version=version, text=text.strip())


@action("records.resolve_comment", version=1)
def resolve_comment(work: Work, *, comment: int, version: int, is_resolved: bool = True) -> Comment:
    """Say that what a comment asked for is settled, or that it is not."""
    row = work.get(Comment, comment)
    readable_thing(work, row.record_type, row.record_id)
    work.require(may_comment, row)
    return work.change(row, version=version, resolved_at=work.at if is_resolved else None)


@action("records.remove_comment", version=1)
def remove_comment(work: Work, *, comment: int, version: int) -> None:
    """Remove a comment of one's own; answers to it stay as comments."""
    row = _own(work, comment)
    answers = Comment.objects.filter(reply_to=row).values_list("pk", "version")
    work.change_many(Comment, [(pk, seen, {"reply_to_id": row.reply_to_id}) for pk, seen in answers])
    work.delete(row, version=version)


def _own(work: Work, comment: int) -> Comment:
    row = work.get(Comment, comment)
    readable_thing(work, row.record_type, row.record_id)
    is_own = row.author_id is not None and row.author_id == work.user_id
    work.require(may_comment if is_own else policy_for(Permission.EDIT_STRUCTURE), row)
    return row


def _check(text: str) -> None:
    if not text.strip():
        raise Refused("comment", "Write something first.")
    if len(text) > LONGEST_TEXT:
        raise Refused("comment", f"A comment has at most {LONGEST_TEXT} characters; attach a file instead.")


def _tell(work: Work, thing: Thing, comment: Comment) -> None:
    end = thing.end
    label = f"{end.key} {end.title}".strip()
    mentioned = _mentioned(comment.text, thing.node)
    concerned = followers(end.record_type, [end.id]).get(end.id, set())
    if thing.owner_id is not None:
        concerned = concerned | {thing.owner_id}

    def news(kind: NewsKind, sentence: str) -> News:
        return News(kind, end.record_type, end.id, end.node_id, label, sentence)

    quoted = comment.text if len(comment.text) <= 200 else f"{comment.text[:200]}…"
    told: list[tuple[int, Any]] = [
        (user_id, news(NewsKind.MENTIONED, f"{work.actor} asks you in {label}: {quoted}"))
        for user_id in mentioned
    ]
    told += [
        (user_id, news(NewsKind.COMMENTED, f"{work.actor} on {label}: {quoted}"))
        for user_id in concerned - mentioned
    ]
    tell(work, told)


def _mentioned(text: str, node: Any) -> set[int]:
    """Return the people named in a text who may read at the node."""
    if "@" not in text:
        return set()
    said = text.casefold()
    people = active_account_names()
    found = {user.pk: user for user in people if user.name and f"@{user.name.casefold()}" in said}
    return {pk for pk, user in found.items() if Standing.of(user).may(Permission.READ, node.path)}
