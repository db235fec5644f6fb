"""A declared register as JSON Schema: what its fields take and show."""

from typing import Any

from lockstep.domain.records.declarations import Field, FieldKind, Register
from lockstep.domain.records.registry import link_kind

_TYPES: dict[FieldKind, dict[str, Any]] = {
    FieldKind.TEXT: {"type": "string"},
    FieldKind.LONG_TEXT: {"type": "string"},
    FieldKind.CHOICE: {"type": "string"},
    FieldKind.INTEGER: {"type": "integer"},
    FieldKind.NUMBER: {"type": "number"},
    FieldKind.SHARE: {"type": "number", "minimum": 0, "maximum": 1},
    FieldKind.MONEY: {"type": "integer", "description": "in the smallest unit of the currency"},
    FieldKind.DATE: {"type": "string", "format": "date"},
    FieldKind.DATETIME: {"type": "string", "format": "date-time"},
    FieldKind.BOOLEAN: {"type": "boolean"},
    FieldKind.PERSON: {"type": "integer", "description": "id of an account"},
    FieldKind.NODE: {"type": "integer", "description": "id of a node"},
    FieldKind.RECORD: {"type": "integer", "description": "id of a record"},
    FieldKind.TAGS: {"type": "array", "items": {"type": "string"}},
}


def schema_of(register: Register) -> dict[str, Any]:
    """Return the JSON Schema of a register's fields; what is computed or moved is read-only."""
    fields = register.all_fields
    return {
        "type": "object",
        "properties": {name: _field(register, field) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.is_required and field.is_writable],
        "additionalProperties": False,
    }


def _field(register: Register, field: Field) -> dict[str, Any]:
    schema = dict(_TYPES[field.formatted_as])
    schema |= {"title": field.label, "description": field.help}
    if field.name == "state":
        schema["enum"] = [state.name for state in register.states]
    elif field.choices:
        schema["enum"] = [choice.value for choice in field.choices]
    if field.minimum is not None:
        schema["minimum"] = field.minimum
    if field.maximum is not None:
        schema["maximum"] = field.maximum
    if field.max_length is not None:
        schema["maxLength"] = field.max_length
    if field.target:
        schema["x-record-type"] = field.target
    if not field.is_writable:
        schema["readOnly"] = True
    if field.secrecy is not None:
        schema["x-secret"] = True
    schema |= {"x-filterable": field.is_filterable and field.is_in_sql, "x-sortable": field.is_sortable}
    return schema


def states_of(register: Register) -> list[dict[str, Any]]:
    """Return the states of a register."""
    return [
        {"name": state.name, "label": state.label, "isClosed": state.is_closed, "help": state.help}
        for state in register.states
    ]


def moves_of(register: Register) -> list[dict[str, Any]]:
    """Return the moves of a register."""
    return [
        {
            "name": move.name,
            "label": move.label,
            "sources": list(move.sources),
            "target": move.target,
            "asks": list(move.asks),
            "needs": move.needs.value if move.needs else None,
        }
        for move in register.moves
    ]


def flags_of(register: Register) -> list[dict[str, Any]]:
    """Return the flags of a register."""
    return [
        {"name": flag.name, "label": flag.label, "severity": flag.severity.word}
        for flag in register.all_flags.values()
    ]


def link_kinds_of(register: Register) -> list[dict[str, Any]]:
    """Return the meanings of links that the register names."""
    kinds = [link_kind(name) for name in register.link_kinds]
    return [{"name": kind.name, "forward": kind.forward, "backward": kind.backward} for kind in kinds]
