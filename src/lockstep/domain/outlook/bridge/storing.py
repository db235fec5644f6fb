"""Columns of a result as compressed bytes."""

import io
from collections.abc import Mapping
from typing import Any

import numpy as np


def pack(columns: Mapping[str, Any]) -> bytes:
    """Return named arrays as bytes; whole numbers are stored as differences along the last axis, which are small."""
    out = io.BytesIO()
    np.savez_compressed(out, **{name: _apart(np.asarray(values)) for name, values in columns.items()})
    return out.getvalue()


def unpack(packed: bytes) -> dict[str, Any]:
    """Return the arrays that `pack` stored."""
    with np.load(io.BytesIO(bytes(packed)), allow_pickle=False) as found:
        return {name: _together(found[name]) for name in found.files}


def _apart(values: Any) -> Any:
    if values.dtype != np.int64 or not values.size:
        return values
    # Differences wrap around, and adding them up wraps back.
    return np.diff(values, axis=-1, prepend=np.int64(0))


def _together(values: Any) -> Any:
    return np.cumsum(values, axis=-1) if values.dtype == np.int64 and values.size else values
