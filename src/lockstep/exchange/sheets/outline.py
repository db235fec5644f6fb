"""The outline of a sheet: by level, by WBS code, or by the spaces before the names."""

from lockstep.exchange.noticing import Notices
from lockstep.exchange.sheets.fields import Field
from lockstep.exchange.sheets.rows import Row
from lockstep.exchange.texts import real


def outline(rows: list[Row], projects: list[int], notices: Notices) -> list[int]:
    """Return the row of the summary above each row, or -1."""
    if any(row.cell(Field.LEVEL) is not None for row in rows):
        return _by_level([_level(row) for row in rows], projects)
    if any("." in row.text(Field.WBS) for row in rows):
        return _by_wbs(rows, projects)
    indents = [_indent(row.cell(Field.NAME)) for row in rows]
    return _by_level(indents, projects) if any(indents) else [-1] * len(rows)


def _level(row: Row) -> int:
    return row.parsed(Field.LEVEL, lambda cell: int(real(str(cell))), 0, "outline level")


def _indent(cell: object) -> int:
    text = str(cell)
    return len(text) - len(text.lstrip(" \t\u00a0"))


def _by_level(levels: list[int], projects: list[int]) -> list[int]:
    parents: list[int] = []
    open_rows: list[tuple[int, int]] = []
    for row, level in enumerate(levels):
        if row and projects[row] != projects[row - 1]:
            open_rows.clear()
        while open_rows and open_rows[-1][0] >= level:
            open_rows.pop()
        parents.append(open_rows[-1][1] if open_rows else -1)
        open_rows.append((level, row))
    return parents


def _by_wbs(rows: list[Row], projects: list[int]) -> list[int]:
    """A row lies below the nearest row before it whose code begins its own."""
    parents: list[int] = []
    row_of: dict[tuple[int, str], int] = {}
    for index, row in enumerate(rows):
        code = row.text(Field.WBS).strip(". ")
        above, parent = code, -1
        while "." in above and parent < 0:
            above = above.rpartition(".")[0]
            parent = row_of.get((projects[index], above), -1)
        parents.append(parent)
        if code:
            row_of.setdefault((projects[index], code), index)
    return parents
