"""Field values to plain JSON and back."""

import base64
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import BinaryField, DurationField, Field, JSONField, Model

from lockstep.domain.ledger.errors import InvalidInput
from lockstep.domain.ledger.registry import Registration
from lockstep.foundation.findings import Finding, Severity


def encoded(value: Any) -> Any:
    """Return the JSON form of a field value."""
    if value is None or isinstance(value, bool | int | float | dict | list):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, timedelta):
        return value.total_seconds()
    return str(value)


def decoded(field: "Field[Any, Any]", value: Any) -> Any:
    """Return the field value of its JSON form."""
    if value is None or isinstance(field, JSONField):
        return value
    if isinstance(field, BinaryField):
        return base64.b64decode(value)
    if isinstance(field, DurationField):
        return timedelta(seconds=value)
    return field.to_python(value)


def whole_row(registration: Registration, row: Model) -> dict[str, Any]:
    """Return all recorded columns of a row that are not empty."""
    pairs = ((name, getattr(row, name)) for name in registration.fields)
    return {name: encoded(value) for name, value in pairs if value is not None}


def attribute_values(registration: Registration, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return given values under attribute names; instances become ids."""
    values = {}
    unknown = []
    for name, value in given.items():
        attribute = registration.attribute_names.get(name)
        if attribute is None or attribute in {"id", "version"}:
            unknown.append(name)
            continue
        values[attribute] = value.pk if isinstance(value, Model) else value
    if unknown:
        raise _invalid(registration, [(name, "There is no such field to change.") for name in unknown])
    return values


def cleaned(registration: Registration, values: Mapping[str, Any], row: Model) -> dict[str, Any]:
    """Return values of the right types, or raise with every faulty field.

    References are not looked up here: the database holds them at the end of the transaction.
    """
    result = {}
    faults: list[tuple[str, str]] = []
    fields = {field.attname: field for field in registration.model._meta.concrete_fields}
    for attribute, value in values.items():
        field = fields[attribute]
        try:
            if field.is_relation:
                result[attribute] = None if value is None else field.target_field.to_python(value)
            elif value is None and field.null:
                result[attribute] = None
            else:
                result[attribute] = field.clean(value, row)
        except ValidationError as error:
            faults.extend((field.name, message) for message in error.messages)
    if faults:
        raise _invalid(registration, faults)
    return result


def _invalid(registration: Registration, faults: Iterable[tuple[str, str]]) -> InvalidInput:
    findings = [Finding("domain.invalid_field", Severity.ERROR, name, sentence) for name, sentence in faults]
    first = findings[0]
    return InvalidInput(
        f"{registration.model._meta.verbose_name}: {first.place}", first.sentence, findings=findings
    )
