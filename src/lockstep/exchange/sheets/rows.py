"""One row of a sheet, read through the mapping; every cell that cannot be read is a finding with its place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from lockstep.exchange.document import RawValues
from lockstep.exchange.noticing import Notices
from lockstep.exchange.sheets import cells
from lockstep.exchange.sheets.cells import Cell
from lockstep.exchange.sheets.fields import Field
from lockstep.exchange.sheets.mapping import Mapping
from lockstep.foundation.ticks import NO_TICKS

T = TypeVar("T")

START_MINUTE = 480
FINISH_MINUTE = 1020

_FINISHES = frozenset(
    {
        Field.FINISH,
        Field.ACTUAL_FINISH,
        Field.DEADLINE,
        Field.BASELINE_FINISH,
        Field.EARLY_FINISH,
        Field.LATE_FINISH,
    }
)


@dataclass(slots=True)
class Row:
    """One row; `number` is the row number that people see."""

    number: int
    cells: list[Cell]
    mapping: Mapping
    notices: Notices
    raw: RawValues

    def cell(self, field: Field) -> Cell:
        """Return a cell, None where it is empty or the sheet has no such column."""
        column = self.mapping.columns.get(field, 0)
        found = self.cells[column - 1] if 0 < column <= len(self.cells) else None
        return None if isinstance(found, str) and not found.strip() else found

    def text(self, field: Field) -> str:
        """Return a cell as text; whole numbers without a decimal point."""
        found = self.cell(field)
        if found is None:
            return ""
        return str(int(found)) if isinstance(found, float) and found.is_integer() else str(found).strip()

    def place(self, field: Field) -> str:
        """Return where a cell is: "row 12, column C"."""
        return f"row {self.number}, column {column_letters(self.mapping.columns.get(field, 1))}"

    def parsed(self, field: Field, parse: Callable[[Any], T], missing: T, what: str) -> T:
        """Return a parsed cell; `missing` with a finding where it cannot be read."""
        found = self.cell(field)
        if found is None:
            return missing
        try:
            return parse(found)
        except (ValueError, OverflowError, ArithmeticError, TypeError):
            self.bad(field, f"{str(found)[:60]!r} is no {what}; the cell was left out, correct it.")
            return missing

    def bad(self, field: Field, sentence: str) -> None:
        """Add a finding about a cell and keep its text."""
        self.notices.warn("exchange.bad_cell", self.place(field), sentence)
        self.raw.keep("row", self.number, str(field), str(self.cell(field))[:32_767])

    def moment(self, field: Field) -> int:
        """Return a date; without a time of day it is the start or the end of the working day."""
        minute = FINISH_MINUTE if field in _FINISHES else START_MINUTE
        order = self.mapping.date_order
        return self.parsed(field, lambda cell: cells.moment(cell, order, minute)[0], NO_TICKS, "date")

    def duration(self, field: Field) -> tuple[int, bool]:
        """Return a duration and whether it is elapsed; missing as `NO_TICKS`."""
        unit = "h" if field == Field.WORK else self.mapping.duration_unit
        return self.parsed(field, lambda cell: cells.duration(cell, unit), (NO_TICKS, False), "duration")


def column_letters(number: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
