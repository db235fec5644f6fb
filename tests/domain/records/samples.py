"""Values with which the tests of all registers fill any of them, made from its declaration.

A register whose rules want certain values names them in `WANTED`; one whose rows must differ in more than their key
says in `VARIED` how the copies of a row are told apart.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from lockstep.domain.ledger import perform
from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.domain.records.registry import register_for

WANTED: Mapping[str, Mapping[str, Any]] = {
    "project-checks": {"asks": "risks"},
    "risks": {"roam": "resolved"},
    "target-states": {"measures": "Trips: 34 -> 50 %", "readings": "Trips: 36"},
}
VARIED: Mapping[str, Callable[[Any, int], None]] = {}


def sample(register: Register, number: int, actor: Any, node: int) -> dict[str, Any]:
    """Return plain values for every field that people write; `number` tells samples apart."""
    values = {
        field.name: value
        for field in register.all_fields.values()
        if field.is_writable and field.name not in ("node", "raised_on", "origin_key")
        if (value := value_of(field, number, actor, node)) is not None
    }
    return {**values, "title": f"Sample {number} of {register.plural}", **WANTED.get(register.name, {})}


def value_of(field: Field, number: int, actor: Any, node: int) -> Any:
    """Return a plain value for a field; None where it may stay empty and nothing obvious fits."""
    low = field.minimum if field.minimum is not None else 0
    high = field.maximum if field.maximum is not None else low + 100
    match field.kind:
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            return f"{field.label} {number}"[: field.max_length]
        case FieldKind.CHOICE:
            return field.choices[number % len(field.choices)].value
        case FieldKind.INTEGER | FieldKind.MONEY:
            return int(min(low + number, high))
        case FieldKind.NUMBER:
            return float(min(low + number + 0.5, high))
        case FieldKind.SHARE:
            return min(1.0, round(low + 0.1 * (number % 9 + 1), 2))
        case FieldKind.DATE:
            return (date.today() + timedelta(days=number)).isoformat()
        case FieldKind.DATETIME:
            return f"{date.today() + timedelta(days=number)}T09:00:00+00:00"
        case FieldKind.BOOLEAN:
            return bool(number % 2)
        case FieldKind.PERSON:
            return actor.pk
        case FieldKind.NODE:
            return node
        case FieldKind.TAGS:
            return [f"tag{number}", "shared"]
        case FieldKind.RECORD:
            return _record_for(field, number, actor, node) if field.is_required else None
    return None


def _record_for(field: Field, number: int, actor: Any, node: int) -> int:
    target = register_for(field.target)
    if target is None:
        project = node
        arguments = {"project": project, "name": f"Work {number}", "duration_ticks": 4_800}
        return perform("planning.add_activity", actor=actor, arguments=arguments).value.pk
    return raise_sample(target, number, actor, node).pk


def raise_sample(register: Register, number: int, actor: Any, node: int, **more: Any) -> Any:
    """Raise a sample and return its row."""
    fields = {**sample(register, number, actor, node), **more}
    arguments = {"register": register.name, "node": node, "fields": fields}
    return perform("records.raise_record", actor=actor, arguments=arguments).value


def grow(register: Register, row: Any, count: int) -> None:
    """Store many copies of a row, past the ledger: what is measured is reading."""
    copies = []
    for number in range(count):
        copy = type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields})
        copy.pk, copy.key = None, f"{register.key_prefix}-G{number}"
        copy.title = f"Copy {number}"
        VARIED.get(register.name, lambda row, number: None)(copy, number)
        copies.append(copy)
    type(row).objects.bulk_create(copies, batch_size=500)
