"""Which column of a sheet is what: proposed from heads and data, changed by people, saved as JSON."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from lockstep.exchange.sheets import cells
from lockstep.exchange.sheets.cells import Cell, DateOrder
from lockstep.exchange.sheets.fields import DATES, Field, field_of, unit_in
from lockstep.exchange.sheets.grid import Grid
from lockstep.foundation.findings import LockstepError

VERSION: Final = 1
_HEAD_ROWS: Final = 40
_SAMPLE_ROWS: Final = 200
_LAST_HEAD_ROW: Final = 1_000_000
_LAST_COLUMN: Final = 16_384


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a sheet mean.

    Attributes:
        sheet: name of the sheet, "" for the first one.
        header_row: number of the row with the heads, 1 for the first; 0 where there is none.
        columns: number of the column (1 for A) of each field.
        heads: the head of each column that was seen, for people; not used for reading.
        date_order: how dates of three numbers are read.
        duration_unit: unit of durations that are plain numbers: m, h, d, w or mo.
    """

    sheet: str = ""
    header_row: int = 1
    columns: dict[Field, int] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    date_order: DateOrder = DateOrder.YMD
    duration_unit: str = "d"

    def to_json(self) -> str:
        """Return the mapping as JSON text."""
        return json.dumps(
            {
                "version": VERSION,
                "sheet": self.sheet,
                "header_row": self.header_row,
                "columns": {str(key): column for key, column in self.columns.items()},
                "heads": {str(column): head for column, head in self.heads.items()},
                "date_order": str(self.date_order),
                "duration_unit": self.duration_unit,
            },
            indent=2,
            ensure_ascii=False,
        )

    @staticmethod
    def from_json(text: str) -> "Mapping":
        """Return the mapping of JSON text. Raises LockstepError where it is none."""
        try:
            found: dict[str, Any] = json.loads(text)
            if found["version"] != VERSION:
                raise ValueError(f"version {found['version']}")
            made = Mapping(
                sheet=str(found.get("sheet", "")),
                header_row=int(found.get("header_row", 1)),
                columns={Field(key): int(column) for key, column in found["columns"].items()},
                heads={int(column): str(head) for column, head in found.get("heads", {}).items()},
                date_order=DateOrder(found.get("date_order", "ymd")),
                duration_unit=str(found.get("duration_unit", "d")),
            )
            made._check()
            return made
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise LockstepError(
                "column mapping",
                f"The mapping cannot be read ({error}); propose a new one and save it again. "
                f"Columns can be {', '.join(Field)}.",
                code="exchange.mapping",
            ) from None

    def _check(self) -> None:
        """Raise ValueError where a number or a unit can be none."""
        if not 0 <= self.header_row <= _LAST_HEAD_ROW:
            raise ValueError(f"header_row is {self.header_row}")
        for key, column in self.columns.items():
            if not 1 <= column <= _LAST_COLUMN:
                raise ValueError(f"the column of {key} is {column}; A is 1")
        if self.duration_unit not in cells.UNIT_WORDS:
            raise ValueError(f"duration_unit is {self.duration_unit!r}")


def propose(grid: Grid) -> Mapping:
    """Return the mapping that heads and data suggest; without a name column it is empty."""
    number, columns, heads = _header(grid)
    if not number and grid.rows:
        # No head is known: the first row holds heads all the same where dates stand below it.
        number, heads = (
            1,
            {place: cell.strip() for place, cell in enumerate(grid.rows[0], 1) if isinstance(cell, str)},
        )
    order = _date_order(grid, [column for key, column in columns.items() if key in DATES], number)
    unit = unit_in(heads.get(columns.get(Field.DURATION, 0), "")) or "d"
    has_known_heads = bool(columns)
    has_dates = _by_data(grid, columns, number, order)
    if not has_known_heads and not has_dates:
        columns = {}
    return Mapping(grid.name, number, columns, heads, order, unit)


def _header(grid: Grid) -> tuple[int, dict[Field, int], dict[int, str]]:
    """Return the row that is most like a header."""
    best: tuple[int, dict[Field, int], dict[int, str]] = (0, {}, {})
    for number, row in enumerate(grid.rows[:_HEAD_ROWS], start=1):
        columns: dict[Field, int] = {}
        heads: dict[int, str] = {}
        for column, cell in enumerate(row, start=1):
            if isinstance(cell, str):
                heads[column] = cell.strip()
                found = field_of(cell)
                if found is not None:
                    columns.setdefault(found, column)
        if len(columns) > len(best[1]):
            best = (number, columns, heads)
    return best


def _date_order(grid: Grid, columns: list[int], header_row: int) -> DateOrder:
    """Return the order that all dates of three numbers allow; day first where both are possible."""
    firsts, seconds = Counter[bool](), Counter[bool]()
    for row in grid.rows[header_row : header_row + _SAMPLE_ROWS]:
        for column in columns:
            cell = row[column - 1] if column <= len(row) else None
            parts = cell.replace(".", "/").replace("-", "/").split("/") if isinstance(cell, str) else []
            numbers = [part.strip() for part in parts]
            if len(numbers) == 3 and all(part.isascii() and part.isdigit() for part in numbers[:2]):
                firsts[int(numbers[0][:4]) > 12] += 1
                seconds[int(numbers[1][:4]) > 12] += 1
    if not firsts:
        return DateOrder.YMD
    return DateOrder.MDY if seconds[True] and not firsts[True] else DateOrder.DMY


def _by_data(grid: Grid, columns: dict[Field, int], header_row: int, order: DateOrder) -> bool:
    """Guess start, finish and name from what the columns hold, where no head said them; True where dates were found."""
    taken = set(columns.values())
    sample = grid.rows[header_row : header_row + _SAMPLE_ROWS]
    width = max((len(row) for row in sample), default=0)
    dates, texts = [], []
    for column in range(1, width + 1):
        if column in taken:
            continue
        found = [row[column - 1] for row in sample if column <= len(row) and row[column - 1] is not None]
        if found and sum(_is_date(cell, order) for cell in found) > 0.8 * len(found):
            dates.append(column)
        elif found and all(isinstance(cell, str) for cell in found):
            texts.append((sum(len(str(cell)) for cell in found), column))
    has_dates = bool(dates)
    if Field.NAME not in columns and texts:
        columns[Field.NAME] = max(texts)[1]
    if not {Field.START, Field.FINISH} & columns.keys():
        columns.update(zip((Field.START, Field.FINISH), dates, strict=False))
    return has_dates


def _is_date(cell: Cell, order: DateOrder) -> bool:
    if not isinstance(cell, str) and not hasattr(cell, "year"):
        return False
    try:
        cells.moment(cell, order, 0)
    except (ValueError, OverflowError):
        return False
    return True
