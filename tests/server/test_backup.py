"""A backup is one file that proves itself and fits either database."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.server.installations import Installation

FILL = """
from lockstep.server.startup import start_here, set_up_link
start_here()
from lockstep.domain.access.vocabulary import SYSTEM
from lockstep.domain.ledger import perform, undo
token = set_up_link().rstrip("/").rsplit("/", 1)[1]
ada = perform("access.accept_invitation", actor=None, arguments={
    "token": token, "name": "Ada Ünal", "email": "ada@example.org", "password": "a long enough password"}).value
def add(**arguments):
    return perform("portfolio.add_node", actor=ada, arguments=arguments)
works = add(kind="portfolio", name="Works").value.pk
for number in range(40):
    add(kind="program", name=f"Program {number} = {chr(955)}", parent=works, target_start="2026-02-03")
gone = add(kind="program", name="Gone", parent=works)
undo(gone.change_set_id, actor=ada)
"""
BACK_UP = """
from pathlib import Path
from lockstep.server.startup import start_here
start_here()
from lockstep.server.backup import write_backup
write_backup(Path({target!r}))
"""
RESTORE = """
from pathlib import Path
from lockstep.server.startup import start_here
start_here()
from lockstep.server.backup import restore_backup
restore_backup(Path({source!r}))
from lockstep.domain.access.queries.accounts import first_administrator
from lockstep.domain.ledger import perform
ada = first_administrator()
print(ada.check_password("a long enough password"))
if {add_another!r}:
    from lockstep.domain.access.models import Node
    last = Node.objects.order_by("-pk").first().pk
    new = perform("portfolio.add_node", actor=ada, arguments={{"kind": "portfolio", "name": "New"}}).value.pk
    print(new - last)
"""


def tables(backup: Path) -> dict[str, Any]:
    with zipfile.ZipFile(backup) as archive:
        return json.loads(archive.read("manifest.json"))["tables"]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation with some rows, and its backup `whole.zip`."""
    folder = tmp_path_factory.mktemp("filled")
    installation = Installation(folder / "data")
    installation.run(FILL + BACK_UP.format(target=str(folder / "whole.zip")))
    return installation


@pytest.fixture
def backup(filled: Installation) -> Path:
    return filled.folder.parent / "whole.zip"


@pytest.mark.postgres
def test_a_backup_goes_from_sqlite_to_postgres_and_back_with_every_row(
    backup: Path, tmp_path: Path, postgres_cluster: Any
) -> None:
    two = Installation(tmp_path / "two", postgres_cluster.new_database("restored"))
    three = Installation(tmp_path / "three")
    second = tmp_path / "two.zip"
    assert tables(backup)["access.node"]["rows"] == 41
    assert "sessions.session" not in tables(backup)
    assert two.run(RESTORE.format(source=str(backup), add_another=False)) == "True"
    two.run(BACK_UP.format(target=str(second)))
    assert tables(second) == tables(backup)
    # The id of the node that was undone never comes again, whatever the database.
    assert three.run(RESTORE.format(source=str(second), add_another=True)).split() == ["True", "2"]


def test_a_backup_is_refused_where_there_are_accounts(filled: Installation, backup: Path) -> None:
    process = filled.start(RESTORE.format(source=str(backup), add_another=False))
    _, errors = process.communicate(timeout=120)
    assert "Restore into an empty data folder" in errors


def test_a_changed_line_is_found(backup: Path, tmp_path: Path) -> None:
    from lockstep.server.backup import BackupError, verify_backup

    verify_backup(backup)
    damaged = tmp_path / "damaged.zip"
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(damaged, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(b"Works", b"Words") if name.startswith("tables/") else data)
    with pytest.raises(BackupError, match="checksum"):
        verify_backup(damaged)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip at all"])
def test_a_file_that_is_no_backup_is_called_so(tmp_path: Path, content: bytes) -> None:
    from lockstep.server.backup import BackupError, read_manifest

    path = tmp_path / "file.zip"
    path.write_bytes(content)
    with pytest.raises(BackupError, match="no backup"):
        read_manifest(path)
