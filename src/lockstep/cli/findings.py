"""Findings as lines on the error stream: `place: code: sentence`, worst first."""

from collections.abc import Iterable
from typing import Final

import typer

from lockstep.foundation.findings import Finding, Severity, worst_first

SHOWN: Final = 50

COLORS: Final = {
    Severity.ERROR: typer.colors.RED,
    Severity.WARNING: typer.colors.YELLOW,
    Severity.NOTE: None,
}


def print_findings(findings: Iterable[Finding]) -> None:
    """Print the worst fifty; how many more there are is said, and JSON holds all."""
    ordered = worst_first(findings)
    for finding in ordered[:SHOWN]:
        typer.secho(str(finding), err=True, fg=COLORS[finding.severity])
    if len(ordered) > SHOWN:
        typer.echo(f"and {len(ordered) - SHOWN} more findings; --json lists all", err=True)
