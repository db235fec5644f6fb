"""Columns that nobody recognized: each is a finding, above all one that looks like predecessors."""

import re
from collections.abc import Container
from typing import Final

from lockstep.exchange.noticing import Notices
from lockstep.exchange.sheets.cells import Cell
from lockstep.exchange.sheets.fields import Field
from lockstep.exchange.sheets.grid import Grid
from lockstep.exchange.sheets.mapping import Mapping
from lockstep.exchange.sheets.predecessors import parse
from lockstep.exchange.sheets.rows import column_letters

_KIND: Final = re.compile(r"(FS|SS|FF|SF)\b|;", re.IGNORECASE)
_MOST_SAMPLED: Final = 200
_HOW: Final = (
    "to use it, choose what it is on the import's page, or write the mapping with lockstep inspect "
    "--propose-mapping MAP.json, set {setting} there, and read the file with --mapping MAP.json."
)


def warn_of_unknown(grid: Grid, mapping: Mapping, notices: Notices) -> None:
    """Add a warning for each column with cells that the proposed mapping does not use."""
    rows = grid.rows[mapping.header_row :]
    used = set(mapping.columns.values())
    keys = _keys(rows, mapping)
    for column in range(1, max((len(row) for row in rows), default=0) + 1):
        found = [_text(row[column - 1]) for row in rows if column <= len(row) and _text(row[column - 1])]
        if column in used or not found:
            continue
        head = mapping.heads.get(column, "")
        called = f"'{head}'" if head else "without a head"
        if Field.PREDECESSORS not in mapping.columns and _are_links(found[:_MOST_SAMPLED], keys):
            how = _HOW.format(setting=f'"predecessors": {column}')
            sentence = f"The column {called} looks like predecessors but is not read as such; {how}"
        else:
            how = _HOW.format(setting=f"the number {column} for a field")
            sentence = f"The column {called} is not recognized and only kept raw; {how}"
        notices.warn("exchange.unknown_column", f"column {column_letters(column)}", sentence)


def _keys(rows: list[list[Cell]], mapping: Mapping) -> set[str]:
    """Return what predecessors can name: ids, else the numbers of rows."""
    columns = [mapping.columns[field] for field in (Field.UID, Field.ID) if field in mapping.columns]
    keys = {_text(row[column - 1]).lower() for column in columns for row in rows if column <= len(row)}
    return keys or {str(number) for number in range(1, len(rows) + 1)}


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _are_links(cells: list[str], keys: Container[str]) -> bool:
    """Return whether nearly all cells name other activities, and some the kind of a link or several links."""
    named = sum(_is_link(cell, keys) for cell in cells)
    return named >= 0.8 * len(cells) and any(_KIND.search(cell) for cell in cells)


def _is_link(cell: str, keys: Container[str]) -> bool:
    try:
        return all(found.key.lower() in keys for found in parse(cell, keys))
    except (ValueError, OverflowError, ArithmeticError):
        return False
