"""Files with random damage: read or refused, never a traceback. A small cut here, thousands in a soak."""

import contextlib
import io
import random
import re
import warnings
import zipfile
from xml.sax.saxutils import escape

import pytest

from lockstep.exchange import Format, Limits, read, write
from lockstep.foundation.findings import LockstepError
from tests.exchange.samples import CSV, MSPDI, PMXML, XER

TOKENS = [
    *(
        b"<",
        b">",
        b"</Task>",
        b"<Task>",
        b"&amp;",
        b"&x;",
        b"<!--",
        b"<![CDATA[",
        b"%T\tTASK",
        b"%F",
        b"%R",
        b"(0||",
        b")",
    ),
    *(
        b"\t",
        b"\r\n",
        b"\0",
        b"\xff",
        b";",
        b",",
        b'"',
        b"'",
        b"FS+",
        b"%",
        b"e%",
        b"x" * 5_000,
        b"\xe6\xbc\xa2",
    ),
    *(b"-1", b"9999999999999999999", b"NaN", b"1e308", b"0001-01-01T00:00:00", b"2026-02-30", b"PT-5H"),
]


def workbook() -> bytes:
    stream = io.BytesIO()
    write(read(CSV.encode()).plan, stream, Format.XLSX)
    return stream.getvalue()


SEEDS = {"mspdi": MSPDI.encode, "xer": XER.encode, "pmxml": PMXML.encode, "csv": CSV.encode, "xlsx": workbook}


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return the content with one to eight random faults."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0:
                data[place : place + chance.randint(1, 60)] = b""
            case 1:
                data[place:place] = chance.choice(TOKENS)
            case 2 if place < len(data):
                data[place] = chance.randrange(256)
            case 3:
                other = chance.randrange(len(data) + 1)
                data[place:place] = data[other : other + chance.randint(1, 400)]
            case _:
                del data[len(data) - chance.randint(0, len(data) // 20) :]
    return bytes(data)


def with_strange_values(content: bytes, chance: random.Random) -> bytes:
    """Return XML that is still well formed, with strange texts in some elements and some elements gone."""
    pieces = re.split(rb"(<(\w+)>[^<]*</\2>)", content)
    for place in range(1, len(pieces), 3):
        if chance.random() < 0.03:
            tag = pieces[place + 1].decode()
            text = (
                chance.choice(TOKENS).decode("latin-1")
                if chance.random() < 0.7
                else chance.choice(("", "0", "-1", "x"))
            )
            clean = re.sub("[^\t\r\n -\ud7ff]", "?", text)
            pieces[place] = f"<{tag}>{escape(clean)}</{tag}>".encode() if chance.random() < 0.8 else b""
    return b"".join(piece for number, piece in enumerate(pieces) if number % 3 != 2)


def damaged_workbook(content: bytes, chance: random.Random) -> bytes:
    """Return a workbook with faults inside its parts, where the archive would not show them."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        unlucky = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, damaged(part, chance) if name == unlucky else part)
    return stream.getvalue()


def read_many(kind: str, count: int, seed: int) -> None:
    chance = random.Random(seed)
    content = SEEDS[kind]()
    limits = Limits(activities=5_000, links=5_000, assignments=5_000, sheet_rows=5_000)
    for number in range(count):
        if kind == "xlsx" and chance.random() < 0.8:
            data = damaged_workbook(content, chance)
        elif kind in ("mspdi", "pmxml") and chance.random() < 0.7:
            data = with_strange_values(content, chance)
        else:
            data = damaged(content, chance)
        try:
            with warnings.catch_warnings(), contextlib.suppress(LockstepError):
                warnings.simplefilter("ignore")
                read(data, "fuzz", limits=limits)
        except Exception as error:
            raise AssertionError(f"{kind}, seed {seed}, number {number}: {error!r}") from error


@pytest.mark.parametrize("kind", SEEDS)
def test_a_damaged_file_is_read_or_refused(kind: str) -> None:
    read_many(kind, 60 if kind == "xlsx" else 250, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("kind", SEEDS)
def test_thousands_of_damaged_files_are_read_or_refused(kind: str, seed: int) -> None:
    read_many(kind, 1_000, seed=100 + seed)
