"""`lockstep doctor`: the settings in use, and what stands in the way of a healthy server."""

from lockstep.cli.django_setup import ready
from lockstep.cli.exits import exit_by
from lockstep.cli.findings import print_findings
from lockstep.cli.output import console, table


def command() -> None:
    """Show the settings in use and check database, data folder, pages and Java."""
    settings = ready()
    from lockstep.server.checkup import check_up
    from lockstep.server.settings import PREFIX, entries

    made = table("Setting", "Value", wraps=("Value",))
    for entry in entries():
        value = getattr(settings, entry.name)
        words = ", ".join(value) if isinstance(value, tuple) else str(value)
        shown = "(set)" if entry.metadata["secret"] and value else words
        made.add_row(f"{PREFIX}{entry.name.upper()}", shown)
    console().print(made)
    findings = check_up(settings)
    print_findings(findings)
    if not findings:
        console().print("Everything is well.")
    exit_by(findings)
