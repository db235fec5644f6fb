"""Rows as they were: today's, taken back change by change."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from lockstep.domain.ledger.models import Change
from lockstep.domain.ledger.registry import registration_of
from lockstep.domain.ledger.values import decoded


def rows_before(model: type[Model], moment: datetime) -> dict[int, Any]:
    """Return all rows of a model as they stood just before a moment, by id, whoever asks.

    They are not to be stored. For computations that filter by permission themselves.
    """
    registration = registration_of(model)
    fields = registration.fields
    rows: dict[int, Any] = {row.pk: row for row in model._base_manager.all()}
    later = Change.objects.filter(record_type=registration.record_type, change_set__at__gte=moment)
    for change in later.order_by("-pk"):
        if change.version_before is None:
            rows.pop(change.record_id, None)
            continue
        row = rows.get(change.record_id)
        if row is None:
            row = rows[change.record_id] = model(pk=change.record_id)
        row.version = change.version_before
        for name, value in (change.before or {}).items():
            if name in fields:
                setattr(row, name, decoded(fields[name], value))
    return rows
