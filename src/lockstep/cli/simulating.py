"""`lockstep simulate FILE`: when will it really be done, by Monte Carlo."""

from typing import TYPE_CHECKING, Annotated

import typer

from lockstep.cli.exits import exit_by
from lockstep.cli.findings import print_findings
from lockstep.cli.output import STANDARD_OUTPUT, console, plural, table, write_json
from lockstep.cli.reading import JsonOut, PlanFile, read_document, working

if TYPE_CHECKING:
    from lockstep.engine import Simulation
    from lockstep.plan import Plan

Iterations = Annotated[
    int, typer.Option("--iterations", min=1, max=1_000_000, metavar="N", help="Schedule the plan N times.")
]
Seed = Annotated[
    int, typer.Option("--seed", min=0, metavar="N", help="Which draws; equal seeds, equal bytes.")
]

MOST_SENSITIVE = 10


def command(file: PlanFile, iterations: Iterations = 5_000, seed: Seed = 1, json: JsonOut = None) -> None:
    """Draw durations many times and print when the plan will end, and what decides it.

    Every unfinished activity is drawn from the policy default: triangular, 90 % to 125 % of what remains.
    """
    from lockstep.engine import simulate
    from lockstep.plan import policy_defaults

    document = read_document(file)
    plan = document.plan
    with working(f"Simulating {plural(len(plan.activities), 'activity', 'activities')} {iterations:,} times"):
        result = simulate(plan, policy_defaults(plan), seed=seed, iterations=iterations)
    findings = tuple(dict.fromkeys((*document.findings, *result.findings)))
    if json is not None:
        from lockstep.cli.simulate_form import simulate_form

        write_json(simulate_form(plan, result, findings), json)
    if json != STANDARD_OUTPUT:
        _print_finishes(plan, result)
        _print_sensitive(plan, result)
    print_findings(findings)
    exit_by(findings)


def _print_finishes(plan: "Plan", result: "Simulation") -> None:
    from lockstep.cli.scheduling import moment
    from lockstep.foundation.ticks import iso_of

    made = table("Finish of", "P10", "P50", "P80", "P90", wraps=("Finish of",))
    rows = [(project.name, result.project_finish_ticks[row]) for row, project in enumerate(plan.projects)]
    for name, ticks in [*rows, ("everything", result.whole_finish_ticks)]:
        made.add_row(name, *(moment(iso_of(int(at))) for at in ticks))
    console().print(made)
    known = moment(iso_of(result.deterministic_finish_ticks))
    console().print(
        f"Without uncertainty: {known}, met in {result.deterministic_share:.0%} of {result.iterations:,} iterations. "
        f"Contingency to the P80: {result.contingency_days:,.1f} working days."
    )
    drawn = plural(int(result.has_range.sum()), "activity", "activities")
    console().print(f"{drawn} drawn from the policy default: triangular, 90 % to 125 % of what remains.")


def _print_sensitive(plan: "Plan", result: "Simulation") -> None:
    import numpy as np

    size = np.nan_to_num(result.cruciality, nan=-1.0)
    rows = np.argsort(-size, kind="stable")[:MOST_SENSITIVE]
    made = table(
        "Id",
        "Activity",
        "Criticality",
        "Rank correlation",
        "Cruciality",
        title="What decides the finish",
        right=("Criticality", "Rank correlation", "Cruciality"),
        wraps=("Activity",),
    )
    for row in rows[size[rows] > 0].tolist():
        made.add_row(
            plan.activities.codes[row],
            plan.activities.names[row],
            f"{result.criticality[row]:.0%}",
            f"{result.rank_correlation[row]:.2f}",
            f"{result.cruciality[row]:.2f}",
        )
    if made.row_count:
        console().print(made)
