"""From P6's tables to the plan."""

import numpy as np

from lockstep.exchange.document import Count, Document, Source
from lockstep.exchange.primavera.activities import Scatter, map_activities, map_constraints, map_suspensions
from lockstep.exchange.primavera.calendars import map_calendars
from lockstep.exchange.primavera.costs import map_expenses, map_rates
from lockstep.exchange.primavera.links import map_links
from lockstep.exchange.primavera.outline import Outline, map_outline
from lockstep.exchange.primavera.projects import calendar_hours, map_projects
from lockstep.exchange.primavera.resources import map_assignments, map_resources
from lockstep.exchange.primavera.roles import keep_other_roles, map_fillings
from lockstep.exchange.primavera.stored import map_stored
from lockstep.exchange.primavera.tables import P6Tables, index_by
from lockstep.exchange.worktime import WorkTime
from lockstep.foundation.findings import LockstepError
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import Baseline, Plan, Splits, Timephased
from lockstep.plan.columns import frozen


def map_primavera(tables: P6Tables, source: Source, baselines: tuple[Baseline, ...] = ()) -> Document:
    """Return the document of P6's tables. Raises LockstepError where they hold no project."""
    if not len(tables["PROJECT"]):
        raise LockstepError(
            tables.notices.file_place,
            "The file holds no project; export at least one project from P6.",
            code="exchange.no_project",
        )
    calendars, calendar_rows = map_calendars(tables)
    projects = map_projects(tables, calendar_rows, calendar_hours(tables))
    project_rows = index_by(tables["PROJECT"].column("proj_id"))
    outline = map_outline(tables, project_rows)
    scatter = Scatter(tables, outline)
    activities = map_activities(scatter, calendar_rows, projects, WorkTime(calendars))
    links, lost_links = map_links(tables, outline.of_task)
    people = map_resources(tables, calendar_rows)
    fillings, filling_counts = map_fillings(tables, people)
    work = map_assignments(tables, outline.of_task, people)
    keep_other_roles(tables, people, fillings)
    assignments, lost_assignments = work.assignments, work.lost
    data_date = min((p.data_date_ticks for p in projects if p.data_date_ticks != NO_TICKS), default=NO_TICKS)
    stored = map_stored(scatter, activities, projects)
    _keep_lost(tables, "TASK", outline.of_task)
    _keep_lost(tables, "PROJWBS", outline.of_wbs)
    plan = Plan(
        name=projects[0].name if len(projects) == 1 else source.file_name,
        projects=tuple(projects),
        calendars=calendars,
        activities=activities,
        links=links,
        constraints=map_constraints(scatter),
        splits=Splits(frozen((), np.int32), frozen((), np.int64), frozen((), np.int64)),
        suspensions=map_suspensions(scatter, activities),
        resources=people.resources,
        availability=people.availability,
        assignments=assignments,
        timephased=Timephased(
            *(frozen((), dtype) for dtype in (np.int32, np.int64, np.int64, np.int64, np.int8))
        ),
        baselines=baselines,
        expenses=map_expenses(tables, outline.of_task, people),
        rates=map_rates(tables, people, data_date),
        curves=work.curves.curves,
        fillings=fillings,
    )
    counts = (
        *_counts(tables, plan, outline, (lost_links, lost_assignments)),
        *filling_counts,
        *work.curves.counts,
    )
    filled = Source(source.format, source.file_name, source.version, source.product, source.encoding, counts)
    return Document(plan, stored, tables.raw, tables.notices.all(), filled)


def _counts(tables: P6Tables, plan: Plan, outline: Outline, lost: tuple[int, int]) -> tuple[Count, ...]:
    """Return what was found and what became of it; `lost` are links and assignments."""
    (lost_links, lost_assignments), tasks, wbs = lost, outline.of_task, outline.of_wbs
    lost_tasks, lost_wbs = tasks.count(-1), wbs.count(-1)
    nowhere = "their project is not in the file"
    calendars = len(tables["CALENDAR"])
    return (
        Count("projects", len(tables["PROJECT"]), len(plan.projects)),
        Count("activities", len(tasks), len(tasks) - lost_tasks, lost_tasks, nowhere),
        Count("WBS rows", len(wbs), len(wbs) - lost_wbs, lost_wbs, nowhere),
        Count(
            "links",
            len(plan.links) + lost_links,
            len(plan.links),
            lost_links,
            "one of their activities is not in the file",
        ),
        Count("calendars", calendars, len(plan.calendars) if calendars else 0),
        Count("resources and roles", len(tables["RSRC"]) + len(tables["ROLES"]), len(plan.resources)),
        Count(
            "assignments",
            len(plan.assignments) + lost_assignments,
            len(plan.assignments),
            lost_assignments,
            "their activity is not in the file",
        ),
    )


def _keep_lost(tables: P6Tables, name: str, indices: list[int]) -> None:
    rows = [row for row, index in enumerate(indices) if index < 0]
    if rows:
        tables[name].keep(rows, tables.raw)
        tables.notices.warn(
            "exchange.lost_rows",
            f"table {name}",
            f"{len(rows)} rows belong to no project of the file and were kept aside.",
        )
