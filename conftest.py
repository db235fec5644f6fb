"""What a test may need of the machine, and what happens where the machine has not got it.

A test says what it needs with a mark: `browser`, `postgres`, `java`, `real_data`, `soak`. Where the machine has
not got it, the test is skipped with the reason; where `LOCKSTEP_REQUIRE` names the need (as `.ci/run` does), it
fails instead.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")


def _has_postgres() -> bool:
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def _data_folder() -> Path | None:
    folder = os.environ.get("LOCKSTEP_TEST_DATA")
    return Path(folder) if folder else None


NEEDS = {
    "browser": (CHROMIUM.exists, "chromium is not installed; apt-get install chromium"),
    "postgres": (_has_postgres, "PostgreSQL's server is not installed; apt-get install postgresql"),
    "java": (
        lambda: shutil.which("java") is not None,
        "no Java runtime; apt-get install default-jre-headless",
    ),
    "real_data": (lambda: _data_folder() is not None, "LOCKSTEP_TEST_DATA is not set: no real plan files"),
    "soak": (lambda: bool(os.environ.get("LOCKSTEP_SOAK")), "a long test; `make soak` runs it"),
}


def required() -> frozenset[str]:
    """Return the needs that may not be skipped in this run."""
    return frozenset(filter(None, os.environ.get("LOCKSTEP_REQUIRE", "").split(",")))


def pytest_configure(config: pytest.Config) -> None:
    unknown = required() - NEEDS.keys()
    if unknown:
        raise pytest.UsageError(f"LOCKSTEP_REQUIRE: unknown need {sorted(unknown)}; known: {sorted(NEEDS)}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for need, (is_here, reason) in NEEDS.items():
        if item.get_closest_marker(need) and not is_here():
            if need in required():
                pytest.fail(f"LOCKSTEP_REQUIRE names {need!r}, but: {reason}", pytrace=False)
            pytest.skip(reason)


def pytest_report_header() -> str:
    here = [need for need, (is_here, _) in NEEDS.items() if is_here()]
    return f"lockstep: here: {', '.join(here) or 'nothing'}; required: {', '.join(sorted(required())) or '-'}"


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real plan files; mark the test `real_data`."""
    folder = _data_folder()
    if folder is None:
        pytest.skip(NEEDS["real_data"][1])
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's chromium without a screen.

    By module: the event loop behind it must end before a test of another kind runs in the same process.
    """
    from scripts.browser import chromium

    with chromium() as found:
        yield found
