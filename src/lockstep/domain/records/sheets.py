"""Tables as spreadsheets and as comma-separated text, written so that no cell is ever a formula."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import openpyxl
import xlsxwriter

from lockstep.domain.ledger import Refused

MOST_ROWS = 20_000
MOST_UNPACKED_BYTES = 200 * 1024 * 1024
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class SheetFormat(StrEnum):
    """How a table is written."""

    XLSX = "xlsx"
    CSV = "csv"


def written(format_: SheetFormat, title: str, rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a table as a file; its first row is the heading."""
    return _xlsx(title, rows) if format_ is SheetFormat.XLSX else _csv(rows)


def _xlsx(title: str, rows: Iterable[Sequence[Any]]) -> bytes:
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        heading = book.add_format({"bold": True})
        day, moment = (
            book.add_format({"num_format": "yyyy-mm-dd"}),
            book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        )
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if number == 0:
                    sheet.write_string(0, column, str(value), heading)
                elif isinstance(value, datetime):
                    sheet.write_datetime(number, column, value.replace(tzinfo=None), moment)
                elif isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif isinstance(value, bool):
                    sheet.write_boolean(number, column, value)
                elif isinstance(value, int | float):
                    sheet.write_number(number, column, value)
                elif value not in (None, ""):
                    sheet.write_string(number, column, str(value)[:32_767])
        sheet.freeze_panes(1, 1)
    return content.getvalue()


def _sheet_name(title: str) -> str:
    return "".join(letter for letter in title if letter not in "[]:*?/\\")[:31] or "Records"


def _csv(rows: Iterable[Sequence[Any]]) -> bytes:
    content = io.StringIO()
    writer = csv.writer(content)
    for row in rows:
        writer.writerow([_harmless(value) for value in row])
    return b"\xef\xbb\xbf" + content.getvalue().encode()


def _harmless(value: Any) -> str:
    """Return the text of a cell; one that a spreadsheet would take as a formula gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    is_text = not isinstance(value, int | float)
    return f"'{text}" if is_text and text.startswith(FORMULA_STARTS) else text


def read_table(name: str, content: bytes) -> list[list[Any]]:
    """Return the rows of the first sheet of a file; raises Refused with what to do."""
    is_book = content[:2] == b"PK"
    rows = _from_xlsx(name, content) if is_book else _from_csv(name, content)
    rows = [row for row in rows if any(cell not in (None, "") for cell in row)]
    if len(rows) > MOST_ROWS + 1:
        raise Refused(name, f"It has more than {MOST_ROWS:,} rows; send it in parts.")
    if not rows:
        raise Refused(name, "It holds no rows. The first one names the columns.")
    return rows


def _from_xlsx(name: str, content: bytes) -> list[list[Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(item.file_size for item in packed.infolist()) > MOST_UNPACKED_BYTES:
                raise Refused(name, "It unpacks to more than a spreadsheet of this size holds.")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = []
        for row in sheet.iter_rows(values_only=True, max_col=200):
            rows.append([_cell(value) for value in row])
            if len(rows) > MOST_ROWS + 1:
                break
        book.close()
    except Refused:
        raise
    except Exception as error:  # a broken file fails anywhere in the reader
        raise Refused(name, f"It cannot be read as a spreadsheet ({type(error).__name__}).") from None
    return rows


def _cell(value: Any) -> Any:
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _from_csv(name: str, content: bytes) -> list[list[Any]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\x00" in text:
        raise Refused(name, "It is neither a spreadsheet (.xlsx) nor comma-separated text (.csv).")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(1_000_000)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return [[_unmarked(cell) for cell in row] for row in reader]
    except csv.Error as error:
        raise Refused(name, f"It cannot be read as comma-separated text: {error}.") from None


def _unmarked(cell: str) -> str:
    """Return a cell without the apostrophe that an export put in front of it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_STARTS else cell
