"""Sheets: the stored rows of one model as columns by id, which edits can be laid over without a database.

A sheet is what both the database and a preview are turned into before a plan is made of them, so that a preview
and the saved change meet in the same code.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan.columns import frozen

Missing = int | float | str | None

GoOn = Callable[[], None]
"""Called now and then by what takes long; raises where it is to stop."""

CHUNK: Final = 20_000
"""Rows of one statement: the time that they take is short for somebody who waits for a stop."""


def unasked() -> None:
    """Go on: nobody can stop this."""


NO_ID: Final = 0
"""A missing reference to another record."""

TEXT: Final = "text"
VALUE: Final = "value"
"""A column of arbitrary Python values, such as decoded JSON."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: numpy type (or TEXT, VALUE) and what a database null becomes."""

    dtype: str
    missing: Missing = 0

    def of(self, values: Iterable[Any]) -> Any:
        """Return stored values as a frozen column; JSON that came as text is decoded."""
        if self.dtype == TEXT:
            return tuple(values)
        if self.dtype == VALUE:
            return tuple(orjson.loads(value) if isinstance(value, str) else value for value in values)
        return frozen([self.missing if value is None else value for value in values], self.dtype)

    def stored(self, value: Any) -> Any:
        """Return one stored value as the column holds it."""
        return self.missing if value is None else value


INT = Column("int64")
TICKS = Column("int64", NO_TICKS)
REF = Column("int64", NO_ID)
SMALL = Column("int8")
FLAG = Column("bool", False)
SHARE = Column("float64", 0.0)
WORDS = Column(TEXT, "")
ANY = Column(VALUE, None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one model. `columns` holds numpy arrays and tuples of equal length, `id` ascending."""

    layout: Mapping[str, Column]
    columns: Mapping[str, Any]

    def __len__(self) -> int:
        return len(self.columns["id"])

    def __getitem__(self, name: str) -> Any:
        return self.columns[name]

    def rows_of(self, ids: Sequence[int]) -> Any:
        """Return the row numbers of ids that are in the sheet; raises KeyError for another."""
        wanted = np.asarray(ids, dtype=np.int64)
        rows = np.searchsorted(self.columns["id"], wanted)
        rows_inside = np.minimum(rows, max(len(self) - 1, 0))
        if len(wanted) and (not len(self) or not np.array_equal(self.columns["id"][rows_inside], wanted)):
            raise KeyError(f"not in the sheet: one of {list(ids)[:5]}")
        return rows

    def take(self, rows: Any) -> "Sheet":
        """Return the sheet of the given rows."""
        cut = {
            name: tuple(column[row] for row in rows) if isinstance(column, tuple) else column[rows]
            for name, column in self.columns.items()
        }
        return replace(self, columns=cut)

    def laid_over(
        self, changed: Mapping[int, Mapping[str, Any]], added: Sequence[Mapping[str, Any]]
    ) -> "Sheet":
        """Return the sheet with fields of rows replaced and rows added; names that it has no column for are left."""
        columns = dict(self.columns)
        if changed:
            rows = self.rows_of(list(changed))
            for name in {name for fields in changed.values() for name in fields} & self.layout.keys():
                columns[name] = self._replaced(name, rows, list(changed.values()))
        if added:
            for name, column in self.layout.items():
                new = [column.stored(fields.get(name)) for fields in added]
                old = columns[name]
                columns[name] = (
                    (*old, *new)
                    if isinstance(old, tuple)
                    else frozen(np.concatenate([old, new]), column.dtype)
                )
            order = np.argsort(columns["id"], kind="stable")
            return replace(self, columns=columns).take(order)
        return replace(self, columns=columns)

    def without(self, ids: Iterable[int]) -> "Sheet":
        """Return the sheet without rows."""
        gone = list(ids)
        if not gone:
            return self
        return self.take(np.flatnonzero(~np.isin(self.columns["id"], np.asarray(gone, dtype=np.int64))))

    def _replaced(self, name: str, rows: Any, changes: Sequence[Mapping[str, Any]]) -> Any:
        column, old = self.layout[name], self.columns[name]
        values = list(old) if isinstance(old, tuple) else old.copy()
        for row, fields in zip(rows, changes, strict=True):
            if name in fields:
                values[row] = column.stored(fields[name])
        return tuple(values) if isinstance(old, tuple) else frozen(values, column.dtype)


def read(query: QuerySet[Any], layout: Mapping[str, Column], go_on: GoOn = unasked) -> Sheet:
    """Read rows into a sheet, without making objects: few statements, past Django's row conversion."""
    at_id, rows = list(layout).index("id"), _fetched(query, layout)
    count = len(rows)
    # No statement stays open while somebody is asked: to answer may write.
    while count == CHUNK:
        go_on()
        more = _fetched(query.filter(pk__gt=rows[-1][at_id]), layout)
        count = len(more)
        rows += more
    return of_rows(rows, layout, go_on)


def _fetched(query: QuerySet[Any], layout: Mapping[str, Column]) -> list[Sequence[Any]]:
    try:
        sql, parameters = query.order_by("pk").values_list(*layout)[:CHUNK].query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def of_rows(rows: Sequence[Sequence[Any]], layout: Mapping[str, Column], go_on: GoOn = unasked) -> Sheet:
    """Return a sheet of rows in the layout's order of columns."""
    columns = {}
    values = zip(*rows, strict=True) if rows else ((),) * len(layout)
    for (name, column), cells in zip(layout.items(), values, strict=True):
        columns[name] = column.of(cells)
        go_on()
    return Sheet(layout, columns)
