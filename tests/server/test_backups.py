"""A backup holds everything, is taken while the server runs, and comes back only when it is sound."""

import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from lockstep.server.backups import BackupError, back_up, give_back
from lockstep.server.settings import DATABASE_FILE, SECRET_KEY_FILE, Settings


def server(folder: Path, *rows: str) -> Settings:
    """Return the settings of a small server with one table."""
    folder.mkdir(exist_ok=True)
    settings = Settings(data_folder=folder)
    with closing(sqlite3.connect(settings.database_file)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE word (text)")
        database.executemany("INSERT INTO word VALUES (?)", [(row,) for row in rows])
        database.commit()
    (folder / SECRET_KEY_FILE).write_text("a key")
    return settings


def words(settings: Settings) -> list[str]:
    """Return what the table holds."""
    with closing(sqlite3.connect(settings.database_file)) as database:
        return [text for (text,) in database.execute("SELECT text FROM word ORDER BY text")]


def test_a_backup_gives_back_database_and_key(tmp_path: Path) -> None:
    """What was there comes back, and what stood in its place is put aside, not lost."""
    old = server(tmp_path / "old", "dig", "build")
    out = tmp_path / "monday.tar.gz"
    assert back_up(old, out) == out.stat().st_size
    assert out.stat().st_mode & 0o077 == 0

    new = server(tmp_path / "new", "other")
    (new.data_folder / SECRET_KEY_FILE).write_text("other key")
    aside = give_back(new, out)
    assert words(new) == ["build", "dig"]
    assert (new.data_folder / SECRET_KEY_FILE).read_text() == "a key"
    assert aside is not None
    assert aside.is_file()


def test_a_backup_holds_what_is_committed_while_others_write(tmp_path: Path) -> None:
    """The copy is the database at one moment; an open transaction of the server is not in it."""
    settings = server(tmp_path / "old", "dig")
    with closing(sqlite3.connect(settings.database_file, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO word VALUES ('half')")
        back_up(settings, tmp_path / "out.tar.gz")
        writer.execute("COMMIT")
    target = Settings(data_folder=tmp_path / "new")
    assert give_back(target, tmp_path / "out.tar.gz") is None
    assert words(target) == ["dig"]


def test_a_running_server_is_not_overwritten(tmp_path: Path) -> None:
    """Restoring refuses while another process reads the database, and leaves it as it is."""
    settings = server(tmp_path / "old", "dig")
    back_up(settings, tmp_path / "out.tar.gz")
    with closing(sqlite3.connect(settings.database_file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM word").fetchall()
        with pytest.raises(BackupError) as refused:
            give_back(settings, tmp_path / "out.tar.gz")
    assert refused.value.code == "backup.in_use"
    assert words(settings) == ["dig"]


@pytest.mark.parametrize("damage", ["cut", "noise", "no manifest", "bad database"])
def test_a_damaged_backup_touches_nothing(damage: str, tmp_path: Path) -> None:
    """Everything is read and checked before the first byte is put in place."""
    settings = server(tmp_path / "old", "dig")
    out = tmp_path / "out.tar.gz"
    back_up(settings, out)
    if damage == "cut":
        out.write_bytes(out.read_bytes()[:200])
    elif damage == "noise":
        out.write_bytes(b"no archive at all")
    else:
        spoil(out, damage, tmp_path)
    with pytest.raises(BackupError) as refused:
        give_back(settings, out)
    assert refused.value.code == "backup.broken"
    assert words(settings) == ["dig"]


def spoil(out: Path, damage: str, folder: Path) -> None:
    """Rewrite a backup without its manifest, or with a database that is none."""
    with tarfile.open(out) as archive:
        archive.extractall(folder / "parts", filter="data")
    if damage == "no manifest":
        (folder / "parts" / "manifest.json").unlink()
    else:
        (folder / "parts" / DATABASE_FILE).write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with tarfile.open(out, "w:gz") as archive:
        for part in (folder / "parts").iterdir():
            archive.add(part, arcname=part.name)


def test_a_backup_never_overwrites_a_file(tmp_path: Path) -> None:
    """A name that is taken is refused."""
    settings = server(tmp_path / "old")
    (tmp_path / "out.tar.gz").write_text("precious")
    with pytest.raises(BackupError, match="exists"):
        back_up(settings, tmp_path / "out.tar.gz")


def test_a_backup_of_another_kind_of_database_is_refused(tmp_path: Path) -> None:
    """An embedded database does not come back into PostgreSQL by itself."""
    back_up(server(tmp_path / "old"), tmp_path / "out.tar.gz")
    target = Settings(data_folder=tmp_path / "new", database_url="postgresql://somewhere/plan")
    with pytest.raises(BackupError) as refused:
        give_back(target, tmp_path / "out.tar.gz")
    assert refused.value.code == "backup.other_database"
