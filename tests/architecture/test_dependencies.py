"""The set of packages stays small: what is required is used, and what is used is required."""

import re
import sys
import tomllib

from tests.architecture.tree import ROOT, import_graph

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

# Distributions whose import name differs.
IMPORTED_AS = {
    "django-ninja": "ninja",
    "django-allauth": "allauth",
    "django-vite": "django_vite",
    "jpype1": "jpype",
}
# Distributions that are used without an import of ours, each with its reason.
NOT_IMPORTED = {
    "django-vite": "an entry of INSTALLED_APPS",
    "granian": "a program that serve starts",
    "mpxj": "a Java library that jpype finds",
    "psycopg": "Django's PostgreSQL backend",
    "tzdata": "zones where the operating system has none",
    "weasyprint": "reports as PDF come with the reports",
    "whitenoise": "an entry of MIDDLEWARE",
}
# Packages that come with a required one, under which they stand.
COMES_WITH = {
    "click": "typer",
    "org": "mpxj",  # Java's packages, as jpype shows them
    "pydantic": "django-ninja",
    "pydantic_core": "django-ninja",
    "typing_extensions": "django-ninja",
}


def required() -> set[str]:
    """Return the names of all distributions that a user may install."""
    extras = [line for group in PROJECT["optional-dependencies"].values() for line in group]
    return {re.split(r"[\[<>=!~ ;]", line)[0].lower() for line in [*PROJECT["dependencies"], *extras]}


def imported() -> set[str]:
    """Return the foreign top-level packages that the product imports."""
    graph = import_graph()
    found = {
        name.split(".")[0]
        for module in graph.modules
        if module.startswith("lockstep")
        for name in graph.find_modules_directly_imported_by(module)
    }
    return found - {"lockstep"} - set(sys.stdlib_module_names)


def test_every_required_package_is_used() -> None:
    """A package that nothing imports is asked for nothing."""
    names = {name: IMPORTED_AS.get(name, name.replace("-", "_")) for name in required() - NOT_IMPORTED.keys()}
    assert {name for name, package in names.items() if package not in imported()} == set()


def test_every_imported_package_is_required() -> None:
    """What happens to be installed is not enough."""
    known = {IMPORTED_AS.get(name, name.replace("-", "_")) for name in required()}
    unknown = imported() - known
    assert {name for name in unknown if COMES_WITH.get(name) not in required()} == set()
