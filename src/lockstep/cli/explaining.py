"""`lockstep explain FILE ACTIVITY`: why an activity has its dates."""

from typing import TYPE_CHECKING, Annotated

import typer

from lockstep.cli.exits import exit_by
from lockstep.cli.findings import print_findings
from lockstep.cli.output import STANDARD_OUTPUT, console, write_json
from lockstep.cli.reading import JsonOut, PlanFile, read_document

if TYPE_CHECKING:
    from lockstep.plan import Plan

Activity = Annotated[
    str, typer.Argument(metavar="ACTIVITY", help="The activity's id, or its uid, or its name.")
]


def command(file: PlanFile, activity: Activity, json: JsonOut = None) -> None:
    """Say what sets the dates of an activity, back to what nothing else holds."""
    from lockstep.cli.explain_form import explain_form
    from lockstep.engine import explain, schedule

    document = read_document(file)
    index = find_activity(document.plan, activity)
    result = schedule(document.plan)
    explanation = explain(document.plan, result, index)
    findings = tuple(finding for finding in result.findings if index in finding.activities)
    if json is not None:
        write_json(explain_form(document.plan, explanation, findings), json)
    if json != STANDARD_OUTPUT:
        for sentence in explanation.sentences:
            console().print(sentence[:1].upper() + sentence[1:], soft_wrap=True)
    print_findings(findings)
    exit_by(findings)


def find_activity(plan: "Plan", asked: str) -> int:
    """Return the row of the one activity with this id, else this uid, else this name. Raises typer.BadParameter."""
    table = plan.activities
    for found in (
        [row for row, code in enumerate(table.codes) if code == asked],
        [row for row, uid in enumerate(table.uids.tolist()) if str(uid) == asked],
        [row for row, name in enumerate(table.names) if name.casefold() == asked.casefold()],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"{plan.place(row)} (uid {int(table.uids[row])})" for row in found[:10])
            raise typer.BadParameter(f"{len(found)} activities are called {asked!r}: {names}; ask by uid.")
    raise typer.BadParameter(f"no activity has the id, uid or name {asked!r}; lockstep schedule lists them.")
