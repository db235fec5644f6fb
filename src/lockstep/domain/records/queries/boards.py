"""A register as a board: a column for each state."""

from dataclasses import dataclass, replace
from typing import Any

from lockstep.domain.records.list_query import ListQuery, Scope
from lockstep.domain.records.queries.listing import listing
from lockstep.domain.records.registry import register_of
from lockstep.domain.records.results import RecordRow, RegisterPage

CARDS_IN_COLUMN = 60
MOST_CARDS = 500


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """The records in one state; `count` counts also those beyond the shown ones."""

    state: str
    label: str
    shape: str
    is_closed: bool
    count: int
    rows: tuple[RecordRow, ...]
    moves_in: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A list laid out by state. `moves_in` of a column are (source state, move) pairs that lead into it."""

    page: RegisterPage
    columns: tuple[BoardColumn, ...]


def board(user: Any, register: str, scope: Scope, query: ListQuery) -> Board:
    """Return the records of a list by state, at most so many that a screen can hold them."""
    found = register_of(register)
    asked = replace(query, group="state", page=1, page_size=MOST_CARDS)
    page = listing(user, register, scope, asked)
    counts = {group.value: group.count for group in page.groups}
    by_state: dict[str, list[RecordRow]] = {}
    for row in page.rows:
        by_state.setdefault(row.state, []).append(row)
    columns = tuple(
        BoardColumn(
            state=state.name,
            label=state.label,
            shape=state.shape.value,
            is_closed=state.is_closed,
            count=counts.get(state.name, 0),
            rows=tuple(by_state.get(state.name, ())[:CARDS_IN_COLUMN]),
            moves_in=tuple(
                (source, move.name)
                for move in found.moves
                if move.target == state.name
                for source in move.sources
            ),
        )
        for state in found.states
    )
    return Board(page, columns)
