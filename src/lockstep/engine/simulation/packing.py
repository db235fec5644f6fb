"""Tallies as bytes, so that shards of one run can be counted in other processes and on other machines."""

import zlib

import numpy as np

from lockstep.engine.simulation.tally import Tally
from lockstep.foundation.findings import LockstepError

_FORM = 2
_NAMES = tuple(Tally.__slots__)


def packed(tally: Tally) -> bytes:
    """Return a tally as bytes; equal tallies give equal bytes."""
    columns = [np.ascontiguousarray(getattr(tally, name)) for name in _NAMES]
    head = [_FORM]
    for column in columns:
        head += [column.dtype.itemsize, column.ndim, *column.shape]
    words = np.array([len(head), *head], "<i8").tobytes()
    content = b"".join(column.astype(column.dtype.newbyteorder("<")).tobytes() for column in columns)
    return words + zlib.compress(content, 1)


def unpacked(content: bytes) -> Tally:
    """Return the tally that was packed. Raises LockstepError for bytes of another form."""
    length = int(np.frombuffer(content, "<i8", 1)[0])
    head = np.frombuffer(content, "<i8", length, 8).tolist()
    if head[0] != _FORM:
        raise LockstepError(
            "simulation",
            "A shard was counted by another version. Count it again with this one.",
            code="simulation.shard_of_another_version",
        )
    room, place, at = zlib.decompress(content[8 * (length + 1) :]), 1, 0
    columns = []
    for _ in _NAMES:
        size, dimensions = head[place : place + 2]
        shape = head[place + 2 : place + 2 + dimensions]
        place += 2 + dimensions
        count = int(np.prod(shape, dtype=np.int64))
        columns.append(np.frombuffer(room, f"<i{size}", count, at).reshape(shape))
        at += count * size
    return Tally(*columns)
