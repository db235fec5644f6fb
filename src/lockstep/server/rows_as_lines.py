"""Rows as lines of JSON that are the same whatever database they come from."""

import base64
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import BinaryField, DurationField, Field, JSONField, Model

CHUNK = 2_000


def read_rows(model: type[Model], alias: str) -> Iterator[Model]:
    """Yield the rows of a table in the order of their keys, a few at a time."""
    yield from model._base_manager.using(alias).order_by("pk").iterator(chunk_size=CHUNK)


def columns_of(model: type[Model]) -> tuple["Field[Any, Any]", ...]:
    """Return the columns of a table, in the order of the model."""
    return tuple(model._meta.concrete_fields)


def as_line(row: Model, columns: Sequence["Field[Any, Any]"]) -> bytes:
    """Return a row as one line: a list of its values in these columns."""
    values = [_plain(getattr(row, field.attname)) for field in columns]
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def instance_of(model: type[Model], columns: Sequence["Field[Any, Any]"], line: bytes) -> Model:
    """Return the row of a line, not yet stored. Raises ValueError where a value does not fit its column."""
    values = json.loads(line)
    if len(values) != len(columns):
        raise ValueError(f"{len(values)} values for {len(columns)} columns")
    return model(**{f.attname: _typed(f, value) for f, value in zip(columns, values, strict=True)})


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds") if value.tzinfo else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def _typed(field: Any, value: Any) -> Any:
    if value is None or isinstance(field, JSONField):
        return value
    if isinstance(field, BinaryField):
        return base64.b64decode(value)
    if isinstance(field, DurationField):
        return timedelta(seconds=value)
    return field.to_python(value)
