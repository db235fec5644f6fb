"""How much a file may hold before it is refused. Generous for real plans, small enough for a shared server."""

from dataclasses import dataclass

from lockstep.foundation.findings import LockstepError


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file.

    Attributes:
        file_bytes: size of the file itself.
        unpacked_bytes: size of everything inside an archive.
        unpacked_ratio: unpacked size over packed size, above `ratio_grace_bytes`.
        ratio_grace_bytes: below this unpacked size the ratio does not matter.
        members: files inside an archive.
        activities: rows that would become activities.
        links: links.
        assignments: assignments.
        cell_characters: characters in one cell or field; longer text is cut and a finding says so.
        sheet_rows: rows of a spreadsheet.
        sheet_columns: columns of a spreadsheet that are looked at.
        workbook_bytes: unpacked size of an Excel workbook.
        open_elements: XML elements inside one record.
        seconds: wall-clock time for a child process that reads a file.
    """

    file_bytes: int = 1_000_000_000
    unpacked_bytes: int = 1_000_000_000
    unpacked_ratio: int = 100
    ratio_grace_bytes: int = 20_000_000
    members: int = 2_000
    activities: int = 150_000
    links: int = 1_000_000
    assignments: int = 500_000
    cell_characters: int = 32_767
    sheet_rows: int = 100_000
    sheet_columns: int = 200
    workbook_bytes: int = 150_000_000
    open_elements: int = 300_000
    seconds: float = 60.0


DEFAULT_LIMITS = Limits()


def refuse_over(count: int, limit: int, what: str, place: str) -> None:
    """Raise where a file holds more of something than is allowed."""
    if count > limit:
        raise LockstepError(
            place,
            f"The file holds more than {limit:,} {what}, the limit for one file; split it, or raise the limit.",
            code="exchange.too_large",
        )
