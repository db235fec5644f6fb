"""`lockstep level FILE`: delays after which nobody has more work than time."""

import time
from typing import TYPE_CHECKING, Annotated

import typer

from lockstep.cli.exits import exit_by
from lockstep.cli.findings import print_findings
from lockstep.cli.output import STANDARD_OUTPUT, console, plural, table, write_json
from lockstep.cli.reading import JsonOut, PlanFiles, read_joined, working

if TYPE_CHECKING:
    from lockstep.engine import CapacityValue, Leveling
    from lockstep.plan import Plan

Seconds = Annotated[
    float, typer.Option("--seconds", min=0, metavar="S", help="Search for a shorter schedule for S seconds.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, metavar="N", help="Seed of the search.")]
Rounds = Annotated[
    int | None,
    typer.Option(
        "--rounds", min=0, metavar="N", help="End after N rounds; the same seed then gives the same."
    ),
]
WithinFloat = Annotated[
    bool, typer.Option("--within-float", help="Never move a finish; some overload may stay.")
]
Split = Annotated[
    bool, typer.Option("--split", help="Let work pause and go on later, in pieces of at least a day.")
]
LeadDays = Annotated[
    float,
    typer.Option(
        "--lead-days", min=0, metavar="D", help="Calendar days until one more of a resource is there."
    ),
]
RampDays = Annotated[
    float,
    typer.Option("--ramp-days", min=0, metavar="D", help="Calendar days in which it grows to full use."),
]
Rows = Annotated[int, typer.Option("--rows", min=0, metavar="N", help="Show at most N delays; 0 shows all.")]

THREADS = 2
_ENDLESS = 10**9


def command(
    files: PlanFiles,
    seconds: Seconds = 10.0,
    seed: Seed = 1,
    rounds: Rounds = None,
    within_float: WithinFloat = False,
    split: Split = False,
    lead_days: LeadDays = 0.0,
    ramp_days: RampDays = 0.0,
    json: JsonOut = None,
    rows: Rows = 40,
) -> None:
    """Propose delays after which no resource has more work than time; the files stay as they are."""
    from lockstep.engine import Aim, Hiring, LevelingRules, Splitting, level, value_of_capacity
    from lockstep.engine import schedule as engine_schedule
    from lockstep.foundation.ticks import TICKS_PER_DAY

    plan, read_findings = read_joined(files)
    rules = LevelingRules(
        aim=Aim.WITHIN_FLOAT if within_float else Aim.AS_SHORT_AS_POSSIBLE,
        splitting=Splitting.ALLOWED if split else Splitting.NEVER,
    )
    hiring = Hiring(round(lead_days * TICKS_PER_DAY), round(ramp_days * TICKS_PER_DAY))
    with working(f"Leveling {plural(len(plan.activities), 'activity', 'activities')}"):
        before = engine_schedule(plan)
        until = time.monotonic() + seconds
        answer = level(
            plan,
            before,
            rules=rules,
            seed=seed,
            iterations=_ENDLESS if rounds is None else rounds,
            workers=THREADS,
            stop=lambda: time.monotonic() > until,
        )
        values = value_of_capacity(plan, before, answer, rules=rules, hiring=hiring)
    findings = (*read_findings, *before.findings, *answer.findings)
    if json is not None:
        from lockstep.cli.level_form import level_form

        write_json(level_form(plan, answer, values, findings), json)
    if json != STANDARD_OUTPUT:
        _print_summary(answer)
        _print_delays(plan, answer, rows)
        _print_resources(plan, answer, values)
    print_findings(findings)
    exit_by(findings)


def _print_summary(answer: "Leveling") -> None:
    from lockstep.cli.scheduling import moment
    from lockstep.foundation.ticks import TICKS_PER_HOUR, iso_of

    made = table("", "Before", "After", right=("Before", "After"))
    before, after = answer.finish_before_ticks, answer.finish_after_ticks
    made.add_row("Finish", moment(iso_of(before)), moment(iso_of(after)))
    hours = (answer.overload_before_ticks.sum(), answer.overload_after_ticks.sum())
    made.add_row("Overload", *(f"{value / TICKS_PER_HOUR:,.1f} h" for value in hours))
    console().print(made)
    delays = plural(len(answer.delays), "delay")
    bound = moment(iso_of(answer.lower_bound_ticks))
    pauses = f" and {plural(len(answer.gaps), 'pause')}" if answer.gaps else ""
    console().print(f"{delays}{pauses} proposed; no schedule without overload finishes before {bound}.")


def _print_delays(plan: "Plan", answer: "Leveling", rows: int) -> None:
    from lockstep.cli.scheduling import moment
    from lockstep.foundation.ticks import TICKS_PER_HOUR, iso_of

    made = table(
        "Id", "Activity", "Start", "Finish", "Delay", "Waits for", right=("Delay",), wraps=("Activity",)
    )
    for delay in answer.delays[: rows or None]:
        blocker = delay.blocked_by
        words = [plan.resources.names[blocker.resource]] if blocker.resource >= 0 else []
        if blocker.activity >= 0:
            name = plan.activities.names[blocker.activity]
            words.append(f"busy with '{name}' (priority {blocker.priority})")
        made.add_row(
            plan.activities.codes[delay.activity],
            plan.activities.names[delay.activity],
            moment(iso_of(delay.start_ticks)),
            moment(iso_of(delay.finish_ticks)),
            f"{delay.delay_work_ticks / TICKS_PER_HOUR:,.1f} h",
            ", ".join(words),
        )
    console().print(made)
    if rows and len(answer.delays) > rows:
        rest = plural(len(answer.delays) - rows, "more delay")
        console().print(f"{rest}; --rows 0 shows all, --json writes all.")


def _print_resources(plan: "Plan", answer: "Leveling", values: "tuple[CapacityValue, ...]") -> None:
    from lockstep.foundation.ticks import TICKS_PER_HOUR

    gained = {value.resource: f"{value.gained_days:,.1f} d" for value in values}
    made = table(
        "Resource",
        "Overload before",
        "after",
        "One more gains",
        right=("Overload before", "after", "One more gains"),
        wraps=("Resource",),
    )
    before, after = answer.overload_before_ticks, answer.overload_after_ticks
    for resource, name in enumerate(plan.resources.names):
        if before[resource] or after[resource] or resource in gained:
            hours = [f"{value[resource] / TICKS_PER_HOUR:,.1f} h" for value in (before, after)]
            made.add_row(name, *hours, gained.get(resource, ""))
    console().print(made)
