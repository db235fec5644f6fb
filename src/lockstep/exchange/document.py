"""What a reader returns: the plan, the source's own dates, what could not be mapped, and what was noticed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from lockstep.foundation.findings import Finding
from lockstep.plan import Plan, StoredDates


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


@dataclass(frozen=True, slots=True)
class _Block:
    """Whole rows kept at once: cheaper than value by value."""

    table: str
    names: tuple[str, ...]
    ids: list[str]
    rows: list[tuple[str, ...]]

    def column(self, name: str) -> tuple[list[str], list[str]]:
        if name not in self.names:
            return [], []
        index = self.names.index(name)
        hits = [(key, row[index]) for key, row in zip(self.ids, self.rows, strict=True) if row[index]]
        return [key for key, _ in hits], [text for _, text in hits]


@dataclass(slots=True)
class RawValues:
    """Everything that could not be mapped, by table, row and field; listed by count.

    Texts are shared, so that a value that stands in many rows is held once. Values that say nothing (empty, or
    the zero of the format) are counted in `empty`, not kept.
    """

    empty: Counter[tuple[str, str]] = field(default_factory=Counter)
    _columns: dict[tuple[str, str], tuple[list[int | str], list[str]]] = field(default_factory=dict)
    _blocks: list[_Block] = field(default_factory=list)
    _shared: dict[str, str] = field(default_factory=dict)

    def keep(self, table: str, row: int | str, name: str, text: str) -> None:
        """Keep one value."""
        column = self._columns.get((table, name))
        if column is None:
            column = self._columns[(table, name)] = ([], [])
        column[0].append(row)
        column[1].append(self._shared.setdefault(text, text))

    def keep_rows(
        self, table: str, names: tuple[str, ...], ids: list[str], rows: list[tuple[str, ...]]
    ) -> None:
        """Keep whole rows; empty texts in them count as nothing kept."""
        if names and rows:
            self._blocks.append(_Block(table, names, ids, rows))

    def count(self) -> int:
        """Return how many values are kept."""
        return sum(count for _, _, count in self.listing())

    def listing(self) -> list[tuple[str, str, int]]:
        """Return `(table, field, count)` of everything kept, sorted."""
        counts: Counter[tuple[str, str]] = Counter()
        for key, (rows, _) in self._columns.items():
            counts[key] += len(rows)
        for block in self._blocks:
            for name in block.names:
                counts[block.table, name] += len(block.column(name)[0])
        return sorted((table, name, count) for (table, name), count in counts.items() if count)

    def values(self, table: str, name: str) -> Iterator[tuple[int | str, str]]:
        """Yield `(row id, text)` of one field."""
        rows, texts = self._columns.get((table, name), ([], []))
        yield from zip(rows, texts, strict=True)
        for block in self._blocks:
            if block.table == table:
                yield from zip(*block.column(name), strict=True)

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
    """

    plan: Plan
    stored: StoredDates | None
    raw: RawValues
    findings: tuple[Finding, ...]
    source: Source
