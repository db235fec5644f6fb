"""Checks 6 to 8 and 10: float, duration and resources; and how float is distributed."""

from itertools import pairwise
from typing import Final

import numpy as np

from lockstep.engine.health.facts import TOLERANCE_TICKS, Facts, View
from lockstep.engine.health.judging import check_of, share_check
from lockstep.engine.health.logic import NOTHING_INCOMPLETE, incomplete
from lockstep.engine.health.result import FloatBand, HealthCheck, Offense, Outcome
from lockstep.engine.health.rules import DurationReading
from lockstep.engine.preparing import worked
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind
from lockstep.plan.columns import Int64

BANDS: Final = (0.0, 5.0, 10.0, 20.0, 44.0)


def work_rows(facts: Facts, view: View) -> Int64:
    """Return the incomplete activities of a view that are no milestones."""
    return np.flatnonzero(view.members & facts.is_in_scope & facts.is_incomplete & ~facts.is_milestone)


def high_float(facts: Facts, view: View) -> HealthCheck:
    """Check 6: incomplete activities with more float than the limit."""
    rows = work_rows(facts, view)
    floats = facts.schedule.total_float_ticks[rows]
    found = floats > facts.rules.high_float_days * facts.day_ticks[rows] + TOLERANCE_TICKS
    offenses = [
        Offense(row, -1, f"{facts.place(row)} has {facts.days(row, ticks)} of total float.")
        for row, ticks in zip(rows[found].tolist(), floats[found].tolist(), strict=True)
    ]
    what = f"incomplete activities have more than {facts.rules.high_float_days:g} days of float"
    return share_check("6", offenses, len(rows), facts.rules.most_high_float, what, NOTHING_INCOMPLETE)


def negative_float(facts: Facts, view: View) -> HealthCheck:
    """Check 7: incomplete activities that are late for a date that holds them."""
    rows = incomplete(facts, view)
    floats = facts.schedule.total_float_ticks[rows]
    found = (floats < -TOLERANCE_TICKS) & (floats != NO_TICKS)
    offenses = [
        Offense(row, -1, f"{facts.place(row)} is {facts.days(row, -ticks)} late for what it must meet.")
        for row, ticks in zip(rows[found].tolist(), floats[found].tolist(), strict=True)
    ]
    what = "incomplete activities have negative float"
    return share_check("7", offenses, len(rows), facts.rules.most_negative_float, what, NOTHING_INCOMPLETE)


def high_duration(facts: Facts, view: View) -> HealthCheck:
    """Check 8: incomplete activities that last longer than the limit."""
    rows, limit = work_rows(facts, view), facts.rules.most_high_duration
    is_by_baseline = facts.rules.duration_reading is DurationReading.BASELINE
    ticks = baseline_durations(facts)[rows] if is_by_baseline else facts.plan.activities.remaining_ticks[rows]
    if is_by_baseline and not (ticks != NO_TICKS).any():
        sentence = "No incomplete activity has a baseline duration."
        return check_of("8", None, 0, 0, limit, Outcome.NOT_APPLICABLE, (), sentence)
    is_package = np.isin(rows, np.array(facts.rules.planning_packages, np.int64))
    most = facts.rules.high_duration_days * facts.day_ticks[rows] + TOLERANCE_TICKS
    found = (ticks != NO_TICKS) & ~is_package & (ticks > most)
    word = "was baselined at" if is_by_baseline else "still takes"
    offenses = [
        Offense(row, -1, f"{facts.place(row)} {word} {facts.days(row, length)}.")
        for row, length in zip(rows[found].tolist(), ticks[found].tolist(), strict=True)
    ]
    what = f"incomplete activities last more than {facts.rules.high_duration_days:g} days"
    return share_check("8", offenses, len(rows), limit, what, NOTHING_INCOMPLETE)


def baseline_durations(facts: Facts) -> Int64:
    """Return baseline durations; where only dates are kept, the working time between them."""
    columns, calendars = facts.baseline, facts.ready.net.calendar
    has_dates = (columns.start_ticks != NO_TICKS) & (columns.finish_ticks != NO_TICKS)
    from_dates = has_dates & (columns.duration_ticks == NO_TICKS)
    durations = columns.duration_ticks.copy()
    rows = np.flatnonzero(from_dates)
    after = worked(facts.ready, calendars[rows], columns.finish_ticks[rows])
    durations[rows] = after - worked(facts.ready, calendars[rows], columns.start_ticks[rows])
    return durations


def missing_resources(facts: Facts, view: View) -> HealthCheck:
    """Check 10: incomplete activities of a day or more that nobody and no money is assigned to."""
    activities, assignments = facts.plan.activities, facts.plan.assignments
    rows = work_rows(facts, view)
    rows = rows[activities.kind[rows] != ActivityKind.MARGIN]
    has_resource = np.zeros(len(activities), np.bool_)
    has_resource[assignments.activity[assignments.resource >= 0]] = True
    is_long = activities.duration_ticks[rows] >= facts.day_ticks[rows] - TOLERANCE_TICKS
    found = is_long & ~has_resource[rows]
    offenses = [
        Offense(
            row, -1, f"{facts.place(row)} takes {facts.days(row, length)} and has no resource and no cost."
        )
        for row, length in zip(
            rows[found].tolist(), activities.duration_ticks[rows[found]].tolist(), strict=True
        )
    ]
    what = "incomplete activities have neither resource nor cost"
    limit = facts.rules.most_without_resources
    return share_check("10", offenses, len(rows), limit, what, NOTHING_INCOMPLETE)


def float_bands(facts: Facts, view: View) -> tuple[FloatBand, ...]:
    """Return how the total float of incomplete activities is distributed."""
    rows = incomplete(facts, view)
    days = facts.schedule.total_float_ticks[rows] / facts.day_ticks[rows]
    is_negative = facts.schedule.total_float_ticks[rows] < -TOLERANCE_TICKS
    days = days[~is_negative]
    bands = [
        FloatBand("negative", None, int(is_negative.sum())),
        FloatBand("none", 0.0, int((days <= 0).sum())),
    ]
    for lower, upper in pairwise(BANDS):
        inside = (days > lower) & (days <= upper)
        bands.append(FloatBand(f"above {lower:g} to {upper:g} days", upper, int(inside.sum())))
    above = int((days > BANDS[-1]).sum())
    return (*bands, FloatBand(f"above {BANDS[-1]:g} days", None, above))
