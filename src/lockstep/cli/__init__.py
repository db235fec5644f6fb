"""The `lockstep` command: works on plan files with no database, and runs the server."""


def main() -> None:
    """Run the command line; the commands load only when the program starts, so that imports stay cheap."""
    from lockstep.cli.app import run

    run()
