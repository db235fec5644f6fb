"""Looking into ZIP archives without being blown up by them."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, Final, cast

from lockstep.exchange.limits import Limits
from lockstep.foundation.findings import LockstepError

_CHUNK: Final = 1 << 18
_IN_MEMORY: Final = 32_000_000
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)


@contextmanager
def opened(stream: BinaryIO, place: str, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open an archive after checking its table of contents against the limits."""
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN:
        raise _broken(place) from None
    with archive:
        _check(archive, place, limits)
        yield archive


def _broken(place: str) -> LockstepError:
    return LockstepError(
        place,
        "The ZIP archive is damaged or protected; pack it again, or read the plan itself.",
        code="exchange.unreadable",
    )


def _check(archive: zipfile.ZipFile, place: str, limits: Limits) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if len(members) > limits.members or unpacked > limits.unpacked_bytes:
        reason = f"holds {len(members):,} files with {unpacked:,} bytes"
    elif unpacked > limits.ratio_grace_bytes and unpacked / packed > limits.unpacked_ratio:
        reason = f"unpacks to {unpacked / packed:.0f} times its size"
    elif len(set(names)) != len(names):
        reason = "holds two files of one name"
    elif any(".." in name.replace("\\", "/").split("/") or name.startswith(("/", "\\")) for name in names):
        reason = "holds a file whose name leads out of it"
    else:
        return
    raise LockstepError(
        place,
        f"The archive {reason}, which no plan needs; it was refused. Read the plan itself.",
        code="exchange.archive",
    )


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Tell whether an archive is an Excel workbook."""
    names = set(archive.namelist())
    return "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names)


@contextmanager
def only_plan(archive: zipfile.ZipFile, place: str, limits: Limits) -> Iterator[tuple[str, BinaryIO]]:
    """Unpack the one plan that an archive holds; yield its name and a stream."""
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir() and not member.filename.startswith("__MACOSX/") and member.file_size
    ]
    if len(members) != 1:
        listing = ", ".join(member.filename[:60] for member in members[:5]) or "nothing"
        raise LockstepError(
            place,
            f"The archive holds {len(members)} files ({listing}); one plan is expected, unpack them and read each.",
            code="exchange.archive",
        )
    name = members[0].filename
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        try:
            with archive.open(members[0]) as packed:
                _copy(packed, cast("IO[bytes]", copy), place, limits)
        except _BROKEN:
            raise _broken(place) from None
        copy.seek(0)
        if copy.read(4) == b"PK\x03\x04" and not _is_workbook_stream(cast(BinaryIO, copy)):
            raise LockstepError(
                place,
                "The archive holds another archive; unpack it and read the plan itself.",
                code="exchange.archive",
            )
        copy.seek(0)
        yield name, cast(BinaryIO, copy)


def _is_workbook_stream(stream: BinaryIO) -> bool:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as inner:
            return is_workbook(inner)
    except _BROKEN:
        return False


def _copy(packed: IO[bytes], target: IO[bytes], place: str, limits: Limits) -> None:
    """Copy while counting: a declared size may lie."""
    total = 0
    while chunk := packed.read(_CHUNK):
        total += len(chunk)
        if total > limits.unpacked_bytes:
            raise LockstepError(
                place, "The archive unpacks to more than a plan needs.", code="exchange.archive"
            )
        target.write(chunk)
