"""`lockstep doctor`: the settings in use, and what stands in the way of a healthy server."""

from lockstep.cli.exits import exit_by
from lockstep.cli.findings import print_findings
from lockstep.cli.output import console, table


def command() -> None:
    """Show the settings in use and check data folder, database, jobs, pages and Java."""
    from lockstep.server.doctor import check_installation
    from lockstep.server.settings import current_settings
    from lockstep.server.startup import start_django

    settings = current_settings()
    start_django()
    results = check_installation(settings)
    made = table("Looked at", "Found", wraps=("Found",))
    for result in results:
        made.add_row(result.name, result.words)
    console().print(made)
    findings = tuple(finding for result in results for finding in result.findings)
    print_findings(findings)
    exit_by(findings)
