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
    """Restore a backup into an empty data folder or database; one of an older Lockstep is brought up to date."""
    from lockstep.server.settings import current_settings
    from lockstep.server.startup import prepare_folder, start_django

    prepare_folder(current_settings())
    start_django()
    from lockstep.server.restoring import restore_backup

    with working("Restoring"):
        restored = restore_backup(file)
    manifest = restored.manifest
    if restored.steps:
        typer.echo(
            f"Lockstep {manifest.lockstep} wrote {file} with older tables; "
            f"{plural(restored.steps, 'step')} brought its {plural(manifest.row_count, 'row')} up to date."
        )
    typer.echo(
        f"Restored {plural(restored.rows, 'row')} of {manifest.written_at}; they are the same as in the file"
        + (" after these steps." if restored.steps else ".")
    )
