"""What happened to the records of one type, in order: for computations over time, whoever asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lockstep.domain.ledger.models import Change


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """One change of one record; `after` holds the columns that were written, {} where it was removed."""

    record: int
    node: int | None
    at: datetime
    is_creation: bool
    after: dict[str, Any]


def events_of(record_type: str, since: datetime) -> Iterator[RecordEvent]:
    """Yield all changes of the records of a type from a moment on, the oldest first."""
    rows = Change.objects.filter(record_type=record_type, change_set__at__gte=since).order_by("pk")
    columns = rows.values_list("record_id", "node_id", "change_set__at", "version_before", "after")
    for record, node, at, version_before, after in columns.iterator():
        yield RecordEvent(record, node, at, version_before is None, after or {})
