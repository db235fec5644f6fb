"""The encoding of a text file, found from its bytes."""

import codecs
from typing import BinaryIO, Final

from lockstep.foundation.findings import LockstepError

_LONGEST_LINE: Final = 16_000_000
_CHUNK: Final = 1 << 20


def sniff_encoding(stream: BinaryIO, place: str) -> str:
    """Return the encoding of a text file: UTF-16 by its mark, UTF-8 where all of it is, else Western European."""
    head = stream.read(4)
    stream.seek(0)
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    found = "utf-8-sig" if head[:3] == codecs.BOM_UTF8 else "utf-8"
    since_break = 0
    while chunk := stream.read(_CHUNK):
        since_break = len(chunk) - chunk.rfind(b"\n") if b"\n" in chunk else since_break + len(chunk)
        if since_break > _LONGEST_LINE:
            raise LockstepError(
                place,
                "One line of the file is longer than any real plan needs; the file was refused.",
                code="exchange.too_large",
            )
        if found != "cp1252":
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                found = "cp1252"
    stream.seek(0)
    return found
