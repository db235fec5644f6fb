"""The engine's public names say what they compute, in which unit, by which definition and at which cost."""

import doctest
import importlib
import inspect
import pkgutil
import re
from enum import Enum
from types import ModuleType
from typing import Any

import pytest
from numpydoc.docscrape import FunctionDoc

import lockstep.engine as engine
import lockstep.foundation
import lockstep.plan


def public() -> list[Any]:
    """Return what the engine exports, except enumerations and constants."""
    found = [(name, getattr(engine, name)) for name in engine.__all__]
    return [pytest.param(thing, id=name) for name, thing in found if callable(thing)]


def functions() -> list[Any]:
    """Return the functions that the engine exports."""
    return [parameter for parameter in public() if inspect.isfunction(parameter.values[0])]


def results() -> list[Any]:
    """Return the classes of results that the engine exports."""
    classes = [p for p in public() if inspect.isclass(p.values[0])]
    return [p for p in classes if not issubclass(p.values[0], Enum | Exception)]


def test_the_engine_says_what_it_exports() -> None:
    """`__all__` stands, and every name in it exists."""
    assert [name for name in engine.__all__ if not hasattr(engine, name)] == []


@pytest.mark.parametrize("function", functions())
def test_an_engine_function_is_documented_by_the_convention(function: Any) -> None:
    """Parameters, result, definition with determinism and cost, source, and an example to check by hand."""
    doc = FunctionDoc(function)
    assert doc["Summary"], "no summary"
    documented = {name for parameter in doc["Parameters"] for name in re.split(r",\s*", parameter.name)}
    assert set(inspect.signature(function).parameters) <= documented, "a parameter is not documented"
    if function.__annotations__.get("return") not in (None, "None"):
        assert doc["Returns"] or doc["Yields"], "no Returns"
    notes = " ".join(doc["Notes"]).lower()
    assert "determinis" in notes, "Notes do not state determinism"
    assert "cost" in notes, "Notes do not state the cost"
    assert doc["References"] or "own definition" in notes, "neither References nor the words 'own definition'"
    assert doc["Examples"], "no example"


@pytest.mark.parametrize("result", results())
def test_an_engine_result_documents_its_fields(result: Any) -> None:
    """Every field of a result stands in its docstring."""
    text = inspect.getdoc(result) or ""
    fields = getattr(result, "__dataclass_fields__", {})
    assert [name for name in fields if not re.search(rf"\b{name}\b", text)] == []


def rooms_with_examples() -> list[ModuleType]:
    """Return all modules of the pure rooms."""
    found = []
    for package in (lockstep.foundation, lockstep.plan, engine):
        names = [info.name for info in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
        found += [package, *(importlib.import_module(name) for name in names)]
    return found


def test_examples_in_docstrings_are_true() -> None:
    """Every example of foundation, plan, engine and command line runs as written."""
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    cli = [importlib.import_module(f"lockstep.cli.{name}") for name in ("output", "scheduling")]
    for module in [*rooms_with_examples(), *cli]:
        assert doctest.testmod(module, optionflags=flags).failed == 0, module.__name__
