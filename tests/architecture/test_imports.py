"""Imports go down, only bridges touch the engine, and one app never reaches into another's models."""

import re

import pytest
from importlinter.cli import lint_imports

from tests.architecture.tree import ROOT, direct_imports, import_graph, where

# What an app shows to the apps above it and to the doors. Its front page (the package) may re-export these.
# `declarations` are the words in which an app says what its registers are.
# `rollups` and `consequences` are where higher apps register what they add to the tree.
SHOWN = {"actions", "queries", "vocabulary", "policies", "errors", "registry", "announcements"}
SHOWN |= {"rollups", "consequences", "declarations", "offering"}

# Abstract models that any app may inherit, and nothing else of another app's models.
ABSTRACT = {"Record", "Versioned"}

# Imports of another app's models all the same, each with its reason.
EXEMPT = {
    ("lockstep.domain.ledger.access_records", "lockstep.domain.access.models"): (
        "access stands below the ledger and cannot register its own records"
    ),
    ("lockstep.domain.ledger.queries.history", "lockstep.domain.access.models"): (
        "history names who acted and on which node"
    ),
    ("lockstep.domain.ledger.work", "lockstep.domain.access.models"): (
        "every permission is asked of a node, and the node is the one record that all apps share"
    ),
}

# What the engine takes from outside all the same, each with its reason.
EXEMPT_FROM_PURITY = {
    (
        "lockstep.engine.kernels.compiled",
        "pathlib",
    ): "keys the cache of compiled kernels by their own sources",
}

IMPURE = {
    "asyncio", "datetime.now", "glob", "http", "io", "multiprocessing", "os", "pathlib", "random", "secrets",
    "shutil", "socket", "subprocess", "tempfile", "time", "urllib", "uuid",
}  # fmt: skip


def app_of(module: str) -> str | None:
    """Return the domain app that a module belongs to."""
    match = re.match(r"lockstep\.domain\.(\w+)", module)
    return match[1] if match else None


def part_of(module: str) -> str | None:
    """Return which part of its domain app a module is: actions, models, bridge, ..."""
    match = re.match(r"lockstep\.domain\.\w+\.(\w+)", module)
    return match[1] if match else None


def is_abstract(importer: str, imported: str) -> bool:
    """Tell whether an import of models takes abstract ones only."""
    lines = [
        d["line_contents"] for d in import_graph().get_import_details(importer=importer, imported=imported)
    ]
    names = {name for line in lines for name in re.sub(r".* import ", "", line).strip("() ").split(", ")}
    return names <= ABSTRACT


def room_of(module: str) -> str:
    """Return the room of a module."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "lockstep" else ""


def test_the_import_contracts_hold(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every contract of .importlinter is kept; a module in no layer breaks the exhaustive ones."""
    monkeypatch.chdir(ROOT)
    result = lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True)
    assert result == 0, capsys.readouterr().out


def test_foundation_imports_nothing_of_ours_and_only_numpy_of_others() -> None:
    """The words that every room shares stand on the standard library and numpy's types."""
    found = [where(a, b) for a, b in direct_imports() if room_of(a) == "foundation" and room_of(b)]
    assert [line for line in found if "imports lockstep.foundation" not in line] == []


def test_only_bridges_touch_the_engine_and_the_file_formats() -> None:
    """Inside the domain, engine and exchange are imported by `bridge` alone."""
    found = [
        where(importer, imported)
        for importer, imported in direct_imports()
        if app_of(importer) and room_of(imported) in {"engine", "exchange"} and part_of(importer) != "bridge"
    ]
    assert found == []


def test_an_app_sees_of_another_only_what_it_shows() -> None:
    """Apps meet through actions, queries, vocabulary and policies; models stay at home."""
    found = [
        where(importer, imported)
        for importer, imported in direct_imports()
        if app_of(importer) and app_of(imported) and app_of(importer) != app_of(imported)
        if part_of(imported) is not None and part_of(imported) not in SHOWN
        if not is_abstract(importer, imported) and (importer, imported) not in EXEMPT
    ]
    assert found == []


def test_an_exempt_import_still_exists() -> None:
    """An exemption goes with the import that it excuses."""
    assert (EXEMPT.keys() | EXEMPT_FROM_PURITY.keys()) - set(direct_imports()) == set()


@pytest.mark.parametrize("door", ["api", "web", "jobs", "demo", "cli"])
def test_a_door_sees_of_the_domain_only_what_it_shows(door: str) -> None:
    """API, pages, jobs, demo and command line call actions and queries, never models or bridges."""
    found = [
        where(importer, imported)
        for importer, imported in direct_imports()
        if room_of(importer) == door and app_of(imported)
        if part_of(imported) is not None and part_of(imported) not in SHOWN
    ]
    assert found == []


@pytest.mark.parametrize("door", ["api", "web", "jobs", "demo"])
def test_a_door_on_the_database_reaches_engine_and_files_only_through_the_domain(door: str) -> None:
    """Only the command line, which works without a database, speaks to engine and exchange itself."""
    found = [
        where(importer, imported)
        for importer, imported in direct_imports()
        if room_of(importer) == door and room_of(imported) in {"engine", "exchange"}
    ]
    assert found == []


def test_the_engine_knows_no_clock_environment_file_or_network() -> None:
    """Same plan and seed, same answer: the engine imports nothing through which the outside could come in."""
    found = [
        where(importer, imported)
        for importer, imported in direct_imports()
        if room_of(importer) in {"engine", "plan"} and imported in IMPURE
        if (importer, imported) not in EXEMPT_FROM_PURITY
    ]
    assert found == []
