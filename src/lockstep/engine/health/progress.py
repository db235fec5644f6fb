"""Checks 9, 11 and 14: dates beside the data date and the baseline; and progress out of sequence."""

import numpy as np

from lockstep.engine.health.facts import TOLERANCE_TICKS, Facts, View
from lockstep.engine.health.judging import at_least, at_most, check_of, share_check, share_of
from lockstep.engine.health.result import HealthCheck, Offense
from lockstep.engine.health.rules import ExecutionReading
from lockstep.engine.kernels import codes
from lockstep.engine.wording import moment_words
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan.columns import Bool, Int64

NO_DATA_DATE = "No project in view has a data date and activities in scope."
NOTHING_DUE = "No activity in scope was to finish by the data date in the baseline."


def dated(facts: Facts, view: View) -> Bool:
    """Return the activities in scope, milestones by the rules, whose project has a data date."""
    return view.members & facts.is_open & (facts.data_date != NO_TICKS)


def past_forecasts(facts: Facts, view: View) -> HealthCheck:
    """Check 9a: work that is not done and yet lies before the data date."""
    rows = np.flatnonzero(dated(facts, view) & facts.is_incomplete)
    by, schedule = facts.data_date[rows], facts.schedule
    is_unstarted = facts.plan.activities.actual_start_ticks[rows] == NO_TICKS
    starts = is_unstarted & (schedule.start_ticks[rows] < by - TOLERANCE_TICKS)
    finishes = schedule.finish_ticks[rows] < by - TOLERANCE_TICKS
    offenses = []
    for at in np.flatnonzero(starts | finishes).tolist():
        row = int(rows[at])
        word, moment = ("start", schedule.start_ticks) if starts[at] else ("finish", schedule.finish_ticks)
        offenses.append(
            Offense(
                row,
                -1,
                f"{facts.place(row)} is forecast to {word} {moment_words(int(moment[row]))}, before the data "
                f"date {moment_words(int(by[at]))}.",
            )
        )
    return _dates_check(facts, "9a", offenses, len(rows), "incomplete activities are forecast in the past")


def future_actuals(facts: Facts, view: View) -> HealthCheck:
    """Check 9b: what is recorded as done after the data date."""
    rows = np.flatnonzero(dated(facts, view))
    by, activities = facts.data_date[rows], facts.plan.activities
    starts = activities.actual_start_ticks[rows] > by + TOLERANCE_TICKS
    finishes = activities.actual_finish_ticks[rows] > by + TOLERANCE_TICKS
    offenses = []
    for at in np.flatnonzero(starts | finishes).tolist():
        row = int(rows[at])
        column = activities.actual_start_ticks if starts[at] else activities.actual_finish_ticks
        word = "started" if starts[at] else "finished"
        offenses.append(
            Offense(
                row,
                -1,
                f"{facts.place(row)} is recorded as {word} {moment_words(int(column[row]))}, after the data "
                f"date {moment_words(int(by[at]))}.",
            )
        )
    return _dates_check(facts, "9b", offenses, len(rows), "activities have actual dates in the future")


def _dates_check(facts: Facts, code: str, offenses: list[Offense], out_of: int, what: str) -> HealthCheck:
    value = float(len(offenses)) if out_of else None
    limit = float(facts.rules.most_invalid_dates)
    sentence = f"{len(offenses):,} of {out_of:,} {what}." if out_of else NO_DATA_DATE
    return check_of(code, value, len(offenses), out_of, limit, at_most(value, limit), offenses, sentence)


def finishes(facts: Facts) -> Int64:
    """Return actual finishes, and forecast ones of what is not finished."""
    actual = facts.plan.activities.actual_finish_ticks
    return np.where(actual != NO_TICKS, actual, facts.schedule.finish_ticks)


def is_due(facts: Facts) -> Bool:
    """Return the activities that were to finish by their data date in the baseline."""
    baseline = facts.baseline.finish_ticks
    return (baseline != NO_TICKS) & (facts.data_date != NO_TICKS) & (baseline <= facts.data_date)


def missed(facts: Facts, view: View) -> HealthCheck:
    """Check 11: activities due by the data date that finished, or will finish, after their baseline."""
    rows = np.flatnonzero(dated(facts, view) & is_due(facts))
    offenses = late_ones(facts, rows)
    what = "activities due by the data date finish after their baseline"
    return share_check("11", offenses, len(rows), facts.rules.most_missed, what, NOTHING_DUE)


def late_ones(facts: Facts, rows: Int64) -> list[Offense]:
    """Return those of the rows that finish after their baseline."""
    found, baseline = finishes(facts), facts.baseline.finish_ticks
    late = facts.is_later(rows, found[rows], baseline[rows])
    return [
        Offense(
            row,
            -1,
            f"{facts.place(row)} was to finish {moment_words(int(baseline[row]))} and "
            f"{'is forecast for' if facts.is_incomplete[row] else 'finished'} {moment_words(int(found[row]))}.",
        )
        for row in rows[late].tolist()
    ]


def execution_index(facts: Facts, view: View) -> HealthCheck:
    """Check 14: activities finished of those that were to be finished."""
    counted = dated(facts, view) & ~facts.is_milestone
    actual = facts.plan.activities.actual_finish_ticks
    is_done = (actual != NO_TICKS) & (actual <= facts.data_date)
    is_unbaselined = facts.baseline.finish_ticks == NO_TICKS
    if facts.rules.execution_reading is ExecutionReading.COMPLETED_UNBASELINED:
        is_unbaselined &= is_done
    should = counted & (is_due(facts) | is_unbaselined)
    done, out_of = int((counted & is_done).sum()), int(should.sum())
    value = share_of(done, out_of) if facts.has_baseline else None
    limit = facts.rules.least_execution_index
    sentence = "There is no baseline, no data date, or nothing was due."
    offenses: list[Offense] = []
    if value is not None:
        sentence = (
            f"{done:,} activities are finished where {out_of:,} were due or not baselined ({value:.3f})."
        )
        offenses = [_unfinished(facts, row) for row in np.flatnonzero(should & ~is_done).tolist()]
    return check_of("14", value, done, out_of, limit, at_least(value, limit), offenses, sentence)


def _unfinished(facts: Facts, row: int) -> Offense:
    baseline = int(facts.baseline.finish_ticks[row])
    if baseline == NO_TICKS:
        return Offense(row, -1, f"{facts.place(row)} is not finished and has no baseline finish.")
    return Offense(row, -1, f"{facts.place(row)} was to finish {moment_words(baseline)} and is not finished.")


def out_of_sequence(facts: Facts, view: View) -> tuple[Offense, ...]:
    """Return progress that came before its predecessors allowed it, by link; leads excuse nothing and are skipped."""
    links, activities = facts.plan.links, facts.plan.activities
    rows = np.flatnonzero(facts.is_live_link & (facts.ready.net.lag_ticks >= 0))
    before, after, kind = links.predecessor[rows], links.successor[rows], links.kind[rows]
    chosen = view.members & facts.is_in_scope
    from_finish = (kind == codes.FS) | (kind == codes.FF)
    to_start = (kind == codes.FS) | (kind == codes.SS)
    given = np.where(
        from_finish, activities.actual_finish_ticks[before], activities.actual_start_ticks[before]
    )
    taken = np.where(to_start, activities.actual_start_ticks[after], activities.actual_finish_ticks[after])
    too_early = (given == NO_TICKS) | (given > taken + TOLERANCE_TICKS)
    found = chosen[after] & facts.is_in_scope[before] & (taken != NO_TICKS) & too_early
    offenses = []
    for at in np.flatnonzero(found).tolist():
        verb = "started" if to_start[at] else "finished"
        condition = "finished" if from_finish[at] else "started"
        row = int(after[at])
        words = f"{facts.place(row)} {verb} before {facts.named(int(before[at]))} had {condition}."
        offenses.append(Offense(row, int(rows[at]), words))
    return tuple(offenses)
