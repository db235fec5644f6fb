"""Reading XER: `%T` names a table, `%F` its fields, `%R` is a row."""

import io
from typing import BinaryIO

from lockstep.exchange.document import Document, Format, Source
from lockstep.exchange.encodings import sniff_encoding
from lockstep.exchange.limits import DEFAULT_LIMITS, Limits, refuse_over
from lockstep.exchange.memory import collector_at_rest
from lockstep.exchange.noticing import Notices
from lockstep.exchange.primavera import WANTED, P6Table, P6Tables, map_primavera

_BATCH = 4_096


def read_xer(stream: BinaryIO, file_name: str = "", limits: Limits = DEFAULT_LIMITS) -> Document:
    """Return the document of an XER file. Raises LockstepError where it cannot be read."""
    notices = Notices(file_name or "the file")
    encoding = sniff_encoding(stream, notices.file_place)
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
    try:
        with collector_at_rest():
            tables = P6Tables(notices)
            header = _Gathering(tables, limits).gather(text)
            version = header[1] if len(header) > 1 else ""
            source = Source(Format.XER, file_name, version, f"Primavera P6 {version}".strip(), encoding)
            return map_primavera(tables, source)
    finally:
        text.detach()


class _Gathering:
    """Takes the lines of an XER file into tables."""

    def __init__(self, tables: P6Tables, limits: Limits) -> None:
        self._tables = tables
        self._limits = limits
        self._table: _Open | None = None
        self._is_complete = False
        self._strays = 0

    def gather(self, text: io.TextIOWrapper) -> list[str]:
        """Take all lines; return the fields of the header."""
        header: list[str] = []
        for line in text:
            parts = line.rstrip("\r\n").split("\t")
            mark = parts[0]
            if mark == "%R":
                if self._table is None:
                    self._strays += 1
                else:
                    self._table.add(parts)
            elif mark == "%F":
                self._fields(parts[1:])
            elif mark == "%T":
                self._open(parts[1] if len(parts) > 1 else "")
            elif mark == "ERMHDR":
                header = parts
            elif mark == "%E":
                self._is_complete = True
            elif line.strip() and self._table is not None:
                self._table.continue_last(line.rstrip("\r\n"))
        self._close()
        self._check()
        return header

    def _open(self, name: str) -> None:
        self._close()
        self._name = name.strip().upper()

    def _fields(self, fields: list[str]) -> None:
        self._close()
        limit = {
            "TASK": self._limits.activities,
            "TASKPRED": self._limits.links,
            "TASKRSRC": self._limits.assignments,
        }
        name = getattr(self, "_name", "")
        self._table = _Open(
            name, [field.strip() for field in fields], self._tables, limit.get(name, 5_000_000)
        )

    def _close(self) -> None:
        if self._table is not None:
            self._table.close()
            self._table = None

    def _check(self) -> None:
        notices = self._tables.notices
        if self._strays:
            notices.warn(
                "exchange.stray_rows",
                "",
                f"{self._strays} rows stand before any table; they were left out, export the file again.",
            )
        if not self._is_complete:
            notices.warn(
                "exchange.truncated",
                "",
                "Its end mark is missing, so rows may be lost; export the file again and compare the counts.",
            )


class _Open:
    """The table that is being read: wanted fields go to the mapping, the others are kept raw.

    Rows are turned into columns in batches, which costs far less than taking each row apart.
    """

    def __init__(self, name: str, fields: list[str], tables: P6Tables, limit: int) -> None:
        self.name = name
        # A field that stands twice in a damaged head counts once; the second is kept raw under its own name.
        self._fields = [
            f"{field} (again)" if field in fields[:place] else field for place, field in enumerate(fields)
        ]
        self._table = P6Table(name, {field: [] for field in self._fields if field in WANTED.get(name, ())})
        self._tables = tables
        self._limit = limit
        self._batch: list[list[str]] = []
        self._count = 0
        self._ragged = 0
        self._broken = 0

    def add(self, parts: list[str]) -> None:
        """Take one row."""
        self._batch.append(parts)
        if len(self._batch) == _BATCH:
            self._flush()

    def _flush(self) -> None:
        batch, self._batch = self._batch, []
        width = len(self._fields) + 1
        for parts in batch:
            if len(parts) < width:
                self._ragged += 1
                parts += [""] * (width - len(parts))
        self._count += len(batch)
        refuse_over(self._count, self._limit, f"rows of {self.name}", self._tables.notices.file_place)
        columns = list(zip(*batch, strict=False))[1:width]
        for field, column in zip(self._fields, columns, strict=False):
            if field in self._table.columns:
                self._table.columns[field] += column
            else:
                self._tables.raw.keep_column(self.name, field, columns[0], column)

    def continue_last(self, line: str) -> None:
        """Take a line that is no record: text of the row before that held a line break."""
        self._broken += 1
        row = self._batch[-1][1] if self._batch and len(self._batch[-1]) > 1 else ""
        self._tables.raw.keep(self.name, row, "line without a mark", line[:32_767])

    def close(self) -> None:
        """Hand over the rows."""
        self._flush()
        notices, place = self._tables.notices, f"table {self.name}"
        if self._ragged:
            notices.note(
                "exchange.short_rows",
                place,
                f"{self._ragged} rows have fewer fields than the table; the rest is empty.",
            )
        if self._broken:
            notices.warn(
                "exchange.broken_lines",
                place,
                f"{self._broken} lines carry no mark and were kept aside; check long texts.",
            )
        before = self._tables.tables.setdefault(self.name, self._table)
        if not before.columns:
            self._tables.tables[self.name] = self._table
        elif before is not self._table:
            for field, column in before.columns.items():
                column += self._table.column(field)
