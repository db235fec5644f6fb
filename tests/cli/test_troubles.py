"""What the outside world refuses is said in one line: the thing, the place, what to do; never as a traceback."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db.utils import DatabaseError, OperationalError

from lockstep.server import startup, troubles
from lockstep.server.doctor import check_installation
from lockstep.server.settings import Settings
from tests.cli.conftest import Answer

Lockstep = Callable[..., Answer]


def use(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Let commands work with these settings."""
    for module in (startup, troubles):
        monkeypatch.setattr(module, "current_settings", lambda: settings)


@pytest.mark.parametrize("command", [("backup", "new.zip"), ("import", "plan.csv", "--into", "Alpha")])
def test_a_folder_without_an_installation_is_not_made_into_one(
    lockstep: Lockstep, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """A wrong LOCKSTEP_DATA_FOLDER gives no empty backup and no empty server."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.csv").write_text("Name\nDig\n")
    use(monkeypatch, Settings(data_folder=tmp_path / "wrong"))
    answer = lockstep(*command)
    assert answer.code == 1
    assert f"{tmp_path / 'wrong'}: server.no_installation: There is no Lockstep" in answer.err
    assert not (tmp_path / "wrong").exists()
    assert not (tmp_path / "new.zip").exists()


def test_a_data_folder_that_is_a_file_is_called_so(tmp_path: Path) -> None:
    """Both the start and the doctor say it."""
    file = tmp_path / "data"
    file.write_text("")
    with pytest.raises(startup.LockstepError, match="It is a file"):
        startup.prepare_folder(Settings(data_folder=file))
    found = [
        str(finding) for check in check_installation(Settings(data_folder=file)) for finding in check.findings
    ]
    assert any("It is a file" in sentence for sentence in found)


def test_the_doctor_makes_nothing(tmp_path: Path) -> None:
    """Without a database it says so, and looks at nothing inside."""
    results = check_installation(Settings(data_folder=tmp_path))
    assert {result.name: result.words for result in results}["database"] == "none yet"
    assert not {"tables", "ledger", "jobs"} & {result.name for result in results}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "x", "out.json"), "out.json: No space left on device. Make room"),
        (OSError(errno.EACCES, "x", "data"), "data: Permission denied. Run Lockstep as the account"),
        (OSError(errno.EROFS, "x", "data"), "data: Read-only file system. Choose a place"),
        (
            OperationalError("unable to open database file"),
            "It cannot be opened. Run Lockstep as the account",
        ),
        (OperationalError("attempt to write a readonly database"), "It cannot be written."),
        (OperationalError("database or disk is full"), "Its disk is full. Make room"),
        (OperationalError("database is locked"), "Another program keeps it locked"),
        (DatabaseError("file is not a database"), "It is no database."),
        (DatabaseError("database disk image is malformed"), "It is damaged."),
    ],
)
def test_each_trouble_has_its_words(monkeypatch: pytest.MonkeyPatch, error: Exception, words: str) -> None:
    """Disk, rights and the embedded database."""
    use(monkeypatch, Settings(data_folder=Path("/data")))
    assert words in str(troubles.trouble_of(error))


def test_a_database_server_that_is_away_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With where it is set, and without the password in its address."""
    use(monkeypatch, Settings(database_url="postgresql://u:secret@db/x"))
    told = str(troubles.trouble_of(OperationalError("connection failed: refused\nmore")))
    assert "LOCKSTEP_DATABASE_URL" in told
    assert "secret" not in told


def test_a_fault_of_our_own_keeps_its_traceback(lockstep: Lockstep, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is to be reported, so nothing of it is hidden; what the disk refuses is one line and 1."""
    from lockstep.cli import app

    def fails(error: Exception) -> Any:
        def called(**options: Any) -> None:
            raise error

        return called

    monkeypatch.setattr(app, "app", fails(KeyError("ours")))
    with pytest.raises(KeyError):
        app.run([])
    monkeypatch.setattr(app, "app", fails(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "out.json")))
    answer = lockstep()
    assert (answer.code, answer.err.count("\n")) == (1, 1)
