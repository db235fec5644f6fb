"""`lockstep demo`: the sample program, told into a data folder of its own, then served."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from lockstep.cli.serving import Host, Port, listen_on, run_server

DEMO_FOLDER = "lockstep-demo"

Prepare = Annotated[bool, typer.Option("--prepare-only", help="Load the sample program and do not serve it.")]
Folder = Annotated[
    Path | None,
    typer.Option("--data", metavar="FOLDER", help="Keep the demo in this folder instead of its own."),
]


def command(host: Host = None, port: Port = None, data: Folder = None, prepare_only: Prepare = False) -> None:
    """Load the sample program, serve it, and print address and sign-in. Kept until its folder is removed."""
    listen_on(host, port)
    _use_own_folder(data)
    from lockstep.server.startup import start_here

    settings = start_here()
    email, password = _told(settings.data_folder)
    words = f"Lockstep is at {settings.base_url}\nSign in as {email} with the password {password} (Ctrl-C ends it)."
    if prepare_only:
        typer.echo(
            f"The demo lies in {settings.data_folder}. Sign in as {email} with the password {password}."
        )
        return
    raise typer.Exit(run_server(settings, words))


def _use_own_folder(data: Path | None) -> None:
    """Keep the sample program apart from a real one, which has its own folder or database."""
    if data is not None:
        os.environ["LOCKSTEP_DATA_FOLDER"] = str(data)
    elif "LOCKSTEP_DATA_FOLDER" not in os.environ and "LOCKSTEP_DATABASE_URL" not in os.environ:
        from lockstep.server.settings import Settings

        os.environ["LOCKSTEP_DATA_FOLDER"] = str(Settings().data_folder.with_name(DEMO_FOLDER))


def _told(folder: Path) -> tuple[str, str]:
    """Tell the story where it is not told yet; return how to sign in."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    from lockstep.demo.telling import sign_in, tell
    from lockstep.foundation.findings import LockstepError

    known = sign_in()
    if known is not None:
        return known
    columns = (TextColumn("{task.description:<34}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, transient=True) as progress:
        bar = progress.add_task("Telling the sample program", total=1.0)
        try:
            told = tell(
                datetime.now(UTC).date(),
                lambda words, share: progress.update(bar, description=words, completed=share),
            )
        except LockstepError as error:
            raise LockstepError(
                str(folder),
                f"{error.sentence} The sample program needs an empty folder: give one with --data, or remove this one.",
                code="demo.not_empty",
            ) from error
    return told.email, told.password
