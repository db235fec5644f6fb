"""`lockstep restore FILE`: fill an empty server from a backup."""

from pathlib import Path
from typing import Annotated

import typer

from lockstep.cli.output import plural
from lockstep.cli.reading import working

Backup = Annotated[
    Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A file of lockstep backup.")
]


def command(file: Backup) -> None:
    """Restore a backup into an empty data folder or database, and prove that it holds the same rows."""
    from lockstep.server.startup import start_here

    start_here()
    from lockstep.server.backup import restore_backup

    with working("Restoring"):
        manifest = restore_backup(file)
    typer.echo(
        f"Restored {plural(manifest.row_count, 'row')} of {manifest.written_at}; they are the same as in the file."
    )
