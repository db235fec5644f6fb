"""`lockstep inspect FILE`: what a plan holds and what is wrong with it, before anything is computed."""

from typing import Any

from lockstep.cli.exits import exit_by
from lockstep.cli.findings import print_findings
from lockstep.cli.output import STANDARD_OUTPUT, console, table, write_json
from lockstep.cli.reading import JsonOut, PlanFile, read_document


def command(file: PlanFile, json: JsonOut = None) -> None:
    """Count what a plan holds and list everything that looks wrong."""
    from lockstep.cli.inspect_form import inspect_form
    from lockstep.engine import inspect

    document = read_document(file)
    inspection = inspect(document.plan)
    findings = tuple(dict.fromkeys((*document.findings, *inspection.findings)))
    form = inspect_form(inspection.counts, findings)
    if json is not None:
        write_json(form, json)
    if json != STANDARD_OUTPUT:
        console().print(f"{file.name}: {document.source.format.words}")
        _print_counts(form["counts"])
    print_findings(findings)
    exit_by(findings)


def _print_counts(numbers: dict[str, Any]) -> None:
    made = table("Of", "Count", right=("Count",))
    for name, value in numbers.items():
        if isinstance(value, int):
            made.add_row(name.replace("_", " ").capitalize(), f"{value:,}")
        elif name == "links":
            made.add_row("Links", f"{sum(value.values()):,}")
        if isinstance(value, dict):
            for part, count in value.items():
                made.add_row(f"  {part.replace('_', ' ')}", f"{count:,}")
    console().print(made)
