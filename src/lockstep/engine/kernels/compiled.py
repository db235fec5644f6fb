"""How kernels are compiled: eagerly, cached on disk, free of the interpreter lock, for read-only inputs.

Numba keys its cache by the file of each kernel alone, so that a change in an inlined function of another file
would leave a stale kernel behind. Here the key is one digest over the sources of a kernel and all it uses.
"""

import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import numba
import numpy as np
from numba.core import types

Matrix = np.ndarray[tuple[int, int], np.dtype[np.int64]]
"""A table of numbers; all other columns are vectors."""

_FOLDER = Path(__file__).parent
_IMPORT = re.compile(r"^from lockstep\.engine\.kernels\.(\w+) import", re.MULTILINE)

# Counting references to arrays costs a loop more than the arithmetic in it, so that functions which allocate nothing
# go without; a kernel allocates, and hands its loop to one of these.
inlined = numba.njit(nogil=True, error_model="numpy", inline="never", _nrt=False)
"""A function that only kernels call, and that makes no array; it is compiled into each of them."""

laid = numba.njit(nogil=True, error_model="numpy", forceinline=True, _nrt=False)
"""The same, laid into the loop that calls it: for what almost every row comes along."""

bare = numba.njit(nogil=True, error_model="numpy", forceinline=True, _nrt=False)
"""A function laid into a bare kernel (see there): no counting of references, which costs far more than the rows do."""


@cache
def sources_stamp(module: str) -> str:
    """Return one digest over the sources of a kernel module and of all kernel modules that it uses."""
    digest = hashlib.sha256(numba.__version__.encode())
    for name in sorted(_used_by(module, frozenset())):
        digest.update((_FOLDER / f"{name}.py").read_bytes())
    return digest.hexdigest()


def _used_by(module: str, seen: frozenset[str]) -> frozenset[str]:
    """Return the names of the kernel modules that a module uses, itself included."""
    if module in seen:
        return seen
    seen |= {module}
    for other in _IMPORT.findall((_FOLDER / f"{module}.py").read_text()):
        seen |= _used_by(other, seen)
    return seen


def kernel(*signatures: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Compile a function for the given signatures now, or take it from the cache on disk."""
    return _compiled(signatures, {})


def bare_kernel(*signatures: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Compile a function that makes no arrays and counts no references; its room is given to it."""
    return _compiled(signatures, {"_nrt": False})


def _compiled(
    signatures: Any, options: dict[str, bool]
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
        dispatcher = numba.njit(nogil=True, error_model="numpy", **options)(function)
        dispatcher.enable_caching()
        dispatcher._cache._cache_file._source_stamp = sources_stamp(function.__module__.rpartition(".")[2])
        for signature in signatures:
            dispatcher.compile(signature)
        dispatcher.disable_compile()
        return dispatcher

    return compiled


def read_only(element: Any, dimensions: int = 1) -> types.Array:
    """Return the type of a contiguous array that a kernel only reads; writeable ones are accepted too."""
    return types.Array(element, dimensions, "C", readonly=True)


def locked(record: Any) -> Any:
    """Return a NamedTuple record with its arrays made contiguous and read-only, as kernels take them."""
    columns = []
    for column in record:
        if isinstance(column, np.ndarray):
            column = np.ascontiguousarray(column)
            column.flags.writeable = False
        columns.append(column)
    return type(record)(*columns)


_ELEMENTS = {
    "int8": types.int8,
    "int32": types.int32,
    "int64": types.int64,
    "float64": types.float64,
    "bool": types.boolean,
    "bool_": types.boolean,
}


def record_type(record: type) -> types.NamedTuple:
    """Return numba's type of a NamedTuple of read-only arrays (annotated as in `plan.columns`) and ints."""
    hints = get_type_hints(record)
    return types.NamedTuple([_type_of(hints[name]) for name in record._fields], record)  # type: ignore[attr-defined]


def _type_of(hint: Any) -> Any:
    if hint is int:
        return types.int64
    element = get_args(get_args(hint)[1])[0].__name__
    dimensions = 2 if get_args(hint)[0] == tuple[int, int] else 1
    return read_only(_ELEMENTS[element], dimensions)
