"""Frozen columns: how the plan's arrays are made, checked and cut."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Int8 = NDArray[np.int8]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]
Bool = NDArray[np.bool_]
Texts = tuple[str, ...]

NO_INDEX = -1
"""The missing reference to another row."""


def frozen(values: Any, dtype: Any) -> NDArray[Any]:
    """Return `values` as a contiguous array of `dtype` that refuses writes; no copy where it already is one."""
    array = np.ascontiguousarray(values, dtype=dtype)
    if array.flags.writeable:
        if array is values or array.base is not None:
            array = array.copy()
        array.flags.writeable = False
    return array


class Table:
    """A frozen dataclass of equally long columns: numpy arrays, and tuples of text."""

    __slots__ = ()

    def __len__(self) -> int:
        # Not by `fields`, which makes a tuple of all of them: the engine asks for lengths many times a schedule.
        first = next(iter(self.__dataclass_fields__))  # type: ignore[attr-defined]
        return len(getattr(self, first))

    def take(self, rows: Sequence[int] | Int64) -> Self:
        """Return the table of the given rows, in the given order."""
        index = np.asarray(rows, dtype=np.int64)
        cut: dict[str, Any] = {}
        for field in fields(self):  # type: ignore[arg-type]
            column = getattr(self, field.name)
            if isinstance(column, tuple):
                cut[field.name] = tuple(column[i] for i in index)
            else:
                cut[field.name] = frozen(column[index], column.dtype)
        return type(self)(**cut)

    def _check_lengths(self) -> None:
        lengths = {field.name: len(getattr(self, field.name)) for field in fields(self)}  # type: ignore[arg-type]
        if len(set(lengths.values())) > 1:
            raise ValueError(f"{type(self).__name__}: columns differ in length: {lengths}")
