"""What lies in the repository names no machine, no package host, and carries no built output."""

import re

import pytest

from tests.architecture.tree import ROOT, relative, tracked_files

LOCKS = ["requirements.lock", "requirements-dev.lock"]

MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:home|root|Users|work)/[\w.-]+")
PACKAGE_HOST = re.compile(
    r"files\.pythonhosted\.org|pypi\.org/simple|registry\.npmjs\.org|--(?:extra-)?index-url|--find-links"
)
# Files that speak of these names in order to forbid them.
SPEAKS_OF_THEM = {"scripts/lock", "tests/architecture/test_tracked_files.py", "LICENSE"}


def texts() -> list[tuple[str, str]]:
    """Return the tracked text files."""
    found = []
    for path in tracked_files():
        raw = path.read_bytes()
        if b"\0" not in raw[:8000]:
            found.append((relative(path), raw.decode("utf-8", errors="replace")))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_hashes_everything(lock: str) -> None:
    """Outside its comments a lock holds names, versions and hashes."""
    lines = [line for line in (ROOT / lock).read_text().splitlines() if not line.lstrip().startswith("#")]
    assert [line for line in lines if "://" in line or " @ " in line or "--find-links" in line] == []
    packages = [line for line in lines if line and not line.startswith(" ")]
    assert packages
    assert all(line.endswith("\\") for line in packages), "a package without hashes"


def test_the_development_lock_holds_the_running_lock() -> None:
    """What is tested is what runs: the same versions stand in both locks."""

    def versions(lock: str) -> set[str]:
        return set(
            re.findall(r"^[a-z0-9][\w.-]*==[^ ]+(?: ; [^\\]+)?", (ROOT / lock).read_text(), re.MULTILINE)
        )

    assert versions(LOCKS[0]) - versions(LOCKS[1]) == set()


def test_the_npm_lock_names_no_host() -> None:
    """`npm ci` takes packages from the registry that the machine is set to."""
    lock = ROOT / "frontend" / "package-lock.json"
    assert '"resolved"' not in lock.read_text()


def test_no_foreign_lock_file_is_tracked() -> None:
    """These lock formats name the package index in every entry."""
    assert [p.name for p in tracked_files() if p.name in {"uv.lock", "poetry.lock", "pdm.lock"}] == []


def test_no_tracked_file_names_a_machine_path() -> None:
    """A path of one developer's machine means nothing on another."""
    found = [
        f"{path}: {match[0]}"
        for path, text in texts()
        if path not in SPEAKS_OF_THEM
        for match in MACHINE_PATH.finditer(text)
    ]
    assert found == []


def test_no_tracked_file_names_a_package_host() -> None:
    """Where packages come from is the machine's business."""
    found = [
        f"{path}: {match[0]}"
        for path, text in texts()
        if path not in SPEAKS_OF_THEM
        for match in PACKAGE_HOST.finditer(text)
    ]
    assert found == []


def test_no_built_output_and_no_large_file_is_tracked() -> None:
    """Built pages and caches are made, not kept; a file over 1 MB wants a reason."""
    built = [relative(p) for p in tracked_files() if {"node_modules", "dist", "__pycache__"} & set(p.parts)]
    assert built == []
    large = [relative(p) for p in tracked_files() if p.stat().st_size > 1_000_000]
    assert large == []
