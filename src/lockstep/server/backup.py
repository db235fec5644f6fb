"""Backup and restore: one file that either database can read.

The file is a zip of one JSON-lines file a table and a manifest with versions, row counts and checksums. Sessions are
left out, so that a stolen backup signs nobody in; passwords are in it as hashes only.
"""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, connections, transaction
from django.db.models import Model

from lockstep import __version__
from lockstep.foundation.findings import LockstepError
from lockstep.server.rows_as_lines import as_line, instance_of, read_rows
from lockstep.server.sequences import read_sequences, write_sequences
from lockstep.server.settings import current_settings

FORMAT = 1
MANIFEST = "manifest.json"
# Nobody stays signed in by a restored backup.
LEFT_OUT = {"sessions.session", "usersessions.usersession", "access.keptanswer", "access.requestcount"}
BATCH = 1_000
SAFETY_COPIES = 5


class BackupError(LockstepError):
    """A backup cannot be written, read or restored."""

    code = "server.backup"


@dataclass(frozen=True, slots=True)
class TableSum:
    """What a backup promises of one table: the number of rows, and the checksum of its lines."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The head of a backup."""

    lockstep: str
    written_at: str
    engine: str
    migrations: tuple[str, ...]
    tables: dict[str, TableSum]
    sequences: dict[str, int]

    @property
    def row_count(self) -> int:
        """Return the number of all rows."""
        return sum(table.rows for table in self.tables.values())


def backed_up_models() -> list[type[Model]]:
    """Return the models whose rows a backup holds."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and model._meta.label_lower not in LEFT_OUT]


def write_backup(target: Path, *, tell: Callable[[str], None] = lambda table: None) -> Manifest:
    """Write a backup of one moment while people go on working; return its manifest."""
    part = target.with_name(target.name + ".part")
    sums: dict[str, TableSum] = {}
    with _snapshot() as alias, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for model in backed_up_models():
            label = model._meta.label_lower
            tell(label)
            with archive.open(f"tables/{label}.jsonl", "w") as file:
                sums[label] = _sum(as_line(model, row) for row in read_rows(model, alias))(file.write)
        manifest = Manifest(
            lockstep=__version__,
            written_at=datetime.now(UTC).isoformat(timespec="seconds"),
            engine=connection.vendor,
            migrations=_applied_migrations(alias),
            tables=sums,
            sequences=read_sequences(connections[alias], backed_up_models()),
        )
        archive.writestr(MANIFEST, _manifest_text(manifest))
    part.replace(target)
    return manifest


def read_manifest(source: Path) -> Manifest:
    """Return the head of a backup; BackupError when it is none."""
    try:
        with zipfile.ZipFile(source) as archive:
            data = json.loads(archive.read(MANIFEST))
        if data["format"] != FORMAT:
            raise BackupError(str(source), f"It has format {data['format']}; this Lockstep reads {FORMAT}.")
        tables = {label: TableSum(**found) for label, found in data["tables"].items()}
        return Manifest(
            data["lockstep"],
            data["written_at"],
            data["engine"],
            tuple(data["migrations"]),
            tables,
            data["sequences"],
        )
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        raise BackupError(str(source), f"It is no backup of Lockstep, or it is damaged ({error}).") from error


def verify_backup(source: Path) -> Manifest:
    """Check every line of a backup against its checksums."""
    manifest = read_manifest(source)
    with zipfile.ZipFile(source) as archive:
        for label, promised in manifest.tables.items():
            try:
                with archive.open(f"tables/{label}.jsonl") as file:
                    found = _sum(iter(file))(lambda line: None)
            except (KeyError, zipfile.BadZipFile, EOFError, OSError) as error:
                raise BackupError(f"{source}: {label}", f"It cannot be read ({error}).") from error
            if found != promised:
                raise BackupError(
                    f"{source}: {label}", "Its rows do not match their checksum. Use another backup."
                )
    return manifest


def restore_backup(source: Path) -> Manifest:
    """Fill an empty, migrated database from a backup, and prove that it holds the same rows."""
    manifest = verify_backup(source)
    _refuse_unless_it_fits(source, manifest)
    models = {model._meta.label_lower: model for model in backed_up_models()}
    with transaction.atomic():
        # What migrations put there comes again with the backup, under its old ids.
        for model in reversed(list(models.values())):
            rows = model._base_manager.all()
            rows._raw_delete(rows.db)
        with zipfile.ZipFile(source) as archive:
            for label in manifest.tables:
                with archive.open(f"tables/{label}.jsonl") as file:
                    _insert(models[label], iter(file))
        write_sequences(connection, list(models.values()), manifest.sequences)
        for label, promised in manifest.tables.items():
            model = models[label]
            if (
                _sum(as_line(model, row) for row in read_rows(model, "default"))(lambda line: None)
                != promised
            ):
                raise BackupError(
                    f"{source}: {label}", "The stored rows differ from the backup; nothing was kept."
                )
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


def _refuse_unless_it_fits(source: Path, manifest: Manifest) -> None:
    from lockstep.domain.access.queries.accounts import has_accounts

    if has_accounts():
        raise BackupError(
            str(source),
            "There are accounts in this installation. Restore into an empty data folder or database.",
        )
    if _of_backed_up(_applied_migrations("default")) != _of_backed_up(manifest.migrations):
        raise BackupError(
            str(source),
            f"It was written by Lockstep {manifest.lockstep}, whose tables differ from those of {__version__}. "
            "Restore it with that version, then upgrade.",
        )


def _of_backed_up(migrations: tuple[str, ...]) -> set[str]:
    """Return the migrations of apps with rows in a backup; the queue that wakes workers is on PostgreSQL alone."""
    kept = {model._meta.app_label for model in backed_up_models()}
    return {name for name in migrations if name.split(".")[0] in kept}


def _insert(model: type[Model], lines: Iterator[bytes]) -> None:
    batch: list[Model] = []
    for line in lines:
        batch.append(instance_of(model, line))
        if len(batch) == BATCH:
            model._base_manager.bulk_create(batch)
            batch = []
    model._base_manager.bulk_create(batch)


def _sum(lines: Iterator[bytes]) -> Callable[[Callable[[bytes], Any]], TableSum]:
    def run(write: Callable[[bytes], Any]) -> TableSum:
        digest = hashlib.sha256()
        count = 0
        for line in lines:
            digest.update(line)
            write(line)
            count += 1
        return TableSum(count, digest.hexdigest())

    return run


def _manifest_text(manifest: Manifest) -> str:
    data = {
        "format": FORMAT,
        "lockstep": manifest.lockstep,
        "written_at": manifest.written_at,
        "engine": manifest.engine,
        "migrations": list(manifest.migrations),
        "tables": {label: {"rows": s.rows, "sha256": s.sha256} for label, s in manifest.tables.items()},
        "sequences": manifest.sequences,
    }
    return json.dumps(data, indent=1, sort_keys=True)


def _applied_migrations(alias: str) -> tuple[str, ...]:
    from django.db.migrations.recorder import MigrationRecorder

    applied = MigrationRecorder(connections[alias]).applied_migrations()
    return tuple(f"{app}.{name}" for app, name in sorted(applied))


@contextmanager
def _snapshot() -> Iterator[str]:
    """Yield the alias of a connection on which nothing changes."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield "default"
        return
    with tempfile.TemporaryDirectory(prefix="lockstep-backup-") as folder:
        copy = Path(folder) / "copy.sqlite3"
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
    import sqlite3

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
