"""Soundness: what a plan must hold before anyone computes with it. One check a function, all findings returned."""

from collections.abc import Callable, Iterator

import numpy as np

from lockstep.foundation.findings import Finding, Severity, worst_first
from lockstep.foundation.ticks import EARLIEST_TICKS, LATEST_TICKS, NO_TICKS
from lockstep.plan.activities import ActivityKind
from lockstep.plan.calendars import shifts_on
from lockstep.plan.plan import Plan

Check = Callable[[Plan], Iterator[Finding]]


def unsound(plan: Plan) -> tuple[Finding, ...]:
    """Return every fault of a plan, worst first; empty for a sound plan. Loops are found by the scheduler."""
    return worst_first(finding for check in _CHECKS for finding in check(plan))


def _references(plan: Plan) -> Iterator[Finding]:
    sizes = {"activities": len(plan.activities), "resources": len(plan.resources)}
    sizes |= {"calendars": len(plan.calendars), "projects": len(plan.projects)}
    sizes |= {"assignments": len(plan.assignments)}
    wanted = (
        ("activities", "project", "projects", 0),
        ("activities", "calendar", "calendars", -1),
        ("links", "predecessor", "activities", 0),
        ("links", "successor", "activities", 0),
        ("constraints", "activity", "activities", 0),
        ("splits", "activity", "activities", 0),
        ("suspensions", "activity", "activities", 0),
        ("resources", "calendar", "calendars", -1),
        ("availability", "resource", "resources", 0),
        ("assignments", "activity", "activities", 0),
        ("assignments", "resource", "resources", -1),
        ("timephased", "assignment", "assignments", 0),
        ("curves", "assignment", "assignments", 0),
        ("fillings", "resource", "resources", 0),
        ("fillings", "role", "resources", 0),
    )
    for table, column, target, lowest in wanted:
        values = getattr(getattr(plan, table), column)
        for row in np.flatnonzero((values < lowest) | (values >= sizes[target])):
            yield Finding(
                "plan.reference",
                Severity.ERROR,
                f"{table} row {row}",
                f"{column} is {values[row]}, but {target} has rows 0 to {sizes[target] - 1}; correct the source.",
            )


def _outline(plan: Plan) -> Iterator[Finding]:
    parents = plan.activities.parent
    rows = np.arange(len(parents))
    for row in np.flatnonzero((parents >= rows) | (parents < -1)):
        yield Finding(
            "plan.outline",
            Severity.ERROR,
            plan.place(int(row)),
            "Its summary comes after it; put every summary before its children.",
            (int(row),),
        )


def _self_links(plan: Plan) -> Iterator[Finding]:
    for row in np.flatnonzero(plan.links.predecessor == plan.links.successor):
        activity = int(plan.links.predecessor[row])
        yield Finding(
            "plan.self_link",
            Severity.ERROR,
            plan.place(activity),
            "It is linked to itself; remove the link.",
            (activity,),
        )


def _durations(plan: Plan) -> Iterator[Finding]:
    for name in ("duration_ticks", "remaining_ticks"):
        for row in np.flatnonzero(getattr(plan.activities, name) < 0):
            words = name.removesuffix("_ticks")
            yield Finding(
                "plan.negative_duration",
                Severity.ERROR,
                plan.place(int(row)),
                f"Its {words} is negative; set it to zero or more.",
                (int(row),),
            )


def _dates(plan: Plan) -> Iterator[Finding]:
    for name in ("actual_start_ticks", "actual_finish_ticks", "planned_start_ticks", "planned_finish_ticks"):
        values = getattr(plan.activities, name)
        strange = (values != NO_TICKS) & ((values < EARLIEST_TICKS) | (values > LATEST_TICKS))
        for row in np.flatnonzero(strange):
            words = name.removesuffix("_ticks").replace("_", " ")
            yield Finding(
                "plan.absurd_date",
                Severity.ERROR,
                plan.place(int(row)),
                f"Its {words} lies outside the years 1900 to 2200; correct the date.",
                (int(row),),
            )


def _actuals(plan: Plan) -> Iterator[Finding]:
    activities = plan.activities
    start, finish = activities.actual_start_ticks, activities.actual_finish_ticks
    backwards = (start != NO_TICKS) & (finish != NO_TICKS) & (finish < start)
    for row in np.flatnonzero(backwards):
        yield Finding(
            "plan.actual_order",
            Severity.WARNING,
            plan.place(int(row)),
            "Its actual finish is before its actual start; correct one of them.",
            (int(row),),
        )


def _summaries(plan: Plan) -> Iterator[Finding]:
    has_child = np.zeros(len(plan.activities), dtype=bool)
    parents = plan.activities.parent
    has_child[parents[(parents >= 0) & (parents < len(parents))]] = True
    is_summary = plan.activities.kind == ActivityKind.SUMMARY
    for row in np.flatnonzero(has_child & ~is_summary):
        yield Finding(
            "plan.parent_kind",
            Severity.ERROR,
            plan.place(int(row)),
            "It has children but is not a summary activity; make it one or move its children.",
            (int(row),),
        )


def _working_time(plan: Plan) -> Iterator[Finding]:
    for index, calendar in enumerate(plan.calendars):
        has_week = any(shifts_on(plan.calendars, index, day) for day in range(20_000, 20_007))
        if has_week or calendar.exceptions or calendar.work_weeks:
            continue
        yield Finding(
            "calendar.no_working_time",
            Severity.WARNING,
            f"calendar '{calendar.name}'",
            "It has no working time at all; work on it is scheduled around the clock until shifts are added.",
        )


_CHECKS: tuple[Check, ...] = (
    _references,
    _outline,
    _self_links,
    _durations,
    _dates,
    _actuals,
    _summaries,
    _working_time,
)
