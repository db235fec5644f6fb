"""What one sees as a file: CSV and XLSX in which no text can become a formula."""

import csv
import io
import re
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.http import HttpRequest, HttpResponse

from lockstep.web.lists import Kind, Listing

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export_asked(request: HttpRequest, listing: Listing[Any], name: str) -> HttpResponse | None:
    """Return the file where the address asks for one, else None."""
    match request.GET.get("export"):
        case "csv":
            return as_download(csv_of(listing), "text/csv; charset=utf-8", f"{name}.csv")
        case "xlsx":
            return as_download(xlsx_of(listing), XLSX, f"{name}.xlsx")
    return None


def csv_of(listing: Listing[Any]) -> bytes:
    """Return the rows as CSV with a byte order mark, so that Excel reads it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.label for column in listing.columns])
    for row in listing.all_rows:
        writer.writerow([_csv_cell(column.plain(row)) for column in listing.columns])
    return ("\ufeff" + out.getvalue()).encode()


def xlsx_of(listing: Listing[Any]) -> bytes:
    """Return the rows as a workbook; numbers stay numbers and dates stay dates."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True},
    )
    sheet = book.add_worksheet("List")
    head = book.add_format({"bold": True, "bottom": 1})
    formats = {
        Kind.DATE: book.add_format({"num_format": "yyyy-mm-dd"}),
        Kind.TICKS: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        Kind.SHARE: book.add_format({"num_format": "0 %"}),
    }
    for at, column in enumerate(listing.columns):
        sheet.write_string(0, at, column.label, head)
        sheet.set_column(at, at, 34 if at == 0 else 16)
        for line, row in enumerate(listing.all_rows, start=1):
            _write_cell(sheet, line, at, column.plain(row), formats.get(column.kind))
    sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


def as_download(body: bytes, content_type: str, name: str) -> HttpResponse:
    """Return bytes as a file to be kept, never shown in the page's origin."""
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-") or "export"
    return HttpResponse(
        body,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{safe}"',
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )


def _csv_cell(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else value


def _write_cell(sheet: Any, line: int, at: int, value: Any, form: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(line, at, "yes" if value else "no")
    elif isinstance(value, int | float):
        sheet.write_number(line, at, value, form)
    elif isinstance(value, datetime):
        sheet.write_datetime(line, at, value.replace(tzinfo=None), form)
    elif isinstance(value, date):
        sheet.write_datetime(line, at, datetime(value.year, value.month, value.day), form)
    else:
        sheet.write_string(line, at, str(value)[:32_000])
