"""The commands, their order in the help, and what becomes of an error that nobody caught."""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from lockstep.cli.exits import FOUND_ERRORS
from lockstep.foundation.findings import LockstepError

# Command -> module that holds it; loaded only when called or when the help lists it.
COMMANDS = {
    "schedule": "lockstep.cli.scheduling",
    "inspect": "lockstep.cli.inspecting",
    "reconcile": "lockstep.cli.reconciling",
    "explain": "lockstep.cli.explaining",
    "level": "lockstep.cli.leveling",
    "simulate": "lockstep.cli.simulating",
    "convert": "lockstep.cli.converting",
    "warm": "lockstep.cli.warming",
    "serve": "lockstep.cli.serving",
    "demo": "lockstep.cli.demoing",
    "import": "lockstep.cli.importing",
    "work": "lockstep.cli.working",
    "backup": "lockstep.cli.backing_up",
    "restore": "lockstep.cli.restoring",
    "doctor": "lockstep.cli.doctoring",
}


class LazyCommands(TyperGroup):
    """A group that imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command, or None for an unknown word."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        one = typer.Typer(add_completion=False)
        one.command(name=cmd_name)(import_module(COMMANDS[cmd_name]).command)
        return typer.main.get_command(one)


app = typer.Typer(
    name="lockstep",
    cls=LazyCommands,
    help="Plan, schedule and steer programs of work.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        from lockstep import __version__

        typer.echo(f"lockstep {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Plan, schedule and steer programs of work."""


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; an error that ends the work is printed as its one line, never as a traceback."""
    try:
        app(args=arguments, prog_name="lockstep")
    except LockstepError as error:
        _end_with(error)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing is left to say
    except Exception as error:
        trouble = _trouble(error)
        if trouble is None:
            raise
        _end_with(trouble)


def _trouble(error: Exception) -> LockstepError | None:
    """Return what the outside world refused, in words; a fault of our own keeps its traceback, to be reported."""
    if not isinstance(error, OSError) and "django" not in sys.modules:
        return None
    from lockstep.server.troubles import trouble_of

    return trouble_of(error)


def _end_with(error: LockstepError) -> NoReturn:
    from lockstep.cli.findings import print_findings

    print_findings(error.findings)
    typer.echo(f"{error.place}: {error.code}: {error.sentence}", err=True)
    sys.exit(FOUND_ERRORS)
