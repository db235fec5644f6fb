"""`lockstep schedule FILE...`: critical path over all the files, joined into one network."""

from typing import TYPE_CHECKING, Annotated

import typer

from lockstep.cli.exits import exit_by
from lockstep.cli.findings import print_findings
from lockstep.cli.output import STANDARD_OUTPUT, console, plural, table, write_json
from lockstep.cli.reading import JsonOut, MappingFile, PlanFiles, read_joined, working

if TYPE_CHECKING:
    from lockstep.engine import Schedule
    from lockstep.plan import Plan

Rows = Annotated[
    int, typer.Option("--rows", min=0, metavar="N", help="Show at most N activities; 0 shows all.")
]


def command(files: PlanFiles, json: JsonOut = None, rows: Rows = 40, mapping: MappingFile = None) -> None:
    """Schedule plans and print their dates, floats and critical path."""
    from lockstep.engine import schedule as engine_schedule

    plan, read_findings = read_joined(files, mapping)
    with working(f"Scheduling {plural(len(plan.activities), 'activity', 'activities')}"):
        result = engine_schedule(plan)
    findings = (*read_findings, *result.findings)
    if json is not None:
        from lockstep.cli.schedule_form import schedule_form

        write_json(schedule_form(plan, result, findings), json)
    if json != STANDARD_OUTPUT:
        _print_projects(plan, result)
        _print_activities(plan, result, rows)
    print_findings(findings)
    exit_by(findings)


def _print_projects(plan: "Plan", result: "Schedule") -> None:
    from lockstep.foundation.ticks import iso_of

    made = table(
        "Project", "Activities", "Critical", "Finish", right=("Activities", "Critical"), wraps=("Project",)
    )
    for number, project in enumerate(plan.projects):
        mine = plan.activities.project == number
        made.add_row(
            project.name,
            f"{int(mine.sum()):,}",
            f"{int((mine & result.is_critical).sum()):,}",
            moment(iso_of(int(result.project_finish_ticks[number]))),
        )
    console().print(made)


def _print_activities(plan: "Plan", result: "Schedule", rows: int) -> None:
    from lockstep.cli.schedule_form import minutes_form
    from lockstep.foundation.ticks import iso_of

    count = len(plan.activities)
    shown, is_cut = list(range(count)), bool(rows) and count > rows
    if is_cut:
        shown = result.is_on_longest_path.nonzero()[0].tolist()[:rows]
    made = table(
        "Id",
        "Activity",
        "Early start",
        "Early finish",
        "Total float",
        "Critical",
        title="On the longest path" if is_cut else None,
        right=("Total float",),
        wraps=("Activity",),
    )
    for index in shown:
        float_minutes = minutes_form(int(result.total_float_ticks[index]))
        made.add_row(
            plan.activities.codes[index],
            plan.activities.names[index],
            moment(iso_of(int(result.early_start_ticks[index]))),
            moment(iso_of(int(result.early_finish_ticks[index]))),
            "" if float_minutes is None else f"{float_minutes / 60:,.1f} h",
            "critical" if result.is_critical[index] else "",
            style="bold" if result.is_critical[index] else None,
        )
    console().print(made)
    if is_cut:
        rest = plural(count - len(shown), "more activity", "more activities")
        console().print(f"{rest}; --rows 0 shows all, --json writes all.")


def moment(iso: str | None) -> str:
    """Return a moment for a table: date and minute.

    >>> moment("2026-03-02T08:00:00"), moment(None)
    ('2026-03-02 08:00', '')
    """
    return iso[:16].replace("T", " ") if iso else ""
