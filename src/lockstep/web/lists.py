"""Lists whose search, filters, order and page stand in the address, and whose export gives what one sees."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, QueryDict

from lockstep.foundation.ticks import NO_TICKS, datetime_of

Row = TypeVar("Row")
PAGE_SIZE = 100


class Kind(StrEnum):
    """What a column holds: it decides alignment, order and the type of the exported cell."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    TICKS = "ticks"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a list."""

    key: str
    label: str
    value: Callable[[Row], Any]
    kind: Kind = Kind.TEXT
    is_sortable: bool = True

    def plain(self, row: Row) -> Any:
        """Return the value as a plain text, number or date: for order and export."""
        value = self.value(row)
        if value is None or value == NO_TICKS:
            return None
        return datetime_of(value) if self.kind is Kind.TICKS else value


@dataclass(frozen=True, slots=True)
class Filter(Generic[Row]):
    """A choice above the list; `value` gives what a row is filtered by."""

    key: str
    label: str
    value: Callable[[Row], str]
    choices: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column as the template draws it."""

    label: str
    sort: str
    address: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter as the template draws it."""

    key: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """A list as the template draws it."""

    rows: tuple[Row, ...]
    total: int
    shown: int
    heads: tuple[Head, ...]
    choices: tuple[Choice, ...]
    words: str
    sort: str
    columns: tuple[Column[Row], ...]
    all_rows: tuple[Row, ...]
    is_narrowed: bool
    next_address: str
    previous_address: str
    csv_address: str
    xlsx_address: str


def make_listing(
    request: HttpRequest,
    rows: Iterable[Row],
    columns: Sequence[Column[Row]],
    *,
    filters: Sequence[Filter[Row]] = (),
    default_sort: str = "",
    words: str | None = None,
) -> Listing[Row]:
    """Return the rows that the address asks for, in its order.

    `words` are those that the rows are still to be searched for; None takes those of the address.
    """
    query = request.GET
    everything = tuple(rows)
    wanted_words = query.get("q", "") if words is None else words
    found = [row for row in everything if _matches(row, columns, wanted_words)]
    for narrow in filters:
        if wanted := query.get(narrow.key, ""):
            found = [row for row in found if str(narrow.value(row)) == wanted]
    sort = query.get("sort", default_sort)
    found = _in_order(found, columns, sort)
    page = max(1, int(query["page"])) if query.get("page", "").isdigit() else 1
    shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    is_last = page * PAGE_SIZE >= len(found)
    return Listing(
        rows=tuple(shown),
        total=len(everything),
        shown=len(found),
        heads=tuple(_head(column, query, sort) for column in columns),
        choices=tuple(_choice(narrow, everything, query) for narrow in filters),
        words=query.get("q", ""),
        sort=sort,
        columns=tuple(columns),
        all_rows=tuple(found),
        is_narrowed=len(found) != len(everything),
        next_address="" if is_last else address(query, page=page + 1),
        previous_address="" if page == 1 else address(query, page=page - 1),
        csv_address=address(query, export="csv", page=None),
        xlsx_address=address(query, export="xlsx", page=None),
    )


def address(query: QueryDict, **changes: Any) -> str:
    """Return the present address with some parameters changed; None takes one away."""
    changed = query.copy()
    for name, value in changes.items():
        if value is None:
            changed.pop(name, None)
        else:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"


def _matches(row: Row, columns: Sequence[Column[Row]], words: str) -> bool:
    wanted = words.casefold().split()
    if not wanted:
        return True
    text = " ".join(str(column.value(row) or "") for column in columns if column.kind is Kind.TEXT).casefold()
    return all(word in text for word in wanted)


def _in_order(rows: list[Row], columns: Sequence[Column[Row]], sort: str) -> list[Row]:
    column = next((column for column in columns if column.key == sort.lstrip("-")), None)
    if column is None:
        return rows
    full = [row for row in rows if column.plain(row) is not None]
    empty = [row for row in rows if column.plain(row) is None]
    full.sort(key=lambda row: _sort_key(column.plain(row)), reverse=sort.startswith("-"))
    return full + empty


def _sort_key(value: Any) -> Any:
    if isinstance(value, str):
        return value.casefold()
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def _head(column: Column[Row], query: QueryDict, sort: str) -> Head:
    state = {column.key: "ascending", f"-{column.key}": "descending"}.get(sort, "")
    following = f"-{column.key}" if state == "ascending" else column.key
    return Head(
        column.label,
        state,
        address(query, sort=following, page=None) if column.is_sortable else "",
        column.kind in {Kind.NUMBER, Kind.SHARE},
    )


def _choice(narrow: Filter[Row], rows: Sequence[Row], query: QueryDict) -> Choice:
    wanted = query.get(narrow.key, "")
    choices = narrow.choices or tuple(
        (value, value) for value in sorted({str(narrow.value(row)) for row in rows}) if value
    )
    return Choice(
        narrow.key, narrow.label, tuple((value, label, value == wanted) for value, label in choices)
    )
