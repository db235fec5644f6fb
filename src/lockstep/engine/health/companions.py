"""Figures beside the fourteen checks: shown, explained, not scored."""

import numpy as np

from lockstep.engine.health.facts import TOLERANCE_TICKS, Facts, View
from lockstep.engine.health.judging import share_of
from lockstep.engine.health.logic import dangling
from lockstep.engine.health.period import DatesBefore, period_starts
from lockstep.engine.health.progress import dated, finishes, late_ones, out_of_sequence
from lockstep.engine.health.result import Companion, Offense
from lockstep.engine.wording import moment_words
from lockstep.foundation.ticks import NO_TICKS
from lockstep.plan import ActivityKind

NO_PERIOD_BEFORE = "No schedule of the period before was given."


def companions(facts: Facts, view: View, before: DatesBefore | None) -> tuple[Companion, ...]:
    """Return all companions of a view."""
    return (
        _dangling_ends(facts, view),
        _out_of_sequence(facts, view),
        hit_rate(facts, view, before),
        current_execution(facts, view, before),
        float_erosion(facts, view, before),
        float_consumption(facts, view),
        margin_left(facts, view),
    )


def _dangling_ends(facts: Facts, view: View) -> Companion:
    found = dangling(facts, view)
    subject = "1 start or finish is" if len(found) == 1 else f"{len(found):,} starts or finishes are"
    sentence = f"{subject} tied to nothing although the activity has links."
    return Companion("dangling_ends", "Dangling ends", float(len(found)), found, sentence)


def _out_of_sequence(facts: Facts, view: View) -> Companion:
    found = out_of_sequence(facts, view)
    sentence = f"{len(found):,} links were overtaken by progress that came before its predecessor allowed it."
    return Companion("out_of_sequence", "Out-of-sequence progress", float(len(found)), found, sentence)


def hit_rate(facts: Facts, view: View, before: DatesBefore | None) -> Companion:
    """Return the share of activities baselined to finish in the period that finished by their baseline."""
    start, baseline = period_starts(facts, before), facts.baseline.finish_ticks
    in_period = (baseline != NO_TICKS) & (baseline > start) & (baseline <= facts.data_date)
    rows = np.flatnonzero(dated(facts, view) & in_period)
    late = {offense.activity: offense for offense in late_ones(facts, rows)}
    actual = facts.plan.activities.actual_finish_ticks
    misses = [
        late.get(row)
        or Offense(row, -1, f"{facts.place(row)} was to finish in the period and is not finished.")
        for row in rows.tolist()
        if row in late or actual[row] == NO_TICKS
    ]
    value = share_of(len(rows) - len(misses), len(rows))
    sentence = "No activity was baselined to finish in the period."
    if value is not None:
        sentence = f"{len(rows) - len(misses):,} of {len(rows):,} finished by their baseline ({value:.1%})."
    return Companion("hit_rate", "Hit rate of the period", value, tuple(misses), sentence)


def current_execution(facts: Facts, view: View, before: DatesBefore | None) -> Companion:
    """Return activities finished in the period of those that were forecast to finish in it one period before."""
    title = "Current execution index"
    if before is None:
        return Companion("current_execution_index", title, None, (), NO_PERIOD_BEFORE)
    start = period_starts(facts, before)
    actual = facts.plan.activities.actual_finish_ticks
    said = (before.finish_ticks > start) & (before.finish_ticks <= facts.data_date)
    said &= dated(facts, view) & ~facts.is_milestone
    done = said & (actual > start) & (actual <= facts.data_date)
    value = share_of(int(done.sum()), int(said.sum()))
    missed = tuple(
        Offense(
            row,
            -1,
            f"{facts.place(row)} was forecast for {moment_words(int(before.finish_ticks[row]))} and did not finish.",
        )
        for row in np.flatnonzero(said & ~done).tolist()
    )
    sentence = "No activity was forecast to finish in the period."
    if value is not None:
        sentence = (
            f"{int(done.sum()):,} of {int(said.sum()):,} activities finished as forecast ({value:.2f})."
        )
    return Companion("current_execution_index", title, value, missed, sentence)


def float_erosion(facts: Facts, view: View, before: DatesBefore | None) -> Companion:
    """Return the mean loss of total float, in working days, of incomplete activities since the period before."""
    if before is None:
        return Companion("float_erosion", "Float erosion", None, (), NO_PERIOD_BEFORE)
    now = facts.schedule.total_float_ticks
    known = view.members & facts.is_open & facts.is_incomplete
    known &= (now != NO_TICKS) & (before.float_ticks != NO_TICKS)
    rows = np.flatnonzero(known)
    lost = before.float_ticks[rows] - now[rows]
    value = float(np.mean(lost / facts.day_ticks[rows])) if len(rows) else None
    losers = tuple(
        Offense(row, -1, f"{facts.place(row)} lost {facts.days(row, ticks)} of total float.")
        for row, ticks in zip(rows.tolist(), lost.tolist(), strict=True)
        if ticks > TOLERANCE_TICKS
    )
    sentence = "No incomplete activity was there in the period before."
    if value is not None:
        sentence = (
            f"{len(losers):,} of {len(rows):,} activities lost float; the mean change is {-value:.1f} days."
        )
    return Companion("float_erosion", "Float erosion", value, losers, sentence)


def float_consumption(facts: Facts, view: View) -> Companion:
    """Return ``(days done + margin) / days done`` of the target: below 1 its finish slips faster than time passes."""
    title, nothing = (
        "Total float consumption index",
        "The target has no baseline finish, data date or time behind it.",
    )
    target = view.target
    if target < 0 or facts.data_date[target] == NO_TICKS or facts.baseline.finish_ticks[target] == NO_TICKS:
        return Companion("float_consumption_index", title, None, (), nothing)
    rows = np.flatnonzero(view.members & facts.is_in_scope)
    start, by = int(facts.schedule.start_ticks[rows].min()), int(facts.data_date[target])
    done = facts.days_between(target, start, by)
    finish = int(finishes(facts)[target])
    margin = facts.days_between(target, finish, int(facts.baseline.finish_ticks[target]))
    value = share_of(done + margin, done)
    sentence = (
        nothing if value is None else f"After {done:.4g} days the margin is {margin:.4g} days ({value:.2f})."
    )
    return Companion("float_consumption_index", title, value, (), sentence)


def margin_left(facts: Facts, view: View) -> Companion:
    """Return the working days that activities of the kind margin still hold."""
    activities = facts.plan.activities
    rows = np.flatnonzero(view.members & facts.is_incomplete & (activities.kind == ActivityKind.MARGIN))
    if len(rows) == 0:
        return Companion(
            "margin_left", "Schedule margin left", None, (), "The plan holds no schedule margin."
        )
    days = activities.remaining_ticks[rows] / facts.day_ticks[rows]
    value = float(days.sum())
    sentence = f"{value:.4g} days of margin are left in {len(rows):,} activities."
    return Companion("margin_left", "Schedule margin left", value, (), sentence)
