"""History: change sets, and undo."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from lockstep.api.cursors import USUAL_PAGE, Cursor, Limit, read_id_cursor, write_cursor
from lockstep.api.problems import Refused
from lockstep.api.refusals import record_type_of, record_word
from lockstep.api.replies import reply
from lockstep.api.schemas import history as shapes
from lockstep.api.shapes import Id, in_camel
from lockstep.api.versions import has_seen, not_modified, tag
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.ledger.queries import ChangeRow, ChangeSetRow, change_set, history

router = Router(by_alias=True)

RecordName = Annotated[
    str, Field(pattern=r"^([a-z]+-[1-9][0-9]{0,15})?$", description="kind and id, as in an ETag: activity-12")
]


@router.get("/change-sets", response=shapes.ChangeSets)
def list_change_sets(
    request: HttpRequest,
    node: Id | None = None,
    record: RecordName = "",
    actor: Id | None = None,
    cursor: Cursor = "",
    limit: Limit = USUAL_PAGE,
) -> HttpResponse:
    """List who changed what, the newest first: below a node, of one record, by one person."""
    if node is not None:
        readable_node(request.auth, node)
    before = read_id_cursor("change-sets", cursor) or None
    rows = history(
        request.auth,
        below=node,
        record=_record(record),
        actor=actor,
        before=before,
        limit=limit + 1,
    )
    following = write_cursor("change-sets", [rows[limit - 1].id]) if len(rows) > limit else None
    return reply(shapes.ChangeSets(items=[_change_set(row) for row in rows[:limit]], next=following))


@router.get("/change-sets/{change_set_id}", response=shapes.ChangeSet)
def read_change_set(request: HttpRequest, change_set_id: Id) -> HttpResponse:
    """Read one change set with all changes that the caller may see."""
    row = change_set(request.auth, change_set_id)
    current = tag("change-set", row.id, row.change_count, int(row.is_undone))
    return not_modified(current) if has_seen(request, current) else reply(_change_set(row), etag=current)


def _record(name: str) -> tuple[str, int] | None:
    if not name:
        return None
    word, _, number = name.partition("-")
    record_type = record_type_of(word)
    if record_type is None:
        raise Refused(422, "api.record", f"There is no kind of record named {word}.", subject="query.record")
    return record_type, int(number)


def _change_set(row: ChangeSetRow) -> shapes.ChangeSet:
    return shapes.ChangeSet(
        id=row.id,
        actor_id=row.actor_id,
        actor=row.actor,
        at=row.at,
        reason=row.reason,
        action=row.action,
        inverse_of=row.inverse_of,
        is_undone=row.is_undone,
        revisions=row.revisions,
        change_count=row.change_count,
        changes=[_change(change) for change in row.changes],
    )


def _change(change: ChangeRow) -> shapes.FieldValues:
    return shapes.FieldValues(
        record=record_word(change.record_type),
        id=change.record_id,
        node=change.node_id,
        label=change.label,
        version_before=change.version_before,
        version_after=change.version_after,
        before=in_camel(change.before) if change.before is not None else None,
        after=in_camel(change.after) if change.after is not None else None,
    )
