"""Short words for raising and moving records."""

from typing import Any

from lockstep.domain.ledger import perform


def raised(actor: Any, register: str, node: int, **fields: Any) -> Any:
    """Raise a record and return it; fields that are None stay empty."""
    given = {name: value for name, value in fields.items() if value is not None}
    arguments = {"register": register, "node": node, "fields": given}
    return perform("records.raise_record", actor=actor, arguments=arguments).value


def moved(actor: Any, register: str, row: Any, move: str, **fields: Any) -> Any:
    """Move a record; return the outcome."""
    row.refresh_from_db()
    arguments = {
        "register": register,
        "record": row.pk,
        "version": row.version,
        "move": move,
        "fields": fields,
    }
    outcome = perform("records.move_record", actor=actor, arguments=arguments)
    row.refresh_from_db()
    return outcome
