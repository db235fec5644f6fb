"""What a reader returns: the plan, the source's own dates, what could not be mapped, and what was noticed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from lockstep.foundation.findings import Finding
from lockstep.plan import Plan, StoredDates

if TYPE_CHECKING:
    from lockstep.exchange.sheets.mapping import Mapping


class Format(StrEnum):
    """The file formats that are recognized by content."""

    MSPDI = "mspdi"
    MPP = "mpp"
    XER = "xer"
    PMXML = "pmxml"
    XLSX = "xlsx"
    CSV = "csv"

    @property
    def words(self) -> str:
        """What people call it."""
        return _WORDS[self]


_WORDS = {
    Format.MSPDI: "Microsoft Project XML",
    Format.MPP: "Microsoft Project",
    Format.XER: "Primavera XER",
    Format.PMXML: "Primavera PMXML",
    Format.XLSX: "Excel workbook",
    Format.CSV: "comma-separated text",
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of one kind a file held, and where they went.

    Attributes:
        kind: what was counted, in the plan's words ("activities", "links").
        found: records in the file.
        mapped: records that became rows of the plan.
        kept: records that have no place in the plan and are kept in `RawValues`; `found == mapped + kept`.
        reason: why records were kept aside, "" where none were.
    """

    kind: str
    found: int
    mapped: int
    kept: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a plan came from.

    Attributes:
        format: the format that was recognized.
        file_name: name that was given, "" where none.
        version: version of the format or of the writing program, as the file says it.
        product: the program that wrote it, as far as the file says.
        encoding: encoding of a text file, "" where the format decides.
        counts: records in and out, by kind.
    """

    format: Format
    file_name: str = ""
    version: str = ""
    product: str = ""
    encoding: str = ""
    counts: tuple[Count, ...] = ()


_Column = tuple[Sequence[int | str], Sequence[str]]
"""Row ids and texts; an empty text is nothing kept."""


@dataclass(slots=True)
class RawValues:
    """Everything that could not be mapped, by table, row and field; listed by count.

    Texts are shared, so that a value that stands in many rows is held once. Values that say nothing (empty, or
    the zero of the format) are counted in `empty`, not kept.
    """

    empty: Counter[tuple[str, str]] = field(default_factory=Counter)
    _columns: dict[tuple[str, str], tuple[list[int | str], list[str]]] = field(default_factory=dict)
    _blocks: dict[tuple[str, str], list[_Column]] = field(default_factory=dict)
    _shared: dict[str, str] = field(default_factory=dict)

    def keep(self, table: str, row: int | str, name: str, text: str) -> None:
        """Keep one value."""
        column = self._columns.get((table, name))
        if column is None:
            column = self._columns[(table, name)] = ([], [])
        column[0].append(row)
        column[1].append(self._shared.setdefault(text, text))

    def keep_column(self, table: str, name: str, ids: Sequence[int | str], texts: Sequence[str]) -> None:
        """Keep many values of one field at once; empty texts count as nothing kept."""
        if any(texts):
            self._blocks.setdefault((table, name), []).append((ids, texts))

    def count(self) -> int:
        """Return how many values are kept."""
        return sum(count for _, _, count in self.listing())

    def listing(self) -> list[tuple[str, str, int]]:
        """Return `(table, field, count)` of everything kept, sorted."""
        counts: Counter[tuple[str, str]] = Counter()
        for key, (rows, _) in self._columns.items():
            counts[key] += len(rows)
        for key, blocks in self._blocks.items():
            counts[key] += sum(sum(map(bool, texts)) for _, texts in blocks)
        return sorted((table, name, count) for (table, name), count in counts.items())

    def values(self, table: str, name: str) -> Iterator[tuple[int | str, str]]:
        """Yield `(row id, text)` of one field."""
        blocks: list[_Column] = self._blocks.get((table, name), [])
        for ids, texts in [self._columns.get((table, name), ([], [])), *blocks]:
            yield from ((key, text) for key, text in zip(ids, texts, strict=True) if text)

    def of_row(self, table: str, row: int | str) -> dict[str, list[str]]:
        """Return the kept fields of one row; a field may stand several times."""
        found: dict[str, list[str]] = {}
        for owner, name, _ in self.listing():
            if owner == table:
                hits = [text for key, text in self.values(table, name) if str(key) == str(row)]
                if hits:
                    found[name] = hits
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One file, read.

    Attributes:
        plan: the neutral plan.
        stored: the source's own computed dates, or None where it holds none; never seen by the scheduler.
        raw: what could not be mapped.
        findings: everything noticed, worst first.
        source: format, version, product, file name, counts.
        mapping: which column was what, where it is a spreadsheet.
    """

    plan: Plan
    stored: StoredDates | None
    raw: RawValues
    findings: tuple[Finding, ...]
    source: Source
    mapping: "Mapping | None" = None
