"""What a plan needs below a node: money, and people in its busiest week."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from lockstep.domain.planning.bridge.compiled import Compiled
from lockstep.domain.planning.bridge.costs import costs_by_currency
from lockstep.domain.planning.bridge.loads import workload_between
from lockstep.domain.planning.bridge.rollups import rows_below
from lockstep.foundation.ticks import NO_TICKS, TICKS_PER_HOUR
from lockstep.plan import ResourceKind
from lockstep.plan.columns import Int64

HOURS_OF_A_WEEK: Final = 40
"""A full-time week, in which people are counted."""
WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Needs:
    """Money by the plan in minor units, None with more than one currency or none; people in the busiest week to come.

    `peak_day` is the day number of the Monday of that week, None where nobody is asked for.
    """

    cost_minor: int | None
    currency: str
    peak_people: float | None
    peak_day: int | None


def needs_of(compiled: Compiled, path: str) -> Needs:
    """Return what the work at and below a path needs."""
    rows = rows_below(compiled, path)
    sums = {code: float(column[rows].sum()) for code, column in costs_by_currency(compiled.plan).items()}
    named = sorted(code for code, amount in sums.items() if code and amount)
    total = sum(sums.values())
    cost = round(total) if total and len(named) < 2 else None
    return Needs(cost, named[0] if cost is not None and named else "", *_peak(compiled, rows))


def _peak(compiled: Compiled, rows: Int64) -> tuple[float | None, int | None]:
    plan, schedule, table = compiled.plan, compiled.schedule, compiled.plan.assignments
    is_open = np.zeros(len(plan.activities), np.bool_)
    is_open[rows] = True
    is_open &= (plan.activities.actual_finish_ticks == NO_TICKS) & (schedule.start_ticks != NO_TICKS)
    is_open &= schedule.finish_ticks != NO_TICKS
    is_person = np.zeros(len(table.activity), np.bool_)
    known = np.flatnonzero(table.resource >= 0)
    is_person[known] = plan.resources.kind[table.resource[known]] == ResourceKind.WORK
    counts = is_person & is_open[table.activity]
    if not counts.any():
        return None, None
    busy = table.activity[counts]
    load = workload_between(
        plan, schedule, int(schedule.start_ticks[busy].min()), int(schedule.finish_ticks[busy].max()) - 1
    )
    pieces = counts[load.assignment]
    weeks = np.bincount(load.day[pieces] // WEEK, load.ticks[pieces])
    if not len(weeks) or not weeks.max():
        return None, None
    at = int(weeks.argmax())
    people = float(weeks[at]) / (HOURS_OF_A_WEEK * TICKS_PER_HOUR)
    return round(people, 2), load.first_day + WEEK * at
