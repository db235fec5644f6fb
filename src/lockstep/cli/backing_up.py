"""`lockstep backup OUT`: everything of a server in one file, taken while it runs."""

from pathlib import Path
from typing import Annotated

import typer

from lockstep.cli.django_setup import ready
from lockstep.cli.reading import working

Out = Annotated[
    Path, typer.Argument(metavar="OUT", dir_okay=False, help="The file to write, such as monday.tar.gz.")
]


def command(out: Out) -> None:
    """Write the database and the secret key to one file; the server may go on running."""
    settings = ready()
    from lockstep.server.backups import back_up

    with working("Backing up"):
        size = back_up(settings, out)
    typer.echo(f"{out}: {size / 1_000_000:,.1f} MB. It holds the secret key; keep it as safe as the server.")
