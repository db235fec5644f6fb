"""Columns and reports as compressed bytes."""

import struct
import zlib
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import orjson

_MAGIC: Final = b"LSC1"
_LEVEL: Final = 1


def pack_columns(columns: Mapping[str, Any]) -> bytes:
    """Return named numpy columns as bytes: a JSON head (name, type, length), then the compressed columns.

    Columns of whole numbers are stored as differences of neighbors, split by significance of their bytes, which
    makes dates of one plan a few bytes each.
    """
    head, body = [], []
    for name, column in columns.items():
        values = np.ascontiguousarray(column)
        head.append([name, values.dtype.str, len(values)])
        body.append(_apart(values))
    text = orjson.dumps(head)
    return _MAGIC + struct.pack("<I", len(text)) + text + zlib.compress(b"".join(body), _LEVEL)


def unpack_columns(packed: bytes) -> dict[str, Any]:
    """Return the columns that `pack_columns` stored."""
    data = bytes(packed)
    if data[:4] != _MAGIC:
        raise ValueError("These bytes are not packed columns.")
    (length,) = struct.unpack_from("<I", data, 4)
    body = zlib.decompress(data[8 + length :])
    columns, at = {}, 0
    for name, kind, count in orjson.loads(data[8 : 8 + length]):
        dtype = np.dtype(kind)
        size = dtype.itemsize * count
        columns[name] = _together(body[at : at + size], dtype, count)
        at += size
    return columns


def pack_json(value: Any) -> bytes:
    """Return plain data as compressed JSON."""
    return zlib.compress(orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY), _LEVEL)


def unpack_json(packed: bytes) -> Any:
    """Return the data that `pack_json` stored."""
    return orjson.loads(zlib.decompress(bytes(packed)))


def _apart(values: Any) -> bytes:
    if values.dtype.kind == "i" and len(values):
        # Differences wrap around, and adding them up wraps back.
        values = np.concatenate([values[:1], np.diff(values)])
    return values.view(np.uint8).reshape(len(values), values.dtype.itemsize).T.tobytes()


def _together(data: bytes, dtype: Any, count: int) -> Any:
    planes = np.frombuffer(data, dtype=np.uint8).reshape(dtype.itemsize, count)
    values = np.ascontiguousarray(planes.T).view(dtype).reshape(count)
    if dtype.kind == "i" and count:
        values = np.cumsum(values, dtype=dtype)
    values = values.copy() if not values.flags.writeable else values
    values.flags.writeable = False
    return values
