"""A backup is one file that proves itself and fits either database."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db.migrations.loader import MigrationLoader

from lockstep import __version__
from lockstep.server.backup import write_backup
from lockstep.server.backup_files import BackupError, read_manifest, verify_backup
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
from lockstep.server.restoring import restore_backup
print(restore_backup(Path({source!r})).steps)
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


def rewritten(backup: Path, target: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> Path:
    """Write a backup again after its head and its tables were changed."""
    with zipfile.ZipFile(backup) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    head = json.loads(files.pop("manifest.json"))
    change(head, files)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in {**files, "manifest.json": json.dumps(head).encode()}.items():
            archive.writestr(name, content)
    return target


def age(head: dict[str, Any], files: dict[str, bytes]) -> None:
    """Make it the backup of an early Lockstep: no governance, no closed nodes, columns without names."""
    at = head.pop("columns")["access.node"].index("closed_on")
    lines = [json.loads(line) for line in files["tables/access.node.jsonl"].splitlines()]
    short = [json.dumps(line[:at] + line[at + 1 :], ensure_ascii=False) + "\n" for line in lines]
    content = files["tables/access.node.jsonl"] = "".join(short).replace(", ", ",").encode()
    head["tables"]["access.node"]["sha256"] = hashlib.sha256(content).hexdigest()
    head["lockstep"] = "0.0.1"
    graph = MigrationLoader(None).graph
    later = {node for node in graph.nodes if node[0] == "governance"} | {("access", "0002_closed_nodes")}
    later |= {after for node in later for after in graph.backwards_plan(node)}
    then = graph.make_state(nodes=list(graph.nodes.keys() - later)).models
    names = {".".join(node) for node in later}
    head["migrations"] = [name for name in head["migrations"] if name not in names]
    head["tables"] = {
        label: sums for label, sums in head["tables"].items() if tuple(label.split(".")) in then
    }


@pytest.mark.postgres
def test_a_backup_of_an_older_lockstep_goes_from_sqlite_to_postgres_and_back_with_every_row(
    backup: Path, tmp_path: Path, postgres_cluster: Any
) -> None:
    two = Installation(tmp_path / "two", postgres_cluster.new_database("restored"))
    three = Installation(tmp_path / "three")
    second = tmp_path / "two.zip"
    assert tables(backup)["access.node"]["rows"] == 41
    assert "sessions.session" not in tables(backup)
    older = rewritten(backup, tmp_path / "older.zip", age)
    steps, is_her_password = two.run(RESTORE.format(source=str(older), add_another=False)).split()
    assert int(steps) >= 10
    assert is_her_password == "True"
    two.run(BACK_UP.format(target=str(second)))
    assert tables(second) == tables(backup)
    # The id of the node that was undone never comes again, whatever the database.
    assert three.run(RESTORE.format(source=str(second), add_another=True)).split() == ["0", "True", "2"]


@pytest.mark.django_db
def test_a_backup_of_a_newer_lockstep_is_refused_with_both_versions(backup: Path, tmp_path: Path) -> None:
    from lockstep.server.restoring import restore_backup

    def renew(head: dict[str, Any], files: dict[str, bytes]) -> None:
        head["lockstep"] = "77.1.0"
        head["migrations"].append("access.9999_later")

    newer = rewritten(backup, tmp_path / "newer.zip", renew)
    with pytest.raises(BackupError, match=rf"77\.1\.0.* {re.escape(__version__)}.*9999_later"):
        restore_backup(newer)
    newest = rewritten(backup, tmp_path / "newest.zip", lambda head, files: head.update(format=99))
    with pytest.raises(BackupError, match=r"format 99"):
        restore_backup(newest)


def test_a_backup_takes_nobodys_place(backup: Path, tmp_path: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(BackupError, match="name a new one"):
        write_backup(backup)
    assert backup.read_bytes() == before
    assert backup.stat().st_mode & 0o077 == 0
    with pytest.raises(BackupError, match="cannot be written there"):
        write_backup(tmp_path / "no such folder" / "monday.zip")
    assert sorted(path.name for path in backup.parent.iterdir()) == ["data", "whole.zip"]


def test_a_backup_is_refused_where_there_are_accounts(filled: Installation, backup: Path) -> None:
    process = filled.start(RESTORE.format(source=str(backup), add_another=False))
    _, errors = process.communicate(timeout=120)
    assert "Restore into an empty data folder" in errors


def test_a_changed_line_is_found(backup: Path, tmp_path: Path) -> None:
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
    path = tmp_path / "file.zip"
    path.write_bytes(content)
    with pytest.raises(BackupError, match="no backup"):
        read_manifest(path)
