"""Reading any plan file: recognize it, read it, return the document."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from lockstep.exchange import archives
from lockstep.exchange.document import Document, Format
from lockstep.exchange.limits import DEFAULT_LIMITS, Limits, refuse_over
from lockstep.exchange.mpp import read_mpp
from lockstep.exchange.mspdi import read_mspdi
from lockstep.exchange.pmxml import read_pmxml
from lockstep.exchange.sheets import Mapping, read_csv, read_xlsx
from lockstep.exchange.sniffing import is_zip, sniff
from lockstep.exchange.xer import read_xer
from lockstep.foundation.findings import LockstepError

_READERS: dict[Format, Callable[[BinaryIO, str, Limits], Document]] = {
    Format.MSPDI: read_mspdi,
    Format.MPP: read_mpp,
    Format.XER: read_xer,
    Format.PMXML: read_pmxml,
}


def read(
    source: str | Path | bytes,
    name: str = "",
    *,
    mapping: Mapping | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Return the document of a plan file, given by its path or its bytes.

    The format is recognized by content. `name` is what findings call the file, by default the file's own name;
    `mapping` tells which column of a spreadsheet is what, by default it is proposed. Raises LockstepError where
    the file cannot be read at all; everything else comes as findings.
    """
    if isinstance(source, bytes):
        refuse_over(len(source), limits.file_bytes, "bytes", name or "the file")
        return _read_stream(io.BytesIO(source), name, mapping, limits)
    path = Path(source)
    name = name or path.name
    try:
        with path.open("rb") as stream:
            refuse_over(path.stat().st_size, limits.file_bytes, "bytes", name)
            return _read_stream(stream, name, mapping, limits)
    except OSError as error:
        raise LockstepError(
            name,
            f"The file cannot be opened ({error.strerror or error}); check its path and permissions.",
            code="exchange.no_file",
        ) from None


def _read_stream(stream: BinaryIO, name: str, mapping: Mapping | None, limits: Limits) -> Document:
    place = name or "the file"
    try:
        if not is_zip(stream):
            return _read_plain(stream, name, mapping, limits)
        with archives.opened(stream, place, limits) as archive:
            if archives.is_workbook(archive):
                return read_xlsx(archive, name, limits, mapping)
            with archives.only_plan(archive, place, limits) as (inner_name, inner):
                return _read_inner(inner, inner_name.rpartition("/")[2], mapping, limits)
    except (RecursionError, MemoryError):
        raise LockstepError(
            place,
            "The file is nested more deeply, or larger, than can be read; export the plan again, or split it.",
            code="exchange.too_large",
        ) from None


def _read_inner(stream: BinaryIO, name: str, mapping: Mapping | None, limits: Limits) -> Document:
    if not is_zip(stream):
        return _read_plain(stream, name, mapping, limits)
    with archives.opened(stream, name, limits) as archive:
        return read_xlsx(archive, name, limits, mapping)


def _read_plain(stream: BinaryIO, name: str, mapping: Mapping | None, limits: Limits) -> Document:
    found = sniff(stream, name or "the file")
    if found == Format.CSV:
        return read_csv(stream, name, limits, mapping)
    return _READERS[found](stream, name, limits)
