"""Files are recognized by what they hold, whatever they are called."""

import io
import zipfile

import pytest

from lockstep.exchange import Format, read
from lockstep.exchange.sniffing import sniff
from lockstep.foundation.findings import LockstepError
from tests.exchange.samples import CSV, MSPDI, PMXML, XER


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (MSPDI.encode(), Format.MSPDI),
        (MSPDI.replace("UTF-8", "UTF-16").encode("utf-16"), Format.MSPDI),
        (b"\xef\xbb\xbf  \n" + MSPDI.split("?>", 1)[1].encode(), Format.MSPDI),
        (PMXML.encode(), Format.PMXML),
        (XER.encode(), Format.XER),
        (XER.encode("utf-16"), Format.XER),
        (CSV.encode(), Format.CSV),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), Format.MPP),
    ],
)
def test_content_tells_the_format(content: bytes, expected: Format) -> None:
    assert sniff(io.BytesIO(content), "x") == expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \r\n",
        b"%PDF-1.7",
        b"\x1f\x8b\x08",
        b"<html/>",
        b"MPX,Microsoft Project",
        bytes(range(256)) * 9,
    ],
)
def test_what_is_no_plan_is_refused_with_what_can_be_read(content: bytes) -> None:
    with pytest.raises(LockstepError, match="Lockstep reads") as caught:
        read(content, "note.xml")
    assert caught.value.code == "exchange.unknown_format"


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_the_one_plan_in_an_archive_is_read() -> None:
    document = read(packed({"folder/bridge.xer": XER.encode(), "__MACOSX/._bridge.xer": b"\0\5"}))
    assert (document.source.format, document.source.file_name) == (Format.XER, "bridge.xer")


def test_several_plans_in_an_archive_are_named() -> None:
    with pytest.raises(LockstepError, match=r"a\.xer, b\.xml"):
        read(packed({"a.xer": XER.encode(), "b.xml": MSPDI.encode()}))


def test_a_missing_file_is_said_to_be_missing(tmp_path) -> None:
    with pytest.raises(LockstepError, match="cannot be opened"):
        read(tmp_path / "none.xml")
