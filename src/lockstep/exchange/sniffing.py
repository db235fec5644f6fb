"""Recognizing a file by its content, never by its name."""

import codecs
from typing import BinaryIO, Final
from xml.parsers import expat

from lockstep.exchange.document import Format
from lockstep.foundation.findings import LockstepError

HEAD_BYTES: Final = 65_536

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

READABLE: Final = (
    "Lockstep reads Microsoft Project XML and MPP, Primavera XER and PMXML, XLSX and CSV, also zipped."
)


class _Root(Exception):
    def __init__(self, name: str) -> None:
        self.name = name


def is_zip(stream: BinaryIO) -> bool:
    """Tell whether the file is a ZIP archive, which XLSX is too."""
    head = stream.read(4)
    stream.seek(0)
    return head in _ZIP


def sniff(stream: BinaryIO, place: str) -> Format:
    """Return the format of a file that is no archive. Raises LockstepError where it is none that can be read."""
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    if not head.strip(b"\0 \t\r\n"):
        raise _unknown(place, "The file is empty.")
    if head.startswith(_OLE):
        return Format.MPP
    if _begins(head, "ERMHDR"):
        return Format.XER
    if _begins(head, "<"):
        return _xml_format(head, place)
    if _begins(head, "MPX"):
        raise _unknown(place, "MPX files are not read; open it in Project and save it as XML.")
    if head.startswith((b"%PDF", b"\x1f\x8b")) or _is_binary(head):
        raise _unknown(place, "The file is no plan that can be read.")
    return Format.CSV


def _unknown(place: str, sentence: str) -> LockstepError:
    return LockstepError(place, f"{sentence} {READABLE}", code="exchange.unknown_format")


def _begins(head: bytes, word: str) -> bool:
    for mark in _MARKS:
        head = head.removeprefix(mark)
    start = head[:4_096].lstrip(b" \t\r\n\0").replace(b"\0", b"")
    return start.startswith(word.encode())


def _is_binary(head: bytes) -> bool:
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return False
    strange = sum(head.count(bytes([byte])) for byte in range(32) if byte not in b"\t\n\r\x0c\x1a\x1b")
    return strange > len(head) // 100 + 1 or b"\0" in head


def _xml_format(head: bytes, place: str) -> Format:
    """Return the format by the root element; the readers refuse document types themselves."""

    def stop(name: str, _: object) -> None:
        raise _Root(name)

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = stop
    try:
        parser.Parse(head, False)
    except _Root as root:
        name = root.name.rpartition("}")[2]
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise LockstepError(
            place,
            f"The XML cannot be read ({error}); it may be cut off or damaged. Export the plan again.",
            code="exchange.unreadable",
        ) from None
    else:
        raise _unknown(place, "The XML has no root element.")
    if name == "Project":
        return Format.MSPDI
    if name == "APIBusinessObjects":
        return Format.PMXML
    raise _unknown(place, f"The XML is no plan: its root is <{name[:60]}>.")
