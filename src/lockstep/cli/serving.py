"""`lockstep serve`: the web server and its job workers under one supervisor."""

import errno
import os
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from lockstep.cli.supervisor import Program, Supervisor

if TYPE_CHECKING:
    from lockstep.server.settings import Settings

Host = Annotated[str | None, typer.Option("--host", metavar="ADDRESS", help="Listen there instead.")]
Port = Annotated[int | None, typer.Option("--port", min=1, max=65535, help="Listen on this port instead.")]


def command(host: Host = None, port: Port = None) -> None:
    """Run the server: brings the database up to date, then serves until it is told to end."""
    listen_on(host, port)
    from lockstep.server.settings import current_settings
    from lockstep.server.startup import set_up_link, start_here

    # Before anything is made or upgraded: a server that cannot listen is of no use.
    refuse_taken_port(current_settings())
    settings = start_here()
    link = set_up_link()
    if link:
        typer.echo(f"Nobody has an account yet. Open this link once to make the first one:\n\n    {link}\n")
    raise typer.Exit(run_server(settings, f"Lockstep is at {settings.base_url} (Ctrl-C ends it)."))


def listen_on(host: str | None, port: int | None) -> None:
    """Put what was asked for before the settings of the environment, for this process and those it starts."""
    if host is not None:
        os.environ["LOCKSTEP_HOST"] = host
    if port is not None:
        os.environ["LOCKSTEP_PORT"] = str(port)


def run_server(settings: "Settings", words: str) -> int:
    """Serve until told to end; say `words` when the first request can be answered. Return the exit code."""
    refuse_taken_port(settings)
    return Supervisor(programs(settings), say=_say, when_up=_when_up(settings, words)).run()


def programs(settings: "Settings") -> list[Program]:
    """Return the processes of a server."""
    from lockstep.server.startup import web_command, worker_command

    workers = [
        Program(f"job worker {number + 1}", worker_command()) for number in range(settings.job_workers)
    ]
    return [Program("web server", web_command(settings)), *workers]


def refuse_taken_port(settings: "Settings") -> None:
    """Raise where the server could not listen, before anything is started."""
    from lockstep.foundation.findings import LockstepError

    try:
        _bind(settings.host, settings.port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise LockstepError(
                f"port {settings.port}",
                f"Another program listens on {settings.host}:{settings.port}; end it or choose another with --port.",
                code="serve.port_taken",
            ) from error
        raise LockstepError(
            f"{settings.host}:{settings.port}",
            f"The server cannot listen there ({error.strerror or error}). Give --host an address of this machine, such "
            "as 127.0.0.1 or 0.0.0.0, and --port a number from 1024 on, which needs no special rights.",
            code="serve.cannot_listen",
        ) from error


def _bind(host: str, port: int) -> None:
    """Take an address and give it back at once."""
    found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, protocol, _, address = found[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)


def _answers(settings: "Settings") -> bool:
    host = "127.0.0.1" if settings.host in {"0.0.0.0", ""} else settings.host  # noqa: S104  compared, not bound
    try:
        with socket.create_connection((host, settings.port), timeout=1):
            return True
    except OSError:
        return False


def _when_up(settings: "Settings", words: str) -> Callable[[], str | None]:
    return lambda: words if _answers(settings) else None


def _say(words: str) -> None:
    typer.echo(words)
    sys.stdout.flush()
