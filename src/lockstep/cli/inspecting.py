"""`lockstep inspect FILE`: what a plan holds, what is wrong with it, and how healthy its schedule is."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lockstep.cli.exits import exit_by
from lockstep.cli.findings import print_findings
from lockstep.cli.health_options import (
    BaselineName,
    Before,
    RuleSwitches,
    TargetCode,
    TargetFinish,
    health_of,
)
from lockstep.cli.output import STANDARD_OUTPUT, console, table, write_json
from lockstep.cli.reading import JsonOut, MappingFile, PlanFile, read_document, working
from lockstep.foundation.findings import Finding, Severity

if TYPE_CHECKING:
    from lockstep.engine import Health
    from lockstep.exchange import Document, Mapping
    from lockstep.plan import Plan


ProposeMapping = Annotated[
    Path | None,
    typer.Option(
        "--propose-mapping",
        metavar="MAP",
        dir_okay=False,
        help="Write which column of a spreadsheet is taken as what to MAP: change it there, read with --mapping.",
    ),
]


def command(
    file: PlanFile,
    json: JsonOut = None,
    mapping: MappingFile = None,
    propose_mapping: ProposeMapping = None,
    baseline: BaselineName = None,
    target: TargetCode = None,
    target_finish: TargetFinish = None,
    before: Before = None,
    rule: RuleSwitches = None,
) -> None:
    """Count what a plan holds, list everything that looks wrong, and assess the health of its schedule."""
    from lockstep.cli.health_form import health_form
    from lockstep.cli.health_table import print_health
    from lockstep.cli.inspect_form import inspect_form
    from lockstep.engine import inspect

    document = _read(file, mapping, propose_mapping)
    plan = document.plan
    inspection = inspect(plan)
    findings = tuple(dict.fromkeys((*document.findings, *inspection.findings)))
    asked = {"baseline": baseline, "target": target, "target_finish": target_finish, "before": before}
    health = _health(plan, inspection.findings, {**asked, "switches": rule or []})
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


def _read(file: Path, mapping: Path | None, proposal: Path | None) -> "Document":
    """Read a file and write its mapping of columns, even of a sheet whose columns nobody could recognize."""
    from lockstep.exchange import NoColumns
    from lockstep.foundation.findings import LockstepError

    try:
        document = read_document(file, mapping)
    except NoColumns as error:
        if proposal is not None:
            _write_mapping(error.mapping, proposal)
        raise
    if proposal is not None:
        if document.mapping is None:
            raise LockstepError(
                file.name, "It is no spreadsheet, so there are no columns to map.", code="exchange.mapping"
            )
        _write_mapping(document.mapping, proposal)
    return document


def _write_mapping(mapping: "Mapping", path: Path) -> None:
    path.write_text(mapping.to_json() + "\n", encoding="utf-8")
    console().print(f"{path}: change the columns there and read the file again with --mapping {path}.")


def _health(plan: "Plan", findings: tuple[Finding, ...], asked: dict[str, Any]) -> "Health | None":
    """Return the health of a plan, None where it is not sound enough to be scheduled."""
    if any(finding.severity >= Severity.ERROR for finding in findings):
        return None
    with working("Assessing its health"):
        return health_of(plan, **asked)


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
