"""The file of a backup: a zip of one JSON-lines file a table and a head with versions, row counts and checksums.

Since the head names the columns of each table, a later Lockstep can still tell what a line means.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lockstep import __version__
from lockstep.foundation.findings import LockstepError

FORMAT = 1
MANIFEST = "manifest.json"


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
    """The head of a backup. `columns` is empty where an early Lockstep wrote it."""

    lockstep: str
    written_at: str
    engine: str
    migrations: tuple[str, ...]
    tables: dict[str, TableSum]
    sequences: dict[str, int]
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def row_count(self) -> int:
        """Return the number of all rows."""
        return sum(table.rows for table in self.tables.values())


def table_file(label: str) -> str:
    """Return where in a backup the lines of a table lie."""
    return f"tables/{label}.jsonl"


def read_manifest(source: Path) -> Manifest:
    """Return the head of a backup; BackupError when it is none."""
    try:
        with zipfile.ZipFile(source) as archive:
            data = json.loads(archive.read(MANIFEST))
        if data["format"] != FORMAT:
            raise BackupError(
                str(source),
                f"It was written by Lockstep {data['lockstep']} in format {data['format']}; this Lockstep "
                f"{__version__} reads format {FORMAT}. Restore it with {data['lockstep']} or newer.",
            )
        return Manifest(
            data["lockstep"],
            data["written_at"],
            data["engine"],
            tuple(data["migrations"]),
            {label: TableSum(**found) for label, found in data["tables"].items()},
            data["sequences"],
            {label: tuple(names) for label, names in data.get("columns", {}).items()},
        )
    except PermissionError:
        raise  # it may well be a backup; who runs this may not read it
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError, AttributeError) as error:
        raise BackupError(
            str(source),
            f"It is no backup of Lockstep, or it is damaged ({error}). Name a file that `lockstep backup` wrote.",
        ) from error


def manifest_text(manifest: Manifest) -> str:
    """Return the head of a backup as it is written."""
    data = {
        "format": FORMAT,
        "lockstep": manifest.lockstep,
        "written_at": manifest.written_at,
        "engine": manifest.engine,
        "migrations": list(manifest.migrations),
        "tables": {label: {"rows": s.rows, "sha256": s.sha256} for label, s in manifest.tables.items()},
        "sequences": manifest.sequences,
        "columns": {label: list(names) for label, names in manifest.columns.items()},
    }
    return json.dumps(data, indent=1, sort_keys=True)


def verify_backup(source: Path) -> Manifest:
    """Check every line of a backup against its checksums."""
    manifest = read_manifest(source)
    with zipfile.ZipFile(source) as archive:
        for label, promised in manifest.tables.items():
            try:
                with archive.open(table_file(label)) as file:
                    found = sum_lines(file)
            except (KeyError, zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
                raise BackupError(
                    f"{source}: {label}", f"It cannot be read ({error}). Use another backup."
                ) from error
            if found != promised:
                raise BackupError(
                    f"{source}: {label}", "Its rows do not match their checksum. Use another backup."
                )
    return manifest


def sum_lines(lines: Iterable[bytes], write: Callable[[bytes], Any] = lambda line: None) -> TableSum:
    """Return number and checksum of lines, and write each where that is asked for."""
    digest = hashlib.sha256()
    count = 0
    for line in lines:
        digest.update(line)
        write(line)
        count += 1
    return TableSum(count, digest.hexdigest())
