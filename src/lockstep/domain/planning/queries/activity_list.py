"""Activities as a list: filters that the database's indexes can follow, a page at a time by id."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from lockstep.domain.access.policies import may_read
from lockstep.domain.access.queries.nodes import readable_node
from lockstep.domain.planning.models import Activity
from lockstep.domain.planning.vocabulary import RowState
from lockstep.plan import ActivityKind

MOST_ROWS: Final = 1_000

FIELDS: Final[dict[str, str]] = {
    "id": "pk",
    "version": "version",
    "project": "project_id",
    "parent": "parent_id",
    "code": "code",
    "name": "name",
    "wbs": "wbs",
    "kind": "kind",
    "mode": "mode",
    "duration_ticks": "duration_ticks",
    "remaining_ticks": "remaining_ticks",
    "is_elapsed": "is_elapsed",
    "share_complete": "share_complete",
    "actual_start_ticks": "actual_start_ticks",
    "actual_finish_ticks": "actual_finish_ticks",
    "constraint": "constraint",
    "constraint_at_ticks": "constraint_at_ticks",
    "deadline_ticks": "deadline_ticks",
    "calendar": "calendar_id",
    "start_ticks": "dates__start_ticks",
    "finish_ticks": "dates__finish_ticks",
    "late_finish_ticks": "dates__late_finish_ticks",
    "total_float_ticks": "dates__total_float_ticks",
    "is_critical": "dates__is_critical",
}
"""Columns of the list, and where each is stored."""


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """What a list is narrowed to; None and "" narrow nothing."""

    node: int | None = None
    parent: int | None = None
    text: str = ""
    kind: ActivityKind | None = None
    is_critical: bool | None = None
    finish_from_ticks: int | None = None
    finish_until_ticks: int | None = None


@dataclass(frozen=True, slots=True)
class ActivityColumns:
    """A page of activities as columns; `after` is the id after which the next page starts, None on the last."""

    columns: dict[str, list[Any]]
    after: int | None


def activity_list(user: Any, wanted: ActivityFilter, *, after: int = 0, limit: int = 200) -> ActivityColumns:
    """Return activities that count and that the user may read, in order of ids."""
    size = min(limit, MOST_ROWS)
    found = _narrowed(user, wanted).filter(pk__gt=after).order_by("pk")
    rows = list(found.values_list(*FIELDS.values())[: size + 1])
    shown = rows[:size]
    columns = zip(*shown, strict=True) if shown else ([] for _ in FIELDS)
    return ActivityColumns(
        columns={name: list(values) for name, values in zip(FIELDS, columns, strict=True)},
        after=shown[-1][0] if len(rows) > size else None,
    )


def _narrowed(user: Any, wanted: ActivityFilter) -> QuerySet[Activity]:
    found = Activity.objects.filter(may_read.readable(user, "project")).exclude(state=RowState.WITHDRAWN)
    if wanted.node is not None:
        found = found.filter(project__path__startswith=readable_node(user, wanted.node).path)
    if wanted.parent is not None:
        found = found.filter(parent_id=wanted.parent)
    for word in wanted.text.casefold().split():
        found = found.filter(folded__contains=word)
    if wanted.kind is not None:
        found = found.filter(kind=wanted.kind)
    if wanted.is_critical is not None:
        found = found.filter(dates__is_critical=wanted.is_critical)
    if wanted.finish_from_ticks is not None:
        found = found.filter(dates__finish_ticks__gte=wanted.finish_from_ticks)
    if wanted.finish_until_ticks is not None:
        found = found.filter(dates__finish_ticks__lt=wanted.finish_until_ticks)
    return found
