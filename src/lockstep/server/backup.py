"""Writing a backup: everything of one moment in one file that either database can read.

Sessions are left out, so that a stolen backup signs nobody in; passwords are in it as hashes only.
"""

import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.apps import apps as todays_apps
from django.db import connection, connections, transaction
from django.db.models import Model

from lockstep import __version__
from lockstep.server.backup_files import (
    MANIFEST,
    BackupError,
    Manifest,
    TableSum,
    manifest_text,
    sum_lines,
    table_file,
)
from lockstep.server.rows_as_lines import as_line, columns_of, read_rows
from lockstep.server.sequences import read_sequences
from lockstep.server.settings import current_settings

# Nobody stays signed in by a restored backup.
LEFT_OUT = {"sessions.session", "usersessions.usersession", "access.keptanswer", "access.requestcount"}
SAFETY_COPIES = 5


def backed_up_models(apps: Any = todays_apps) -> list[type[Model]]:
    """Return the models whose rows a backup holds, of today or of the apps of another moment."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and model._meta.label_lower not in LEFT_OUT]


def write_backup(target: Path, *, tell: Callable[[str], None] = lambda table: None) -> Manifest:
    """Write a backup of one moment while people go on working; return its manifest.

    The file appears whole or not at all, and never in the place of another.
    """
    _refuse_taken(target)
    try:
        # A name of its own, so that two backups that run together do not write into each other.
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise _no_room(target, error) from error
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            manifest = _write(file, target.parent, tell)
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(part, target)
    except (OSError, sqlite3.Error) as error:
        raise _no_room(target, error) from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _put_in_place(part: Path, target: Path) -> None:
    """Name a finished file, but never in the place of one that somebody else wrote meanwhile."""
    try:
        os.link(part, target)
    except FileExistsError:
        _refuse_taken(target)
    except OSError:  # a file system without hard links
        _refuse_taken(target)
        part.rename(target)


def _refuse_taken(target: Path) -> None:
    if target.exists():
        raise BackupError(str(target), "There is a file already, which stays as it is; name a new one.")


def _no_room(target: Path, error: Exception) -> BackupError:
    why = getattr(error, "strerror", None) or str(error)
    return BackupError(
        str(target),
        f"The backup cannot be written there ({why}). Choose a folder that you may write to and that has room for the "
        "backup and a copy of the database; nothing was left behind.",
    )


def _write(file: Any, folder: Path, tell: Callable[[str], None]) -> Manifest:
    sums: dict[str, TableSum] = {}
    columns: dict[str, tuple[str, ...]] = {}
    with (
        _snapshot(folder) as alias,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
    ):
        for model in backed_up_models():
            label = model._meta.label_lower
            tell(label)
            fields = columns_of(model)
            columns[label] = tuple(field.name for field in fields)
            with archive.open(table_file(label), "w") as lines:
                sums[label] = sum_lines(
                    (as_line(row, fields) for row in read_rows(model, alias)), lines.write
                )
        manifest = Manifest(
            lockstep=__version__,
            written_at=datetime.now(UTC).isoformat(timespec="seconds"),
            engine=connection.vendor,
            migrations=_applied_migrations(alias),
            tables=sums,
            sequences=read_sequences(connections[alias], backed_up_models()),
            columns=columns,
        )
        archive.writestr(MANIFEST, manifest_text(manifest))
    return manifest


def write_safety_copy() -> Path:
    """Copy the embedded database file beside itself, as migrations do first; the newest five are kept."""
    folder = current_settings().data_folder / "before-upgrades"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.sqlite3"
    _copy_sqlite(target)
    for old in sorted(folder.glob("*.sqlite3"))[:-SAFETY_COPIES]:
        old.unlink()
    return target


def _applied_migrations(alias: str) -> tuple[str, ...]:
    from django.db.migrations.recorder import MigrationRecorder

    applied = MigrationRecorder(connections[alias]).applied_migrations()
    return tuple(f"{app}.{name}" for app, name in sorted(applied))


@contextmanager
def _snapshot(folder: Path) -> Iterator[str]:
    """Yield the alias of a connection on which nothing changes; a copy that it needs lies in the folder."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield "default"
        return
    with tempfile.TemporaryDirectory(prefix=".lockstep-backup-", dir=folder) as own:
        copy = Path(own) / "copy.sqlite3"
        _copy_sqlite(copy)
        alias = "backup_copy"
        config = {
            **connections.settings["default"],
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(copy),
        }
        connections.settings[alias] = {**config, "OPTIONS": {}}
        try:
            yield alias
        finally:
            connections[alias].close()
            del connections[alias]
            del connections.settings[alias]


def _copy_sqlite(target: Path) -> None:
    """Copy the database file with SQLite's own backup, which is right while others write."""
    if connection.in_atomic_block:
        raise BackupError(
            "database", "A copy waits for ever for the transaction it is made in; end that first."
        )
    connection.ensure_connection()
    copy = sqlite3.connect(target)
    try:
        connection.connection.backup(copy)
    finally:
        copy.close()
    target.chmod(0o600)
