"""Exit codes: 0 well, 1 a finding is an error, 2 misuse (which typer raises itself)."""

from collections.abc import Iterable
from typing import Final

import typer

from lockstep.foundation.findings import Finding, Severity

FOUND_ERRORS: Final = 1
MISUSE: Final = 2


def exit_by(findings: Iterable[Finding]) -> None:
    """Leave with 1 where a finding is an error, else go on."""
    if any(finding.severity >= Severity.ERROR for finding in findings):
        raise typer.Exit(FOUND_ERRORS)
