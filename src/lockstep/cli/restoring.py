"""`lockstep restore FILE`: put a backup in the place of what is there."""

from pathlib import Path
from typing import Annotated

import typer

from lockstep.cli.django_setup import ready
from lockstep.cli.reading import working

Backup = Annotated[
    Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A file of lockstep backup.")
]


def command(file: Backup) -> None:
    """Restore a backup into a server that does not run; what was there is put aside."""
    settings = ready()
    from lockstep.server.backups import give_back

    with working("Restoring"):
        aside = give_back(settings, file)
    if aside is not None:
        typer.echo(f"The former database lies in {aside}.")
    typer.echo("Restored. lockstep serve starts it, and brings an older database up to date.")
