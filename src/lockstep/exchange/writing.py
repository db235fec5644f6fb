"""Writing a plan to any format that can be written."""

import io
from pathlib import Path
from typing import BinaryIO

from lockstep.exchange.dates import ScheduledDates
from lockstep.exchange.document import Format
from lockstep.exchange.mspdi.writing import write_mspdi
from lockstep.exchange.sheets.writing import write_csv, write_xlsx
from lockstep.foundation.findings import Finding, LockstepError
from lockstep.plan import Plan

WRITABLE = (Format.MSPDI, Format.XLSX, Format.CSV)
_TEXTS = {Format.MSPDI: (write_mspdi, "utf-8"), Format.CSV: (write_csv, "utf-8-sig")}


def write(
    plan: Plan, target: str | Path | BinaryIO, file_format: Format, schedule: ScheduledDates | None = None
) -> tuple[Finding, ...]:
    """Write a plan to a path or a binary stream; return what the format cannot carry.

    `schedule` gives the dates: a schedule, or a source's own stored dates; without it only dates that are input
    are written. Raises LockstepError for a format that cannot be written.
    """
    if file_format not in WRITABLE:
        raise LockstepError(
            plan.name or "plan",
            f"{file_format.words} files cannot be written; choose one of {', '.join(kind.words for kind in WRITABLE)}.",
            code="exchange.not_writable",
        )
    if isinstance(target, str | Path):
        with Path(target).open("wb") as stream:
            return _write(plan, stream, file_format, schedule)
    return _write(plan, target, file_format, schedule)


def _write(
    plan: Plan, stream: BinaryIO, file_format: Format, schedule: ScheduledDates | None
) -> tuple[Finding, ...]:
    if file_format == Format.XLSX:
        return write_xlsx(plan, stream, schedule)
    writer, encoding = _TEXTS[file_format]
    text = io.TextIOWrapper(stream, encoding, newline="", write_through=False)
    try:
        return writer(plan, text, schedule)
    finally:
        text.flush()
        text.detach()
