"""A module is named by its noun and fits a short read; a function fits a screen."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import modules, relative, script_modules, syntax

BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "manager", "managers"}

# Names that a framework dictates, each with its reason.
DICTATED_NAMES = {
    "src/lockstep/server/sqlite/base.py": "Django looks for a database backend in a module `base`"
}

CEILING = 400
KERNEL_CEILING = 600
FUNCTION_CEILING = 80

# Modules that may reach the ceiling of kernels and tables, each with its reason.
KERNELS: dict[str, str] = {}

# Functions longer than a screen, each with its reason.
ONE_LOOP = "one pass over the network is one compiled loop; a call for each step would cost its copying"
LONG_FUNCTIONS: dict[str, str] = {
    "src/lockstep/engine/kernels/backward.py:_placed_late": ONE_LOOP,
    "src/lockstep/engine/kernels/forward.py:_placed": ONE_LOOP,
}


def lines_of(path: Path) -> int:
    """Return the physical lines of a module."""
    return len(path.read_text(encoding="utf-8").splitlines())


def functions() -> Iterator[tuple[str, int]]:
    """Yield every function as (path:name, lines without its docstring)."""
    for path in modules():
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[0]
                has_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
                start = first.end_lineno if has_docstring else node.lineno
                yield f"{relative(path)}:{node.name}", (node.end_lineno or 0) - (start or 0) + 1


def test_no_module_is_a_drawer() -> None:
    """Names such as utils or helpers gather what has no home; a function lives where its noun lives."""
    named = [relative(path) for path in [*modules(), *script_modules()] if {path.stem, *path.parts} & BANNED]
    assert [path for path in named if path not in DICTATED_NAMES] == []


def test_modules_stay_under_their_ceiling() -> None:
    """No module passes 400 lines, kernels and tables 600; the ten largest are printed."""
    sizes = sorted(
        ((lines_of(path), relative(path)) for path in [*modules(), *script_modules()]), reverse=True
    )
    print("The ten largest modules:")
    for size, path in sizes[:10]:
        print(f"{size:5d} {path}")
    over = [
        f"{path}: {size}" for size, path in sizes if size > (KERNEL_CEILING if path in KERNELS else CEILING)
    ]
    assert over == []


def test_an_exemption_is_still_needed() -> None:
    """An exemption goes when its module or function is gone or has shrunk."""
    sizes = {relative(path): lines_of(path) for path in [*modules(), *script_modules()]}
    assert [path for path in KERNELS if sizes.get(path, 0) <= CEILING] == []
    lengths = dict(functions())
    assert [name for name in LONG_FUNCTIONS if lengths.get(name, 0) <= FUNCTION_CEILING] == []


def test_most_modules_are_short() -> None:
    """The median module stays under 120 lines and nine in ten under 250."""
    sizes = sorted(lines_of(path) for path in modules() if lines_of(path) > 5)
    assert statistics.median(sizes) < 120
    assert sizes[int(len(sizes) * 0.9)] < 250


def test_a_function_fits_a_screen() -> None:
    """No function passes eighty lines, its docstring not counted."""
    long = [f"{name}: {length}" for name, length in functions() if length > FUNCTION_CEILING]
    assert [line for line in long if line.rsplit(":", 1)[0] not in LONG_FUNCTIONS] == []


def test_no_two_modules_differ_only_by_case_or_underscore() -> None:
    """`serializers` beside `serializers_` is a trap for readers."""
    seen: dict[str, str] = {}
    twins = []
    for path in modules():
        key = relative(path).lower().replace("_", "").replace("/init.py", "/__init__.py")
        if key in seen:
            twins.append((seen[key], relative(path)))
        seen[key] = relative(path)
    assert twins == []
