"""One file that holds everything of a server, taken while it runs, and its way back."""

import io
import json
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from lockstep import __version__
from lockstep.foundation.findings import LockstepError
from lockstep.server.settings import DATABASE_FILE, SECRET_KEY_FILE, Settings

FORM: Final = 1
MANIFEST: Final = "manifest.json"
POSTGRES_DUMP: Final = "database.dump"


class BackupError(LockstepError):
    """A backup cannot be taken or given back."""

    code = "backup.failed"


def back_up(settings: Settings, out: Path) -> int:
    """Write everything of a server to `out`, which must not exist yet; return the size in bytes.

    The database is copied as it was at one moment, whether or not the server runs. The file holds the secret key and
    is readable by its owner only.
    """
    if out.exists():
        raise BackupError(str(out), "The file exists already; name a new one.", code="backup.exists")
    with tempfile.TemporaryDirectory(prefix="lockstep-backup-") as folder:
        database = _copy_of_database(settings, Path(folder))
        out.touch(mode=0o600)
        with tarfile.open(out, "w:gz") as archive:
            _add_manifest(archive, settings)
            archive.add(database, arcname=database.name)
            key = settings.data_folder / SECRET_KEY_FILE
            if key.is_file():
                archive.add(key, arcname=SECRET_KEY_FILE)
    return out.stat().st_size


def give_back(settings: Settings, source: Path) -> Path | None:
    """Put a backup in the place of what is there; return where the former embedded database was put aside.

    Nothing is touched before the whole backup was read and found sound.
    """
    with tempfile.TemporaryDirectory(prefix="lockstep-restore-") as name:
        folder = Path(name)
        manifest = _unpacked(source, folder)
        if manifest["is_embedded"] != settings.is_embedded:
            kind = "the embedded SQLite" if manifest["is_embedded"] else "PostgreSQL"
            raise BackupError(
                str(source),
                f"It was taken from {kind}; set LOCKSTEP_DATABASE_URL so that the server uses the same kind.",
                code="backup.other_database",
            )
        settings.data_folder.mkdir(parents=True, exist_ok=True)
        if settings.is_embedded:
            aside = _put_sqlite_in_place(settings, folder / DATABASE_FILE)
        else:
            aside = None
            _run("pg_restore", "--clean", "--if-exists", "--single-transaction", "--no-owner",
                 f"--dbname={settings.database_url}", str(folder / POSTGRES_DUMP))  # fmt: skip
        key = folder / SECRET_KEY_FILE
        if key.is_file():
            shutil.copyfile(key, settings.data_folder / SECRET_KEY_FILE)
            (settings.data_folder / SECRET_KEY_FILE).chmod(0o600)
    return aside


def _copy_of_database(settings: Settings, folder: Path) -> Path:
    if not settings.is_embedded:
        copy = folder / POSTGRES_DUMP
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={copy}", settings.database_url)
        return copy
    if not settings.database_file.is_file():
        raise BackupError(str(settings.database_file), "There is no database yet; start the server once.")
    copy = folder / DATABASE_FILE
    with closing(sqlite3.connect(settings.database_file)) as live, closing(sqlite3.connect(copy)) as target:
        live.backup(target)
    return copy


def _add_manifest(archive: tarfile.TarFile, settings: Settings) -> None:
    manifest = {
        "form": FORM,
        "lockstep": __version__,
        "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "is_embedded": settings.is_embedded,
    }
    raw = json.dumps(manifest, indent=2).encode()
    entry = tarfile.TarInfo(MANIFEST)
    entry.size = len(raw)
    archive.addfile(entry, io.BytesIO(raw))


def _unpacked(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack the parts that a backup may have, and check them."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            for name in (MANIFEST, DATABASE_FILE, POSTGRES_DUMP, SECRET_KEY_FILE):
                if name in archive.getnames():
                    archive.extract(name, folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
        if manifest["form"] > FORM:
            raise BackupError(
                str(source), "A newer Lockstep wrote it; update this one first.", code="backup.newer"
            )
        if manifest["is_embedded"]:
            _check_sqlite(source, folder / DATABASE_FILE)
    except (OSError, tarfile.TarError, ValueError, KeyError, EOFError) as error:
        raise BackupError(
            str(source), f"It is no sound backup ({error}); take another.", code="backup.broken"
        ) from None
    return manifest


def _check_sqlite(source: Path, database: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as copy:
            answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        answer = str(error)
    if answer != "ok":
        raise BackupError(
            str(source), f"Its database is damaged ({answer}); take another.", code="backup.broken"
        )


def _put_sqlite_in_place(settings: Settings, copy: Path) -> Path | None:
    here, aside = settings.database_file, None
    if here.is_file():
        _refuse_while_in_use(here)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        aside = here.with_name(f"{here.name}.before-{stamp}")
        here.rename(aside)
    shutil.copyfile(copy, here)
    return aside


def _refuse_while_in_use(database: Path) -> None:
    """Fold the log into the database, which nobody else may be using."""
    try:
        with closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as own:
            own.execute("PRAGMA locking_mode=EXCLUSIVE")
            own.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError:
        raise BackupError(
            str(database), "A server uses the database; end it first.", code="backup.in_use"
        ) from None


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  our own command
    except FileNotFoundError:
        raise BackupError(command[0], "The program is missing; install postgresql-client.") from None
    except subprocess.CalledProcessError as error:
        raise BackupError(command[0], f"It failed: {error.stderr.strip().splitlines()[-1:]}.") from None
