"""Setting the stage: the tree, calendars, people, and the six plans as they were first agreed."""

from dataclasses import dataclass, field
from typing import Any, Final

from lockstep.demo.cast import CAPACITY
from lockstep.demo.costs import CURRENCY, bill_minor, hourly_minor
from lockstep.demo.outline import OutlineRow, ProjectOutline
from lockstep.demo.story import PORTFOLIO_NAME, PROGRAM_NAME, SYSTEMS_NAME
from lockstep.demo.timeline import WORKDAY, Timeline
from lockstep.domain.ledger import Edit, perform, perform_edits
from lockstep.foundation.ticks import date_of_day, day_of

_KINDS: Final = {"margin": "margin", "loe": "level_of_effort"}
_PER_CHANGE_SET: Final = 250
_HOLIDAY_COUNTRY: Final = "NL"
MANAGERS: Final = "Project manager"
"""The role that those who manage the projects fill."""


@dataclass(slots=True)
class Stage:
    """Ids of what was made."""

    portfolio: int
    program: int
    systems: int
    projects: dict[str, int] = field(default_factory=dict)
    activities: dict[str, int] = field(default_factory=dict)
    links: dict[tuple[str, str], int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)


def build_tree(actor: Any, story: tuple[ProjectOutline, ...], time: Timeline) -> Stage:
    """Add portfolio, program, subsidiary program and the six project nodes."""
    portfolio = _node(
        actor, "portfolio", PORTFOLIO_NAME, None, description="Everything that moves people in the city."
    )
    program = _node(
        actor,
        "program",
        PROGRAM_NAME,
        portfolio,
        code="EL",
        sponsor="Deputy mayor for transport",
        description="A new tram line of 21 stops from Old Harbor to Eastgate, with trams and tickets.",
        target_start=date_of_day(day_of(time.start_of(0))),
        target_finish=date_of_day(day_of(time.end_of(100))),
    )
    systems = _node(
        actor, "program", SYSTEMS_NAME, program, code="ELS", description="Signaling, control and tickets."
    )
    stage = Stage(portfolio, program, systems)
    for outline in story:
        above = systems if outline.is_in_systems else program
        stage.projects[outline.code] = _node(actor, "project", outline.name, above, code=outline.code)
    return stage


def build_calendars(actor: Any, stage: Stage, time: Timeline) -> dict[str, int]:
    """Add the office calendar with public holidays, and the one of the construction crews, who work longer weeks."""
    first, last = time.first_monday.year, time.first_monday.year + 3
    office = perform(
        "people.add_calendar", actor=actor, arguments={"node": stage.program, "name": "Office"}
    ).value
    perform(
        "people.add_public_holidays",
        actor=actor,
        arguments={
            "calendar": office.pk,
            "version": office.version,
            "country": _HOLIDAY_COUNTRY,
            "first_year": first,
            "last_year": last,
        },
    )
    return {"Office": office.pk}


def build_people(actor: Any, stage: Stage, story: tuple[ProjectOutline, ...]) -> None:
    """Add everyone who is named in the story to the program's one pool; who manages a project is of one role."""
    managers = {outline.manager for outline in story}
    role = perform(
        "people.add_resource",
        actor=actor,
        arguments={
            "node": stage.program,
            "name": MANAGERS,
            "kind": "role",
            "max_units": float(len(managers)),
        },
        reason="People of the program",
    ).value.pk
    names = dict.fromkeys(name for outline in story for row in outline.rows for name, _ in row.people)
    edits = [
        Edit(
            "people.add_resource",
            {
                "node": stage.program,
                "name": name,
                "kind": "role" if name in CAPACITY else "person",
                "max_units": CAPACITY.get(name, 1.0),
                "cost_per_hour_minor": hourly_minor(name),
                "currency": CURRENCY,
                "role": role if name in managers else None,
            },
        )
        for name in sorted(names)
    ]
    made = perform_edits(edits, actor=actor, reason="People of the program").value
    stage.people.update({row.name: row.pk for row in made})


def build_plan(actor: Any, stage: Stage, outline: ProjectOutline, calendar: int, time: Timeline) -> None:
    """Write one project's plan: settings, activities level by level, then who works on them."""
    start = time.start_of(outline.start_week)
    arguments = {
        "project": stage.projects[outline.code],
        "changes": {"start_ticks": start, "calendar": calendar, "currency": CURRENCY},
    }
    perform("planning.open_plan", actor=actor, arguments=arguments, reason="Plan opened")
    for level in range(1 + max(row.level for row in outline.rows)):
        rows = [(index, row) for index, row in enumerate(outline.rows) if row.level == level]
        edits = [
            Edit("planning.add_activity", _activity(stage, outline, index, row, time)) for index, row in rows
        ]
        made = perform_edits(edits, actor=actor, reason=f"{outline.name}: first plan").value
        stage.activities.update({row.code: found.pk for (_, row), found in zip(rows, made, strict=True)})
    staffed = [
        Edit(
            "planning.assign",
            {"activity": stage.activities[row.code], "resource": stage.people[name], "units": units},
        )
        for row in outline.rows
        if row.duration_ticks
        for name, units in row.people
    ]
    if staffed:
        perform_edits(staffed, actor=actor, reason=f"{outline.name}: people")


def build_links(actor: Any, stage: Stage, story: tuple[ProjectOutline, ...]) -> None:
    """Link the activities, within projects and across them."""
    wanted = [(link, row.code) for outline in story for row in outline.rows for link in row.links]
    for first in range(0, len(wanted), _PER_CHANGE_SET):
        part = wanted[first : first + _PER_CHANGE_SET]
        edits = [
            Edit(
                "planning.link_activities",
                {
                    "predecessor": stage.activities[link.code],
                    "successor": stage.activities[code],
                    "kind": link.kind,
                    "lag_ticks": link.lag_days * WORKDAY,
                },
            )
            for link, code in part
        ]
        made = perform_edits(edits, actor=actor, reason="Links of the first plans").value
        for (link, code), row in zip(part, made, strict=True):
            stage.links[link.code, code] = row.pk


def _node(actor: Any, kind: str, name: str, parent: int | None, **details: Any) -> int:
    return perform(
        "portfolio.add_node", actor=actor, arguments={"kind": kind, "name": name, "parent": parent, **details}
    ).value.pk


def _activity(
    stage: Stage, outline: ProjectOutline, index: int, row: OutlineRow, time: Timeline
) -> dict[str, Any]:
    changes: dict[str, Any] = {"code": row.code}
    if bill := bill_minor(row.code):
        changes["fixed_cost_minor"] = bill
    if row.is_summary:
        changes["kind"] = "summary"
    elif not row.duration_ticks:
        changes["kind"] = "finish_milestone"
    for word, week in row.remarks:
        if word in _KINDS:
            changes["kind"] = _KINDS[word]
        elif word == "deadline":
            changes["deadline_ticks"] = time.end_of(week or 0)
        elif word == "snet":
            changes |= {
                "constraint": "start_no_earlier_than",
                "constraint_at_ticks": time.start_of(week or 0),
            }
        elif word == "fnlt":
            changes |= {"constraint": "finish_no_later_than", "constraint_at_ticks": time.end_of(week or 0)}
    return {
        "project": stage.projects[outline.code],
        "name": row.name,
        "duration_ticks": row.duration_ticks or 0,
        "parent": _parent(stage, outline, index),
        "changes": changes,
    }


def _parent(stage: Stage, outline: ProjectOutline, index: int) -> int | None:
    level = outline.rows[index].level
    above = [row for row in outline.rows[:index] if row.level < level]
    return stage.activities[above[-1].code] if above else None
