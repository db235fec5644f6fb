"""Restoring a backup into an empty installation: of this Lockstep at once, of an older one brought up to date first."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from lockstep import __version__
from lockstep.server.backup import backed_up_models
from lockstep.server.backup_files import BackupError, Manifest, read_manifest, verify_backup
from lockstep.server.filling import fill
from lockstep.server.older_backups import bring_up_to_date
from lockstep.server.settings import current_settings
from lockstep.server.startup import known_migrations, migrate

ACCOUNTS = "access_user"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: the head of the file, the rows now stored, and the steps that brought them up to date."""

    manifest: Manifest
    rows: int
    steps: int


def restore_backup(source: Path) -> Restored:
    """Fill an empty installation from a backup, and prove that it holds the same rows.

    Nothing is touched before the whole file is found sound and fitting; the rows then come in one transaction.
    """
    read_manifest(source)  # a wrong file is called so first
    _refuse_accounts(source)
    manifest = verify_backup(source)
    steps = _steps_behind(source, manifest)
    migrate()
    if not steps:
        _replace_rows(source, manifest)
        return Restored(manifest, manifest.row_count, 0)
    with tempfile.TemporaryDirectory(prefix="restoring-", dir=current_settings().data_folder) as folder:
        upgraded = bring_up_to_date(source, manifest, Path(folder))
        todays = verify_backup(upgraded)
        _replace_rows(upgraded, todays)
    return Restored(manifest, todays.row_count, steps)


def _replace_rows(source: Path, manifest: Manifest) -> None:
    with transaction.atomic():
        if connection.vendor == "postgresql":
            # SQLite lets in one writer at a time; here a second restore or a first account waits, and is then refused.
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {ACCOUNTS} IN EXCLUSIVE MODE")
        _refuse_accounts(source)
        fill(source, manifest)


def _refuse_accounts(source: Path) -> None:
    from lockstep.domain.access.queries.accounts import has_accounts

    if ACCOUNTS in connection.introspection.table_names() and has_accounts():
        raise BackupError(
            str(source),
            "There are accounts in this installation, which stays as it is. "
            "Restore into an empty data folder or database: name it by LOCKSTEP_DATA_FOLDER or LOCKSTEP_DATABASE_URL.",
        )


def _steps_behind(source: Path, manifest: Manifest) -> int:
    """Return how many migrations a backup lacks. One that has some which are unknown here is refused."""
    kept = {model._meta.app_label for model in backed_up_models()}
    # The queue that wakes workers is on PostgreSQL alone, and has no rows in a backup.
    of_file = {label.split(".")[0] for label in manifest.tables}
    theirs = {name for name in manifest.migrations if name.split(".")[0] in kept | of_file}
    ours = {name for name in known_migrations() if name.split(".")[0] in kept}
    unknown = sorted(theirs - ours)
    if unknown:
        raise BackupError(
            str(source),
            f"It was written by Lockstep {manifest.lockstep}, which is newer than this Lockstep {__version__}: it has "
            f"{unknown[-1]}, which is not known here. Nothing was changed. Restore it with Lockstep "
            f"{manifest.lockstep} or newer.",
        )
    return len(ours - theirs)
