"""`lockstep inspect FILE`: what a plan holds, what is wrong with it, and how healthy its schedule is."""

from typing import TYPE_CHECKING, Any

from lockstep.cli.exits import exit_by
from lockstep.cli.findings import print_findings
from lockstep.cli.output import STANDARD_OUTPUT, console, table, write_json
from lockstep.cli.reading import JsonOut, PlanFile, read_document, working
from lockstep.foundation.findings import Finding, Severity
from lockstep.plan import Plan

if TYPE_CHECKING:
    from lockstep.engine import Health


def command(file: PlanFile, json: JsonOut = None) -> None:
    """Count what a plan holds, list everything that looks wrong, and assess the health of its schedule."""
    from lockstep.cli.health_form import health_form
    from lockstep.cli.health_table import print_health
    from lockstep.cli.inspect_form import inspect_form
    from lockstep.engine import inspect

    document = read_document(file)
    plan = document.plan
    inspection = inspect(plan)
    findings = tuple(dict.fromkeys((*document.findings, *inspection.findings)))
    health = _health(plan, inspection.findings)
    if json is not None:
        form = health_form(plan, health) if health else None
        write_json(inspect_form(inspection.counts, findings, form), json)
    if json != STANDARD_OUTPUT:
        console().print(f"{file.name}: {document.source.format.words}")
        _print_counts(inspect_form(inspection.counts, findings, None)["counts"])
        if health is None:
            console().print("Schedule health: not assessed before the errors below are mended.")
        else:
            print_health(health)
    print_findings(findings)
    exit_by(findings)


def _health(plan: Plan, findings: tuple[Finding, ...]) -> "Health | None":
    """Return the health of a plan, None where it is not sound enough to be scheduled."""
    from lockstep.engine import assess_health, schedule

    if any(finding.severity >= Severity.ERROR for finding in findings):
        return None
    with working("Assessing its health"):
        return assess_health(plan, schedule(plan))


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
