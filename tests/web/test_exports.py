"""What one sees as a file: no text becomes a formula, numbers stay numbers."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pytest
from django.test import RequestFactory
from openpyxl import load_workbook

from lockstep.web.exports import csv_of, export_asked, xlsx_of
from lockstep.web.lists import Column, Kind, Listing, make_listing


@dataclass(frozen=True)
class Row:
    name: str
    share: float | None
    day: date | None


COLUMNS: tuple[Column[Row], ...] = (
    Column("name", "Name", lambda row: row.name),
    Column("share", "Share", lambda row: row.share, Kind.SHARE),
    Column("day", "Day", lambda row: row.day, Kind.DATE),
)
ROWS = (Row("=1+1", 0.5, date(2026, 5, 8)), Row("beta", -2.0, None), Row("Alpha", None, date(2026, 1, 1)))


def listing_of(address: str) -> Listing[Row]:
    return make_listing(RequestFactory().get(address), ROWS, COLUMNS)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_text_that_looks_like_a_formula_is_quoted_in_csv(text: str) -> None:
    """A cell that a spreadsheet would compute starts with an apostrophe."""
    listing = make_listing(RequestFactory().get("/"), [Row(text, 1.0, None)], COLUMNS)
    body = csv_of(listing).decode("utf-8-sig")
    assert f"'{text[0]}" in body


def test_negative_numbers_stay_numbers_in_csv() -> None:
    """Only texts are quoted."""
    assert ",-2.0," in csv_of(listing_of("/")).decode("utf-8-sig")


def test_a_workbook_holds_texts_numbers_and_dates_by_type() -> None:
    """A formula stays a text, a share a number, a day a date."""
    sheet = load_workbook(BytesIO(xlsx_of(listing_of("/")))).active
    assert [cell.value for cell in sheet[2]][:2] == ["=1+1", 0.5]
    assert sheet["A2"].data_type == "s"
    assert sheet["C2"].value.date() == date(2026, 5, 8)


def test_the_export_holds_what_the_address_shows() -> None:
    """Search and order of the page hold for the file."""
    listing = listing_of("/?q=a&sort=name")
    assert [row.name for row in listing.all_rows] == ["Alpha", "beta"]
    answer = export_asked(RequestFactory().get("/?export=csv"), listing, "my list")
    assert answer is not None
    assert answer["Content-Disposition"] == 'attachment; filename="my-list.csv"'
    assert "sandbox" in answer["Content-Security-Policy"]


def test_missing_values_come_last_in_either_order() -> None:
    """An empty cell is neither the smallest nor the largest."""
    assert [row.name for row in listing_of("/?sort=share").rows] == ["beta", "=1+1", "Alpha"]
    assert [row.name for row in listing_of("/?sort=-share").rows] == ["=1+1", "beta", "Alpha"]
