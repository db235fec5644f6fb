"""Cells of a sheet as rows, from CSV text or an Excel workbook."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from lockstep.exchange.encodings import sniff_encoding
from lockstep.exchange.limits import Limits
from lockstep.exchange.noticing import Notices
from lockstep.exchange.sheets.cells import Cell
from lockstep.foundation.findings import LockstepError


@dataclass(slots=True)
class Grid:
    """One sheet: rows of cells, the number of the first row is 1.

    Attributes:
        name: name of the sheet, "" for CSV.
        rows: rows of cells; short rows are allowed.
        encoding: encoding of the text, "" for a workbook.
    """

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    encoding: str = ""


def csv_grid(stream: BinaryIO, notices: Notices, limits: Limits) -> Grid:
    """Return the rows of delimited text; the delimiter is guessed from its first lines."""
    encoding = sniff_encoding(stream, notices.file_place)
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    csv.field_size_limit(16_000_000)
    try:
        sample = text.read(65_536)
        text.seek(0)
        rows = csv.reader(text, delimiter=_delimiter(sample))
        return _filled(Grid("", encoding=encoding), _blanks_as_none(rows), notices, limits)
    except csv.Error as error:
        raise LockstepError(
            notices.file_place,
            f"The text is no table ({error}); save it as CSV again.",
            code="exchange.unreadable",
        ) from None
    finally:
        text.detach()


def _delimiter(sample: str) -> str:
    """Return the delimiter that splits the first lines most evenly."""
    lines = [line for line in sample.splitlines()[:30] if line.strip()]

    def quality(delimiter: str) -> tuple[float, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        most = max(set(counts), key=counts.count)
        return (counts.count(most) / len(counts) if most > 1 else 0.0, most)

    return max(",;\t|", key=quality) if lines else ","


def _blanks_as_none(rows: Iterable[list[str]]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [_unguarded(cell) or None for cell in row]


def _unguarded(cell: str) -> str:
    """Take off the apostrophe that keeps a text from being run as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r") else cell


def workbook_grids(archive: zipfile.ZipFile, notices: Notices, limits: Limits) -> list[Grid]:
    """Return the sheets of a workbook that hold anything. Formulas come as their last values."""
    import openpyxl

    place = notices.file_place
    if sum(member.file_size for member in archive.infolist()) > limits.workbook_bytes:
        raise LockstepError(
            place, "The workbook is larger than any plan needs; it was refused.", code="exchange.too_large"
        )
    try:
        book = openpyxl.load_workbook(
            cast(BinaryIO, archive.fp), read_only=True, data_only=True, keep_links=False, keep_vba=False
        )
        grids = []
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                notices.note(
                    "exchange.hidden_sheet",
                    f"sheet '{sheet.title}'",
                    "It is hidden and was left out; unhide it to read it.",
                )
                continue
            sheet.reset_dimensions()
            grid = _filled(
                Grid(sheet.title), (list(row) for row in sheet.iter_rows(values_only=True)), notices, limits
            )
            if grid.rows:
                grids.append(grid)
        return grids
    except LockstepError:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged part makes it stumble over
        raise LockstepError(
            place,
            f"The workbook cannot be read ({type(error).__name__}); open it in Excel and save it again.",
            code="exchange.unreadable",
        ) from None


def _filled(grid: Grid, rows: Iterable[list[Cell]], notices: Notices, limits: Limits) -> Grid:
    """Take rows up to the limit; long texts are cut, rows of nothing at the end are dropped."""
    blank = 0
    for number, row in enumerate(rows, start=1):
        cells = row[: limits.sheet_columns]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            blank += 1
            if blank > limits.sheet_rows:
                break
            continue
        grid.rows.extend([] for _ in range(blank))
        blank = 0
        if len(grid.rows) >= limits.sheet_rows:
            raise LockstepError(
                notices.file_place,
                f"The sheet has more than {limits.sheet_rows:,} rows, the limit for one sheet; split it.",
                code="exchange.too_large",
            )
        grid.rows.append([_cut(cell, number, notices, limits) for cell in cells])
    return grid


def _cut(cell: Cell, row: int, notices: Notices, limits: Limits) -> Cell:
    if isinstance(cell, str) and len(cell) > limits.cell_characters:
        notices.warn(
            "exchange.long_text",
            f"row {row}",
            f"A cell holds {len(cell):,} characters; the rest was cut off.",
        )
        return cell[: limits.cell_characters]
    return cell
