"""Ways from state to state: why one is refused, and what reaching a state brings with it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from lockstep.domain.records.declarations import Move, Register
from lockstep.domain.records.rows import RowView


def refusal_of(register: Register, move: Move, row: Any, changes: Mapping[str, Any], standing: Any) -> str:
    """Return why a move is refused as things stand, or ""."""
    if row.state not in move.sources:
        state = register.states_by_name.get(row.state)
        label = state.label if state else row.state
        return f"{row.key} is {label.lower()}; “{move.label}” is for what is {_sources(register, move)}."
    return move.rule(RowView(row, changes), standing) if move.rule is not None else ""


def _sources(register: Register, move: Move) -> str:
    labels = [register.states_by_name[name].label.lower() for name in move.sources]
    return " or ".join(part for part in (", ".join(labels[:-1]), labels[-1]) if part)


def state_changes(register: Register, row: Any, move: Move, day: date) -> dict[str, Any]:
    """Return the columns that follow from reaching a state."""
    is_closed = register.states_by_name[move.target].is_closed
    closed_on = (row.closed_on or day) if is_closed else None
    return {"state": move.target, "closed_on": closed_on}
