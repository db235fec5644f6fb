"""Reading any plan file: recognize it, read it, return the document."""

import io
from pathlib import Path
from typing import BinaryIO

from lockstep.exchange.document import Document
from lockstep.exchange.limits import DEFAULT_LIMITS, Limits, refuse_over
from lockstep.exchange.mpp import read_mpp
from lockstep.exchange.mspdi import read_mspdi
from lockstep.exchange.pmxml import read_pmxml
from lockstep.exchange.xer import read_xer
from lockstep.foundation.findings import LockstepError


def read(source: str | Path | bytes, name: str = "", limits: Limits = DEFAULT_LIMITS) -> Document:
    """Return the document of a plan file, given by its path or its bytes.

    The format is recognized by content. `name` is what findings call the file; the file's own name by default.
    Raises LockstepError where the file cannot be read at all; everything else comes as findings.
    """
    if isinstance(source, bytes):
        refuse_over(len(source), limits.file_bytes, "bytes", name or "the file")
        return _read_stream(io.BytesIO(source), name, limits)
    path = Path(source)
    name = name or path.name
    try:
        with path.open("rb") as stream:
            refuse_over(path.stat().st_size, limits.file_bytes, "bytes", name)
            return _read_stream(stream, name, limits)
    except OSError as error:
        raise LockstepError(
            name,
            f"The file cannot be opened ({error.strerror}); check its path and permissions.",
            code="exchange.no_file",
        ) from None


def _read_stream(stream: BinaryIO, name: str, limits: Limits) -> Document:
    head = stream.read(4096)
    stream.seek(0)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return read_mpp(stream, name, limits)
    if b"ERMHDR" in head:
        return read_xer(stream, name, limits)
    if b"APIBusinessObjects" in head:
        return read_pmxml(stream, name, limits)
    return read_mspdi(stream, name, limits)
