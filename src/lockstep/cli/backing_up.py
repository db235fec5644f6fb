"""`lockstep backup OUT`: everything of a server in one file, taken while it runs."""

from pathlib import Path
from typing import Annotated

import typer

from lockstep.cli.output import plural
from lockstep.cli.reading import working

Out = Annotated[
    Path, typer.Argument(metavar="OUT", dir_okay=False, help="The file to write, such as monday.zip.")
]


def command(out: Out) -> None:
    """Write all records to one file that either database can read; the server may go on running."""
    if out.exists():
        raise typer.BadParameter(f"{out} exists already; name a new file.")
    if not out.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {out.parent}; make it, or name another.")
    from lockstep.server.startup import start_existing

    start_existing()
    from lockstep.server.backup import write_backup

    with working("Backing up"):
        manifest = write_backup(out)
    size = out.stat().st_size / 1_000_000
    typer.echo(f"{out}: {plural(manifest.row_count, 'row')}, {size:,.1f} MB.")
