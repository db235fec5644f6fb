"""Habits that a linter does not know: no signals, no flags, no rounded clocks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import SOURCE, modules, relative, syntax

# `os.environ.setdefault`, which tells Django where its settings are, is no read.
READS_OF_ENVIRONMENT = {"os.environ.get", "os.getenv", "os.environ.items", "os.environ.copy"}

# Public functions whose boolean parameter is dictated from outside, each with its reason.
DICTATED_FLAGS: dict[str, str] = {
    "src/lockstep/domain/planning/imports/deciding.py:resolved": "hands on an argument of the import action",
}


def public_functions(path: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield the public functions and methods of a module with their dotted names."""

    def walk(
        body: list[ast.stmt], prefix: str
    ) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
        for node in body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield from walk(node.body, f"{prefix}{node.name}.")
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
                yield f"{prefix}{node.name}", node

    yield from walk(syntax(path).body, "")


def is_flag(argument: ast.arg, default: ast.expr | None) -> bool:
    """Tell whether a parameter is a boolean flag, by its annotation or its default."""
    annotated = isinstance(argument.annotation, ast.Name) and argument.annotation.id == "bool"
    return annotated or (isinstance(default, ast.Constant) and isinstance(default.value, bool))


def flags_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """Return the names of a function's boolean flags."""
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
    pairs = [*zip(positional, [*defaults, *arguments.defaults], strict=True)]
    pairs += zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    return [argument.arg for argument, default in pairs if is_flag(argument, default)]


def is_fact(path: Path, flag: str) -> bool:
    """Tell whether a boolean is data, not a switch: a fact about a thing (`is_elapsed`), or an action's argument.

    Arguments of an action are plain data that is stored and sent; they read as statements (`takes_theirs`).
    """
    is_argument = "actions" in path.parts and re.match(r"[a-z]+s_", flag) is not None
    return flag.startswith(("is_", "has_")) or is_argument


def is_option(path: Path, function: str) -> bool:
    """Tell whether a function is a command, whose booleans are options that people type."""
    return path.parent == SOURCE / "cli" and function == "command"


def test_no_public_function_takes_a_boolean_flag() -> None:
    """Two names or an enumeration say what happens; a bare True at the call does not."""
    found = [
        f"{name}({flag})"
        for path in modules()
        for function, node in public_functions(path)
        for flag in flags_of(node)
        if not is_fact(path, flag) and not is_option(path, function)
        if (name := f"{relative(path)}:{function}") not in DICTATED_FLAGS
        if "jit" not in "".join(ast.unparse(decorator) for decorator in node.decorator_list)
    ]
    assert found == []


def test_the_domain_uses_no_django_signals() -> None:
    """Reactions across apps are announcements, subscribed in one file and sent after commit."""
    found = [
        relative(path)
        for path in (SOURCE / "domain").rglob("*.py")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.ImportFrom)
        if (node.module or "").startswith(
            ("django.dispatch", "django.db.models.signals", "django.core.signals")
        )
        or any(alias.name == "receiver" for alias in node.names)
    ]
    assert found == []


def test_no_clock_in_plan_or_engine_is_a_float32_or_float16() -> None:
    """Ticks are integers; a float32 loses minutes after a few years."""
    found = [
        f"{relative(path)}:{node.lineno}"
        for room in ("foundation", "plan", "engine")
        for path in (SOURCE / room).rglob("*.py")
        for node in ast.walk(syntax(path))
        if (isinstance(node, ast.Attribute) and node.attr in {"float32", "float16"})
        or (isinstance(node, ast.Constant) and node.value in {"float32", "float16", "f4", "f2"})
    ]
    assert found == []


def test_kernels_use_no_parallel_numba() -> None:
    """`parallel=True` and `prange` die after a fork; work is cut into blocks for our own threads."""
    found = [
        f"{relative(path)}:{node.lineno}"
        for path in (SOURCE / "engine").rglob("*.py")
        for node in ast.walk(syntax(path))
        if (isinstance(node, ast.keyword) and node.arg == "parallel")
        or (isinstance(node, ast.Attribute | ast.Name) and "prange" in ast.unparse(node))
    ]
    assert found == []


def test_only_the_settings_read_the_environment() -> None:
    """Settings are read once into one typed object; nobody else asks the environment."""
    allowed = {"src/lockstep/server/settings.py"}
    found = [
        relative(path)
        for path in modules()
        if relative(path) not in allowed
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in READS_OF_ENVIRONMENT
    ]
    assert found == []


def test_every_module_says_what_it_is() -> None:
    """A module with code opens with a docstring."""
    bare = [relative(path) for path in modules() if syntax(path).body and not ast.get_docstring(syntax(path))]
    assert bare == []


def test_an_empty_state_sees_only_what_it_is_given() -> None:
    """A page has its own `address` and `label`; an empty state that saw them would offer a button without words."""
    found = [
        f"{relative(path)}: {tag}"
        for path in (SOURCE / "web" / "templates").rglob("*.html")
        for tag in re.findall(
            r'\{% include "web/components/empty\.html".*?%\}', path.read_text(encoding="utf-8")
        )
        if not tag.endswith(" only %}")
    ]
    assert found == []
