"""A backup of an older Lockstep, brought to today's tables.

The tables are made as they were, filled, and migrated as an upgrade does, in an embedded database that is thrown away
afterwards. That happens in a process of its own, because a process works on one installation:
`python -m lockstep.server.older_backups SOURCE TARGET`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from lockstep.foundation.findings import LockstepError
from lockstep.server.backup_files import BackupError, Manifest, read_manifest

REFUSED = 3


def bring_up_to_date(source: Path, manifest: Manifest, folder: Path) -> Path:
    """Write the same program as a backup of today's Lockstep into the folder; return its path."""
    target = folder / "up-to-date.zip"
    environment = {
        **os.environ,
        "LOCKSTEP_DATA_FOLDER": str(folder / "data"),
        "LOCKSTEP_DATABASE_URL": "",
        "TMPDIR": str(folder),
    }
    done = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "lockstep.server.older_backups", str(source.absolute()), str(target)],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == REFUSED:
        place, sentence = json.loads(done.stdout.splitlines()[-1])
        raise BackupError(place, sentence)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"])[-1]
        raise BackupError(
            str(source),
            f"It could not be brought up to date ({last[:300]}); nothing was kept. Restore it with the Lockstep "
            f"{manifest.lockstep} that wrote it, then upgrade that installation.",
        )
    return target


def _upgrade(source: Path, target: Path) -> None:
    from django.core.management import call_command
    from django.db import transaction

    from lockstep.server.backup import write_backup
    from lockstep.server.filling import fill

    manifest = read_manifest(source)
    apps = _tables_of(manifest)
    with transaction.atomic():
        fill(source, manifest, apps)
    call_command("migrate", interactive=False, verbosity=0)
    write_backup(target)


def _tables_of(manifest: Manifest) -> Any:
    """Make the tables as they were when a backup was written; return the apps of that moment."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    applied = {key for key in graph.nodes if ".".join(key) in set(manifest.migrations)}
    # The last of each app: to name one before it would mean to go back.
    followed = {
        parent.key for key in applied for parent in graph.node_map[key].parents if parent.key[0] == key[0]
    }
    last = sorted(applied - followed)
    executor.migrate(last)
    return executor.loader.project_state(last).apps


def main() -> None:
    """Bring one file up to date; a refusal goes to the parent as its place and sentence."""
    from lockstep.server.settings import current_settings
    from lockstep.server.startup import prepare_folder, start_django

    prepare_folder(current_settings())
    start_django()
    try:
        _upgrade(Path(sys.argv[1]), Path(sys.argv[2]))
    except LockstepError as error:
        sys.stdout.write(json.dumps([error.place, error.sentence]) + "\n")
        sys.exit(REFUSED)


if __name__ == "__main__":
    main()
